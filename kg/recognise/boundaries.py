"""Where a name begins: walking left from its last part over places and words until one that no name holds."""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kg.recognise.places import Places
from kg.recognise.tokens import Tokens
from kg.recognise.words import generic_words, longest_generic, name_words, verbs

# What a part of a name is: a division, the one character for one (区 in 区实验小学), a numeral, a word that names,
# a word that stands inside names (实验), or an ordinary word of which a name may or may not be made.
Part: TypeAlias = Literal["place", "level", "number", "proper", "person", "name", "inner", "owner", "common", "verb"]

LEVELS = "省市区县州旗镇乡"
_LONGEST = 24
_BRACKETS = re.compile(
    r"\((?:暂名|暂定名|暂定|暂用名|拟|筹|筹建|原[^()]{2,12}|[^()]{1,4}校区|园|校|单位|总校|本部|[东西南北中]区)\)$|(?<=[学院])\([一-鿿]{2,4}\)$")
_MASKED = re.compile(r"[*_×○□■xX?…#]$")
# Function words by the dictionary: pronouns, prepositions, conjunctions, particles, adverbs, measures, times.
_STOP_TAGS = ("p", "c", "u", "d", "r", "y", "q", "t", "e", "o")
# Right before a suffix no measure or exclamation stands: the dictionary has guessed at a name (天元公学).
_GUESSED_TAGS = ("q", "y", "e", "o")
_SINGLE_IN_NAMES = frozenset("中新区东西南北高明正特重常光先向永长安双元春秋夏冬今古天合更海广大小上下后前")
_PROPER_TAGS = ("ns", "nr", "nz", "nt")
_GEOGRAPHIC = tuple("路街桥山河湖江村镇乡庄湾岭塘洲岛门港城苑沟坡坪坝店铺圩屯寨堡潭泉溪岗峰台关洞浦埠里坊井")
# The plot of a planned school (B-12地块学校), and the seats of a district's bodies (县直机关幼儿园).
_PLOTS = frozenset({"地块", "单元", "片区"})
_PLOT_CODE = re.compile(r"[A-Za-z]{1,4}-?\d{1,3}(?:-\d{1,3})?$")
_DIRECT = re.compile(r"[省市区县州](?:直|级|属)?(?:直属)?机关|[省市区县州]直")
_JOINED_LEVEL = re.compile(f"[由以对将把在与和同为给让被经][{LEVELS}]")
_BUILDING = ("新建", "改建", "迁建", "建成", "投用", "启用", "开工建设", "续建", "成立", "开办")
_PREPOSITIONS = "以由对把与在为至被让给从"
_CHINESE = re.compile("[一-鿿]")
_FEW_DIGITS = re.compile(r"\d{1,2}")
_NUMBER_IN_NAME = re.compile("[一三四五六七八九十百千万][一-鿿]?[^所个家批类级等名次些位点年月日多余]")
_NUMERAL = re.compile(r"第?[一二三四五六七八九十百零〇]+$|第\d+$")


@dataclass(frozen=True, slots=True)
class Left:
    """What stands before a name's last part: where it begins, its parts from left to right, and why it begins there.

    ``stop`` is ``mark`` (punctuation or the line's beginning), ``verb``, ``opening`` (a preposition, conjunction or adverb),
    ``word`` (other function words, generic words, nouns), ``place`` (a division before which nothing can stand), ``mask``
    (the name is blotted out) or ``limit``.
    """

    begin: int
    parts: tuple[tuple[str, Part], ...]
    stop: str

    def has(self, *kinds: Part) -> bool:
        """Tell whether a part is of one of some kinds."""
        return any(kind in kinds or (kind == "person" and "proper" in kinds) for _, kind in self.parts)


def _generic_before(text: str, tokens: Tokens, begin: int, floor: int) -> str:
    """Return the longest generic word that ends at an offset and begins with a word of the text, or an empty string."""
    words = generic_words()
    for length in range(min(longest_generic(), begin - floor), 0, -1):
        if text[begin - length:begin] in words and tokens.begins(begin - length):
            return text[begin - length:begin]
    return ""


