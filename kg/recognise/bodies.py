"""Government and party bodies: a division or a level before a stem (宁波市 + 教育局, 区 + 编办), lists of them."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import ahocorasick_rs

from kg.recognise.home import Home
from kg.recognise.parts import LEVELS
from kg.recognise.places import Places
from kg.recognise.stems import LEVEL_INSIDE, LONG_LEVELS, same_stem, stem_kinds
from kg.recognise.tokens import Tokens
from kg.recognise.words import generic_words, name_words, verbs
from kg.types import Mention, Span

_ZONE = re.compile(r"(?:(?:国家级?)?(?:经济技术|经济|高新技术产业|高新技术|高新|旅游|工业|临港|产业|生态|化工|循环)?"
                   r"(?:开发区|园区|示范区|度假区|保税区|集聚区)|[经高][开新]区|新区|管理区|功能区)$")
# Words that a stem in the lexicon is a part of, not a body (区委托, 县委员, 市场).
_PART_OF_WORD = re.compile(r"[托派任屈婉]|员(?!会)|场(?!监)|(?<=部)门(?!户)")
# What behind a short stem makes a phrase or a leader's title of it.
_NOT_AFTER = re.compile(
    r"部门|系统|干部|人员|工作(?!领导小组|委员会|部署|要求|安排)|局长|会议|委员(?!会)|书记|副(?:书记|主任|局长|[市县区省镇乡]长|主席|部长)|主席"
    r"|常委(?!会)|领导(?!小组|下|和|的)|部长|机关(?!事务|党|工委|幼)|民警|主任|代表|编制|章程|活动|意见|文件")
# Levels that are the last character of another word (教育系统, 校区政府).
_LEVEL_IN_WORD = re.compile(
    r"(?:[校学城社片地园山超都各灾库辖老新小景战郊厂牧矿营赛专特湖港乡街]|(?<!健)全|责任)[区市镇]$")
# How far left of its stem a body's name may begin.
_REACH = 120
_PARTY = re.compile("(?:共青团|中共|中国共产党)$")
_LEVELS_BEFORE = re.compile(rf"(?:[{LEVELS}]、?){{1,4}}$")
# Bodies of which a district has several, or whose names are ordinary words: never named by a list's division.
_MANY_IN_A_DISTRICT = frozenset(
    {"派出所", "办事处", "工会", "团委", "党委", "党组", "学校", "交警", "街道办", "街道办事处"})
_LISTED = re.compile(r"(?:[、和与及]|以及|会同|联合)")
_OWN = re.compile(
    r"[我本][局委厅办](?![属托员])|局(?:(?<![一-鿿]局)|(?<=[在由经以为据表]局))(?:机关)?党(?:委|组|工委)")
# What makes a bare stem a body (联合公安、卫健, 会同财政局); 与 only where a verb of working together follows.
_PARTNER = re.compile(r"(?:(?:牵头|配合|责任|协办|协同)(?:单位|部门):|联合|会同|联手|协同|配合|牵手|商请|协调|携手)$")
_WITH = re.compile(r"[与和同跟]$")
# A list of departments (公安、交警、消防等部门).
_DEPARTMENTS = re.compile(
    r"(?:(?:[、和及][一-鿿]{2,6}){1,9}等?|等)(?:\d+个|多个?|相关|有关)?(?:职能)?(?:部门|单位)")
_TOGETHER = re.compile(r"[^,。;:]{0,14}?(?:合作|联合|对接|联动|沟通|信息互通|协作|配合|共同|建立|衔接机制)")


@dataclass(frozen=True, slots=True)
class Stem:
    """What a body is called behind its division, where it stands in the text."""

    start: int
    end: int
    word: str
    label: str
    national: bool


@dataclass(frozen=True, slots=True)
class _Before:
    """Where a body's name begins before its stem, and the words of its division."""

    begin: int
    place: str


@functools.cache
def _automaton() -> tuple[Any, tuple[str, ...]]:
    words = tuple(sorted(stem_kinds()))
    return ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), words


def _found_stems(text: str) -> Iterator[Stem]:
    automaton, words = _automaton()
    kinds = stem_kinds()
    for index, start, end in automaton.find_matches_as_indexes(text):
        word = words[index]
        if _PART_OF_WORD.match(text, end) or (len(word) < 4 and _NOT_AFTER.match(text, end)):
            continue
        yield Stem(start, end, word, *kinds[word])


def _division(text: str, start: int, tokens: Tokens, places: Places) -> _Before | None:
    """Return the division right before a stem: divisions of the gazetteer, a zone, an unknown division, or a level."""
    low = max(0, start - _REACH)
    floor = max(low, text.rfind("\n", low, start) + 1)
    begin = start
    if places.ending(start) is None:
        for level in LONG_LEVELS:
            if text.endswith(level, 0, start):
                return _Before(start - len(level), level)
    if zone := _ZONE.search(text, max(floor, start - 14), start):
        begin = zone.start()
    while (place := places.ending(begin)) is not None and place.start >= floor:
        if (place.ordinary and not place.own) or (place.short and not (place.own or tokens.begins(place.start))):
            break
        begin = place.start
    if begin < start:
        if party := _PARTY.search(text, max(floor, begin - 6), begin):
            begin = party.start()
        return _Before(begin, text[begin:start])
    return _unknown_division(text, start, tokens, floor)


