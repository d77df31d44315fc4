"""One sentence on the stage: its names, quantities and verbs, who acts in it, and the year that it speaks of."""
from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

import ahocorasick_rs
from msgspec import Struct

from kg.recognise import Home, Recognition
from kg.recognise.tokens import Tokens
from kg.recognise.words import verbs
from kg.resolve import Resolved
from kg.types import Mention, Quantity, Sentence, Span

ACTORS = frozenset({"GovernmentBody", "School", "Kindergarten", "SchoolGroup", "Organization", "University"})
_YEAR = re.compile(r"(?<![\d~-])(20[0-4]\d)年(?!度?(?:以来|预算|起))|(今年|本年度|去年|上年(?!度)|明年|来年)(?!以来)")
_RELATIVE = {"今年": 0, "本年度": 0, "去年": -1, "上年": -1, "明年": 1, "来年": 1}
_COMPARED = re.compile(r"(?:比|较|同比|与|自|从|由|据|继)$")
# What may stand between the beginning of a clause and its subject.
_TIME = r"20\d\d年度?(?:[上下]半年|\d{1,2}月(?:\d{1,2}日)?|[秋春]季)?|\d{1,2}月(?:\d{1,2}日)?"
_LEAD = re.compile(
    rf"^(?:{_TIME}|全年|目前|其中|同时|此外|今年|去年|当年|年内|并|还|另|首先|其次|[一二三四五六七八九]是|至今|截至目前|近年来"
    r"|今年以来|由|[:,\s]|我[区县市省旗镇乡]|全[区县市旗镇]|辖区内?|\d{{1,2}}\.|\(\d+\)|[①-⑩])*$")

# What may stand between subjects and their verb: 等3所学校.
_AMOUNT = re.compile(
    r"等?(?:\d+|[一二两三四五六七八九十]+)?[所个家]?(?:[一-鿿]{0,6}?(?:学校|幼儿园|单位|园|校))?")
# 某校以…为抓手, 某校要…: what opens a predicate beside verbs.
_MANNER = re.compile("以(?!及|外|上|下)|要|将|通过|依托|围绕|坚持|立足|紧扣|抢抓|聚焦")
# Words of the verbs' list that open no predicate right behind a subject.
_PREPOSITIONS = ("与", "和", "在", "以")


@functools.cache
def _automaton() -> tuple[Any, tuple[str, ...]]:
    words = tuple(sorted(word for word in verbs() if len(word) > 1 or word in "获系为被由与在对将把以于按从向"))
    return ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), words


class Verb(NamedTuple):
    """A governing verb and where it stands."""

    start: int
    end: int
    word: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class Named:
    """A mention and the id of its entity, with where the mention begins and ends and the class of the thing named."""

    __slots__ = ("end", "id", "label", "mention", "start")

    def __init__(self, mention: Mention, id: str) -> None:
        self.mention, self.id, self.label = mention, id, mention.label
        self.start, self.end = mention.span


