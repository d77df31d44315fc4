"""Folding a text to the form that rules are written for, with the way back to the original offsets.

Widths are unified (full-width ASCII and its punctuation become half-width, corner brackets and straight quotes become
curly ones), traditional characters become simplified, and blanks inside a line are dropped unless they part two Latin
words or two numbers: 温 州 市 is 温州市, 79.89 % is 79.89%.
"""
from __future__ import annotations

import functools
import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kg.types import Span

_ASCII = {0xFF01 + i: 0x21 + i for i in range(94)}
_MARKS = str.maketrans({
    "「": "“", "」": "”", "『": "“", "』": "”", "〝": "“", "〞": "”", "‘": "“", "’": "”", "＂": '"',
    "〈": "《", "〉": "》", "﹪": "%", "∶": ":", "﹒": ".", "〔": "[", "〕": "]", "［": "[", "］": "]", "╱": "/",
    "﹙": "(", "﹚": ")", "﹑": "、", "､": "、", "｡": "。", "…": "…", "‐": "-", "–": "-", "─": "—", "―": "—",
    "‧": "·", "・": "·", "•": "·",
})
_TABLE: dict[int, int | str] = {**_ASCII, **_MARKS}
_REPLACED = {chr(old): new if isinstance(new, str) else chr(new) for old, new in _TABLE.items()}
_TO_REPLACE = re.compile("[" + re.escape("".join(_REPLACED)) + "]")
# Readings that copies of web pages carry behind characters: 總結(jié).
_READING = re.compile("(?<=[\u4e00-\u9fff])\\([a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]*\\)")
# A full stop as copies in half-width punctuation have it: between Chinese characters or at the end of a line.
_STOP = re.compile(r"(?<=[\u4e00-\u9fff)%”》])\.(?=[\u4e00-\u9fff“《(]|\s|$)")
_NUMBER = re.compile(r"(?:第?[一二三四五六七八九十]{1,3}(?:章|部分)?|\([一二三四五六七八九十\d]{1,3}\))?")
_BLANKS = re.compile("[ \t\r\u00a0\u1680\u2000-\u200f\u202f\u205f\u3000\ufeff\u00ad]+")
_STRAIGHT = re.compile('"')
_LATIN = re.compile(r"[0-9A-Za-z.]")
# A text counts as traditional where this share of its characters changes; single variant characters in a
# simplified text (乾, 於 in names) are left alone.
_TRADITIONAL_SHARE = 0.02


@functools.cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def simplify(text: str) -> str:
    """Turn traditional characters into simplified ones where the text is a traditional one; the length stays."""
    converted = _converter().convert(text)
    if converted == text:
        return text
    if len(converted) != len(text):
        convert = functools.cache(_converter().convert)
        converted = "".join(c if len(s := convert(c)) != 1 else s for c in text)
    changed = sum(a != b for a, b in zip(text, converted, strict=True))
    return converted if changed >= max(1, _TRADITIONAL_SHARE * len(text.strip())) else text


def _curl(text: str) -> str:
    """Turn straight quotes into opening and closing ones, in turn within each line."""
    if '"' not in text:
        return text
    lines = []
    for line in text.split("\n"):
        turn = iter(("“", "”") * (line.count('"') // 2 + 1))
        lines.append(_STRAIGHT.sub(lambda _, turn=turn: next(turn), line))  # type: ignore[misc]
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; ``origin[i]`` is the offset in the original text of the folded text's character ``i``.

    ``simplified`` tells whether traditional characters were replaced.
    """

    text: str
    origin: array[int]
    simplified: bool = False

    def original(self, span: Span) -> Span:
        """Map a span of the folded text to the span of the original text that it stands for."""
        if span.end <= span.start:
            at = self.origin[span.start] if span.start < len(self.origin) else 0
            return Span(at, at)
        return Span(self.origin[span.start], self.origin[span.end - 1] + 1)

    def position(self, offset: int) -> int:
        """Return the first position in the folded text at or after an offset of the original text."""
        return bisect_left(self.origin, offset)


# Where a line ends a paragraph though it is full: a closing mark, or the last word of a title.
_SENTENCE_END = re.compile(r"(?:[。;:!?…”)》|]|总结|报告|要点|思路|打算|计划|规划|安排|方案|通知|汇报|情况)[ \r]*$")
_NUMERAL = "[一二三四五六七八九十]"
_NEW_PARAGRAPH = re.compile(
    rf"[ \t\u3000]*(?:{_NUMERAL}{{1,3}}、|\({_NUMERAL}{{1,3}}\)|\d{{1,2}}[.、]|\(\d|第{_NUMERAL}+[章部]|[①-⑳]|附件"
    r"|\u3000{2}| {4})")
# Lines that are wrapped: at least so many, this share of them broken inside a sentence, and none longer.
_WRAPPED_LINES, _WRAPPED_SHARE, _WIDEST = 8, 0.4, 60


def _unwrap(text: str) -> str:
    """Turn the line breaks of hard-wrapped paragraphs into blanks, where a line is full and its sentence goes on."""
    lines = text.split("\n")
    full = sorted(len(line.strip()) for line in lines if len(line.strip()) >= 12)
    if len(full) < _WRAPPED_LINES or full[len(full) * 9 // 10] > _WIDEST:
        return text
    width = 0.7 * full[len(full) * 8 // 10]
    broken = [len(line.strip()) >= width and not _SENTENCE_END.search(line) and bool(following.strip())
              and not _NEW_PARAGRAPH.match(following) for line, following in pairwise(lines)]
    if sum(broken) < _WRAPPED_SHARE * len(full):
        return text
    return "".join(line + (" " if goes_on else "\n") for line, goes_on in zip(lines, broken, strict=False)) + lines[-1]


def _full_stop(match: re.Match[str]) -> str:
    """Turn a half-width full stop into 。, but not that of an enumerator (一.基本情况)."""
    before = match.string[max(0, match.start() - 10):match.start()]
    opens_line = "\n" in before or match.start() <= 10
    return "." if opens_line and _NUMBER.fullmatch(before.rsplit("\n", 1)[-1].strip()) else "。"


def _even(text: str) -> str:
    """Unify widths and marks; faster than ``translate``, as a text holds few of the characters in the table."""
    for char in set(_TO_REPLACE.findall(text)):
        text = text.replace(char, _REPLACED[char])
    return text


@functools.lru_cache(maxsize=4)
def _offsets(size: int) -> array[int]:
    return array("l", range(size))


def fold(text: str) -> Folded:
    """Fold a text; linear in its length."""
    narrow = _unwrap(_even(text))
    simple = simplify(narrow)
    even = _STOP.sub(_full_stop, _curl(simple))
    if "(" in even:
        even = _READING.sub(lambda match: " " * len(match.group()), even)
    pieces: list[str] = []
    offsets = _offsets(1 << len(even).bit_length())
    origin = array("l")
    last = 0
    for match in _BLANKS.finditer(even):
        start, end = match.span()
        before, after = even[start - 1:start], even[end:end + 1]
        keep = bool(_LATIN.match(before) and _LATIN.match(after) and before.isalnum() and after.isalnum())
        stop = start + 1 if keep else start
        pieces.append(even[last:start] + (" " if keep else ""))
        origin += offsets[last:stop]
        last = end
    pieces.append(even[last:])
    origin += offsets[last:len(even)]
    return Folded("".join(pieces), origin, simple is not narrow)
