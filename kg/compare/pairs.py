"""Targets of a year beside the results that fulfil them or not, and the results that nobody planned."""
from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import product
from typing import NamedTuple

from kg.compare.facts import Facts, name_of
from kg.compare.figures import Held, comparable, firsts, held_by, met, order

NOT_REPORTED = "not reported"
NEW = "new"
# What names of indicators end with that measure a change, as the extraction names them.
CHANGES = ("增长", "下降")


class Pair(NamedTuple):
    """A target and a result: ``status`` is met, missed, unknown, not reported (no result) or new (no target)."""

    target: Held | None
    result: Held | None
    status: str

    @property
    def either(self) -> Held:
        """The target, or else the result."""
        found = self.target or self.result
        assert found is not None
        return found


def pairs(facts: Facts, holders: Iterable[str], year: int) -> Iterator[Pair]:
    """Yield what some holders planned for a year, and what they report of it.

    A target that is stated twice counts once, in the words of the latest document; so does a result. Results that
    contradict each other make a pair each. Growth (比上年提高…) is not new where the level that grew is reported too.
    """
    for holder in holders:
        targets = [held for held in held_by(facts, holder, "target") if held.year == year]
        results = [held for held in held_by(facts, holder, "result") if held.year == year]
        answered: set[str] = set()
        for first in firsts(targets, _same).values():
            same = [first, *(held for held in targets if _same(held) == _same(first))]
            found: dict[str, str] = {}
            for result, held in product(results, same):
                if (status := met(facts, result.figure.id, held.figure.id)) is not None:
                    found.setdefault(result.figure.id, status)
            answered.update(found)
            yield from _pairs(first, [held for held in results if held.figure.id in found], found)
        levels = {name_of(held.indicator) for held in results}
        unplanned = [held for held in results if held.figure.id not in answered and not _tells_change(held, levels)]
        for held in firsts(unplanned, _same).values():
            yield Pair(None, held, NEW)


def _pairs(target: Held, results: list[Held], found: dict[str, str]) -> Iterator[Pair]:
    if not results:
        yield Pair(target, None, NOT_REPORTED)
    for held in sorted(firsts(results, comparable).values(), key=order):
        yield Pair(target, held, found[held.figure.id])


def _tells_change(held: Held, levels: set[str]) -> bool:
    return any(name_of(held.indicator) == level + way for level in levels for way in CHANGES)


def _same(held: Held) -> tuple[Hashable, ...]:
    return held.indicator.id, *comparable(held)
