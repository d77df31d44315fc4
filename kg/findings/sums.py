"""Totals whose parts (其中 …) do not add up."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from kg.derive.figures import Held, concept_named
from kg.indicators import comparable
from kg.types import Finding

_OF_THESE = re.compile("其中")
# Between a total and its parts stand marks and a few words at most (共60所,其中; 60所(其中).
_GAP = 4
# Parts that are all there is: with both of a pair named, less than the total is wrong too.
_WHOLE = (("公办", "民办"), ("男", "女"))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A figure with the offsets of its number in the document."""

    figure: Held
    start: int
    end: int


def sums_that_differ(figures: Iterable[Held]) -> Iterator[Finding]:
    """Yield totals that are less than their parts together, or more where the parts are all there is (公办, 民办).

    Parts stand behind 其中, in its clause and in clauses that follow it without a figure of another thing between; they
    are amounts of the total's unit. Where words stand in a document is told by the offsets of the evidence.
    """
    by_source: dict[str, list[_Placed]] = {}
    for figure in figures:
        if figure.source is not None and (placed := _place(figure)) is not None:
            by_source.setdefault(figure.source, []).append(placed)
    for source in sorted(by_source):
        found = sorted(by_source[source], key=lambda one: (one.start, one.figure.id))
        for at in sorted({one.figure.start + match.start() for one in found
                          for match in _OF_THESE.finditer(one.figure.evidence)}):
            yield from _check(found, at, source)


def _place(figure: Held) -> _Placed | None:
    """Find the number of a figure in its evidence; None where it stands there in another form or twice."""
    value = str(figure.node.properties.get("value", ""))
    pattern = rf"(?<![\d.]){re.escape(value)}(?:\.0+)?{re.escape(figure.unit)}"
    found = list(re.finditer(pattern, figure.evidence))
    if len(found) > 1:  # 小学3所、初中3所: the one behind the words of the indicator
        words = str(figure.node.properties.get("indicator", ""))
        found = [match for match in found if figure.evidence[:match.start()].endswith(words)]
    if len(found) != 1:
        return None
    return _Placed(figure, figure.start + found[0].start(), figure.start + found[0].end())


def _check(placed: list[_Placed], at: int, source: str) -> Iterator[Finding]:
    before = [one for one in placed if one.end <= at]
    if not before or at - before[-1].end > _GAP:
        return
    total = before[-1]
    parts = list(_parts(placed, total, at))
    amount, each = total.figure.normal, [part.figure.normal for part in parts]
    if amount is None or not parts or amount.unit == "%" or not _exact([total, *parts]):
        return
    together = sum((one.value for one in each if one is not None), Fraction())
    if together > amount.value or (together < amount.value and _are_all(parts)):
        shown = " + ".join(_shown(part) for part in parts)
        message = f"{total.figure.claimed} in {total.figure.year}: {_shown(total)}, but of these {shown}"
        yield Finding("does-not-add-up", message, source)


def _shown(one: _Placed) -> str:
    return str(one.figure.node.properties.get("name", one.figure.id))


def _exact(found: list[_Placed]) -> bool:
    return all(one.figure.comparator == "=" and one.figure.normal is not None and one.figure.normal.upper is None
               for one in found)


def _parts(placed: list[_Placed], total: _Placed, at: int) -> Iterator[_Placed]:
    """Yield the figures behind 其中 that are parts of the total: all of its clause, then those that name a part."""
    clause_end = at
    for one in placed:
        if one.start < at or one.figure.kind != total.figure.kind or one.figure.year != total.figure.year:
            continue
        if one.figure.start <= at < one.figure.end:
            clause_end = one.figure.end
        elif one.figure.start - clause_end <= 1 and _is_part(one.figure, total.figure):
            clause_end = max(clause_end, one.figure.end)
        else:
            return
        if one.figure.normal is None or total.figure.normal is None:
            return
        if not comparable(one.figure.normal, total.figure.normal):
            return
        yield one


def _is_part(figure: Held, total: Held) -> bool:
    """Tell whether the indicator of a figure is narrower than that of the total, by the scheme or by its words."""
    concept = concept_named(figure.name)
    while concept is not None and concept.broader is not None:
        if concept.broader == total.name:
            return True
        concept = concept_named(concept.broader)
    words, whole = (str(one.node.properties.get("indicator", "")) for one in (figure, total))
    return words != whole and len(whole) >= 2 and words.endswith(whole)


def _are_all(parts: list[_Placed]) -> bool:
    words = [str(part.figure.node.properties.get("indicator", "")) for part in parts]
    return any(len(parts) == len(pair) and all(any(one in word for word in words) for one in pair) for pair in _WHOLE)
