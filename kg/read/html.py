"""HTML: all visible text of the page in reading order, one line a block, tables as rows.

Extractors of main content (trafilatura and its kind) lose tables and lists of attachments on such pages or tear rows
into cells, so everything visible stays and what belongs to the page is marked as furniture.
"""
from __future__ import annotations

import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from kg.read.encoding import decode, known
from kg.read.furniture import field_value
from kg.read.knowledge import page_knowledge
from kg.read.layout import Cell, Content, Layout, collapse
from kg.types import Span

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SKIPPED = frozenset({
    "head", "script", "style", "noscript", "template", "nav", "button", "input", "select", "textarea", "iframe",
    "svg", "object", "map", "canvas", "audio", "video", "datalist", "dialog",
})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "caption", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FILE_LINK = re.compile(r"\.(?:docx?|wps|xlsx?|et|pdf|ofd|zip|rar)\b|download|attach", re.IGNORECASE)
_LAYOUT_CELL = 1000
_PAGE_FORM = 300
_LINKS_IN_MENU = 3
_SPAN_LIMIT = 100


def _hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _children(node: Any) -> list[Any]:
    found = []
    child = node.child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def _is_data(table: Any) -> bool:
    """Tell a table of data from one that lays out the page: flat, several columns, no cell as long as an article."""
    if len(table.css("table")) > 1:
        return False
    rows = [[cell for cell in _children(row) if cell.tag in ("td", "th")] for row in table.css("tr")]
    if max(map(len, rows), default=0) < 2:
        return False
    return all(len(cell.text(deep=True)) <= _LAYOUT_CELL for row in rows for cell in row)


def _asks(form: Any) -> bool:
    """Say whether a form only asks for input; on ASP.NET sites one form holds the whole page."""
    return len(_lines_text(form)) < _PAGE_FORM


def _covers(cell: Any, attribute: str) -> int:
    value = (cell.attributes.get(attribute) or "").strip()
    return min(max(int(value), 1), _SPAN_LIMIT) if value.isdecimal() else 1


class _Walker:
    """Walks the tree without recursion and writes lines; ``menu`` lines are those made of links alone."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.furniture: set[Span] = set()
        self._elements = frozenset(page_knowledge().elements)
        self._pieces: list[str] = []
        self._plain = False  # the line has text outside links
        self._links = 0
        self._page = 0  # depth of elements that are furniture
        self._menu: list[Span] = []

    def walk(self, root: Any) -> None:
        stack = [(child, False) for child in reversed(_children(root))]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                self._leave(node)
            elif node.is_text_node:
                self._write(node.text_content or "", preformatted=node.parent.tag == "pre")
            elif node.is_element_node and self._enter(node):
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(_children(node)))
        self._break()
        self._end_menu()

    def _write(self, text: str, *, preformatted: bool) -> None:
        if preformatted:
            for line in text.splitlines():
                self._add(line)
                self._break()
        else:
            self._add(text)

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._plain = self._plain or (not self._links and not text.isspace())

    def _enter(self, node: Any) -> bool:
        tag, attributes = node.tag, node.attributes
        if tag in _SKIPPED or _hidden(attributes):
            return False
        if tag == "form" and _asks(node):
            return False
        if tag == "br" or tag in _BLOCKS:
            self._break()
        if tag == "table" and _is_data(node):
            self._table(node)
            return False
        self._page += self._is_page(tag, attributes)
        self._links += self._is_menu_link(tag, attributes)
        return True

    def _leave(self, node: Any) -> None:
        tag, attributes = node.tag, node.attributes
        if tag in _BLOCKS:
            self._break()
        self._page -= self._is_page(tag, attributes)
        self._links -= self._is_menu_link(tag, attributes)

    def _is_page(self, tag: str, attributes: dict[str, str | None]) -> bool:
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()
        return tag == "footer" or not self._elements.isdisjoint(names)

    def _is_menu_link(self, tag: str, attributes: dict[str, str | None]) -> bool:
        return tag == "a" and "href" in attributes and not _FILE_LINK.search(attributes["href"] or "")

    def _break(self) -> None:
        line, plain = collapse("".join(self._pieces)), self._plain
        self._pieces, self._plain = [], False
        if not line:
            return
        span = self.layout.add_line(line)
        if self._page:
            self.furniture.add(span)
        if plain:
            self._end_menu()
        else:
            self._menu.append(span)

    def _end_menu(self) -> None:
        if len(self._menu) >= _LINKS_IN_MENU:
            self.furniture.update(self._menu)
        self._menu = []

    def _table(self, table: Any) -> None:
        self._end_menu()
        for caption in table.css("caption"):
            self.layout.add_line(_lines_text(caption))
        rows = [[Cell(_lines_text(cell), _covers(cell, "colspan"), _covers(cell, "rowspan"), cell.tag == "th")
                 for cell in _children(row) if cell.tag in ("td", "th") and not _hidden(cell.attributes)]
                for row in table.css("tr") if not _hidden(row.attributes)]
        lines = self.layout.add_table(rows)
        if self._page:
            self.furniture.update(lines)


def _lines_text(node: Any) -> str:
    """Return the visible text of an element on one line."""
    walker = _Walker()
    walker.walk(node)
    return " ".join(walker.layout.text.split("\n")).strip()


def _metadata(tree: LexborHTMLParser) -> dict[str, str]:
    stated: dict[str, str] = {}
    for node in tree.css("meta"):
        name = node.attributes.get("name") or node.attributes.get("property") or ""
        value = collapse(node.attributes.get("content") or "")
        if name and value:
            stated.setdefault(name.lower(), value)
    found: dict[str, str] = {}
    for field, names in page_knowledge().meta.items():
        values = (field_value(field, stated[name.lower()]) for name in names if name.lower() in stated)
        if first := next((value for value in values if value), None):
            found[field] = first
    title = tree.css_first("title")
    if "title" not in found and title is not None and (text := collapse(title.text(deep=True))):
        found["title"] = text
    canonical = tree.css_first('link[rel="canonical"]')
    if canonical is not None and (address := (canonical.attributes.get("href") or "").strip()):
        found["url"] = address
    return found


def read(data: bytes, name: str) -> Content:
    """Read a page. Raises ReadError where its bytes cannot be decoded."""
    label = _CHARSET.search(data[:4096])
    text, encoding = decode(data, name, declared=known(label[1].decode("ascii")) if label else None)
    tree = LexborHTMLParser(text.lstrip("\ufeff"))
    body = tree.body
    if body is None:
        return Content("", encoding)
    walker = _Walker()
    walker.walk(body)
    return Content(walker.layout.text, encoding, tuple(walker.layout.tables), frozenset(walker.furniture),
                   _metadata(tree))
