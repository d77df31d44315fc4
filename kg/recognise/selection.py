"""Which of overlapping names stand.

Policy: what lies inside title marks belongs to the document; a title (Honor) needs a context that gives or seeks it; then
the surer one wins, then the longer. A division is kept inside bodies, programs, documents and titles, but not inside the name of
a school, an organisation or a university.
"""
from __future__ import annotations

import re
from bisect import bisect_right

from kg.lexicon import read_rules
from kg.types import Mention, Segmentation, Sentence

_HOLDS_DIVISION = frozenset({"GovernmentBody", "Program", "Document", "Honor"})
_INSTITUTIONS = frozenset({"School", "Kindergarten", "University", "SchoolGroup", "Organization"})
_RANK = {"document-marked": 9, "program-quoted-head": 7, "program-quoted-known": 7}


class _Context:
    """The sentences of a text by offset."""

    def __init__(self, segmentation: Segmentation) -> None:
        self.sentences = segmentation.sentences
        self.starts = [sentence.span.start for sentence in self.sentences]

    def sentence(self, mention: Mention) -> Sentence | None:
        index = bisect_right(self.starts, mention.span.start) - 1
        if index < 0:
            return None
        found = self.sentences[index]
        return found if mention.span.end <= found.span.end + 1 else None

    def clause(self, mention: Mention) -> tuple[int, int] | None:
        sentence = self.sentence(mention)
        if sentence is None:
            return None
        for clause in sentence.clauses:
            if clause.start <= mention.span.start < clause.end:
                return clause.start, max(clause.end, mention.span.end)
        return sentence.span.start, sentence.span.end


def _giving() -> re.Pattern[str]:
    table = read_rules("verbs", dict[str, tuple[str, ...]])
    words = (set(table["award"]) | set(table["seek"])) - {"完成", "保持", "建设", "实施"}
    return re.compile("|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))))


_COUNT = re.compile(r"\s*(?:共|达到|达|共计|累计|总数达?|超过|增至|分别)?(?:\d|[一二两三四五六七八九十]+[所个家名])")
_COUNTED = re.compile(r"(?:\d+|[一二两三四五六七八九十]+)(?:余|多)?(?:所|个|家|名)(?:以上)?$")
_PURSUIT = re.compile(r"(?:的)?(?:创建|争创|评估|验收|评审|称号|荣誉|建设|评选|创评|申报|培育|达标|入选|命名|挂牌|复评|名单|行列|占比|比例|覆盖率|创建率|标准)")


def _honour_stands(mention: Mention, text: str, context: _Context, giving: re.Pattern[str]) -> bool:
    clause = context.clause(mention)
    if clause is None:
        return False
    before = text[clause[0]:mention.span.start]
    after = text[mention.span.end:mention.span.end + 8]
    if mention.rule == "honour-award":
        return True
    if mention.confidence >= 0.5 and (giving.search(before) or _COUNT.match(after) or _COUNTED.search(before[-8:])):
        return True
    if mention.confidence >= 0.5 and _PURSUIT.match(after):
        return True
    return mention.confidence >= 0.6 and bool(giving.search(text[clause[0]:clause[1]]))


def _order(mention: Mention) -> tuple[float, int, int]:
    return (-_RANK.get(mention.rule.split(":")[0], 0), -(mention.span.end - mention.span.start), mention.span.start)


def select(text: str, candidates: list[Mention], segmentation: Segmentation) -> tuple[Mention, ...]:
    """Return the mentions that stand, by offset. Mentions outside of sentences (page furniture) are dropped."""
    context = _Context(segmentation)
    giving = _giving()
    pool = []
    for mention in candidates:
        if mention.label == "District" or context.sentence(mention) is None:
            continue
        if mention.label == "Honor" and not _honour_stands(mention, text, context, giving):
            continue
        if mention.rule == "body-bare":
            continue
        pool.append(mention)
    taken: list[Mention] = []
    used = bytearray(len(text) + 1)
    for mention in sorted(pool, key=_order):
        start, end = mention.span
        if any(used[start:end]):
            continue
        used[start:end] = b"\x01" * (end - start)
        taken.append(mention)
    inside = bytearray(len(text) + 1)
    for mention in taken:
        if mention.label in _INSTITUTIONS:
            inside[mention.span.start:mention.span.end] = b"\x01" * (mention.span.end - mention.span.start)
    districts = sorted((m for m in candidates if m.label == "District" and context.sentence(m) is not None), key=_order)
    for mention in districts:
        start, end = mention.span
        if not any(inside[start:end]):
            inside[start:end] = b"\x01" * (end - start)
            taken.append(mention)
    return tuple(sorted(taken, key=lambda m: (m.span, m.label, m.rule)))
