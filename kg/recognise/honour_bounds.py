"""Where a title begins: behind the verb that gives or seeks it, or else behind what no title holds."""
from __future__ import annotations

import functools
import re

from kg.recognise.honour_rules import COUNT, level_end, patterns, rules
from kg.recognise.tokens import Tokens
from kg.recognise.words import verbs

LONGEST = 34
# What says when or how often a title was given; in front of a title it is no part of the name.
EDITION = r"(?:(?:20\d\d|20xx|20XX)(?:-20\d\d)?(?:学?年度?)|第[一二三四五六七八九十\d]+[批届轮]|首批|新一批|一批)"
EDITIONS = re.compile(rf"{EDITION}+")
LEAD = re.compile(
    rf"(?:了|为|成为?(?!都|安县|武县)|获|到|{EDITION}|{COUNT}|多[个所]|若干|全部|新的?|一大批|区域内|本年度|荣誉|[:\s])*")
_EDITIONS_END = re.compile(rf"{EDITION}+$")
_QUOTED = re.compile("“[^”]*”|“.*$")
_JOINT = re.compile("[和与及]")
_INSTITUTION = re.compile(r"(?:学校|小学|中学|幼儿园|学院|[一二三四五六七八九十\d]中|[我本该][校园局县区市镇])")
_CUT = re.compile(
    rf"[、的:)]|以及|{COUNT}(?:以上)?|一批|唯一|(?<![一二三])(?<![中高初](?=等[职专教]))等(?!级)|\d+(?:余|多)?[名位]|(?<=[学园校局院心])为")
# A level right behind a verb, an amount or a mark: what follows it is part of the title even if it is a verb.
_OPENED = re.compile(rf"(?:{COUNT}|[为评获、选入])([一-鿿]{{2,9}})$")
_STOP_TAGS = frozenset(("p", "u", "uj", "ul", "uz", "d", "r", "y", "q", "c"))
_KEPT_NUMBER = re.compile(r"第|[一二三四五六七八九]|首批|20\d\d|\d(?=[A-Za-z])")


@functools.cache
def _openers() -> frozenset[str]:
    return verbs() - frozenset(rules().inside) - frozenset(rules().nouns)


@functools.cache
def _inside() -> frozenset[str]:
    return frozenset(rules().inside)


def clause_start(text: str, at: int) -> int:
    """Return where the clause or bracket begins that holds an offset, at most 70 characters left."""
    low = max(0, at - 70)
    begin = max(map(text.rfind, ",;:。!?\n", (low,) * 7, (at,) * 7))
    bracket = text.rfind("(", low, at)
    return max(begin, bracket if text.find(")", bracket, at) < 0 else -1, low - 1) + 1


def governor(text: str, tokens: Tokens, floor: int, stop: int) -> tuple[str, int]:
    """Return the last verb before a title that gives or seeks it or works on it, and where it stands."""
    found = ("", -1)
    inside = _inside()
    for match in patterns().verb.finditer(text, floor, stop):
        word, start, end = match.group(), match.start(), match.end()
        if not tokens.begins(start) or (not tokens.begins(end) and end < stop):
            continue
        if text.count("”", end, stop) > text.count("“", end, stop):  # inside quotation marks
            continue
        if word in inside and (end == stop or patterns().nominal.match(text, end)) and level_end(text, end) == end \
                and start > floor and text[start - 1] not in "、并和":
            continue
        opened = _OPENED.search(text, floor, start) if word in inside else None
        if opened is not None and level_end(text, opened.start(1)) == start:
            continue
        found = (word, start)
    return found


def walk(text: str, tokens: Tokens, end: int, floor: int) -> int:
    """Return where the words begin that may belong to a title whose head begins at ``end``, not before ``floor``."""
    index = tokens.at(end - 1) if end else -1
    begin = end
    while index >= 0 and tokens.starts[index] >= floor and end - tokens.starts[index] <= LONGEST:
        word, tag, start = tokens.words[index], tokens.tags[index], tokens.starts[index]
        if tag == "x" and word not in ("·", "-", "+", "“", "”") and not word.isalnum():
            break
        opens = word in _openers() or (len(word) == 4 and word[2:] in _openers())  # 紧紧 + 围绕
        if opens or tag in _STOP_TAGS or (tag == "m" and not _KEPT_NUMBER.match(word)):
            break
        begin = start
        index -= 1
    return begin


def trim(text: str, begin: int, stop: int) -> int:
    """Move a title's left end behind lists, amounts, 的 and institutions that stand before it, up to its level."""
    masked = text[begin:stop]
    if "“" in masked:
        masked = _QUOTED.sub(lambda m: "\0" * len(m.group()), masked)
    cuts = [m.end() for m in _CUT.finditer(masked)]
    cuts += [m.end() for m in _INSTITUTION.finditer(masked)
             if text.startswith("“", begin + m.end()) or level_end(text, begin + m.end()) > begin + m.end()]
    begin += max(cuts, default=0)
    lead = LEAD.match(text, begin, stop)
    if lead and lead.group():
        edition = _EDITIONS_END.search(lead.group())
        begin = begin + edition.start() if edition else lead.end()
    if text[begin:min(begin + 1, stop)] in ("和", "与", "及") and level_end(text, begin) == begin:
        begin += 1
    for match in patterns().plain_level.finditer(text, begin, stop):
        before = text[begin:match.start()]
        if match.start() > begin and not EDITIONS.fullmatch(before) and level_end(text, begin) == begin:
            return match.start()
        break
    for joint in _JOINT.finditer(text, begin, stop):
        if level_end(text, joint.end()) > joint.end():
            return joint.end()
    return begin
