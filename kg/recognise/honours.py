"""Titles that institutions and districts hold or seek: a level, a grade and a head (省 + 一级 + 幼儿园).

A title is found by its head, by a verb and a level before it (申报省高水平专业), or by quotation marks
(“示范岗”称号). Its left end lies behind the verb that gives or seeks it, or else behind what no title holds.
"""
from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.recognise.boundaries import verbs
from kg.recognise.honour_rules import (
    COUNT,
    alternatives,
    anchors,
    heads,
    holder_of,
    level_end,
    patterns,
    rules,
    table,
)
from kg.recognise.honour_series import direct_level, series, unify
from kg.recognise.tokens import Tokens
from kg.types import Mention, Span

__all__ = ["holder_of", "honours"]

_LONGEST = 34
_EDITION = r"(?:(?:20\d\d|20xx|20XX)(?:-20\d\d)?(?:学?年度?)|第[一二三四五六七八九十\d]+[批届轮]|首批|新一批|一批)"
_LEAD = re.compile(rf"(?:了|为|成为?|获|到|{_EDITION}|{COUNT}|多[个所]|若干|全部|新的?|一大批|区域内|本年度|荣誉|[:\s])*")
_EDITIONS = re.compile(rf"{_EDITION}+")
_INSTITUTION = re.compile(r"(?:学校|小学|中学|幼儿园|学院|[一二三四五六七八九十\d]中|[我本该][校园局县区市镇])(?=.)")
# Names of schools end like titles: only a level above the district, or a number, tells them apart.
_SCHOOL = re.compile(r"(?:学校|小学|中学|高中|幼儿园|分校|校区)”?$")
_HIGH = re.compile(r"全国|国家|教育部|[省市区县州]级|省|[一-鿿]{2,3}省")
_JOINED_HEADS = re.compile(r"([^“”]{2,16}(?:高中|学校|小学|中学|幼儿园|单位|集体|基地|校园))[和与及]")
_CUT = re.compile(rf"[、的:)]|以及|{COUNT}(?:以上)?|一批|唯一")
_BRACKET = re.compile(r"\((?:[^()]{0,2}[校园]|单位|[县市区旗]|[县市区旗](?:、[县市区旗])+)\)")
_COUNTED = re.compile(rf"(?:共|达到?|共计|累计)?{COUNT}")
_COUNT_BEFORE = re.compile(rf"{COUNT}(?:以上)?$")
_EXTENDED = re.compile(r"(?<=基地|示范|试点|实验|特色)(?:学校(?!园)|校(?!园|长)|单位)")
_JOINT = re.compile(rf"(?:共|达)?(?:{COUNT})?(?:以上|左右)?[、,和及]")
# A level right behind a verb, an amount or a mark: what follows it is part of the title even if it is a verb.
_OPENED = re.compile(rf"(?:{COUNT}|[为评获、选入])([一-鿿]{{2,9}})$")
_STOP_TAGS = ("p", "uj", "ul", "d", "r", "y", "q", "c")
_KEPT_NUMBER = re.compile(r"第|[一二三四五六七八九]|首批|20\d\d|\d(?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible title: ``begin`` to ``end`` with its editions, the verb that governs it, and how it was found."""

    begin: int
    end: int
    verb: str
    verb_start: int
    part: str

    def name(self, text: str) -> str:
        """Return the title without editions before it and quotation marks."""
        return re.sub("[“”]", "", _EDITIONS.sub("", text[self.begin:self.end], count=1)
                      if _EDITIONS.match(text[self.begin:self.end]) else text[self.begin:self.end])


@functools.cache
def _openers() -> frozenset[str]:
    return verbs() - frozenset(rules().inside) - frozenset(rules().nouns)


def honours(text: str, tokens: Tokens) -> Iterator[Mention]:
    """Yield the titles of a text that are held, sought, counted or judged; coordinated ones are written out."""
    found = sorted({c.end: c for c in (*_anchored(text, tokens), *_quoted(text, tokens), *_headed(text, tokens))}.values(),
                   key=lambda c: (c.begin, c.end))
    standing: list[Candidate] = []
    for candidate in reversed(found):
        follows = standing and re.fullmatch("[、和与及]|以及", text[candidate.end:standing[-1].begin])
        if _stands(text, candidate) or (follows and candidate.part in ("head", "award")):
            standing.append(candidate)
    titles = [_mention(text, candidate) for candidate in reversed(standing)]
    yield from unify([*titles, *series(text, titles)])


def _mention(text: str, candidate: Candidate) -> Mention:
    phrase = text[candidate.begin:candidate.end]
    edition = _EDITIONS.match(phrase)
    begin = candidate.begin + (edition.end() if edition else 0)
    name = candidate.name(text)
    aliases = [phrase.replace("“", "").replace("”", "")]
    if name.endswith(")"):
        aliases.append(_BRACKET.sub("", name))
    if (quote := text.find("“", begin, candidate.end)) > begin and text[candidate.end - 1] == "”":
        aliases.append(text[quote + 1:candidate.end - 1])
    confidence = 0.9 if candidate.part in ("award", "quoted") else 0.8 if level_end(text, begin) > begin else 0.55
    return Mention(Span(begin, candidate.end), "Honor", name, f"honour-{candidate.part}", confidence,
                   tuple(dict.fromkeys(alias for alias in aliases if alias != name)))


def _headed(text: str, tokens: Tokens) -> Iterator[Candidate]:
    automaton, words = heads()
    parts = table()
    matches = list(automaton.find_matches_as_indexes(text))
    for number, (index, start, end) in enumerate(matches):
        following = matches[number + 1][1] if number + 1 < len(matches) else -1
        if following == end:  # 文明校园 + 示范校: one title
            continue
        word = words[index]
        part = next((kind for kind in ("award", "head", "noun") if word in parts[kind]), "grade")
        yield from _candidate(text, tokens, start, _right(text, start, end), part)


def _right(text: str, start: int, end: int) -> int:
    extended = _EXTENDED.match(text, end)
    end = extended.end() if extended else end
    bracket = _BRACKET.match(text, end)
    end = bracket.end() if bracket else end
    closes = text[end:end + 1] == "”" and "“" in text[max(0, end - _LONGEST):end].rpartition("”")[2]
    return end + 1 if closes else end


def _candidate(text: str, tokens: Tokens, start: int, end: int, part: str) -> Iterator[Candidate]:
    floor = _clause_start(text, start)
    verb, at = _governor(text, tokens, floor, start)
    begin = at + len(verb) if verb else _walk(text, tokens, start, floor)
    begin = _trim(text, begin, start)
    if start - begin > _LONGEST:
        begin = _trim(text, _walk(text, tokens, start, floor), start)
    phrase = text[begin:end]
    if text[begin:begin + 1] == "“" and phrase.count("”") < phrase.count("“"):
        begin += 1
    elif phrase.count("”") > phrase.count("“"):
        begin = text.rfind("”", begin, end - 1) + 1 if "”" in text[begin:end - 1] else begin
        end -= text[end - 1] == "”"
    joint = _JOINED_HEADS.match(text, begin, start)
    if joint is not None:  # two titles in one phrase (学术型普通高中和学科特色高中)
        yield Candidate(begin, joint.end(1), verb, at, part)
        begin = joint.end()
    elif (quote := text.find("“", begin, start)) > begin and level_end(text, begin) == begin and not verb:
        begin = quote
    candidate = Candidate(begin, end, verb, at, part)
    if len(candidate.name(text)) >= 3:
        yield candidate


def _clause_start(text: str, at: int) -> int:
    low = max(0, at - 70)
    begin = max(text.rfind(mark, low, at) for mark in ",;:。!?\n")
    bracket = text.rfind("(", low, at)
    return max(begin, bracket if text.find(")", bracket, at) < 0 else -1, low - 1) + 1


def _governor(text: str, tokens: Tokens, floor: int, stop: int) -> tuple[str, int]:
    """Return the last verb before a title that gives or seeks it or works on it, and where it stands."""
    found = ("", -1)
    inside = frozenset(rules().inside)
    for match in patterns().verb.finditer(text, floor, stop):
        word, start, end = match.group(), match.start(), match.end()
        if not tokens.begins(start) or (not tokens.begins(end) and end < stop):
            continue
        if text.count("”", end, stop) > text.count("“", end, stop):  # inside quotation marks
            continue
        if word in inside and (end == stop or patterns().nominal.match(text, end)) and level_end(text, end) == end \
                and start > floor and text[start - 1] not in "、并和":
            continue
        opened = _OPENED.search(text, floor, start)
        if opened is not None and level_end(text, opened.start(1)) == start:
            continue
        found = (word, start)
    return found


def _walk(text: str, tokens: Tokens, end: int, floor: int) -> int:
    index = tokens.at(end - 1) if end else -1
    begin = end
    while index >= 0 and tokens.starts[index] >= floor and end - tokens.starts[index] <= _LONGEST:
        word, tag, start = tokens.words[index], tokens.tags[index], tokens.starts[index]
        if tag == "x" and word not in ("·", "-", "+", "“", "”") and not word.isalnum():
            break
        if word in _openers() or tag in _STOP_TAGS or (tag == "m" and not _KEPT_NUMBER.match(word)):
            break
        begin = start
        index -= 1
    return begin


def _trim(text: str, begin: int, stop: int) -> int:
    """Move a title's left end behind lists, amounts, 的 and institutions that stand before it, up to its level."""
    masked = re.sub("“[^”]*”", lambda m: "\0" * len(m.group()), text[begin:stop])
    masked = re.sub(r"“.*$", lambda m: "\0" * len(m.group()), masked)
    cuts = [m.end() for m in _CUT.finditer(masked)]
    cuts += [m.end() for m in _INSTITUTION.finditer(masked) if level_end(text, begin + m.end()) > begin + m.end()]
    begin += max(cuts, default=0)
    lead = _LEAD.match(text, begin, stop)
    if lead and lead.group():
        edition = re.search(rf"{_EDITION}+$", lead.group())
        begin = begin + edition.start() if edition else lead.end()
    if (joint := re.match("[和与及]", text[begin:stop])) is not None:
        begin += joint.end()
    for match in patterns().plain_level.finditer(text, begin, stop):
        before = text[begin:match.start()]
        if match.start() > begin and not _EDITIONS.fullmatch(before) and level_end(text, begin) == begin:
            return match.start()
        break
    for joint in re.finditer("[和与及]", text[begin:stop]):
        if level_end(text, begin + joint.end()) > begin + joint.end():
            return begin + joint.end()
    return begin


def _anchored(text: str, tokens: Tokens) -> Iterator[Candidate]:
    """Yield titles by a verb and a level before them, whatever they end in, and those in the list behind them."""
    automaton, words, loose = anchors()
    for index, start, end in automaton.find_matches_as_indexes(text):
        if not tokens.begins(start) or not tokens.begins(end):
            continue
        firm = words[index] not in loose
        at = end
        while True:
            lead = _LEAD.match(text, at)
            begin = lead.end() if lead else at
            level = level_end(text, begin)
            match = patterns().tail.match(text, level) if level > begin else None
            if match is None or match.end() - level < 2:
                break
            counted = _COUNTED.match(text, match.end())
            if not firm and not (_HIGH.match(text, begin) and counted):
                break
            if not counted and _like_school(text, begin, match.end()):
                break
            yield Candidate(begin, match.end() + (text[match.end():match.end() + 1] == "”"), words[index], start, "anchored")
            joint = _JOINT.match(text, match.end())
            if joint is None:
                break
            at = joint.end()


def _like_school(text: str, begin: int, end: int) -> bool:
    """Tell whether a name may be a school's own: it ends so, and no level above the district opens it."""
    return bool(_SCHOOL.search(text[begin:end])) and not _HIGH.match(text, begin, end)


def _quoted(text: str, tokens: Tokens) -> Iterator[Candidate]:
    """Yield what stands in quotation marks behind a verb of giving and is called a title (获“…”称号)."""
    given = alternatives(word for word in rules().given if len(word) > 1 and word not in rules().made)
    for match in re.finditer(rf"(?:{given}|获)(?:了|{_EDITION})*([一-鿿]{{0,8}})“([^“”\n]{{4,30}})”(称号|荣誉|的?荣誉称号|的称号|牌匾)", text):
        if not patterns().persons.search(match.group(2)):
            begin = match.start(1) if level_end(text, match.start(1)) == match.end(1) else match.end(1)
            yield Candidate(begin, match.end(2) + 1, "获", match.start(), "quoted")


def _stands(text: str, candidate: Candidate) -> bool:
    """Tell whether a candidate's context makes it a title, not a kind of school, a campaign or a slogan."""
    found, name = patterns(), candidate.name(text)
    after = text[candidate.end:candidate.end + 10]
    edition = _EDITIONS.match(text, candidate.begin, candidate.end)
    at = edition.end() if edition else candidate.begin
    levelled = at < level_end(text, at) < candidate.end - 1
    shared = direct_level(after) is not None
    counted = bool(shared or _COUNTED.match(after) or _COUNT_BEFORE.search(text[max(0, candidate.begin - 8):candidate.begin]))
    if found.foreign.search(name) or found.persons.search(name) or found.elsewhere.match(after):
        return False
    if found.statistic.match(after):
        return levelled and candidate.part != "noun"
    if _is_campaign(text, candidate, levelled=levelled, counted=counted, after=after):
        return False
    if candidate.part in ("award", "quoted", "anchored"):
        return True
    if levelled and _like_school(text, at, candidate.end):
        head = candidate.part == "head"
        if not (counted and (head or candidate.verb)) and not (head and candidate.verb):
            return False
    if levelled or shared:
        return bool(candidate.verb) or counted or bool(found.pursuit.match(after)) or text[candidate.begin - 1] == "等" \
            or bool(found.verb.search(text, candidate.end, candidate.end + 12))
    return "以上" not in name and _stands_bare(text, candidate, counted=counted, after=after)


def _is_campaign(text: str, candidate: Candidate, *, levelled: bool, counted: bool, after: str) -> bool:
    """Tell whether the work for a title is meant, which is a program (推进平安校园建设), not the title."""
    known = rules()
    campaign = patterns().campaign.match(after)
    if campaign is None or counted or candidate.verb in ("创建", *known.given, *known.sought):
        return False
    if campaign.group().startswith("创建"):
        quoted = "“" in text[candidate.begin:candidate.end]
        return not (levelled or (quoted and holder_of(candidate.name(text)) == "District"))
    return candidate.verb in known.work or not candidate.verb


def _stands_bare(text: str, candidate: Candidate, *, counted: bool, after: str) -> bool:
    """Tell whether a title without a level stands (争创品格教育样板学校)."""
    known, verb = rules(), candidate.verb
    quoted = "“" in text[candidate.begin:candidate.end]
    firm = verb in known.given or verb in known.sought or verb in ("创建", "新创建", "培育创建")
    if candidate.part == "head":
        made = verb in known.made and (counted or verb in ("培育", "打造", "完成"))
        created = quoted and after.startswith("创建") and holder_of(candidate.name(text)) == "District"
        return firm or made or created or bool(patterns().chosen.match(after))
    firm = firm and verb not in known.loose
    if candidate.part == "grade":
        return firm or (quoted and counted)
    return (quoted and counted) or (firm and (counted or verb in known.sought or holder_of(candidate.name(text)) == "District"))