class Scene(Struct, frozen=True, dict=True):
    """A sentence with all that was found in it; ``acts`` are the offsets of what the dictionary takes for verbs."""

    text: str
    sentence: Sentence
    names: tuple[Named, ...]
    quantities: tuple[Quantity, ...]
    home: Home
    resolved: Resolved
    verbs: tuple[Verb, ...] = ()
    acts: tuple[int, ...] = ()

    @property
    def bureau(self) -> str | None:
        """The id of the one that acts where the sentence names nobody: the bureau, or else its district."""
        return self.resolved.bureau or self.resolved.district

    @property
    def kind(self) -> str:
        """``plan`` or ``summary`` (a notice or other text reports)."""
        return "plan" if self.sentence.section.kind == "plan" else "summary"

    @functools.cached_property
    def parties(self) -> tuple[Named, ...]:
        """The names without the groups that only say whose a school is (龙山教育集团|民和中学)."""
        starts = {name.start for name in self.names if name.label in ("School", "Kindergarten")}
        return tuple(name for name in self.names if name.label != "SchoolGroup" or name.end not in starts)

    def opening(self, name: Named) -> int:
        """Return where a name begins together with the group that says whose it is, if one stands right before it."""
        return next((n.start for n in self.names if n.end == name.start and n.label == "SchoolGroup"), name.start)

    def clause(self, offset: int) -> Span:
        """Return the clause that holds an offset."""
        clauses = self.sentence.clauses
        index = bisect_right(clauses, (offset, len(self.text))) - 1
        return clauses[index] if index >= 0 and offset < clauses[index].end else self.sentence.span

    def next_clause(self, clause: Span) -> Span | None:
        """Return the clause behind a clause of the sentence, or None."""
        clauses = self.sentence.clauses
        index = bisect_left(clauses, (clause.end, 0))
        return clauses[index] if index < len(clauses) else None

    def evidence(self, *spans: Span) -> Span:
        """Return the clauses that hold some spans, from the first to the last."""
        if len(spans) == 1:
            (start, end), = spans
        else:
            start, end = min(span.start for span in spans), max(span.end for span in spans)
        return Span(self.clause(start).start, self.clause(end - 1).end)

    def year(self, offset: int) -> int | None:
        """Return the year that the sentence speaks of at an offset: the last named before it, else the section's."""
        found = self.sentence.section.year
        for start, year in self._years:
            if start > offset:
                break
            found = year
        return found

    @functools.cached_property
    def _years(self) -> list[tuple[int, int]]:
        """The years that the sentence names, each with where it stands, without those that are compared with."""
        found: list[tuple[int, int]] = []
        base = self.sentence.section.year
        if self.text.find("年", *self.sentence.span) < 0:
            return found
        for match in _YEAR.finditer(self.text, self.sentence.span.start, self.sentence.span.end):
            start = match.start()
            inside = any(name.start < start < name.end for name in self.names)
            if inside or _COMPARED.search(self.text[max(0, start - 2):start]):
                continue
            if match.group(1):
                found.append((start, int(match.group(1))))
            elif base is not None:
                found.append((start, base + _RELATIVE[match.group(2)]))
        return found

    def before(self, offset: int, *, within: int | None = None) -> Verb | None:
        """Return the last verb before an offset in its clause (or from ``within`` on)."""
        floor = self.clause(offset).start if within is None else within
        found = None
        for verb in self.verbs:
            if verb.end > offset:
                break
            if verb.start >= floor:
                found = verb
        return found

    def after(self, offset: int, *, within: int | None = None) -> tuple[Verb, ...]:
        """Return the verbs behind an offset in its clause (or up to ``within``)."""
        stop = self.clause(max(offset - 1, 0)).end if within is None else within
        return tuple(verb for verb in self.verbs if offset <= verb.start < stop)

    def subjects(self, offset: int) -> tuple[Named, ...]:
        """Return the named bodies or institutions that are the subject of what stands at an offset.

        A subject opens a clause (behind times and adverbs) and a verb follows it; it holds for the clauses behind it in
        the sentence until another one follows. Several names in a list are all subjects.
        """
        here = self.clause(offset)
        for clause, actors in reversed(self._actors):
            if clause.start < here.start and self._of_place(here, offset):
                return ()
            inside = actors if actors[-1].end <= offset else [name for name in actors if name.end <= offset]
            if inside and (found := self._opening(clause, inside)):
                return found
        return ()

    def _of_place(self, clause: Span, offset: int) -> bool:
        """Tell whether a clause begins with a division that something is said of (甲街道、乙镇各新建…)."""
        places = [n for n in self.names if n.label == "District" and clause.start <= n.start and n.end < offset]
        return bool(places) and _LEAD.match(self.text[clause.start:places[0].start]) is not None \
            and self.text[places[-1].end] in "各均都"

    @functools.cached_property
    def _actors(self) -> list[tuple[Span, list[Named]]]:
        """The bodies and institutions of the sentence by the clause that they begin in."""
        found: list[tuple[Span, list[Named]]] = []
        for name in self.names:
            if name.label in ACTORS:
                clause = self.clause(name.start)
                if found and found[-1][0] == clause:
                    found[-1][1].append(name)
                else:
                    found.append((clause, [name]))
        return found

    def _opening(self, clause: Span, inside: list[Named]) -> tuple[Named, ...]:
        """Return the names among those inside a clause that open it as its subject."""
        if not _LEAD.match(self.text[clause.start:inside[0].start]):
            return ()
        group = [inside[0]]
        for name in inside[1:]:
            if self.text[group[-1].end:name.start] not in ("、", "和", "与", "及", "以及", ""):
                break
            group.append(name)
        rest = self.text[group[-1].end:clause.end]
        match = _AMOUNT.match(rest)
        behind = group[-1].end + (match.end() if match else 0)
        if rest[:1] in "的、" and not rest.startswith("的做法"):
            return ()
        reach = 30 if rest.startswith("在") else 12
        verb_follows = any(v.start == behind or (v.start <= behind + reach and v.word not in _PREPOSITIONS)
                           for v in self.verbs if v.start >= behind)
        verb_follows = verb_follows or _MANNER.match(rest) is not None \
            or any(behind <= start <= behind + 3 for start in self.acts)
        return tuple(group) if verb_follows else ()


def scenes(text: str, sentences: tuple[Sentence, ...], found: Recognition, resolved: Resolved, home: Home
           ) -> Iterator[Scene]:
    """Set one scene for each sentence that names or counts something, and for each one of a text that has tables."""
    names = [Named(mention, id) for mention, id in zip(found.mentions, resolved.of, strict=True)]
    starts = [name.start for name in names]
    sums = [quantity.span.start for quantity in found.quantities]
    verbs = _verbs(text, names, found.tokens)
    verb_starts = [verb[0] for verb in verbs]
    acts = [start for start, tag in zip(found.tokens.starts, found.tokens.tags, strict=True) if tag == "v"]
    tables = "|" in text
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end + 1
        inside = tuple(names[bisect_left(starts, start):bisect_left(starts, end)])
        quantities = found.quantities[bisect_left(sums, start):bisect_left(sums, end)]
        if inside or quantities or tables:
            those = tuple(map(Verb._make, verbs[bisect_left(verb_starts, start):bisect_left(verb_starts, end)]))
            those_acts = tuple(acts[bisect_left(acts, start):bisect_left(acts, end)])
            yield Scene(text, sentence, inside, quantities, home, resolved, those, those_acts)


def _verbs(text: str, names: list[Named], tokens: Tokens) -> list[tuple[int, int, str]]:
    """Return begin, end and word of the governing verbs of a text, outside its names, in order."""
    automaton, words = _automaton()
    covered = bytearray(len(text) + 1)
    for name in names:
        if name.label != "District":
            covered[name.start:name.end] = b"\x01" * (name.end - name.start)
    begins = frozenset(tokens.starts)
    return [(start, end, words[index]) for index, start, end in automaton.find_matches_as_indexes(text)
            if start in begins and not covered[start]]