def walk(text: str, tokens: Tokens, places: Places, end: int, floor: int, *, nouns: bool = False) -> Left:
    """Say what belongs to the name whose last part begins at ``end``, at or after ``floor``.

    ``nouns`` lets ordinary nouns stand in it, as in the names of associations (甲市教师志愿者协会).
    """
    begin = end
    parts: list[tuple[str, Part]] = []
    settled = False
    floor = max(floor, end - _LONGEST)
    while begin > floor:
        place = places.ending(begin)
        if place is not None and place.start >= floor and _place_counts(place.ordinary, place.own, place.short,
                                                                         tokens.begins(place.start)):
            parts.append((place.name, "proper" if place.short and place.level == "township" else "place"))
            begin, settled = place.start, settled or not place.short
            continue
        if settled:
            return _left(begin, parts, "place")
        if text[begin - 1] == ")":
            if not (found := _BRACKETS.search(text[floor:begin])):
                return _left(begin, parts, "mark")
            begin = floor + found.start()
            continue
        index = tokens.at(begin - 1)
        start = max(tokens.starts[index], floor)
        if parts and parts[-1][0] in _PLOTS and (code := _PLOT_CODE.search(text, floor, begin)):
            parts.append((code.group(), "number"))
            begin = code.start()
            continue
        if _JOINED_LEVEL.fullmatch(text, start, begin):  # 由县第一中学: the dictionary's word is none
            parts.append((text[begin - 1], "level"))
            return _left(begin - 1, parts, "opening")
        word = text[start:begin]
        if _joined(text, word, tokens.tags[index], start):
            parts.append((word[1:], "proper"))
            return _left(start + 1, parts, "opening")
        if nouns and word in name_words()["nation"]:
            parts.append((word, "place"))
            return _left(start, parts, "place")
        kind = _classify(text, tokens, index, start, begin, floor, parts)
        if nouns and kind == "word" and (word in name_words()["noun"] or tokens.tags[index] in ("n", "j", "b", "l")):
            kind = "common"
        if kind in ("mark", "mask", "word", "opening", "stop-verb"):
            return _left(begin, parts, kind.removeprefix("stop-"))
        parts.append((text[start:begin], kind))  # type: ignore[arg-type]
        begin = start
        settled = settled or kind == "level"
    stop = "mark" if begin == 0 or text[begin - 1] == "\n" or begin == floor > end - _LONGEST else "limit"
    return _left(begin, parts, stop)


def _joined(text: str, word: str, tag: str, start: int) -> bool:
    """Tell whether the dictionary has joined a name with the preposition or conjunction before it (以达善学校, 小学和良渚中学)."""
    if len(word) != 3 or not tag.startswith(_PROPER_TAGS):
        return False
    return word[0] in _PREPOSITIONS or (word[0] in "和与及" and text[start - 1:start] in tuple("学园校部局"))


def _left(begin: int, parts: list[tuple[str, Part]], stop: str) -> Left:
    return Left(begin, tuple(reversed(parts)), stop)


def _place_counts(ordinary: bool, own: bool, short: bool, begins: bool) -> bool:
    if own:
        return not ordinary or begins
    return not ordinary and (not short or begins)


