"""Names that begin with another division than the document's own: 甲县乙小学 is 甲县's 乙小学, whoever writes of it."""
from __future__ import annotations

import functools

from kg.divisions import Division, ancestors, resolve, split_prefix
from kg.recognise.home import Home

_LEAST = 3  # characters of a name behind its division
_GENERIC = ("小学", "中学", "幼儿园", "学校")


@functools.lru_cache(maxsize=8192)
def _split(name: str, year: int | None) -> tuple[tuple[Division | str, ...], str]:
    return split_prefix(name, year=year, short=False)


def elsewhere(name: str, home: Home) -> tuple[str, str] | None:
    """Return the code of the division that a name begins with, and the rest of the name; None where it is the own one,
    where nothing decides between several of that name, or where no table has it.
    """
    pieces, rest = _split(name, home.year)
    if not pieces or len(rest) < _LEAST or rest in _GENERIC:
        return None
    last = pieces[-1]
    if isinstance(last, str):
        # 鼓楼区 in a document of 南京市's 溧水区 is that of 南京市.
        context = [home.division] if home.division else []
        division = resolve(last, year=home.year, context=context, publisher=home.publisher).division
    else:
        division = last
    if division is None or division == home.division or division.level == "township":
        return None
    return division.code, rest


def above(home: Home) -> tuple[Division, ...]:
    """Return the divisions above the own one, the next higher first."""
    return ancestors(home.division) if home.division else ()


def short_code(division: Division) -> str:
    """Return a division's code without the noughts at its end: 33 for a province, 3302 for a city."""
    return division.code[:{"province": 2, "city": 4}.get(division.level, len(division.code))]
