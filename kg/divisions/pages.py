"""Divisions in the addresses of government pages: www.ouhai.gov.cn is 瓯海区, www.hzxh.gov.cn may be 杭州's 西湖区.

Addresses spell names in pinyin, in full or by their first letters, alone or behind the city's. One reading of letters
may stand for several divisions (gulou for four, lucheng for 鹿城 and 潞城), so first letters only choose among
divisions that are candidates already; a name that is spelled in full may also find the division.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import islice, product
from urllib.parse import urlsplit

from kg.divisions.gazetteer import ancestors, in_year, latest, within
from kg.divisions.tables import readings, table
from kg.divisions.types import Division

_HOST = re.compile(r"(?P<labels>[a-z0-9.-]+)\.(?:gov|edu)\.cn")
# What stands around the name in a label: jyj.ouhai, ouhaiedu, hsqjyj.
_AROUND = re.compile(r"^(?:www|edu|jyj|jytyj|jy|zwgk|xxgk)|(?:edu|jyj|jytyj|jyty|jy|jw|jiaoyu|zf|gov)$")
_SUFFIXES = {"区": ("", "qu", "q"), "县": ("", "xian", "x"), "市": ("", "shi", "s"), "州": ("", "zhou", "z"),
             "旗": ("", "qi", "q"), "盟": ("", "meng", "m"), "省": ("", "sheng", "s")}
_MANY = 256  # readings of one name that are tried at most


def _syllables(name: str) -> list[tuple[str, ...]]:
    """Return the readings of each character; 吕 is lv, lu and lyu."""
    found = []
    for character in name:
        several = readings().get(character, ())
        umlauts = [reading[0] + vowel + reading[2:] for reading in several if reading[:2] in ("lv", "nv")
                   for vowel in ("u", "yu")]
        found.append((*several, *umlauts))
    return found


def _short(division: Division) -> str:
    """Return the name without its suffix where two characters are left, else the whole name (和县)."""
    names = table().by_short
    lengths = (size for size in range(len(division.name) - 1, 1, -1)
               if division in names.get(division.name[:size], ()))
    length = next(lengths, 0)
    return division.name[:length] if length else division.name


@cache
def spellings(division: Division) -> frozenset[str]:
    """Return how the division's name is written in full in letters: ouhai, ouhaiqu, ouhaiq."""
    short = _short(division)
    suffixes = _SUFFIXES.get(division.name[-1], ("",)) if short != division.name else ("",)
    bases = {"".join(item) for item in islice(product(*_syllables(short)), _MANY)}
    return frozenset(base + suffix for base in bases for suffix in suffixes)


@cache
def initials(division: Division) -> frozenset[str]:
    """Return the first letters of the division's name: xh, xhq; zh, ch and sh whole or as one letter (chy, cy)."""
    short = _short(division)
    letters = [{piece for reading in several for piece in (reading[0], _initial(reading))}
               for several in _syllables(short)]
    suffixes = _SUFFIXES.get(division.name[-1], ("",)) if short != division.name else ("",)
    bases = {"".join(item) for item in islice(product(*letters), _MANY)}
    return frozenset(base + suffix for base in bases for suffix in suffixes)


def _initial(reading: str) -> str:
    return reading[:2] if reading[:2] in ("zh", "ch", "sh") else reading[0]


def tokens(address: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the parts of an address that may name divisions: those of its host and those of its path.

    Addresses that are no government's or school's (.gov.cn, .edu.cn) have none.
    """
    try:
        parts = urlsplit(address.strip().lower() if "//" in address else f"//{address.strip().lower()}")
        host = _HOST.fullmatch(parts.hostname or "")
    except ValueError:
        return (), ()
    if host is None:
        return (), ()
    return _names(re.split(r"[.-]", host["labels"])), _names(re.split(r"[/._-]", parts.path))


def _names(labels: Iterable[str]) -> tuple[str, ...]:
    bare = {form for label in labels for form in (label, _AROUND.sub("", label)) if len(form) > 1 and form.isalpha()}
    return tuple(sorted(bare - {"www", "edu", "gov"}))


def on_page(candidates: Iterable[Division], address: str) -> tuple[Division, ...]:
    """Return the candidates that an address fits.

    What they are in decides between namesakes: before the name (njgl, fzgulou) or by itself (jyj.nanjing.gov.cn); the
    name alone (gulou) decides only among names that differ (通州区, 通州市).
    """
    items = tuple(candidates)
    host, path = tokens(address)
    inside = tuple(item for item in items if _names_above(item, host, path))
    itself = tuple(item for item in inside or items if _names_itself(item, host, path))
    return itself or inside


def _names_above(division: Division, host: Iterable[str], path: Iterable[str]) -> bool:
    """Tell whether an address names the city or municipality that a division is in."""
    above = ancestors(division)
    spelled = {name for item in above if item.level == "city" or len(above) == 1 for name in spellings(item)}
    clipped = spelled | {name for item in above for name in initials(item)}
    own = spellings(division)
    return (any(word in spelled or _parted(word, spelled, own) for word in path)
            or any(word in spelled or _parted(word, clipped, own | initials(division)) for word in host))


def _parted(word: str, first: frozenset[str] | set[str], second: frozenset[str]) -> bool:
    return any(word[:size] in first and word[size:] in second for size in range(2, len(word) - 1))


def _names_itself(division: Division, host: Iterable[str], path: Iterable[str]) -> bool:
    own = spellings(division)
    return any(word in own or word in initials(division) for word in host) or any(word in own for word in path)


@cache
def _spelled() -> dict[str, tuple[Division, ...]]:
    index: dict[str, list[Division]] = defaultdict(list)
    for group in table().by_code.values():
        for division in group:
            for spelling in spellings(division):
                index[spelling].append(division)
    return {spelling: tuple(found) for spelling, found in index.items()}


def page_divisions(address: str, *, year: int | None = None, ending: str = "") -> tuple[Division, ...]:
    """Return the counties (or cities, where ``ending`` is 市, 州 or 盟) that an address spells in full.

    A part of the path counts only inside a city that the host spells. ``ending`` is the last character that the name
    must have (区 for 区教育局). More than one are candidates, none of them preferred.
    """
    host, path = tokens(address)
    above = [item for word in host for item in in_year(_spelled().get(word, ()), year)]
    found = [item for item in above if _asked(item, ending)]
    found = [item for item in found if any(within(item, city) for city in above)] or found
    if not found:
        found = [item for word in path for item in in_year(_spelled().get(word, ()), year)
                 if _asked(item, ending) and any(within(item, city) for city in above)]
    items = latest(tuple(dict.fromkeys(found)))
    return tuple(sorted(items, key=lambda item: item.code))


def _asked(division: Division, ending: str) -> bool:
    levels = ("county", "city") if ending in ("市", "州", "盟") and ending else ("county",)
    return division.level in levels and division.name.endswith(ending)
