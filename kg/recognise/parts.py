"""What a word is, seen from the last part of an institution's name: a part of the name, or what stands before it."""
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from kg.divisions import lookup
from kg.recognise.tokens import Tokens
from kg.recognise.words import generic_words, longest_generic, name_words, verbs

# place: a division. level: the one character for the own one (区 in 区实验小学). number: a numeral. proper, person,
# name: words that make a name. inner, owner: words that stand inside names (实验, 公办). common, verb: words of which a
# name may or may not be made.
Part: TypeAlias = Literal["place", "level", "number", "proper", "person", "name", "inner", "owner", "common", "verb"]
# Why a name stops: at punctuation or the line's beginning (mark), where it is blotted out (mask), at a verb, at a
# preposition, conjunction or adverb (opening), at another function word, a generic word or a noun (word), at a division
# before which nothing can stand (place), or because names are not that long (limit).
Stop: TypeAlias = Literal["mark", "mask", "stop-verb", "opening", "word", "place", "limit"]

LEVELS = "省市区县州旗镇乡"
PROPER_TAGS = ("ns", "nr", "nz", "nt")
_MASKED = re.compile(r"[*_×○□■xX?…#]$")
# Function words by the dictionary: pronouns, prepositions, conjunctions, particles, adverbs, measures, times.
_STOP_TAGS = ("p", "c", "u", "d", "r", "y", "q", "t", "e", "o")
# Right before a suffix no measure or exclamation stands: the dictionary has guessed at a name (天元公学).
_GUESSED_TAGS = ("q", "y", "e", "o")
_SINGLE_IN_NAMES = frozenset("中新区东西南北高明正特重常光先向永长安双元春秋夏冬今古天合更海广大小上下后前")
# They sound in the names of other languages (巴什却普乡小学), where no adverb can stand.
_ADVERBS_IN_NAMES = frozenset("都却也")
_SINGLE_GENERIC = frozenset("新老旧村")
_GEOGRAPHIC = tuple("路街桥山河湖江村镇乡庄湾岭塘洲岛门港城苑沟坡坪坝店铺圩屯寨堡潭泉溪岗峰台关洞浦埠里坊井")
# The seats of a district's bodies (县直机关幼儿园).
_ALL_OF = LEVELS + "校园国体部员日民村班系局"
_DIRECT = re.compile(r"[省市区县州](?:直|级|属)?(?:直属)?机关|[省市区县州]直")
_BUILDING = ("新建", "改建", "迁建", "建成", "投用", "启用", "开工建设", "续建", "成立", "开办")
_CHINESE = re.compile("[一-鿿]")
_FEW_DIGITS = re.compile(r"\d{1,2}")
_NUMBER_IN_NAME = re.compile("[一三四五六七八九十百千万][一-鿿]?[^所个家批类级等名次些位点年月日多余]")
_NUMERAL = re.compile(r"第?[一二三四五六七八九十百零〇]+$|第\d+$")


class Word:
    """A word of a text, or what of it stands before a name's later parts; ``right`` are these parts, nearest first.

    ``form`` is the characters of the word that stand before the later parts, ``whole`` the word as the dictionary cuts
    it, ``tag`` its part of speech there; a noun where the word reaches into the later parts.
    """

    __slots__ = ("end", "floor", "form", "index", "right", "start", "tag", "text", "tokens", "whole")

    def __init__(self, text: str, tokens: Tokens, index: int, start: int, end: int, floor: int,
                 right: Sequence[tuple[str, Part]]) -> None:
        self.text, self.tokens, self.index = text, tokens, index
        self.start, self.end, self.floor, self.right = start, end, floor, right
        self.form, self.whole = text[start:end], tokens.words[index]
        self.tag = tokens.tags[index] if end - start == len(self.whole) else "n"

    @property
    def before(self) -> tuple[str, str]:
        """The word before this one with its tag; a mark at the text's beginning."""
        if self.index == 0:
            return "", "x"
        return self.tokens.words[self.index - 1], self.tokens.tags[self.index - 1]

    def named(self) -> bool:
        """Tell whether the later parts already make a name."""
        naming = sum(len(form) for form, kind in self.right if kind not in ("inner", "owner", "number"))
        return naming > 1 or (bool(self.right) and self.right[-1][1] == "level")


# The town of a district before a number (县城第六小学).
_TOWNS = frozenset({"县城", "城区", "主城区", "镇区"})
ROADS = ("路", "街", "大道", "大街")


def classify(word: Word) -> Part | Stop:
    """Return the part that a word is, or why the name stops behind it."""
    form, known = word.form, name_words()
    if _MASKED.search(form):
        return "mask"
    if (word.tag == "x" and form != "·" and not _CHINESE.match(form)) or form.isspace():
        return "mark"
    town = form[0] == "全" and len(form) == 2 and word.tag in ("ns", "nr", "nz") and form[1] not in _ALL_OF
    town = town or (form[0] == "全" and len(form) == 2 and bool(word.right) and word.right[-1][0] in ROADS)  # 全椒|路
    if len(form) > 1 and (form[0] in "各每该全" or form[-1] == "级") and form not in known["name"] and not town:
        return "word"
    if _DIRECT.fullmatch(form):
        return "level"
    if word.start == word.floor > word.tokens.starts[word.index] and form in known["opening"]:
        return "opening"
    if word.start > word.tokens.starts[word.index] or (word.whole in known["inner"] and form != word.whole):
        return "inner"
    if form in _TOWNS and word.text.startswith("第", word.end):
        return "level"
    if form in LEVELS and len(form) == 1:
        return _level(word)
    if form in known["name"]:
        return "name"
    if form in known["owner"]:
        return "owner"
    if form in known["opening"]:
        if form in _ADVERBS_IN_NAMES and not word.right and _single_noun(word.before):  # 钢都|小学
            return "proper"
        named = (form == "和" and _conjunction_in_name(word)) or _lone_adverb(word)
        return "proper" if named else "opening"
    if form in known["noun"]:
        return "word"
    if form in known["inner"]:
        return "stop-verb" if word.named() and (form in verbs() or word.tag == "v") else "inner"
    return _generic(word) or ("stop-verb" if form in verbs() else _by_tag(word))


