"""Names of schools, kindergartens, universities, groups and organisations: the last part, then its left end."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from kg.recognise.boundaries import Left, walk
from kg.recognise.learned import apply_learned
from kg.recognise.naming import Candidate, Listing, accept, follows_badly
from kg.recognise.parts import Part
from kg.recognise.places import Places
from kg.recognise.shared import shared_endings
from kg.recognise.suffixes import Ending, endings, parts, universities
from kg.recognise.tokens import Tokens
from kg.recognise.words import name_words
from kg.types import Mention, Span

_WHOLES = ("School", "Kindergarten", "SchoolGroup", "Organization", "University")
_PART_NAME = re.compile(r"[一-鿿]{0,8}$")
# Right behind a whole these name no part of it (甲小学各分校, 甲集团总校).
_UNNAMED_PARTS = frozenset(
    {"校区", "新校区", "老校区", "分校", "分园", "园区", "教学点", "总校", "总园", "本部", "分部", "分院", "学部",
     "教学部"})
_NOT_A_PART = re.compile(
    r"[的和与及由等将在为对是个所各两含设暨]|建设|启动|举办|开展|成立|设立|新增|领办|托管|教育|开办|创办|新建|筹建|增设|扩建")
_UNIVERSITY_IN_NAME = ("附属", "附小", "附中", "城附", "附幼", "路", "出版社", "实验学校", "医院")
_JOINS = ("与", "跟")
# Verbs that hand a school over, and prepositions, that the dictionary takes for a part of the name behind them.
_GOVERNS = re.compile(
    "并?投入使用|新(?:开工|启动|投用|建成|启用|招生)|新动建|新开建|动建"
    "|交由|管理|托管|接管|接办|领办|代管|对(?!外)|将(?![军乐台])|把")
# The rest of a date whose number is no part of a name (4月份|东湖学校).
_DATED = re.compile(r"(?<=\d)(?:年度?|月份?|[日号])(?=..)|(?<=[所个家]以)上(?=..)")
_TEMPORARY = re.compile(r"\((?:暂名|暂定名|暂定|筹|筹建|拟)\)")


def institutions(text: str, tokens: Tokens, places: Places) -> list[Mention]:
    """Return mentions of institutions in order; a campus holds the mention of its whole."""
    found = list(_candidates(text, tokens, places))
    listing = Listing(text, found)
    kept = [candidate for candidate in found if accept(text, candidate, listing)]
    mentions = list(_written_out(text, apply_learned(text, tokens, kept)))
    return sorted([*mentions, *shared_endings(text, tokens, places)], key=lambda mention: mention.span)


_NUMBERED = re.compile(r"(?P<own>[一-鿿]{2,4}?)?(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})(?P<kind>[中小幼])$")


def _written_out(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the mentions in order; numbered ones of a list have the words of the first (高新一小、三小)."""
    before: Mention | None = None
    for mention in sorted(mentions, key=lambda found: found.span):
        own, last = _NUMBERED.fullmatch(mention.name), _NUMBERED.fullmatch(before.name) if before is not None else None
        if own and not own["own"] and last and last["own"] and last["kind"] == own["kind"] and before is not None \
                and text[before.span.end:mention.span.start] in ("、", "和", "与", "及"):
            mention = replace(mention, name=last["own"] + mention.name, aliases=(*mention.aliases, mention.name))
        yield mention
        before = mention


@functools.lru_cache(maxsize=1)
def named_universities(text: str) -> tuple[Mention, ...]:
    """Return mentions of universities in the lexicon, without those inside the names of their schools and presses."""
    automaton, _ = universities()
    return tuple(Mention(Span(start, end), "University", text[start:end], "university-lexicon", 0.95)
                 for _, start, end in automaton.find_matches_as_indexes(text)
                 if not text.startswith(_UNIVERSITY_IN_NAME, end))


def _candidates(text: str, tokens: Tokens, places: Places) -> Iterator[Candidate]:
    before: Candidate | None = None
    named = {mention.span.end: mention for mention in named_universities(text)}
    line = at = 0  # where the line of the ending begins; up to where this is known
    for ending in endings(text, tokens):
        line, at = max(line, text.rfind("\n", at, ending.start) + 1), ending.start
        if (ending.end in named and ending.last.endswith(("大学", "学院", "学校"))) or follows_badly(text, ending):
            continue
        university = named.get(ending.start + len(ending.first)) if ending.first != ending.last else None
        if university is not None:  # a university's clipped name and its school: 北师大实验中学
            left = Left(university.span.start, ((university.name, "proper"),), "mark")
            candidate: Candidate | None = Candidate(
                left.begin, university.span.end, ending.end, ending.suffix.label, ending, left)
        else:
            candidate = _candidate(text, tokens, places, ending, before, max(line, _taught_by(text, ending, named)))
        if candidate is not None:
            before = candidate
            yield candidate


# What a university does for schools, behind its name (委托某学院培训幼儿园教师).
_TEACHES = re.compile("培训|培养|开展|举办|承办|选派|合作|指导|帮扶|托管|领办|共建|联合|进行")


def _taught_by(text: str, ending: Ending, named: Mapping[int, Mention]) -> int:
    """Return where a university's name ends that a verb parts from an ending, or 0."""
    found = next((end for end in range(ending.start, max(0, ending.start - 6), -1) if end in named), 0)
    return found if found and _TEACHES.match(text, found, ending.start) else 0


