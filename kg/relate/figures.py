"""Targets and results: quantities with what they count or measure, who holds them, and the year."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kg.relate.confidence import figure_confidence
from kg.relate.figures_context import LEVEL_BEHIND
from kg.relate.figures_indicators import readings
from kg.relate.figures_stance import holder, kind_and_year
from kg.relate.figures_tables import opens_row, row_cells, table_row
from kg.relate.scene import Scene
from kg.types import Figure

# Words of which one may make two like indicators different ones (省级, 市级; 一级, 二级; 小学, 初中).
_TELLING = re.compile(
    r"国家|省|市|区|县|镇|校|[一二三四五六七八九]|小学|初中|高中|中职|公办|民办|幼儿|教师|学生|新增|增长|下降")
_ALIKE = 0.5


def figures(scene: Scene) -> Iterator[Figure]:
    """Yield the figures of a sentence, or of the row of a table that the sentence begins."""
    if scene.bureau is None:
        return
    row = table_row(scene)
    if row is not None:
        if opens_row(scene, row):
            yield from _table_figures(scene)
        return
    if scene.sentence.role in ("title", "letter"):
        return
    section = scene.sentence.section
    for site, reading in readings(scene):
        kind, year = kind_and_year(scene, site.clause, site.left_start + len(site.left), site.quantity.span.start)
        level = LEVEL_BEHIND.search(reading.indicator)
        indicator = level.group() + reading.indicator[:level.start()] if level else reading.indicator
        yield Figure(kind, holder(scene, site, reading.indicator), indicator, reading.quantity,
                     scene.evidence(reading.quantity.span), reading.rule, figure_confidence(reading.rule), year,
                     section.path)


def _table_figures(scene: Scene) -> Iterator[Figure]:
    row = table_row(scene)
    section = scene.sentence.section
    for cell in row_cells(scene, row) if row else ():
        year, base = cell.year or section.year, section.year
        early = year is not None and base is not None and year < base
        late = year is not None and base is not None and year > base
        kind = cell.kind or ("target" if late or (scene.kind == "plan" and not early) else "result")
        yield Figure(kind, scene.bureau or "", cell.indicator, cell.quantity, cell.row, "figure-table",
                     figure_confidence("figure-table"), year, section.path)


def _alike(one: str, other: str) -> float:
    """Return the Dice coefficient of the character bigrams of two phrases."""
    pairs = [Counter(text[i:i + 2] for i in range(max(1, len(text) - 1))) for text in (one, other)]
    return 2 * (pairs[0] & pairs[1]).total() / (pairs[0].total() + pairs[1].total())


def _equal(one: Figure, other: Figure) -> bool:
    return one.indicator == other.indicator


def _same(one: Figure, other: Figure) -> bool:
    if _equal(one, other):
        return True
    if one.evidence == other.evidence or _alike(one.indicator, other.indicator) < _ALIKE:
        return False
    words = set(_TELLING.findall(one.indicator)), set(_TELLING.findall(other.indicator))
    return words[0] <= words[1] or words[1] <= words[0]


def distinct(found: Iterable[Figure]) -> Iterator[Figure]:
    """Yield figures without those that another sentence states in nearly the same words: of a figure in an overview and
    the same one in its section the first."""
    known: dict[tuple[object, ...], list[Figure]] = {}
    for figure in found:
        quantity = figure.quantity
        key = (figure.kind, figure.holder, quantity.value, quantity.upper, quantity.unit, figure.year)
        others = known.setdefault(key, [])
        like = _equal if figure.rule == "figure-table" else _same
        if not any(like(figure, other) for other in others):
            others.append(figure)
            yield figure
