"""Text that is put together from paragraphs and tables, one line each paragraph and each table row."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.types import Span, Table

SEPARATOR = " | "
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u2014-\u2026"
_WRAP = re.compile(f"(?<=[{_WIDE}])[ \t]*[\r\n]\\s*(?=[{_WIDE}])")
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")


@dataclass(frozen=True, slots=True)
class Content:
    """What a format's reader makes of a file: its text and what it knows of the page; ``furniture`` whole lines."""

    text: str
    encoding: str = "utf-8"
    tables: tuple[Table, ...] = ()
    furniture: frozenset[Span] = frozenset()
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1
    heading: bool = False


def collapse(text: str) -> str:
    """Return one line: blanks of all kinds as one space, and none where a line break stood inside Chinese text."""
    return _BLANKS.sub(" ", _WRAP.sub("", text)).strip()


def _header_rows(rows: Sequence[Sequence[Cell]], width: int) -> int:
    """Count the header rows: titles over the full width, then headings (th), or a heading row of several levels."""
    count = 0
    while count < len(rows) - 1 and len(rows[count]) == 1 and rows[count][0].columns >= width > 1:
        count += 1
    first = count
    while count < len(rows) - 1 and rows[count] and all(cell.heading for cell in rows[count]):
        count += 1
    if count == first:
        split = any(cell.columns > 1 for cell in rows[first])
        count += max((cell.rows for cell in rows[first]), default=1) if split else 1
    return min(count, max(len(rows) - 1, 1))


class Layout:
    """Collects lines and tables and knows where in the text each stands."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._end = 0
        self.tables: list[Table] = []

    @property
    def text(self) -> str:
        """The lines so far, each with its newline."""
        return "".join(f"{line}\n" for line in self._lines)

    def add_line(self, text: str) -> Span:
        """Append a line and return its span."""
        span = Span(self._end, self._end + len(text))
        self._lines.append(text)
        self._end = span.end + 1
        return span

    def add_table(self, rows: Sequence[Sequence[Cell]]) -> list[Span]:
        """Append a table and return the spans of its lines.

        A merged cell's text stands once, in the row where the cell starts; every place in the grid that the cell
        covers has its span. Rows without text get no line and no place in the table.
        """
        kept = [row for row in rows if any(cell.text for cell in row)]
        grid: list[list[Span]] = []
        covered: dict[int, tuple[int, Span]] = {}
        lines = []
        for row in kept:
            line = self.add_line(SEPARATOR.join(cell.text for cell in row))
            lines.append(line)
            grid.append(_grid_row(row, line.start, covered))
        width = max((len(row) for row in grid), default=0)
        if kept:
            filled = tuple(tuple(row + [Span(row[-1].end, row[-1].end)] * (width - len(row))) for row in grid)
            self.tables.append(Table(filled, _header_rows(kept, width)))
        return lines


def _grid_row(row: Sequence[Cell], start: int, covered: dict[int, tuple[int, Span]]) -> list[Span]:
    """Return the spans of a row's columns; ``covered`` has the cells from above by column: rows left, span."""
    spans: list[Span] = []

    def take_covered() -> None:
        while (left := covered.get(len(spans), (0, None))[0]) > 0:
            span = covered[len(spans)][1]
            covered[len(spans)] = (left - 1, span)
            spans.append(span)

    for cell in row:
        take_covered()
        span = Span(start, start + len(cell.text))
        for _ in range(cell.columns):
            covered[len(spans)] = (cell.rows - 1, span)
            spans.append(span)
        start = span.end + len(SEPARATOR)
    take_covered()
    return spans
