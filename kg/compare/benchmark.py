"""Where do districts stand? An indicator over districts and years, plan and result."""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.compare.districts import around, speakers
from kg.compare.facts import Facts, answers_to, name_of, text
from kg.compare.figures import Held, comparable, held_by, shown
from kg.compare.pairs import Pair, pairs
from kg.types import Node


class Standing(NamedTuple):
    """Plan and result of a district; the fields are the columns of the query ``benchmark``."""

    indicator: str
    year: int
    district: str
    adcode: str | None
    within: list[str]
    status: str
    comparator: str | None
    target: float | None
    target_unit: str | None
    result_comparator: str | None
    result: float | None
    result_unit: str | None
    result_derived: bool | None
    target_evidence: str | None
    target_document: str | None
    result_evidence: str | None
    result_document: str | None
    target_figure: str | None
    result_figure: str | None


def benchmark(facts: Facts, *, indicator: str, year: int | None = None, within: str | None = None
              ) -> tuple[Standing, ...]:
    """Return what districts and their bureaus plan and report for an indicator (a name, alias or id).

    ``within`` is a city or province: id, code, name or alias. In each year the best result comes first, and after the
    results the targets without one.
    """
    found: list[tuple[tuple[float, float, str, str], Standing]] = []
    for district in facts.labelled("District"):
        above = around(facts, district)
        if within is None or any(answers_to(node, within) for node in (district, *above)):
            found.extend((_key(pair), _row(district, above, at, pair))
                         for at, pair in _of_district(facts, district.id, indicator, year))
    return tuple(row for _, row in sorted(found, key=lambda item: (item[1].year, *item[0])))


def _of_district(facts: Facts, district: str, indicator: str, year: int | None) -> Iterator[tuple[int, Pair]]:
    own = speakers(facts, district)
    years = {held.year for holder in own for held in (*held_by(facts, holder, "target"),
                                                      *held_by(facts, holder, "result"))
             if _measures(held, indicator) and held.year is not None}
    for at in sorted(years if year is None else years & {year}):
        for pair in pairs(facts, own, at):
            if _measures(pair.either, indicator):
                yield at, pair


def _measures(held: Held, indicator: str) -> bool:
    return answers_to(held.indicator, indicator)


def _key(pair: Pair) -> tuple[float, float, str, str]:
    """Order by the best result, then by the higher target."""
    best, highest = float("inf"), float("inf")
    if pair.result is not None and (value := comparable(pair.result)[0]) is not None:
        best = value if text(pair.result.indicator, "direction") == "less" else -value
    if pair.target is not None and (value := comparable(pair.target)[0]) is not None:
        highest = -value
    return (best, highest, pair.target.figure.id if pair.target else "", pair.result.figure.id if pair.result else "")


def _row(district: Node, above: tuple[Node, ...], year: int, pair: Pair) -> Standing:
    target, result = shown(pair.target), shown(pair.result)
    return Standing(
        name_of(pair.either.indicator), year, name_of(district), text(district, "adcode"),
        [name_of(one) for one in above], pair.status, target.comparator, target.value, target.unit,
        result.comparator, result.value, result.unit, result.derived, target.evidence, target.document,
        result.evidence, result.document, target.id, result.id)
