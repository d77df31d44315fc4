"""Titles that institutions and districts hold or seek: a level, a grade and a head (省 + 一级 + 幼儿园).

A title is found by its head, by a verb and a level before it (申报省示范专业), or by quotation marks (“示范岗”称号).
"""
from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from kg.recognise.honour_bounds import EDITION, EDITIONS, LEAD, LONGEST, clause_start, governor, trim, walk
from kg.recognise.honour_context import COUNTED, HIGH, Candidate, like_school, stands
from kg.recognise.honour_rules import COUNT, alternatives, anchors, heads, holder_of, level_end, patterns, rules, table
from kg.recognise.honour_series import graded, series, unify
from kg.recognise.tokens import Tokens
from kg.types import Mention, Span

__all__ = ["holder_of", "honours"]

_JOINED_HEADS = re.compile(r"([^“”]{2,16}(?:高中|学校|小学|中学|幼儿园|单位|集体|基地|校园))[和与及]")
_BRACKET = re.compile(r"\((?:[^()]{0,2}[校园]|单位|[县市区旗]|[县市区旗](?:、[县市区旗])+)\)")
_EXTENDED = re.compile(
    r"(?<=基地|示范|试点|实验|特色)(?:学校(?!园)|校(?!园|长)|单位)"
    r"|(?:首批|第[一二三四五]批)?(?:建设|培育|创建|试点)(?:立项|培育|试点)?(?:学校|单位|校(?!园|长)|园(?!区|长))")
# 授予区教体局“…先进集体”: who is given the title stands before it.
_GIVEN_TO = re.compile(r"(?:授予|颁发给|颁给|授给|表彰)$")
_RECEIVER = re.compile(r"(?:[我本全]?[省市区县州旗镇]|.{0,16}(?:[局委办厅院部校园]|小学|中学|中心|政府|集团))“")
_CALLED = re.compile(r"“([^“”\n]{4,30})”的?(?:荣誉)?(?:称号|荣誉|牌匾|奖牌|奖杯|锦旗|铜牌|匾牌)")
# A school by its number, or one that belongs to another, is none: 力争第六实验学校秋季投入使用.
_NUMBERED_SCHOOL = re.compile(r"(?:第[一二三四五六七八九十\d]+|附属)(?:实验|高级|初级|职业)*(?:小学|中学|学校|幼儿园)$")
_JOINT = re.compile(rf"(?:共|达)?(?:{COUNT})?(?:以上|左右)?[、,和及]")


def honours(text: str, tokens: Tokens) -> Iterator[Mention]:
    """Yield the titles of a text that are held, sought, counted or judged; coordinated ones are written out."""
    titles = list(graded(text, [_mention(text, candidate)
                                for candidate in reversed(_standing(text, _found(text, tokens)))]))
    yield from unify([*titles, *series(text, titles)])


def without_context(text: str, tokens: Tokens) -> list[Mention]:
    """Return what looks like a title, but that nothing around it gives, seeks, counts or judges."""
    found = _found(text, tokens)
    standing = _standing(text, found)
    return [_mention(text, candidate) for candidate in found if candidate not in standing]


def _found(text: str, tokens: Tokens) -> list[Candidate]:
    candidates = (*_anchored(text, tokens), *_quoted(text), *_headed(text, tokens))
    found = sorted({c.end: c for c in candidates}.values(), key=lambda c: (c.begin, c.end))
    return list(_joined(text, found))


def _joined(text: str, found: list[Candidate]) -> Iterator[Candidate]:
    """Yield candidates; one that a quoted word parts is one title (省中等职业学校|“群星”优质校)."""
    before: Candidate | None = None
    for candidate in found:
        if before is not None and before.end == candidate.begin and text[candidate.begin] == "“" \
                and text[before.end - 1] != "”":
            candidate = before._replace(end=candidate.end, part=candidate.part)
        elif before is not None:
            yield before
        before = candidate
    if before is not None:
        yield before


def _standing(text: str, found: list[Candidate]) -> list[Candidate]:
    """Return the candidates that their context makes titles, the last one first."""
    standing: list[Candidate] = []
    for candidate in reversed(found):
        follows = standing and re.fullmatch("[、和与及]|以及", text[candidate.end:standing[-1].begin])
        if stands(text, candidate) or (follows and candidate.part in ("head", "award")):
            standing.append(candidate)
    return standing


