"""The year before, from what a figure has grown: 覆盖率95.64%,比上年提升5.64个百分点 gives 90% for the year before."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from kg.derive import figures as read
from kg.derive.derivation import Derivation, derived_node, derived_relationship, scope_of
from kg.derive.figures import Held, concept_named, growth_of, held_figures
from kg.indicators import comparable, decimal, plain
from kg.indicators.quantities import units
from kg.resolve.ids import digest, entity_id
from kg.types import Graph, Node, Relationship, Value
from kg.vocabulary import labels

_RULE = "growth"
_LAST_YEAR = re.compile(r"上年|上一年|去年|同比|上一?学年")
_NAMED_YEAR = re.compile(r"[比较](20\d\d)年")
# A growth within the year, or against a part of one, says nothing of the year before.
_PART = re.compile(r"季度|上半年|下半年|环比|\d月|学期|以来|年均|每年")
# How far the figure that has grown may stand from its growth, in characters.
_NEAR = 120
_Key = tuple[str, str, int]


def grown(graph: Graph) -> Iterator[Node | Relationship]:
    """Yield a Result for the year that a growth is compared with, where nothing is stated for that year.

    The holder reports the result of the year and, in the same document, its growth over an earlier year: near it, where
    it is no rate. Points, and amounts of the same unit, are taken off exactly; after a growth in percent the number is
    about (``~``). The derived result has the evidence of the growth, and the two figures that it follows from in
    ``derived_from``.
    """
    made: set[_Key] = set()
    for level, rise, year, value, stated in implied(held_figures(graph, indicators=_growing(graph))):
        key = rise.holder, level.indicator, year
        if not stated and key not in made:
            made.add(key)
            yield from _result(level, rise, year, value, _sign(level, rise))


def _growing(graph: Graph) -> set[str]:
    """Return the ids of the indicators that are the growth of another, and of those others."""
    return {id for node in graph.nodes_with("Indicator") if (base := growth_of(str(node.properties.get("name")))[0])
            for id in (node.id, entity_id("Indicator", base))}


def implied(figures: Iterable[Held]) -> Iterator[tuple[Held, Held, int, Fraction, tuple[Held, ...]]]:
    """Yield what follows from growth: the figure that has grown, its growth, the earlier year, the value of that year
    in the unit of comparison, and what is stated for that year."""
    found: dict[_Key, list[Held]] = {}
    rises: list[Held] = []
    for figure in figures:
        if figure.kind == "result" and figure.source is not None:
            found.setdefault((figure.holder, figure.indicator, figure.year), []).append(figure)
            if growth_of(figure.name)[0]:
                rises.append(figure)
    for rise in rises:
        indicator, year = entity_id("Indicator", growth_of(rise.name)[0]), _base_year(rise)
        level = _level(found.get((rise.holder, indicator, rise.year), ()), rise)
        if year is not None and level is not None and (value := _before(level, rise)) is not None:
            yield level, rise, year, value, tuple(found.get((rise.holder, indicator, year), ()))


def _base_year(rise: Held) -> int | None:
    """Return the year that a growth is compared with, or None where its words name none or a part of one."""
    if _PART.search(rise.evidence):
        return None
    if named := _NAMED_YEAR.search(rise.evidence):
        year = int(named.group(1))
        return year if year < rise.year else None
    return rise.year - 1 if _LAST_YEAR.search(rise.evidence) else None


def _level(found: tuple[Held, ...] | list[Held], rise: Held) -> Held | None:
    """Return what has grown: the one figure of the indicator near the growth; None where there are several.

    A rate of the scheme is one number wherever the document states it; amounts may be of several things (招聘教师).
    """
    told = [figure for figure in found if figure.source == rise.source is not None]
    near = [figure for figure in told if max(figure.start, rise.start) - min(figure.end, rise.end) <= _NEAR]
    if not near and (concept := concept_named(growth_of(rise.name)[0])) and concept.dimension == "rate":
        near = told
    return near[0] if near and len({figure.normal for figure in near}) == 1 else None


def _in_percent(level: Held, rise: Held) -> bool:
    """Tell whether an amount has grown by a part of itself."""
    return rise.unit == "%" and level.normal is not None and level.normal.unit not in ("%", "个百分点", "")


def _sign(level: Held, rise: Held) -> str:
    return "~" if "~" in (level.comparator, rise.comparator) or _in_percent(level, rise) else "="


def _before(level: Held, rise: Held) -> Fraction | None:
    """Return the normalised value before a growth, or None where it does not follow."""
    now, more = level.normal, rise.normal
    if now is None or more is None or now.upper is not None or more.upper is not None:
        return None
    if level.comparator not in "=~" or rise.comparator not in "=~":
        return None
    way = -1 if growth_of(rise.name)[1] == "下降" else 1
    points = rise.unit.endswith("百分点") and now.unit == "%"
    if points or (comparable(now, more) and now.unit != "%"):
        value = now.value - way * more.value
    elif _in_percent(level, rise) and (factor := 1 + way * more.value / 100) > 0:
        value = now.value / factor
    else:
        return None  # 覆盖率增长5%: points or a part of it, nobody can tell
    concept = concept_named(growth_of(rise.name)[0])
    too_much = now.unit == "%" and concept is not None and value > 100 >= now.value
    return None if value < 0 or too_much else value


def _as_written(value: Fraction, level: Held, sign: str) -> int | float:
    """Return a normalised value in the unit of the level; an approximate one has one place more than the level has."""
    number = value / _factor(level)
    places = len(str(level.node.properties.get("value", 0)).partition(".")[2])
    return plain(number if sign == "=" else round(number, places + 1))


def _factor(level: Held) -> Fraction:
    return units()[level.unit].factor if level.unit in units() else Fraction(1)


def _result(level: Held, rise: Held, year: int, value: Fraction, sign: str) -> Iterator[Node | Relationship]:
    number = _as_written(value, level, sign)
    told = level.node.properties
    id = entity_id("Result", scope_of(level.id), str(year), level.name, f"derived-{digest(level.id, rise.id)}")
    shown = "" if sign == "=" else sign
    evidence: dict[str, Value] = {key: rise.node.properties[key] for key in ("evidence", "start", "end")
                                  if key in rise.node.properties}
    yield derived_node(
        id, labels("Result"), name=f"{told.get('indicator')} {shown}{number}{level.unit}",
        indicator=str(told.get("indicator", level.name)), value=number, unit=level.unit, comparator=sign, year=year,
        value_si=plain(decimal(number) * _factor(level)), unit_si=level.normal.unit if level.normal else "",
        derived_from=tuple(sorted((level.id, rise.id))), **evidence)
    reason = f"{told.get('name')} in {level.year}, which is {rise.node.properties.get('name')}"
    yield derived_relationship("REPORTS", level.claimed, id, _RULE, reason, year=year,
                               confidence=min(level.confidence, rise.confidence))
    yield derived_relationship("MEASURES", id, level.indicator, _RULE, reason)


GROWTH = Derivation("growth", grown, read.LABELS, read.TYPES, read.KEYS,
                    frozenset({"Result", "REPORTS", "MEASURES"}))
