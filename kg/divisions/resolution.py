"""What a division's name means in a document: one division, or the candidates; never a guess."""
from __future__ import annotations

from collections.abc import Iterable

from kg.divisions.gazetteer import by_code, heirs, latest, lookup, path_codes, within
from kg.divisions.prefix import steps
from kg.divisions.tables import table, words
from kg.divisions.types import Division, Reason, Resolution

# How close a candidate is to what the document names. Sharing only the province decides nothing: a bureau that writes
# 通州区 without a city may mean its own province's or the well-known one.
_NAMED, _SIBLING, _SAME_CITY, _FAR = 3, 2, 1, 0


def _closeness(path: tuple[str, ...], context: tuple[str, ...]) -> int:
    """Grade how close a candidate's path of codes is to that of a division in the context."""
    if path[0] in context:
        return _NAMED
    if len(path) > 1 and path[1] in context:
        return _SIBLING
    return _SAME_CITY if len(path) == 4 and path[2] in context else _FAR


def _undated(candidates: tuple[Division, ...], *, full: bool) -> tuple[Division, ...]:
    """Narrow the candidates where the year is not known.

    A short name means the present divisions where there are any. A full name may be any since 2000, apart from a city
    of a county's rank that was raised under its name (铜仁市).
    """
    present = tuple(item for item in candidates if item.until is None)
    if not full:
        return present or candidates
    return tuple(item for item in candidates if item.until is None
                 or not any(within(heir, above) for heir in heirs(item) for above in present))


def _ranking(candidates: tuple[Division, ...]) -> Division | None:
    """Return the province or prefecture-level city that a bare short name means beside districts and counties.

    南昌 is 南昌市, whose 南昌县 is always written in full, and 海南 the province; 大理 may be the autonomous prefecture
    or the city in it, 吉林 the province or the city.
    """
    provinces = [item for item in candidates if item.level == "province"]
    cities = [item for item in candidates if item.level != "province" and item.name.endswith("市")]
    if provinces or len(cities) != 1:
        return provinces[0] if provinces and not cities else None
    prefectures = [item for item in candidates if item.level == "city"]
    return cities[0] if prefectures == cities else None


def _seats(chosen: Division, candidates: tuple[Division, ...]) -> tuple[Division, ...]:
    """Return a prefecture with its own city or county of the same short name (四川阿坝, 新疆阿克苏), or nothing.

    What names the province says nothing about which of them is meant. Of 南昌市 and its 南昌县 the city is.
    """
    inside = tuple(item for item in candidates if within(item, chosen))
    return (chosen, *inside) if inside and chosen.level == "city" and not chosen.name.endswith("市") else ()


def _choose(name: str, candidates: tuple[Division, ...], context: list[tuple[str, ...]], *, full: bool,
            settled: bool) -> Resolution:
    """Choose among the candidates; ``settled`` is a name that a containing division stands before."""
    if not candidates:
        return Resolution(name, None, (), "unknown")
    candidates = latest(candidates)
    ordinary = not settled and (name in words().common if full else name in words().ordinary)
    grades = {item: max((_closeness(path_codes(item), path) for path in context), default=_FAR) for item in candidates}
    best = max(grades.values())
    closest = tuple(item for item in candidates if grades[item] == best)
    if best == _FAR and ordinary:
        return Resolution(name, None, candidates, "ordinary")
    if not full and best < _NAMED and len(closest) == 1 and (open_still := _seats(closest[0], candidates)):
        return Resolution(name, None, open_still, "ambiguous")
    if len(closest) == 1:
        reason: Reason = "unique" if len(candidates) == 1 else "context"
        return Resolution(name, closest[0], candidates, reason)
    if not full and best < _NAMED and (chosen := _ranking(closest)) is not None:
        return Resolution(name, chosen, candidates, "rank")
    return Resolution(name, None, candidates, "ambiguous")


def context_paths(context: Iterable[Division | str], publisher: str | None, year: int | None) -> list[tuple[str, ...]]:
    """Return the paths of codes of all that the context names; unknown codes are passed over."""
    divisions = [by_code(item, year=year) if isinstance(item, str) else item for item in context]
    for _, found in steps(publisher or "", year=year):
        divisions += found if len(found) == 1 else ()
    # Townships are those of today: those of a county that ceased are in what took its place.
    later = [heir for item in divisions if item is not None and item.level == "county" for heir in heirs(item)]
    return [path_codes(item) for item in dict.fromkeys([*divisions, *sorted(later, key=lambda item: item.code)])
            if item is not None]


def resolve(name: str, *, year: int | None = None, context: Iterable[Division | str] = (),
            publisher: str | None = None) -> Resolution:
    """Say which division a name means.

    ``name`` may hold the divisions above it (南京市鼓楼区, 浙江宁波). ``context`` are divisions, or their codes, that
    the document names; ``publisher`` is the name of the bureau that issued it. Without a year, a full name may be any
    division since 2000, and a short one means the present divisions where there are any.
    """
    context = tuple(context)
    paths = context_paths(context, publisher, year)
    full = name in table().by_name
    if candidates := lookup(name, year=year):
        if year is None:
            candidates = _undated(candidates, full=full)
        return _choose(name, candidates, paths, full=full or candidates[0].level == "township", settled=False)
    way = steps(name, year=year)
    if len(way) < 2 or sum(len(piece) for piece, _ in way) != len(name):
        return Resolution(name, None, (), "unknown")
    piece, candidates = way[-1]
    chosen = _choose(piece, candidates, paths, full=piece in table().by_name, settled=True)
    return Resolution(name, chosen.division, chosen.candidates, chosen.reason)
