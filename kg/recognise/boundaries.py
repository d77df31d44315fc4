"""Where a name begins: walking left from its last part over places and words until one that no name holds."""
from __future__ import annotations

import re
from typing import NamedTuple, get_args

from kg.recognise.parts import LEVELS, PROPER_TAGS, Part, Stop, Word, classify
from kg.recognise.places import Place, Places
from kg.recognise.tokens import Tokens
from kg.recognise.words import name_words, verbs

_LONGEST = 24
_PARTS = frozenset(get_args(Part))
_BRACKETS = re.compile(
    r"\((?:暂名|暂定名|暂定|暂用名|拟|筹|筹建|原[^()]{2,12}|[^()]{1,4}校区|园|校|单位|总校|本部|[东西南北中]区)\)$"
    r"|(?<=[学院])\([一-鿿]{2,4}\)$")
_NUMERAL = re.compile("[一二三四五六七八九十百〇]{2,4}$")
# The plot of a planned school (B-12地块学校).
_PLOTS = frozenset({"地块", "单元", "片区"})
_PLOT_CODE = re.compile(r"[A-Za-z]{1,4}-?\d{1,3}(?:-\d{1,3})?$")
_PREPOSITIONS_OF_LEVELS = frozenset("由以对将把在与和同为给让被经")
_PREPOSITIONS = "以由对把与在为至被让给从"
_NOUN_TAGS = ("n", "j", "b", "l")


class Left(NamedTuple):
    """What stands before a name's last part: where it begins, its parts from left to right, and why it begins there."""

    begin: int
    parts: tuple[tuple[str, Part], ...]
    stop: Stop

    def has(self, *kinds: Part) -> bool:
        """Tell whether a part is of one of some kinds; a person's name is a proper one."""
        wanted = {*kinds, "person"} if "proper" in kinds else kinds
        return any(kind in wanted for _, kind in self.parts)

    def cut(self, begin: int) -> Left:
        """Return what is left of this from an offset on."""
        rest, over = list(self.parts), begin - self.begin
        while rest and len(rest[0][0]) <= over:
            over -= len(rest.pop(0)[0])
        if rest and over:
            rest[0] = (rest[0][0][over:], rest[0][1])
        return self._replace(begin=begin, parts=tuple(rest))


class _Walk:
    """A walk to the left: where it is, what it has passed, and whether only divisions may follow."""

    def __init__(self, text: str, tokens: Tokens, places: Places, end: int, floor: int) -> None:
        self.text, self.tokens, self.places = text, tokens, places
        self.floor = max(floor, end - _LONGEST)
        self.limited = self.floor > floor
        self.begin = end
        self.parts: list[tuple[str, Part]] = []
        self.settled = False

    def take(self, kind: Part, begin: int) -> None:
        """Take the characters from ``begin`` on for a part of the name."""
        self.parts.append((self.text[begin:self.begin], kind))
        self.begin = begin

    def stopped(self, stop: Stop) -> Left:
        """Return the result."""
        return Left(self.begin, tuple(reversed(self.parts)), stop)

    def take_place(self) -> bool:
        """Take a division's name; before a full one only another division may stand."""
        place = self.places.ending(self.begin)
        if place is None or place.start < self.floor or not _counts(place, self.tokens) or self._is_end(place):
            return False
        self.take("proper" if place.short and place.level == "township" else "place", place.start)
        self.settled = self.settled or not place.short
        return True

    def _is_end(self, place: Place) -> bool:
        """Tell whether a far township of two characters is the end of a longer name (固拉哈 + 玛乡)."""
        if place.own or place.level != "township" or place.end - place.start > 2 or place.start <= self.floor:
            return False
        before = self.tokens.tags[self.tokens.at(place.start - 1)]
        return before.startswith(("nr", "nz")) and self.places.ending(place.start) is None

    def take_code(self) -> bool:
        """Take what needs no dictionary: a bracket that belongs to the name, a plot's code."""
        if self.text[self.begin - 1] == ")":
            found = _BRACKETS.search(self.text[self.floor:self.begin])
            if found:
                self.begin = self.floor + found.start()
            return found is not None
        if self.text[self.begin - 1] == "〇":  # no word of the dictionary (一三〇团中学)
            numeral = _NUMERAL.search(self.text, self.floor, self.begin)
            if numeral is not None:
                self.take("number", numeral.start())
            return numeral is not None
        if not self.parts or self.parts[-1][0] not in _PLOTS:
            return False
        code = _PLOT_CODE.search(self.text, self.floor, self.begin)
        if code is None:
            return False
        self.take("number", code.start())
        return True


def walk(text: str, tokens: Tokens, places: Places, end: int, floor: int, *, nouns: bool = False,
         among: frozenset[str] = frozenset()) -> Left:
    """Say what belongs to the name whose last part begins at ``end``, at or after ``floor``.

    ``nouns`` lets ordinary nouns stand in it, as in the names of associations (甲市教师志愿者协会), ``among`` some.
    """
    at = _Walk(text, tokens, places, end, floor)
    while at.begin > at.floor:
        if at.take_place():
            continue
        if at.settled:
            return at.stopped("place")
        if at.take_code():
            continue
        index = tokens.at(at.begin - 1)
        start = max(tokens.starts[index], at.floor)
        if (joined := _joined(text, start, at.begin, tokens.tags[index])) is not None:
            at.take(*joined)
            return at.stopped("opening")
        word = text[start:at.begin]
        if nouns and word in name_words()["nation"]:
            at.take("place", start)
            return at.stopped("place")
        kind = classify(Word(text, tokens, index, start, at.begin, at.floor, at.parts))
        if nouns and kind == "word" and (word in name_words()["noun"] or tokens.tags[index] in _NOUN_TAGS):
            kind = "common"
        if kind == "word" and word in among:
            kind = "common"
        if kind not in _PARTS:
            return at.stopped(kind)  # type: ignore[arg-type]
        at.take(kind, start)  # type: ignore[arg-type]
        at.settled = kind == "level"
    return at.stopped("limit" if at.limited else "mark")


def _joined(text: str, start: int, end: int, tag: str) -> tuple[Part, int] | None:
    """Return a part, and its beginning, that the dictionary has joined with the preposition or verb before it.

    由县|第一中学, 建好区|少年宫, 以达善|学校, 小学|和良渚|中学.
    """
    opening = text[start:end - 1]
    if text[end - 1] in LEVELS and (opening in _PREPOSITIONS_OF_LEVELS or opening in name_words()["opening"]
                                   or (opening in verbs() and opening.endswith("建"))):
        return "level", end - 1
    if end - start != 3 or not tag.startswith((*PROPER_TAGS, "a")):
        return None
    conjunction = text[start] in "和与及" and text[start - 1:start] in ("学", "园", "校", "部", "局")
    return ("proper", start + 1) if text[start] in _PREPOSITIONS or conjunction else None


def _counts(place: Place, tokens: Tokens) -> bool:
    begins = tokens.begins(place.start)
    if place.own:
        return not place.ordinary or begins
    return not place.ordinary and (not place.short or begins)