def _generic(word: Word) -> Part | Stop | None:
    """Judge the longest generic word that ends with this one and begins with a word of the text."""
    words = generic_words()
    for length in range(min(longest_generic(), word.end - word.floor), 0, -1):
        generic = word.text[word.end - length:word.end]
        if generic in words and word.tokens.begins(word.end - length):
            if generic in _SINGLE_GENERIC:
                return "proper"
            return "inner" if words[generic] and length <= len(word.form) else "word"
    return None


def _by_tag(word: Word) -> Part | Stop:
    form, tag, alone = word.form, word.tag, not word.right
    if tag == "m":
        if _NUMERAL.match(form) or (alone and _FEW_DIGITS.fullmatch(form)):
            return "number"
        family = len(form) == 2 and form[0] in name_words()["surname"] and word.before[1] != "m"  # 余家小学
        return "proper" if alone and (family or _NUMBER_IN_NAME.fullmatch(form)) else "word"
    if tag == "eng":
        return "inner"
    if tag.startswith("v") and len(form) > 1:
        return "proper" if _cut_in_two(word) else "stop-verb" if word.named() else "verb"
    if tag in _GUESSED_TAGS and alone and len(form) > 1:
        return "proper"
    if tag == "q" and len(form) == 1 and not alone and word.before[1][:1] in ("p", "x", "v", "d"):
        return "proper"  # no measure without a number (将番|字牌小学)
    if tag.startswith(_STOP_TAGS):
        if _lone_adverb(word):
            return "proper"
        if form in _ADVERBS_IN_NAMES and word.before[1].startswith(("n", "z")) and not _generic_before(word):
            return "proper"
        if alone and len(form) > 1 and lookup(form):  # the dictionary knows 无为 as a conjunction
            return "proper"
        return "proper" if form in _SINGLE_IN_NAMES else "opening" if tag[0] in "pc" else "word"
    if tag == "nr" and len(form) in (2, 3) and form[0] in name_words()["surname"]:
        return "person"
    if tag.startswith(PROPER_TAGS) or len(form) == 1 or form.endswith(_GEOGRAPHIC):
        return "proper"
    return "common"


def _single_noun(before: tuple[str, str]) -> bool:
    return len(before[0]) == 1 and before[1].startswith(("n", "z", "a", "j"))


def _lone_adverb(word: Word) -> bool:
    """Tell whether an adverb at the beginning of a clause is the first character of a name (都 + 梁小学)."""
    if word.right and word.right[-1] == ("州", "proper") and len(word.form) == 1:
        return True
    single = len(word.form) == 1 and word.tag == "d" and word.before[1] == "x"
    return single and len(word.right) == 1 and len(word.right[0][0]) == 1 and word.right[0][1] == "proper"


def _generic_before(word: Word) -> bool:
    before = word.before[0]
    return before in generic_words() or before in name_words()["noun"] or before.endswith(("校", "园", "学"))


def _cut_in_two(word: Word) -> bool:
    """Tell whether the dictionary has taken a name's beginning for a verb.

    Behind it one character is left, or before it stands a list's mark.
    """
    if not word.right or word.right[-1][1] != "proper":
        return False
    return (not word.named() and len(word.right[-1][0]) == 1) or word.text[word.start - 1:word.start] == "、"


def _conjunction_in_name(word: Word) -> bool:
    """Tell whether 和 cannot join.

    Behind a verb of building (新建和安路小学), behind one character (安和学校), between a mark and one (、和岭中学).
    """
    before, tag = word.before
    if tag == "x":
        return sum(len(form) for form, _ in word.right) == 1 and word.text[word.start - 1:word.start] not in ")”》"
    if tag == "m":
        return False
    if before.endswith(_BUILDING) and sum(len(form) for form, _ in word.right) in (1, 2, 3):
        return True
    if word.right or word.index < 2 or len(before) != 1:
        return False
    earlier = word.tokens.words[word.index - 2]
    return word.tokens.tags[word.index - 2] == "x" or earlier in verbs() or earlier in name_words()["opening"]


def _level(word: Word) -> Part | Stop:
    """Tell whether 区, 县, 镇 … ends an unknown division's name or stands for the own one."""
    if word.start <= word.floor:
        return "level"
    before, tag = word.before
    if tag.startswith(PROPER_TAGS) and before not in verbs():
        return "proper"
    opens = before in verbs() or before in name_words()["opening"]
    if word.form == "州" and not opens and tag != "x":  # the end of an old town's name (遂州外国语中学)
        return "proper"
    if opens or tag == "x" or tag.startswith((*_STOP_TAGS, "v")):
        return "level"
    if before not in generic_words() and before not in name_words()["noun"]:
        return "proper"
    return "level" if word.text.startswith("第", word.end) else "word"  # 民生项目|县第八小学
