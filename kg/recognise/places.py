"""Divisions named in a text, found once for all stages that need to know where a place ends or begins."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from kg.divisions import mentions
from kg.divisions.gazetteer import TOWNSHIP_SUFFIXES
from kg.divisions.tables import townships_of, words
from kg.recognise.home import Home


class Place(NamedTuple):
    """A division's name in the text.

    ``short``: without its suffix (祥云 for 祥云县). ``own``: of the document's district, or inside it. ``ordinary``:
    also an ordinary word or a fragment of a phrase, to be trusted only with support.
    """

    start: int
    end: int
    name: str
    short: bool = False
    own: bool = False
    ordinary: bool = False
    level: str = ""


@dataclass(frozen=True)
class Places:
    """The places of a text in order, and the full names of the own district's townships by their short ones."""

    found: tuple[Place, ...]
    by_end: dict[int, Place]
    townships: dict[str, str]

    def ending(self, offset: int) -> Place | None:
        """Return the place that ends at an offset, or None."""
        return self.by_end.get(offset)


def short_township(name: str) -> str:
    """Return a township's name without 街道, 镇, 乡, or an empty string where one character or none is left."""
    suffix = next((suffix for suffix in TOWNSHIP_SUFFIXES if name.endswith(suffix)), "")
    cut = name.removesuffix(suffix) if suffix else ""
    return cut if len(cut) >= 2 else ""


def _occurrences(text: str, names: set[str]) -> Iterator[tuple[int, int, str]]:
    """Yield begin, end and name where one of some names stands, leftmost longest."""
    words = sorted(names)
    # Built for one text: the form of the automaton that is built fastest, far faster than a pattern.
    automaton = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.NoncontiguousNFA)
    for index, start, end in automaton.find_matches_as_indexes(text):
        yield start, end, words[index]


def _own(text: str, home: Home, townships: dict[str, str]) -> Iterator[Place]:
    shorts = {home.short, *townships} - {""}
    # A township that is a town today was one of another kind before.
    whole_townships = {short + suffix for short in townships for suffix in TOWNSHIP_SUFFIXES} | {*townships.values()}
    fulls = {*home.places, *home.names, *whole_townships} - {""}
    for names, short in ((fulls, False), (shorts - fulls, True)):
        for start, end, name in _occurrences(text, names):
            level = "township" if name in townships or name in whole_townships else "own"
            yield Place(start, end, name, short, True, name != home.short and short, level)


def find_places(text: str, home: Home) -> Places:
    """Find the names of divisions; of two that end at one offset the own district's stands, then the longer."""
    code = home.division.code if home.division is not None and home.division.level == "county" else ""
    names = townships_of(code) if code else {}
    townships = {short: name for name in names if (short := short_township(name))}
    found = [Place(item.start, item.end, item.name, item.short, False, item.ordinary,
                   item.candidates[0].level) for item in mentions(text, year=home.year, short=True, townships=True)]
    own = list(_own(text, home, townships))
    by_end: dict[int, Place] = {}
    for place in (*found, *own):
        known = by_end.get(place.end)
        if known is None or (not place.short, place.own, -place.start) > (not known.short, known.own, -known.start):
            by_end[place.end] = place
    common = words().common
    own_spans = {(place.start, place.end) for place in own}
    found = [place for place in found if (place.start, place.end) not in own_spans]
    ordered = sorted({*found, *own}, key=lambda place: (place.start, -place.end))
    return Places(tuple(place for place in ordered if place.name not in common), by_end, townships)
