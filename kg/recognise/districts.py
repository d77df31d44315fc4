"""Divisions named in running text: full names anywhere, short ones where they are no ordinary words."""
from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.divisions import split_prefix
from kg.recognise.places import Place, Places
from kg.types import Mention, Span

# A short name stands for the division only at the edge of a phrase or before such words.
_SHORT_AFTER = re.compile(
    r"[^一-鿿]|教育|等|和|与|及|两|三|四|的|各|市|全|在|山区|地区|区|县|结|对口|考察|支教|籍|教师|职教|学子|学生|中小学"
    r"|学校|部分|跟岗|跟班|学习|培训|参观|挂职|交流|研修|顶岗|送教|开展|抓|学|经验|做法|先进|$")
_SHORT_BEFORE = re.compile(
    r"(?:^|[^一-鿿]|[与和对赴到在向往及从去来驻援帮助我省市区县州]|学在|新|对标|支援|帮扶|对口|结对|前往|走进|辐射|协作|加强|推进)$")
_LISTED = "、和与及"


def districts(text: str, places: Places) -> Iterator[Mention]:
    """Yield mentions of divisions; those that stand inside a school's name are for the caller to drop."""
    sure = _chained(text, places)
    listed = _listed_townships(text, places)
    for place in places.found:
        if _stands(text, place, place in sure, listed):
            own = place.own and place.level != "township"
            town = place.short and place.level == "township"
            name = places.townships.get(place.name, place.name) if town else place.name
            yield Mention(Span(place.start, place.end), "District", place.name,
                          "division-own" if own else "division-short" if place.short else "division",
                          0.95 if own else 0.7 if place.short else 0.9, () if name == place.name else (name,))


def _stands(text: str, place: Place, chained: bool, listed: frozenset[int]) -> bool:
    if place.own and place.level == "township" and place.short:
        return place.start in listed
    before, after = text[max(0, place.start - 2):place.start], text[place.end:place.end + 3]
    if place.name.endswith("乡") and after.startswith(("土", "村", "情", "音", "愁")):  # 清河乡土教材
        return False
    if chained:
        return True
    if place.own:
        return not (place.short and before.endswith("《"))
    if after.startswith("级") and not place.short:  # 新建区级基地
        return False
    if place.short:
        return not place.ordinary and bool(_SHORT_BEFORE.search(before)) and _SHORT_AFTER.match(after) is not None
    return not place.ordinary or bool(_SHORT_BEFORE.search(before))


def _chained(text: str, places: Places) -> frozenset[Place]:
    """Return the places that stand one behind the other, the second inside the first (贵州台江)."""
    found: set[Place] = set()
    by_start = {place.start: place for place in places.found}
    for one in places.found:
        other = by_start.get(one.end)
        if other is not None and not one.own:
            pieces, rest = split_prefix(text[one.start:other.end])
            if len(pieces) == 2 and not rest:
                found |= {one, other}
    return frozenset(found)


def _listed_townships(text: str, places: Places) -> frozenset[int]:
    """Return where short names of the own district's townships stand in a list of several (甲、乙、丙等地)."""
    shorts = [place for place in places.found if place.own and place.level == "township" and place.short]
    found: set[int] = set()
    for one, other in pairwise(shorts):
        listed = other.start == one.end + 1 and text[one.end] in _LISTED
        if listed and not text.startswith(("小学", "中学", "幼儿园"), other.end):
            found |= {one.start, other.start}
    return frozenset(found)
