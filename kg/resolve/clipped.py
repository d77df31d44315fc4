"""Which names of institutions in a document are short forms of one another, apart from those with one normal form."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.recognise.home import Home
from kg.recognise.suffixes import suffixes
from kg.resolve.campuses import whole_of
from kg.resolve.names import institution
from kg.types import Mention

_NUMBERED = re.compile("[一二三四五六七八九十第]")
INSTITUTIONS = ("School", "Kindergarten", "SchoolGroup", "Organization")
TOWN = re.compile(r"[一-鿿]{2,5}?(?:镇|乡|街道)(?=[一-鿿]{4})")
# Names that several institutions of a district may share behind their towns' names.
SHARED = re.compile(r"(?:中心|实验|第.{1,2})?(?:小学|中学|学校|幼儿园|初级中学|完全小学|希望小学)$")


def clipped_pairs(mentions: Sequence[Mention], home: Home) -> Iterator[tuple[int, int]]:
    """Yield pairs of mentions of one institution: without the own district's or a town's name before it, or clipped."""
    by_form: dict[tuple[str, str], int] = {}
    for index, mention in enumerate(mentions):
        if mention.label in INSTITUTIONS:
            by_form.setdefault((mention.label, institution(mention.name, home)), index)
    yield from _without_district(by_form, home)
    yield from _without_town(by_form)
    yield from _abbreviated(by_form, home)


def _prefixes(home: Home) -> list[str]:
    shorts = (place[:-1] for place in home.places if len(place) > 2)
    return [prefix for prefix in (*home.places, *shorts, home.short) if prefix]


def _without_district(by_form: Mapping[tuple[str, str], int], home: Home) -> Iterator[tuple[int, int]]:
    for (label, form), index in by_form.items():
        for prefix in _prefixes(home):
            if form.startswith(prefix) and len(form) - len(prefix) >= 4 and (label, form[len(prefix):]) in by_form:
                yield index, by_form[label, form[len(prefix):]]


def _without_town(by_form: Mapping[tuple[str, str], int]) -> Iterator[tuple[int, int]]:
    """Join 乙中学 with 甲镇乙中学 where only one town's name stands before it in the document."""
    longer: dict[tuple[str, str], list[int]] = {}
    for (label, form), index in by_form.items():
        if town := TOWN.match(form):
            longer.setdefault((label, form[town.end():]), []).append(index)
    for key, indices in longer.items():
        if len(indices) == 1 and key in by_form and not SHARED.fullmatch(key[1]):
            yield indices[0], by_form[key]


def _abbreviated(by_form: Mapping[tuple[str, str], int], home: Home) -> Iterator[tuple[int, int]]:
    """Join a clipped form (职专, 甲职专) with the one name whose characters it takes in order (甲职业中专学校)."""
    bare = {key: _bare(key[1], home) for key in by_form if whole_of(key[1]) is None}
    for key, form in bare.items():
        short = form.removesuffix("集团")
        if not 2 <= len(short) <= 4 or _NUMBERED.search(short) or not is_clipped(short):
            continue
        longer = (other for other, name in bare.items() if len(name) > len(form) and name[0] == short[0]
                  and in_order(short, name) and other[0] in ("School", "SchoolGroup"))
        full = sorted(longer, key=lambda other: (-len(bare[other]), other))
        if full and all(in_order(bare[other], bare[full[0]]) for other in full):
            yield by_form[key], by_form[full[0]]
        yield from ((by_form[key], by_form[other]) for other, name in bare.items() if name == short and other != key)


def _bare(form: str, home: Home) -> str:
    return next((form[len(prefix):] for prefix in _prefixes(home) if form.startswith(prefix)), form)


def is_clipped(form: str) -> bool:
    """Tell whether a form is one that stands for a full name (职专, 职教中心)."""
    suffix = suffixes().get(form)
    return suffix is not None and suffix.clipped


def in_order(short: str, full: str) -> bool:
    """Tell whether the characters of a short form stand in a full name in their order."""
    characters: Iterable[str] = iter(full)
    return all(char in characters for char in short)
