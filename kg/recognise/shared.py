"""Lists whose names share their last part: 甲、乙、丙等4个学区 is 甲学区, 乙学区 and 丙学区."""
from __future__ import annotations

import re
from collections.abc import Iterator

from kg.recognise.places import Places
from kg.recognise.tokens import Tokens
from kg.recognise.words import generic_words, name_words, verbs
from kg.types import Mention, Span

_LABELS = {
    **dict.fromkeys(("学区", "教育集团", "集团", "教共体", "联盟"), "SchoolGroup"),
    **dict.fromkeys(("小学", "中学", "初中", "高中", "学校", "中心小学", "中心校", "校区", "分校"), "School"),
    **dict.fromkeys(("幼儿园", "中心幼儿园", "分园", "园区"), "Kindergarten"),
    **dict.fromkeys(("镇", "乡", "街道", "区", "县", "市"), "District")}
_ITEM = r"(?!等)[一-鿿]{2,4}?"
_NUMBER = r"(?:\d+|[两二三四五六七八九十]+)"
_LIST = re.compile(
    rf"([一-鿿]{{2,12}}(?:、{_ITEM}){{0,11}}[、和与及]{_ITEM})等?"
    rf"(?:{_NUMBER}[个所家](?:农村|乡镇|寄宿制|公办|民办|城区)?(学区|教育集团|集团|教共体|联盟|中心小学|小学|中学|初中|高中|学校|中心校"
    r"|校区|分校|中心幼儿园|幼儿园|分园|园区|街道|镇|乡|县|区|市)"
    rf"|{_NUMBER}(镇|乡|街道|县|区|市))(?![一-鿿]?[域级校长内])")
# Runs of text that may hold a list; the amount with the shared part that a counted list ends in, and what parts towns.
_RUN = re.compile(r"[一-鿿、\d]{5,}")
_AMOUNT = re.compile(
    r"[\d两二三四五六七八九十](?:[个所家](?:农村|乡镇|寄宿制|公办|民办|城区)?(?:学区|教育集团|集团|教共体|联盟|中心|小学|中学|初中|高中|学校|校区|分校|幼儿园|分园"
    r"|园区)|[个所家]?(?:街道|镇|乡|县|区|市))")
_TOWN_LISTED = re.compile("(?:[镇乡]|街道)[、和与]")
_OF_TOWN = re.compile(r"(?<![一-鿿])([一-鿿]{2,3}(?:镇|乡|街道))([一-鿿]{2,4})$")
_TOWN_SUFFIXES = ("镇", "乡", "街道")
_PARTING = re.compile(r"[和与及]")
_TOWNS = re.compile(
    r"((?:[一-鿿]{2,5}?(?:镇|乡|街道)[、和与]){1,20})([一-鿿]{2,5}?(?:镇|乡|街道))"
    r"(等?[\d两二三四五六七八九十]+[所个](?:公办|普惠性?|农村|标准化)*)?(中心小学|中心幼儿园|中心学校|中心校|初级中学|初中|中心小|中心幼)")


def shared_endings(text: str, tokens: Tokens, places: Places) -> Iterator[Mention]:
    """Yield the names that are written out of lists; each stands over its own words of the text."""
    runs = [match.span() for match in _RUN.finditer(text)]
    yield from _counted(text, runs, tokens, places)
    for match in _matches(text, runs, _TOWN_LISTED, _TOWNS):
        ending, counted = match.group(4), match.group(3) is not None
        label = "Kindergarten" if "幼" in ending else "School"
        last = places.ending(match.end(2)) if counted else None
        if last is not None and last.name.endswith(_TOWN_SUFFIXES) and last.start >= match.start(2):
            yield Mention(Span(last.start, match.end()), label, last.name + ending, "shared-towns", 0.8)
        for town in re.finditer(r"[一-鿿]+", match.group(1).replace("和", "、").replace("与", "、")):
            start, end = match.start(1) + town.start(), match.start(1) + town.end()
            place = places.ending(end)
            if place is not None and place.name.endswith(_TOWN_SUFFIXES) and place.start >= start:
                yield Mention(Span(place.start, place.end), label, place.name + ending, "shared-ending", 0.8)


def _counted(text: str, runs: list[tuple[int, int]], tokens: Tokens, places: Places) -> Iterator[Mention]:
    """Yield the names of such lists, each over its own words, the last one over the shared part too."""
    for match in _matches(text, runs, _AMOUNT, _LIST):
        items, at = [], match.start(1)
        for piece in _items(match.group(1)):
            items.append((at, piece))
            at += len(piece) + 1
        ending = (match.group(2) or match.group(3))
        first = _trimmed(items[0], tokens)
        if first is None:
            continue
        items[0], town = first[:2], first[2]
        if any(_is_phrase(item, ending) for _, item in items):
            continue
        for number, (start, item) in enumerate(items):
            end = match.end() if number == len(items) - 1 else start + len(item)
            aliases = (item,) if _LABELS[ending] == "District" else ()
            name = _written_out(item, ending, places)
            if town and _LABELS[ending] != "District":
                name, aliases = town + name, (name,)
            yield Mention(Span(start, end), _LABELS[ending], name, "shared-ending", 0.85, aliases)


def _matches(text: str, runs: list[tuple[int, int]], sign: re.Pattern[str], pattern: re.Pattern[str]
             ) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern, which lie within runs; only runs that hold its sign are searched."""
    for start, end in runs:
        if sign.search(text, start, end):
            yield from pattern.finditer(text, start, end)


def _items(words: str) -> Iterator[str]:
    """Part a list; 和 parts its last two items where both have two characters (三和集 is one)."""
    *first, last = words.split("、")
    yield from first
    parting = _PARTING.search(last, 2, len(last) - 2)
    yield from (last[:parting.start()], last[parting.end():]) if parting else (last,)


def _trimmed(item: tuple[int, str], tokens: Tokens) -> tuple[int, str, str] | None:
    """Keep of a list's first item what stands behind the last verb or function word (划分为北山 gives 北山).

    The third value is the town that stands before it (三河镇红艳), an empty string where there is none.
    """
    start, words = item
    end = start + len(words)
    if of_town := _OF_TOWN.search(words):
        return start + of_town.start(2), of_town.group(2), of_town.group(1)
    index = tokens.at(end - 1)
    begin = end
    town = ""
    while index >= 0 and tokens.starts[index] >= start and not _opens(tokens.words[index], tokens.tags[index]):
        if begin < end and len(tokens.words[index]) > 2 and tokens.words[index].endswith(_TOWN_SUFFIXES):
            town = tokens.words[index]
            break
        begin = tokens.starts[index]
        index -= 1
    return (begin, words[begin - start:], town) if 2 <= end - begin <= 4 else None


def _opens(word: str, tag: str) -> bool:
    known = name_words()
    return word not in known["name"] and (word in verbs() or word in known["opening"] or tag[0] in "pcudrqm")


def _is_phrase(item: str, ending: str) -> bool:
    """Tell whether an item has its own last part already or is no name."""
    known = name_words()
    if item in known["name"] or item in known["inner"]:
        return False
    return generic_words().get(item) is False or item in known["noun"] or item in verbs() or \
        item.endswith(("小学", "中学", "学校", "园", "镇", "乡", "街道", "区", "县", "市", "级", "类", ending))


def _written_out(item: str, ending: str, places: Places) -> str:
    if ending in ("镇", "乡", "街道"):
        full = places.townships.get(item, "")
        return full if full.endswith(ending) else item + ending
    return item + ending