def _candidate(text: str, tokens: Tokens, places: Places, ending: Ending, before: Candidate | None, line: int
               ) -> Candidate | None:
    """Return the name with an ending in the line that begins at ``line``; ``before`` is the candidate before it."""
    before = before if before is not None and before.end >= line else None
    if before is not None and ending.last in parts() and before.label in _WHOLES:
        if before.end == ending.start and ending.last in _UNNAMED_PARTS:
            return None
        if (campus := _campus(text, ending, before)) is not None:
            return campus
    left = _left(text, tokens, places, ending, before.end if before is not None else line)
    temporary = _TEMPORARY.match(text, ending.end)
    label = ending.suffix.label
    if label == "School" and ending.last.endswith(("园区", "分园")) and "幼" in text[left.begin:ending.end]:
        label = "Kindergarten"
    candidate = Candidate(left.begin, ending.start, temporary.end() if temporary else ending.end, label, ending, left)
    if before is not None and left.begin == before.end and _continues(before, candidate):
        return _continued(text, before, candidate)
    return candidate


def _campus(text: str, ending: Ending, whole: Candidate) -> Candidate | None:
    """Return the part of an institution that is named behind it: 甲学校乙校区, 甲中学(初中部)."""
    between = text[whole.end:ending.start]
    bracketed = between[:1] == "(" and text[ending.end:ending.end + 1] == ")"
    if not _PART_NAME.fullmatch(between[1:] if bracketed else between) or _NOT_A_PART.search(between):
        return None
    label = whole.label if whole.label in ("Kindergarten", "Organization") else "School"
    return Candidate(whole.begin, ending.start, ending.end + bracketed, label, ending, whole.left, whole=whole)


_ENDS_SCHOOL = tuple("学园校小中幼")


def _left(text: str, tokens: Tokens, places: Places, ending: Ending, floor: int) -> Left:
    left = _walked(text, tokens, places, ending, floor)
    if left.parts and ending.suffix.label in ("School", "Kindergarten"):
        governs = _GOVERNS.match(text, left.begin, ending.start)
        if governs and governs.end() < ending.start:
            left = left.cut(governs.end())._replace(stop="stop-verb")
    left = _with_numeral(text, tokens, left, floor)
    if dated := _DATED.match(text, left.begin, ending.start):
        left = left.cut(dated.end())
    behind_school = text[left.begin - 1:left.begin] in _ENDS_SCHOOL
    if behind_school and text.startswith("同", left.begin) and left.begin + 2 < ending.start:
        left = left.cut(left.begin + 1)
    if text[left.begin:left.begin + 1] in _JOINS and left.begin < ending.start and left.parts:
        # The dictionary took the conjunction for the first character of a name (甲中学与育红中学).
        return left.cut(left.begin + 1)
    return left


def _walked(text: str, tokens: Tokens, places: Places, ending: Ending, floor: int) -> Left:
    if ending.suffix.label == "Organization":
        left = walk(text, tokens, places, ending.start, floor, nouns=True)
        if left.parts and left.parts[0][1] in ("place", "level"):
            return left
        if ending.last.endswith(("公司", "集团")) and (named := _of_place(text, places, ending, floor)) is not None:
            return named
    fields = name_words()["field"] if ending.suffix.label == "University" else frozenset[str]()
    return walk(text, tokens, places, ending.start, floor, among=fields)


def _with_numeral(text: str, tokens: Tokens, left: Left, floor: int) -> Left:
    """Take the numeral between a mark and a proper name for its beginning (、首|山路小学, 、万年|桥小学)."""
    index = tokens.at(left.begin - 1) if left.begin > floor and left.parts and left.parts[0][1] == "proper" else -1
    if index < 0 or tokens.tags[index] != "m" or not _CHINESE.fullmatch(tokens.words[index]):
        return left
    begin = tokens.starts[index]
    stands = begin == floor or (begin > floor and text[begin - 1] in "、,;:。(\n")
    return Left(begin, ((tokens.words[index], "proper"), *left.parts), "mark") if stands else left


_CHINESE = re.compile("[一-鿿]{1,2}")
_COMPANY = re.compile(r"[一-鿿A-Za-z]{2,14}$")


def _of_place(text: str, places: Places, ending: Ending, floor: int) -> Left | None:
    """Return what stands before a company's last part from a division on (江苏金固达电子|有限公司)."""
    words = _COMPANY.search(text, max(floor, ending.start - 14), ending.start)
    for at in range(words.start() + 2, ending.start) if words else ():
        place = places.ending(at)
        if place is not None and words is not None and place.start == words.start() and not place.ordinary:
            rest: tuple[str, Part] = (text[at:ending.start], "proper")
            return Left(place.start, ((place.name, "place"), rest), "place")
    return None


def _continues(before: Candidate, candidate: Candidate) -> bool:
    """Tell whether a name goes on behind an institution's: a university's school, an open university's branch."""
    if before.label == "University":
        return candidate.label in ("School", "Kindergarten") and candidate.ending.last not in parts()
    kinds = {kind for _, kind in candidate.left.parts}
    if before.label == "School" and "附" in before.ending.first + before.ending.last:  # 人大附中朝阳学校
        return bool(kinds) and kinds <= {"place", "proper"} and candidate.ending.last.endswith("学校")
    inside = bool(kinds) and kinds <= {"inner", "place", "number"} and not candidate.ending.suffix.clipped
    return inside and before.label == "Organization" and candidate.label in ("School", "Kindergarten", "University")


def _continued(text: str, before: Candidate, candidate: Candidate) -> Candidate:
    name: tuple[str, Part] = (text[before.start:before.end], "proper")
    left = Left(before.begin, (*before.left.parts, name, *candidate.left.parts), before.left.stop)
    label = "Organization" if candidate.label == "University" else candidate.label
    return candidate._replace(begin=before.begin, label=label, left=left)
