"""Did a district do what it planned? Its targets of a year against what it reports."""
from __future__ import annotations

from typing import NamedTuple

from kg.compare.districts import holders
from kg.compare.facts import Facts, name_of, text
from kg.compare.figures import shown
from kg.compare.pairs import NEW, NOT_REPORTED, Pair, pairs

# What a reader looks for first.
_RANKS = {"missed": 0, NOT_REPORTED: 1, "unknown": 2, "met": 3, NEW: 4}


class Comparison(NamedTuple):
    """A target with its result, or one of both; the fields are the columns of the query ``compare``.

    ``result_derived`` is True where no document states the result: it follows from the growth that a later one reports.
    """

    district: str
    adcode: str | None
    year: int
    holder: str
    indicator: str
    status: str
    comparator: str | None
    target: float | None
    target_upper: float | None
    target_unit: str | None
    result_comparator: str | None
    result: float | None
    result_upper: float | None
    result_unit: str | None
    result_derived: bool | None
    target_evidence: str | None
    target_document: str | None
    result_evidence: str | None
    result_document: str | None
    target_figure: str | None
    result_figure: str | None


def compare(facts: Facts, *, district: str, year: int) -> tuple[Comparison, ...]:
    """Return the targets of a district for a year, of its bureau and its schools, against results; then what is
    reported and was not planned. ``district`` is an id.
    """
    rows = [_row(facts, district, year, pair) for ids in holders(facts, district) for pair in pairs(facts, ids, year)]
    return tuple(sorted(rows, key=lambda row: (_RANKS[row.status], row.indicator, row.holder,
                                               row.target_figure or "", row.result_figure or "")))


def _row(facts: Facts, district: str, year: int, pair: Pair) -> Comparison:
    target, result = shown(pair.target), shown(pair.result)
    node = facts.nodes[district]
    return Comparison(
        name_of(node), text(node, "adcode"), year, name_of(pair.either.holder), name_of(pair.either.indicator),
        pair.status, target.comparator, target.value, target.upper, target.unit, result.comparator,
        result.value, result.upper, result.unit, result.derived, target.evidence, target.document, result.evidence,
        result.document, target.id, result.id)
