"""Word documents (.docx): paragraphs and tables of the body in their order."""
from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from kg.errors import ReadError
from kg.read.layout import Cell, Content, Layout, collapse

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BLANKS = {f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-", f"{_W}ptab": "\t"}
_BREAKS = frozenset({f"{_W}br", f"{_W}cr"})
# Containers whose content belongs to the paragraph or body around them; everything else is not part of the text:
# deleted and moved text, and the copies of text boxes for old readers.
_DROPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}tblPr", f"{_W}tblGrid", f"{_W}sectPr",
                      f"{_W}sdtPr", f"{_W}sdtEndPr", _FALLBACK})


def _vanishes(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "true") not in ("0", "false", "off")


def _paragraph_lines(paragraph: Any) -> list[str]:
    """Return the lines of a paragraph; text boxes anchored in it come after it as lines of their own."""
    pieces: list[str] = []
    boxes: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        elif node.tag in _BLANKS:
            pieces.append(_BLANKS[node.tag])
        elif node.tag in _BREAKS:
            pieces.append("\n")
        elif node.tag == f"{_W}txbxContent":
            for kind, block in _blocks(node):
                boxes.extend(_paragraph_lines(block) if kind == "p" else _cell_text(block).split("\n"))
        elif node.tag not in _DROPPED and not (node.tag == f"{_W}r" and _vanishes(node)):
            stack.extend(reversed(node))
    return [line for part in "".join(pieces).split("\n") if (line := collapse(part))] + boxes


def _blocks(parent: Any) -> Iterator[tuple[str, Any]]:
    """Yield the paragraphs ("p") and tables ("tbl") of a container, also those in content controls."""
    stack = list(reversed(parent))
    while stack:
        node = stack.pop()
        if node.tag == f"{_W}p":
            yield "p", node
        elif node.tag == f"{_W}tbl":
            yield "tbl", node
        elif node.tag not in _DROPPED:
            stack.extend(reversed(node))


def _cell_text(cell: Any) -> str:
    return " ".join(line for node in cell.iter(f"{_W}p") for line in _paragraph_lines(node))


def _descendants(node: Any, tag: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, also in content controls, but none of a table inside."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _descendants(child, tag)


def _number(node: Any, path: str) -> int:
    found = node.find(path)
    value = "" if found is None else found.get(f"{_W}val", "")
    return int(value) if value.isdecimal() else 0


def _rows(table: Any) -> list[list[Cell]]:
    """Return the cells with what they cover; Word writes a cell for each row of a vertical merge."""
    places: list[list[tuple[int, int, bool, str]]] = []
    for row in _descendants(table, f"{_W}tr"):
        column = _number(row, f"{_W}trPr/{_W}gridBefore")
        cells = [(0, column, False, "")] if column else []
        for cell in _descendants(row, f"{_W}tc"):
            width = max(_number(cell, f"{_W}tcPr/{_W}gridSpan"), 1)
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            continued = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            cells.append((column, width, continued, "" if continued else _cell_text(cell)))
            column += width
        places.append(cells)
    heights: dict[tuple[int, int], int] = {}
    open_at: dict[int, int] = {}
    for number, cells in enumerate(places):
        for column, _, continued, _ in cells:
            if continued and column in open_at:
                heights[open_at[column], column] += 1
            else:
                open_at[column] = number
                heights[number, column] = 1
    return [[Cell(text, width, heights[number, column]) for column, width, _, text in cells
             if (number, column) in heights] for number, cells in enumerate(places)]


def read(data: bytes, name: str) -> Content:
    """Read a document. Raises ReadError where it is damaged or encrypted."""
    import docx
    from docx.opc.exceptions import OpcError

    try:
        body = docx.Document(io.BytesIO(data)).element.body
    # Malformed XML is a SyntaxError; an encrypted or oddly packed member a RuntimeError.
    except (OpcError, SyntaxError, zipfile.BadZipFile, zlib.error, LookupError, ValueError, RuntimeError, OSError,
            AttributeError) as error:
        raise ReadError(name, f"broken .docx ({error}); open it in Word or WPS and save it again") from None
    layout = Layout()
    for kind, node in _blocks(body):
        if kind == "tbl":
            layout.add_table(_rows(node))
        else:
            for line in _paragraph_lines(node):
                layout.add_line(line)
    return Content(layout.text, tables=tuple(layout.tables))
