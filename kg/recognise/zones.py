"""Names of development zones: how a text calls the zone whose full name its publisher bears."""
from __future__ import annotations

import functools
import re

from kg.divisions import lookup, split_prefix

_ENDS = "开发区|高新区|经开区|新区|示范区|实验区|试验区|合作区|度假区|管理区|园区"
# A zone before what its bureaus are called.
NAMED = re.compile(
    rf"(?P<zone>[一-鿿]{{2,20}}?(?:{_ENDS}))"
    r"(?=教育|教体|教科|教委|文教|科教|社会(?:事业|发展|工作|事务)|公共服务|民生)")
IS_ZONE = re.compile(f"(?:{_ENDS})$")
_KIND = re.compile(
    r"(?:国家级?|高新技术产业|高新技术|新技术|高新|经济技术|经济|经|旅游|工业|综合|深度|产业|生态|临港|现代|农业"
    rf"|城乡|融合|国际|先行|一体化|航空港){{0,4}}(?:{_ENDS})$")
_CLIPPED = {"高新技术产业开发区": "高新区", "高新技术开发区": "高新区", "经济技术开发区": "经开区",
            "经济开发区": "经开区", "新技术开发区": "高新区", "旅游度假区": "度假区", "国家旅游度假区": "度假区"}


def _city(words: str) -> str:
    """Return the name of a city, without 市 or with it, that some words begin with, or an empty string."""
    for length in (4, 3, 2):
        if any(division.level in ("province", "city") for division in lookup(f"{words[:length]}市")):
            return words[:length]
    pieces, rest = split_prefix(words, short=True)
    above = len(pieces) == 1 and not isinstance(pieces[0], str) and pieces[0].level in ("province", "city")
    return words.removesuffix(rest) if above else ""


@functools.lru_cache(maxsize=1024)
def own_word(zone: str) -> str:
    """Return what sets a zone apart from others (长春净月高新技术产业开发区: 净月), or an empty string."""
    kind = _KIND.search(zone)
    bare = zone[:kind.start()] if kind else zone
    own = bare[len(_city(bare)):]
    if len(own) == 1:  # 杭州湾 is no place in 杭州
        own = bare
    return own if len(own) >= 2 else ""


@functools.lru_cache(maxsize=1024)
def zone_names(zone: str) -> tuple[str, ...]:
    """Return the names of a zone, its full one first, with and without its city, written out and clipped."""
    kind, own = _KIND.search(zone), own_word(zone)
    if kind is None:
        return (zone,)
    city = zone[:kind.start()].removesuffix(own)
    kinds = dict.fromkeys((kind.group(), _CLIPPED.get(kind.group(), kind.group())))
    names = [f"{before}{own}{end}" for end in kinds for before in ((city, "") if own else (city,))]
    if kind.group() in _CLIPPED:  # in its own documents
        names += [_CLIPPED[kind.group()], kind.group()[-3:]]
    return tuple(dict.fromkeys((zone, *names)))
