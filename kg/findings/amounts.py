"""Findings on targets and results: no unit, no concept, results and growth that contradict each other."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from kg.derive.figures import Held, concept_named, growth_of
from kg.derive.growth import implied
from kg.derive.verdict import apart, spread
from kg.indicators import comparable
from kg.types import Finding, Graph

# Phrases whose numbers have no unit.
_BARE = ("系数", "指数", "得分", "比", "排名", "位次", "名次")
# How far what follows from a growth in percent may be from what is stated; points and amounts must agree to a tenth.
_ROUNDING = Fraction(1, 10)
_RELATIVE = Fraction(1, 50)


def targets_without_unit(figures: Iterable[Held]) -> Iterator[Finding]:
    """Yield the targets that have a number but no unit, of indicators that have one."""
    for figure in figures:
        concept = concept_named(figure.name)
        bare = concept.dimension in ("ratio", "score") if concept else figure.name.endswith(_BARE)
        if figure.kind == "target" and not figure.unit and not bare:
            yield Finding("target-without-unit", f"{figure.id}: the target {_shown(figure)} has no unit: "
                                                 f"{figure.evidence}", figure.source or "")


def unknown_indicators(graph: Graph) -> Iterator[Finding]:
    """Yield the indicators that the scheme does not have: they are compared with the very same words only."""
    names = {node.id: str(node.properties.get("name", node.id)) for node in graph.nodes_with("Indicator")}
    used = Counter(item.end for item in graph.relationships if item.label == "MEASURES")
    for id, name in names.items():
        if concept_named(name) is None and concept_named(growth_of(name)[0]) is None:
            yield Finding("unknown-indicator", f"{id}: no concept of the scheme; {used[id]} figure(s) measure it")


def _shown(figure: Held) -> str:
    told = figure.node.properties
    upper = f"-{told['upper']}" if "upper" in told else ""
    sign = "" if figure.comparator == "=" else figure.comparator
    return f"{figure.name} {sign}{told.get('value')}{upper}{figure.unit}"


def _contradict(one: Held, other: Held) -> bool:
    if one.normal is None or other.normal is None or not comparable(one.normal, other.normal):
        return False
    return apart(spread(one.normal, one.comparator), spread(other.normal, other.comparator))


def contradictory_results(figures: Iterable[Held]) -> Iterator[Finding]:
    """Yield results of one holder, indicator and year that cannot all be right.

    In one document, words that the scheme does not have name several things (投入资金); they are held against each
    other only where different documents say them.
    """
    groups: dict[tuple[str, str, int], list[Held]] = {}
    for figure in figures:
        if figure.kind == "result" and not growth_of(figure.name)[0] and figure.source is not None:
            groups.setdefault((figure.holder, figure.indicator, figure.year), []).append(figure)
    for key in sorted(groups):
        found = [figure for figure in _distinct(groups[key]) if _is_disputed(figure, groups[key])]
        if found:
            shown = "; ".join(f"{_shown(figure)} ({figure.source}: {figure.evidence})" for figure in found)
            yield Finding("contradictory-results", f"{found[0].claimed} in {found[0].year}: {shown}")


def _distinct(found: Iterable[Held]) -> list[Held]:
    return list({(figure.normal, figure.comparator, figure.source): figure for figure in found}.values())


def _is_disputed(figure: Held, others: Iterable[Held]) -> bool:
    known = concept_named(figure.name) is not None
    return any(_contradict(figure, other) for other in others if known or other.source != figure.source)


def growth_mismatches(figures: Iterable[Held]) -> Iterator[Finding]:
    """Yield results of a year that are not what follows from the next one and its growth, beyond rounding."""
    for level, rise, year, value, stated in implied(figures):
        for figure in stated:
            if figure.normal is None or level.normal is None or not comparable(figure.normal, level.normal):
                continue
            limit = abs(value) * _RELATIVE if rise.unit == "%" else _ROUNDING
            low, high = spread(figure.normal, figure.comparator)
            if (low is not None and value < low - limit) or (high is not None and value > high + limit):
                yield Finding(
                    "growth-mismatch", f"{figure.claimed}: {_shown(figure)} in {year}, but {_shown(level)} in "
                    f"{level.year} is {rise.evidence}", figure.source or "")