def _mention(text: str, candidate: Candidate) -> Mention:
    phrase = text[candidate.begin:candidate.end]
    edition = EDITIONS.match(phrase)
    begin = candidate.begin + (edition.end() if edition else 0)
    name = candidate.name(text)
    aliases = [phrase.replace("“", "").replace("”", "")]
    if name.endswith(")"):
        aliases.append(_BRACKET.sub("", name))
    if (quote := text.find("“", begin, candidate.end)) > begin and text[candidate.end - 1] == "”":
        aliases.append(text[quote + 1:candidate.end - 1])
    confidence = 0.9 if candidate.part in ("award", "quoted") else 0.8 if level_end(name, 0) else 0.55
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
    closes = text[end:end + 1] == "”" and "“" in text[max(0, end - LONGEST):end].rpartition("”")[2]
    return end + 1 if closes else end


def _candidate(text: str, tokens: Tokens, start: int, end: int, part: str) -> Iterator[Candidate]:
    floor = clause_start(text, start)
    verb, at = governor(text, tokens, floor, start)
    begin = at + len(verb) if verb else walk(text, tokens, start, floor)
    begin = trim(text, begin, start)
    if start - begin > LONGEST:
        begin = trim(text, walk(text, tokens, start, floor), start)
    if (gap := text.rfind("”“", begin, start)) >= 0:  # “甲”“乙”: two titles
        begin = gap + 1
    phrase = text[begin:end]
    if text[begin:begin + 1] == "“" and phrase.count("”") < phrase.count("“"):
        begin += 1
    elif phrase.count("”") > phrase.count("“"):
        begin = text.rfind("”", begin, end - 1) + 1 if "”" in text[begin:end - 1] else begin
        end -= text[end - 1] == "”"
    if _GIVEN_TO.search(verb) and (receiver := _RECEIVER.match(text, begin, start)):
        begin = receiver.end() - 1
    joint = _JOINED_HEADS.match(text, begin, start)
    if joint is not None:  # two titles in one phrase (学术型普通高中和学科特色高中)
        yield Candidate(begin, joint.end(1), verb, at, part)
        begin = joint.end()
    elif (quote := text.find("“", begin, start)) > begin and level_end(text, begin) == begin and not verb:
        begin = quote
    candidate = Candidate(begin, end, verb, at, part)
    if part == "noun" and _NUMBERED_SCHOOL.search(text, begin, end):
        return
    if len(candidate.name(text)) >= 3:
        yield candidate


def _anchored(text: str, tokens: Tokens) -> Iterator[Candidate]:
    """Yield titles by a verb and a level before them, whatever they end in, and those in the list behind them."""
    automaton, words, loose = anchors()
    for index, start, end in automaton.find_matches_as_indexes(text):
        if not tokens.begins(start) or not tokens.begins(end):
            continue
        firm = words[index] not in loose
        at = end
        while True:
            lead = LEAD.match(text, at)
            begin = lead.end() if lead else at
            level = level_end(text, begin)
            match = patterns().tail.match(text, level) if level > begin else None
            if match is None or match.end() - level < 2:
                break
            counted = COUNTED.match(text, match.end())
            if not firm and not (HIGH.match(text, begin) and counted):
                break
            if not counted and like_school(text, begin, match.end()):
                break
            closes = text[match.end():match.end() + 1] == "”"
            yield Candidate(begin, match.end() + closes, words[index], start, "anchored")
            joint = _JOINT.match(text, match.end())
            if joint is None:
                break
            at = joint.end()


def _quoted(text: str) -> Iterator[Candidate]:
    """Yield what stands in quotation marks behind a verb of giving and is called a title (获“…”称号)."""
    for match in _CALLED.finditer(text):
        verb = _given().search(text, max(0, match.start() - 16), match.start())
        if verb is None or patterns().persons.search(match.group(1)):
            continue
        begin = verb.start(1) if level_end(text, verb.start(1)) == verb.end(1) else match.start()
        yield Candidate(begin, match.end(1) + 1, "获", verb.start(), "quoted")


@functools.cache
def _given() -> re.Pattern[str]:
    given = alternatives(word for word in rules().given if word not in rules().made)
    return re.compile(rf"(?:{given})(?:了|{EDITION})*([一-鿿]{{0,8}})$")
