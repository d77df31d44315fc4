"""Figures in tables: a row is an indicator, its header tells year and kind (指标 | 单位 | 2023年实际 | 2024年目标).

A table is a run of lines whose cells are parted by ``|``, as texts and all readers write them.
"""
from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.recognise.quantities import cell_quantity
from kg.relate.figures_phrases import is_measure, is_phrase
from kg.relate.scene import Scene
from kg.types import Quantity, Span

Kind = Literal["target", "result"]

_YEAR = re.compile(r"(20[0-4]\d)(?:年|学年|(?!\d))")
_TARGET = re.compile(r"目标|计划|任务|预期|规划|拟|预计")
_RESULT = re.compile(r"实际|完成|现状|实绩|基期|基数|达到|现有|已")
_UNIT_COLUMN = re.compile(r"(?:计量)?单位$")
_SKIP_COLUMN = re.compile(r"序号|编号|备注|属性|责任|时间|时限|电话|(?:指标)?(?:性质|类型)$|增速|说明")
_NAME_COLUMN = re.compile(r"指标|项目|名称|内容|类别|事项|任务")
_UNIT = re.compile(r"\(([^()\d]{1,8})\)$")


@dataclass(frozen=True, slots=True)
class Column:
    """What a header cell says of the values under it."""

    title: str
    year: int | None
    kind: Kind | None
    unit: str
    role: Literal["value", "unit", "name", "skip"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a table with its indicator; ``row`` is the span of its line."""

    quantity: Quantity
    indicator: str
    year: int | None
    kind: Kind | None
    row: Span


def _line(text: str, at: int) -> Span:
    end = text.find("\n", at)
    return Span(text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end)


@functools.lru_cache(maxsize=1)
def _rows(text: str) -> tuple[Span, ...]:
    """Return the lines of a text that are rows of tables."""
    found: list[Span] = []
    at = text.find("|")
    while at >= 0:
        found.append(_line(text, at))
        at = text.find("|", found[-1].end)
    return tuple(found)


def table_row(scene: Scene) -> Span | None:
    """Return the line of a sentence that is a row of a table, or None."""
    rows, start = _rows(scene.text), scene.sentence.span.start
    index = bisect_right(rows, (start, len(scene.text))) - 1
    return rows[index] if index >= 0 and start <= rows[index].end else None


def opens_row(scene: Scene, row: Span) -> bool:
    """Tell whether a sentence is the first one of its row, so that a row is read once."""
    return re.fullmatch(r"[\d.、|\s]*", scene.text[row.start:scene.sentence.span.start]) is not None


def _cells(text: str, row: Span) -> list[Span]:
    found, at = [], row.start
    for part in text[row.start:row.end].split("|"):
        bare = part.strip()
        start = at + part.find(bare) if bare else at
        found.append(Span(start, start + len(bare)))
        at += len(part) + 1
    return found


def _column(title: str) -> Column:
    year = _YEAR.search(title)
    kind: Kind | None = "target" if _TARGET.search(title) else "result" if _RESULT.search(title) else None
    unit = _UNIT.search(title)
    role: Literal["value", "unit", "name", "skip"] = "value"
    if _UNIT_COLUMN.search(title):
        role = "unit"
    elif _SKIP_COLUMN.search(title):
        role = "skip"
    elif _NAME_COLUMN.search(title) and year is None and not title.endswith(("目标", "计划")):
        role = "name"
    bare = _UNIT.sub("", _YEAR.sub("", title))
    bare = "" if _TARGET.search(bare) or _RESULT.search(bare) or bare in ("值", "数值", "度") else bare
    return Column(bare, int(year.group(1)) if year else None, kind, unit.group(1) if unit else "", role)


def _header(text: str, row: Span) -> list[Column]:
    """Read the header of the table that a row belongs to: the first line of the run of table lines."""
    line = row
    while line.start > 1 and "|" in text[(above := _line(text, line.start - 1)).start:above.end]:
        line = above
    return [] if line == row else [_column(text[cell.start:cell.end]) for cell in _cells(text, line)]


def row_cells(scene: Scene, row: Span) -> Iterator[Cell]:
    """Yield the values of a row; rows under no header, or with values that nothing measures, hold none."""
    text = scene.text
    columns, cells = _header(text, row), _cells(text, row)
    if len(columns) != len(cells):
        return
    name_at = next((i for i, column in enumerate(columns) if column.role == "name"), 0)
    name = text[cells[name_at].start:cells[name_at].end]
    if cell_quantity(text, cells[name_at], "") is not None:
        return
    pairs = list(zip(columns, cells, strict=True))
    bracket = _UNIT.search(name)
    unit = next((text[cell.start:cell.end] for column, cell in pairs if column.role == "unit"), "") or (
        bracket.group(1) if bracket else "")
    name = _UNIT.sub("", name)
    for column, cell in pairs:
        if column.role != "value" or cell.start == cells[name_at].start:
            continue
        quantity = cell_quantity(text, cell, unit or column.unit)
        indicator = name + column.title if column.title and not name.endswith(column.title) else name
        if quantity is None or not is_phrase(indicator):
            continue
        if quantity.unit or is_measure(indicator):
            yield Cell(quantity, indicator, column.year, column.kind, row)