def _classify(text: str, tokens: Tokens, index: int, start: int, begin: int, floor: int,
              parts: list[tuple[str, Part]]) -> str:
    """Return the part that the word between two offsets is, or why the name stops behind it."""
    word, tag = text[start:begin], tokens.tags[index]
    if len(word) < len(tokens.words[index]):  # the word reaches into the last part or before the floor
        tag = "n"
    if _MASKED.search(word):
        return "mask"
    if (tag == "x" and word != "·" and not _CHINESE.match(word)) or word.isspace():
        return "mark"
    known = name_words()
    if len(word) > 1 and (word[0] in "各每该全" or word[-1] == "级") and word not in known["name"]:
        return "word"
    if _DIRECT.fullmatch(word):
        return "level"
    if start > tokens.starts[index] or (tokens.words[index] in known["inner"] and len(word) < len(tokens.words[index])):
        return "inner"
    if word in LEVELS and len(word) == 1:
        return _level(text, tokens, index, floor, parts)
    if word in known["name"]:
        return "name"
    named = sum(len(part) for part, kind in parts if kind in ("place", "proper", "person", "name", "level")) > 1 or \
        (bool(parts) and parts[-1][1] == "level")
    if word in known["owner"]:
        return "owner"
    if word in known["opening"]:
        return _conjunction_in_name(word, tokens, index, parts) or "opening"
    if word in known["noun"]:
        return "word"
    if word in known["inner"]:
        return "stop-verb" if named and (word in verbs() or tag == "v") else "inner"
    if generic := _generic_before(text, tokens, begin, floor):
        if generic in ("新", "老", "旧", "村"):
            return "proper"
        if not generic_words()[generic] or len(generic) > len(word):
            return "word"
        return "inner"
    if word in verbs():
        return "stop-verb"
    # One character left before the suffix, or nothing but the word behind a list's mark: the dictionary has cut a name in two.
    joins = bool(parts) and parts[-1][1] == "proper" and (
        (not named and len(parts[-1][0]) == 1) or text[start - 1:start] == "、")
    if len(word) > 1 and tag in _GUESSED_TAGS and not parts:
        return "proper"
    return _by_tag(word, tag, named=named, joins=joins, alone=not parts)


def _by_tag(word: str, tag: str, *, named: bool, joins: bool, alone: bool) -> str:
    if tag == "m":
        if _NUMERAL.match(word) or (alone and _FEW_DIGITS.fullmatch(word)):
            return "number"
        return "proper" if alone and _NUMBER_IN_NAME.fullmatch(word) else "word"
    if tag == "eng":
        return "inner"
    if tag.startswith("v") and len(word) > 1:
        return "proper" if joins else "stop-verb" if named else "verb"
    if tag.startswith(_STOP_TAGS):
        return "proper" if word in _SINGLE_IN_NAMES else "opening" if tag[0] in "pc" else "word"
    if tag == "nr" and len(word) in (2, 3) and word[0] in name_words()["surname"]:
        return "person"
    if tag.startswith(_PROPER_TAGS) or len(word) == 1 or word.endswith(_GEOGRAPHIC):
        return "proper"
    return "common"


def _conjunction_in_name(word: str, tokens: Tokens, index: int, parts: list[tuple[str, Part]]) -> str | None:
    """Take 和 for a part of the name where it cannot join: behind one character (景和学校), behind a verb of building (新建和安路小学)."""
    if word != "和" or index < 1 or tokens.tags[index - 1] in ("x", "m"):
        return None
    before = tokens.words[index - 1]
    if before.endswith(_BUILDING) and sum(len(part) for part, _ in parts) in (1, 2, 3):
        return "proper"
    if parts or index < 2 or len(before) != 1:
        return None
    earlier = tokens.words[index - 2]
    return "proper" if tokens.tags[index - 2] == "x" or earlier in verbs() or earlier in name_words()["opening"] else None


def _level(text: str, tokens: Tokens, index: int, floor: int, parts: list[tuple[str, Part]]) -> str:
    """Tell whether 区, 县, 镇 … ends an unknown division's name or stands for the own one."""
    if index == 0 or tokens.starts[index] <= floor:
        return "level"
    before, tag = tokens.words[index - 1], tokens.tags[index - 1]
    if tag.startswith(_PROPER_TAGS) and before not in verbs():
        return "proper"
    if tag == "x" or before in verbs() or before in name_words()["opening"] or tag.startswith(_STOP_TAGS) or tag[0] == "v":
        return "level"
    return "proper" if before not in generic_words() and before not in name_words()["noun"] else "word"
