"""Looking divisions up: by name and year, by code; their ancestors and successors."""
from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kg.divisions.tables import LATEST, table, township_counties, townships_of, words
from kg.divisions.types import Division

TOWNSHIP_SUFFIXES = ("街道", "镇", "乡", "苏木")


def by_code(code: str, *, year: int | None = None) -> Division | None:
    """Return the division with a code: the one of that year, else the latest; None where no division has the code.

    Nine digits are a township's.
    """
    if len(code) == 9:
        return next((item for item in townships_of(code[:6]).values() if item.code == code), None)
    group = table().by_code.get(code, ())
    return next((item for item in group if year is not None and item.exists_in(year)), group[0] if group else None)


def key_of(division: Division) -> str:
    """Return what tells a division from all others: its code, and its name where the code is another's now.

    襄阳市 is 420600, and 襄樊市, which bore that code before, is 420600-襄樊市. Changes of what is above a division, of
    its area or its rank under one code and name change nothing.
    """
    group = table().by_code.get(division.code, (division,))
    return division.code if group[0].name == division.name else f"{division.code}-{division.name}"


def by_key(key: str) -> Division | None:
    """Return the division with a key (``key_of``); None where there is none."""
    code, _, name = key.partition("-")
    return next((item for item in table().by_code.get(code, ()) if item.name == name), None) if name else by_code(code)


def code_year(division: Division, year: int | None) -> int:
    """Return the year nearest to ``year`` (to today where it is None) in which the division bore its code.

    Townships are those of today.
    """
    if division.level == "township":
        return LATEST
    last = LATEST if division.until is None else division.until - 1
    return last if year is None else max(division.since, min(year, last))


def in_year(candidates: Iterable[Division], year: int | None) -> tuple[Division, ...]:
    """Keep the divisions of a year; where none existed then, those that last bore the name before it.

    Documents go on naming what has ceased (原闸北区), if its name is no common noun (新区). What begins in the
    following year counts too where nothing else does: a summary is written in the year after. Without a year all are
    kept.
    """
    items = tuple(candidates)
    if year is None:
        return items
    if found := tuple(item for item in items if item.exists_in(year)):
        return found
    ceased = [item for item in items
              if item.until is not None and item.until < year and item.name not in words().common]
    if ceased:
        last = max(item.until or 0 for item in ceased)
        return tuple(item for item in ceased if item.until == last)
    return tuple(item for item in items if item.since == year + 1)


def named(name: str, *, short: bool = True) -> tuple[Division, ...]:
    """Return all divisions from province to county that ever bore a full, abbreviated or (if asked) short name."""
    full = table().by_name.get(name, ())
    return full + tuple(item for item in table().by_short.get(name, ()) if item not in full) if short else full


def lookup(name: str, *, year: int | None = None) -> tuple[Division, ...]:
    """Return all divisions that bear a name, of that year where one is given, the present ones first, then by code.

    Full (海曙区), abbreviated (景宁县, 凉山州) and short names (海曙, two characters or more) are known.
    Where no division bore the name in the year, those that last bore it before are returned.
    """
    found = named(name)
    if name.endswith(TOWNSHIP_SUFFIXES):
        found += tuple(townships_of(county)[name] for county in township_counties().get(name, ()))
    return tuple(sorted(in_year(found, year), key=lambda item: (item.until is not None, item.code, item.since)))


def ancestors(division: Division) -> tuple[Division, ...]:
    """Return the divisions above one, the next higher first, as they were at the end of its last whole year."""
    chain = []
    while division.parent and (above := by_code(division.parent, year=division.until and division.until - 1)):
        chain.append(above)
        division = above
    return tuple(chain)


def full_name(code: str) -> str:
    """Return the name of the division with a code behind those above it (江苏省南京市鼓楼区), or the code."""
    division = by_code(code)
    if division is None:
        return code
    return "".join(item.name for item in (*reversed(ancestors(division)), division))


def successors(division: Division) -> tuple[Division, ...]:
    """Return what took a division's place when it ceased: none, one, or several among which it was divided."""
    found = (by_code(code, year=division.until and division.until + 1) for code in division.successors)
    return tuple(item for item in found if item is not None)


@cache
def heirs(division: Division) -> frozenset[Division]:
    """Return all that took a division's place, directly or later."""
    found: set[Division] = set()
    waiting = list(successors(division))
    while waiting:
        heir = waiting.pop()
        if heir not in found and heir != division:
            found.add(heir)
            waiting += successors(heir)
    return frozenset(found)


def latest(candidates: tuple[Division, ...]) -> tuple[Division, ...]:
    """Drop a division where what took its place is a candidate too (庐江县 under its code before 2011)."""
    if len(candidates) < 2:
        return candidates
    return tuple(item for item in candidates if heirs(item).isdisjoint(candidates))


def townships_in(division: Division) -> dict[str, Division]:
    """Return the townships of a county by name, those of today; of one that ceased, what its heirs have of them."""
    found = dict(townships_of(division.code))
    for heir in sorted(heirs(division), key=lambda item: item.code) if division.level == "county" else ():
        found = {**townships_of(heir.code), **found}
    return found


@cache
def path_codes(division: Division) -> tuple[str, ...]:
    """Return the codes of a division and everything above it, itself first."""
    codes = [division.code]
    parent = division.parent
    while parent:
        codes.append(parent)
        above = by_code(parent, year=division.until)
        parent = above.parent if above else ""
    return tuple(codes)


def within(division: Division, above: Division) -> bool:
    """Tell whether a division lies in another."""
    return above.code in path_codes(division)[1:]
