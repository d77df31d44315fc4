"""The shorter names by which an institution of a district may go in another document."""
from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

from kg.divisions import ancestors, by_code
from kg.lexicon import read_table
from kg.recognise.home import Home
from kg.resolve.campuses import whole_of
from kg.resolve.clipped import SHARED, TOWN, in_order, is_clipped
from kg.resolve.names import institution

_COLUMNS = ("written", "short", "where", "effect")
_CHOICES = {"where": ("start", "end"), "effect": ("link", "review")}
_DEPTH = 3  # a name may vary in several places: 甲镇民办乙九年一贯制学校
_LEAST = 4  # characters of a name without its place, as within a document
# What any town's may be called: without its place such a name tells nothing.
_GENERIC = frozenset(f"中心{kind}" for kind in ("小学", "学校", "幼儿园", "中学"))


class Fit(NamedTuple):
    """Why a shorter name may mean a longer one; ``links`` where that is enough, else a person decides."""

    reason: str
    links: bool


class Place(NamedTuple):
    """Names of a district, and of the divisions above it, each in full and without 区, 县, 市."""

    own: tuple[str, ...]
    above: tuple[str, ...]


@functools.cache
def _variants(where: str) -> tuple[tuple[int, ...], dict[str, list[tuple[str, bool]]]]:
    """Return the lengths of the words that a name may vary in at its start or end, and the words with their variants.
    """
    found: dict[str, list[tuple[str, bool]]] = {}
    for row in read_table("lexicon/institution_variants.tsv", _COLUMNS, choices=_CHOICES):
        if row["where"] == where:
            found.setdefault(row["written"], []).append((row["short"], row["effect"] == "link"))
    return tuple(sorted({len(word) for word in found}, reverse=True)), found


@functools.lru_cache(maxsize=4096)
def place_of(scope: str) -> Place:
    """Return the names of the district that a scope means: its code, or its name where no table has it."""
    division = by_code(scope) if scope.isdigit() else None
    if division is None:
        return Place(() if scope.startswith("source-") or scope.isdigit() else _forms(scope), ())
    above = tuple(form for item in ancestors(division) for form in _forms(item.name))
    return Place(_forms(division.name), above)


def _forms(name: str) -> tuple[str, ...]:
    return (name, name[:-1]) if len(name) > 2 else (name,)


def shorter(form: str, place: Place) -> dict[str, Fit]:
    """Return the normal forms by which an institution may go elsewhere, each shorter than its own or as long."""
    found: dict[str, Fit] = {}
    waiting = [(form, Fit("", True), 0)]
    while waiting:
        name, fit, depth = waiting.pop()
        for short, step in _steps(name, place):
            known = found.get(short)
            new = Fit(f"{fit.reason}; {step.reason}" if fit.reason else step.reason, fit.links and step.links)
            if short == form or (known and (known.links or not new.links)):
                continue
            found[short] = new
            if depth + 1 < _DEPTH:
                waiting.append((short, new, depth + 1))
    return found


def _steps(name: str, place: Place) -> Iterator[tuple[str, Fit]]:
    yield from _without_place(name, place)
    if town := TOWN.match(name):
        rest = name[town.end():]
        yield rest, Fit(f"without the town's name {town.group()}", not SHARED.fullmatch(rest))
        level = "街道" if town.group().endswith("街道") else town.group()[-1]
        short = town.group().removesuffix(level)
        if len(short) >= 2:
            yield short + rest, Fit(f"{short} is {town.group()}", True)
    lengths, words = _variants("start")
    for length in lengths:
        for other, links in words.get(name[:length], ()):
            if len(name) - length >= _LEAST:
                yield other + name[length:], Fit(f"without {name[:length]}", links)
    lengths, words = _variants("end")
    for length in lengths:
        for other, links in words.get(name[-length:], ()):
            if len(name) > length:
                yield name[:-length] + other, Fit(f"{other} for {name[-length:]}", links)


def _without_place(name: str, place: Place) -> Iterator[tuple[str, Fit]]:
    for prefix in place.own:
        rest = name.removeprefix(prefix)
        if rest != name and len(rest) >= _LEAST:
            yield rest, Fit(f"without the district's name {prefix}", rest not in _GENERIC)
    for prefix in place.above:
        rest = name.removeprefix(prefix)
        if rest != name and len(rest) >= _LEAST:
            # 甲市实验小学 is the city's, 实验小学 the district's.
            yield rest, Fit(f"without the name {prefix} of the division above", not SHARED.fullmatch(rest))


def clipped(short: str, full: str, place: Place) -> Fit | None:
    """Tell whether a clipped form (职专) takes the characters of a full name (职业中专学校) in order."""
    bare = _bare(short, place)
    other = _bare(full, place)
    if not 2 <= len(bare) <= 4 or len(other) <= len(bare) or other[0] != bare[0] or whole_of(full) is not None:
        return None
    return Fit("clipped", True) if is_clipped(bare) and in_order(bare, other) else None


def may_be_clipped(short: str, place: Place) -> bool:
    """Tell whether a name looks like a clipped form."""
    bare = _bare(short, place)
    return 2 <= len(bare) <= 4 and is_clipped(bare)


def _bare(form: str, place: Place) -> str:
    return next((form[len(prefix):] for prefix in place.own if form.startswith(prefix)), form)


@functools.lru_cache(maxsize=4096)
def _home(scope: str) -> Home:
    division = by_code(scope) if scope.isdigit() else None
    if division is None:
        return Home(None, "", place_of(scope).own[:1], None, scope, None)
    places = (*(item.name for item in reversed(ancestors(division))), division.name)
    return Home(None, "", places, division, scope, None)


def normal(name: str, scope: str) -> str:
    """Return the normal form of a name in its district, as ids have it."""
    return institution(name, _home(scope))