def _unknown_division(text: str, start: int, tokens: Tokens, floor: int) -> _Before | None:
    if start == floor or text[start - 1] not in LEVELS + "区":
        return None
    level = start - 1
    index = tokens.at(level)
    tag = tokens.tags[index]
    if tokens.starts[index] < level:  # 清河区 as one word
        begin = tokens.starts[index]
        named = tag.startswith(("ns", "nr", "nz")) and begin >= floor and text[begin:start] not in generic_words()
        return _Before(begin, text[begin:start]) if named and start - begin >= 3 else _by_level(text, start, floor)
    before, tag = (tokens.words[index - 1], tokens.tags[index - 1]) if index else ("", "x")
    if tag.startswith(("ns", "nr", "nz")) and 2 <= len(before) <= 4 and not _is_word(before):
        begin = tokens.starts[index - 1]
        if begin >= floor:
            return _Before(begin, text[begin:start])
    return _by_level(text, start, floor)


def _is_word(word: str) -> bool:
    known = name_words()
    return any(word in words for words in (generic_words(), verbs(), known["noun"], known["opening"])) or \
        word.startswith(("我", "本", "全")) or word[:2] in verbs()


def _by_level(text: str, start: int, floor: int) -> _Before | None:
    if _LEVEL_IN_WORD.search(text[max(floor, start - 3):start]):
        return None
    return _Before(start - 1, text[start - 1])


def _upper_levels(text: str, before: _Before, stem: Stem) -> Iterator[Mention]:
    """Yield the bodies of the levels named before a body's own (省、市教育局, 省市政府): each is written out."""
    if len(before.place) != 1 or (stem.word.startswith("教育") and stem.word.endswith("局")):
        levels = ""
    else:
        match = _LEVELS_BEFORE.search(text, max(0, before.begin - 6), before.begin)
        levels = match.group() if match and before.place in LEVELS else ""
    at = before.begin - len(levels)
    if levels and _LEVEL_IN_WORD.search(text[max(0, at - 2):at + 1]):
        levels, at = "", before.begin
    for offset, level in enumerate(levels):
        if level != "、":
            yield Mention(Span(at + offset, at + offset + 1), stem.label, level + stem.word, "body-level", 0.8)


def bodies(text: str, tokens: Tokens, places: Places, home: Home) -> Iterator[Mention]:
    """Yield mentions of bodies; a bare stem (公安, 财政局) only where a list or working together makes it one."""
    before_it: tuple[int, str] | None = None  # where the last body ends, and its division
    for stem in _found_stems(text):
        division = None if stem.national else _division(text, stem.start, tokens, places)
        if stem.national or division is not None:
            begin = division.begin if division else stem.start
            if division is not None:
                yield from _upper_levels(text, division, stem)
            yield Mention(Span(begin, stem.end), stem.label, text[begin:stem.end],
                          "body-national" if stem.national else "body-division", 0.9)
            before_it = stem.end, division.place if division else ""
            continue
        if LEVEL_INSIDE.fullmatch(stem.word):
            yield Mention(Span(stem.start, stem.end), stem.label, stem.word, "body-division", 0.9)
            before_it = stem.end, stem.word[1]
            continue
        place = _inherited(text, stem, before_it)
        if place is None:
            place = "" if _is_partner(text, stem) or _is_home(stem, text, home) else None
        if place is None:
            continue
        name = place + stem.word
        aliases = (stem.word,) if place else ()
        yield Mention(Span(stem.start, stem.end), stem.label, name, "body-list", 0.75, aliases)
        before_it = stem.end, place
    for match in _OWN.finditer(text):
        yield Mention(Span(match.start(), match.end()), "GovernmentBody", match.group(), "body-own", 0.8)


def _inherited(text: str, stem: Stem, before: tuple[int, str] | None) -> str | None:
    """Return the division of the body before a bare stem in a list (区公安、卫健; 县委、政府), or None outside one."""
    if before is None or len(stem.word) < 2 or not _LISTED.fullmatch(text, before[0], stem.start):
        return None
    return None if before[1] and stem.word in _MANY_IN_A_DISTRICT else before[1]


def _is_partner(text: str, stem: Stem) -> bool:
    before = text[max(0, stem.start - 2):stem.start]
    if len(stem.word) < 2 or (stem.word in ("组织部", "法院", "工会", "政府") and not _PARTNER.search(before)):
        return False
    if _PARTNER.search(before):
        return True
    if _DEPARTMENTS.match(text, stem.end):
        return True
    whole = stem.word.endswith(("局", "委", "联", "办", "厅")) or text[stem.end:stem.end + 1] == "、"
    return whole and _WITH.search(before) is not None and _TOGETHER.match(text, stem.end) is not None


def _is_home(stem: Stem, text: str, home: Home) -> bool:
    """Tell whether a bare stem is the publisher's own (社会事业局 in a zone's plan)."""
    clear = stem.start == 0 or not "一" <= text[stem.start - 1] <= "鿿"
    known = home.publisher is not None and bool(home.stem)
    return known and clear and len(stem.word) > 2 and same_stem(stem.word, home.stem)
