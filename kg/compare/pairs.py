"""Targets of a year beside the results that fulfil them or not, and the results that nobody planned."""
from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple

from kg.compare.facts import Facts, name_of
from kg.compare.figures import Held, answers, comparable, firsts, held_by, order
from kg.derive.figures import growth_of

NOT_REPORTED = "not reported"
NEW = "new"


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
    """Yield what a holder planned for a year, and what is reported of it; ``holders`` are all nodes that speak for it.

    A target that is stated twice counts once, in the words of the latest document; so does a result. Results that
    contradict each other make a pair each. Growth (比上年提高…) is not new where the level that grew is reported too.
    """
    holders = tuple(holders)
    targets = [held for holder in holders for held in held_by(facts, holder, "target") if held.year == year]
    results = [held for holder in holders for held in held_by(facts, holder, "result") if held.year == year]
    for first in firsts(targets, _same).values():
        found = answers(facts, [held.figure.id for held in targets if _same(held) == _same(first)])
        if not found:
            yield Pair(first, None, NOT_REPORTED)
        for held in sorted(firsts((held for held, _ in found), comparable).values(), key=order):
            yield Pair(first, held, next(status for other, status in found if other.figure.id == held.figure.id))
    levels = {(held.holder.id, name_of(held.indicator)) for held in results}
    for held in firsts((held for held in results if _is_new(facts, held, levels)), _same).values():
        yield Pair(None, held, NEW)


def _is_new(facts: Facts, held: Held, levels: set[tuple[str, str]]) -> bool:
    level = held.holder.id, growth_of(name_of(held.indicator))[0]
    return level not in levels and not any(facts.from_(held.figure.id, "FULFILS"))


def _same(held: Held) -> tuple[Hashable, ...]:
    return held.indicator.id, *comparable(held)
