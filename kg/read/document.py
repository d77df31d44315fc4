"""Bytes and files to Documents."""
from __future__ import annotations

import hashlib
import re
from pathlib import Path

from kg.errors import ReadError
from kg.read import html, pdf, word
from kg.read.encoding import decode
from kg.read.furniture import examine
from kg.read.kinds import Format, detect
from kg.read.layout import Content
from kg.types import Document, Metadata, Table

_VISIBLE = re.compile(r"[^\s\ufeff\u200b]")
_EMPTY = "the file has no text; get it again or leave it out"


def _content(data: bytes, name: str, format: Format) -> Content:
    if format == "txt":
        return Content(*decode(data, name))
    return {"html": html.read, "docx": word.read, "pdf": pdf.read}[format](data, name)


def _content_tables(content: Content, furniture: frozenset[tuple[int, int]]) -> tuple[Table, ...]:
    """Return the tables that are more than rows of metadata."""
    starts = {start for start, _ in furniture}
    return tuple(table for table in content.tables
                 if not all(content.text.rfind("\n", 0, row[0].start) + 1 in starts for row in table.rows))


def read_bytes(data: bytes, name: str) -> Document:
    """Read one file from its bytes; ``name`` is the file's name and its suffix says the format where it is known.

    The text of a .txt file is exactly what its bytes decode to. For the other formats it is one line a paragraph, and
    one line a table row with ``" | "`` between cells.

    Raises ReadError, which says what is wrong and what to do.
    """
    if not data.strip():
        raise ReadError(name, _EMPTY)
    format = detect(data, name)
    content = _content(data, name, format)
    if not _VISIBLE.search(content.text):
        raise ReadError(name, _EMPTY)
    page = examine(content.text)
    furniture = content.furniture | page.furniture
    return Document(
        name=name, digest=hashlib.sha256(data).hexdigest(), text=content.text, encoding=content.encoding,
        format=format, metadata=Metadata(**{**page.metadata, **content.metadata}),
        furniture=tuple(sorted(furniture)), tables=_content_tables(content, furniture))


def read_file(path: Path) -> Document:
    """Read one file; the document's name is the file's name without its folder.

    Raises ReadError with the whole path, also where there is no such file or it is none.
    """
    try:
        if path.exists() and not path.is_file():
            raise ReadError(str(path), "not a file; name a file, or a folder to read all documents below it")
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReadError(str(path), "no such file; check the path") from None
    except OSError as error:
        raise ReadError(str(path), f"the file cannot be read ({error.strerror}); check its permissions") from None
    try:
        return read_bytes(data, path.name)
    except ReadError as error:
        raise ReadError(str(path), error.reason) from None
