"""The nouns of this package, frozen and typed."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Level: TypeAlias = Literal["province", "city", "county", "township"]
Reason: TypeAlias = Literal["unique", "context", "rank", "page", "ambiguous", "ordinary", "unknown"]


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division in an unbroken run of years under one code and one name.

    ``code`` is GB/T 2260, six digits (a township's: nine, GB/T 10114). ``parent`` is the code of the next higher
    division, empty for a province; a county without a prefecture has the province. ``since`` is the first year at whose
    end it existed (2000: then or earlier), ``until`` the year in which it ceased, so that in a year of change the old
    and the new division are both there. Of townships only those of today are known; their ``since`` is 2000.
    """

    code: str
    name: str
    level: Level
    parent: str
    since: int
    until: int | None = None
    successors: tuple[str, ...] = ()

    def exists_in(self, year: int) -> bool:
        """Tell whether the division existed at some time of a year."""
        return self.since <= year and (self.until is None or year <= self.until)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means: one division, or the candidates among which nothing decides; never a guess.

    ``reason``: unique (one division bears the name), context (what the document names decides), rank (the short name of
    a prefecture or province against its own or distant counties), page (the page's address decides),
    ambiguous, ordinary (an ordinary word that no context
    supports), unknown (no division bears the name: a foreign, an invented place, a development zone).
    """

    name: str
    division: Division | None
    candidates: tuple[Division, ...]
    reason: Reason

    @property
    def ambiguous(self) -> bool:
        """Tell whether there are candidates, and nothing decides."""
        return self.division is None and bool(self.candidates)


class Mention(NamedTuple):
    """A division's name in a text, ``[start, end)`` in characters.

    ``short``: without its suffix (海曙). ``ordinary``: also an ordinary word or a fragment of a phrase (和平, 达县), to
    be counted only where ``resolve`` finds it in the context.
    """

    start: int
    end: int
    name: str
    candidates: tuple[Division, ...]
    short: bool = False
    ordinary: bool = False
