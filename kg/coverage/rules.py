"""Why a cue states no fact: ``rules/coverage.yaml``, and what the lexicons say of values, media and units."""
from __future__ import annotations

import functools
import re
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from kg.lexicon import read_rules, read_table
from kg.lexicon.rules import Example
from kg.recognise import document_rules as documents
from kg.recognise.programs.knowledge import values
from kg.types import Span

CHINESE = "一二三四五六七八九十百千两"


CueKind: TypeAlias = Literal["number", "quote", "institution"]


class Reason(BaseModel):
    """Why cues of some kinds state no fact: those that stand wholly inside a match of one of the patterns."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    cues: tuple[CueKind, ...]
    patterns: tuple[re.Pattern[str], ...]


class CoverageRules(BaseModel):
    """``rules/coverage.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    reasons: dict[str, Reason]
    examples: tuple[Example, ...]


@functools.cache
def rules() -> CoverageRules:
    """Return the rules. Raises KnowledgeError with file and line where they are malformed."""
    return read_rules("coverage", CoverageRules)


@functools.cache
def units(*, figure: bool) -> str:
    """Return a pattern of the units whose numbers are figures, or of those whose numbers are none (届, 天)."""
    rows = read_table("lexicon/units.tsv", ("unit", "dimension", "canonical", "factor", "figure"))
    words = {row["unit"] for row in rows if (row["figure"] == "yes") == figure}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@functools.cache
def _without_figure() -> re.Pattern[str]:
    """Numbers with a unit that makes no figure, the longest unit first: 5天 but not 5天然气站."""
    number = rf"(?:\d+(?:\.\d+)?|[{CHINESE}]+)"
    return re.compile(rf"{number}(?:[-—~至、]{number})?(?:余|多|个)?(?:{units(figure=False)})")


def _work(text: str, span: Span) -> bool:
    """Tell whether a title in marks is an article, a talk, a film …, by the words beside it."""
    before, after = text[max(0, span.start - 8):span.start], text[span.end:span.end + 8]
    return bool(documents.pattern("works_before", after="(?:了|的)?$").search(before)
                or documents.pattern("works_after", before="(?:等)?的?").match(after))


def _of_quote(text: str, span: Span) -> str | None:
    content = text[span.start + 1:span.end - 1]
    if text[span.start] == "“":
        return "value or slogan" if content in values() else None
    if documents.is_medium(content):
        return "medium"
    return "work" if _work(text, span) else None


@functools.cache
def _patterns(kind: CueKind) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the patterns that explain cues of one kind, each with its reason."""
    found = [(name, pattern) for name, reason in rules().reasons.items() if kind in reason.cues
             for pattern in reason.patterns]
    return (*found, ("duration, grade or edition", _without_figure())) if kind == "number" else tuple(found)


def reason_of(kind: CueKind, span: Span, text: str, clause: Span) -> str | None:
    """Return why a cue of a clause states no fact, or None where nothing says so."""
    if kind == "quote" and (reason := _of_quote(text, span)):
        return reason
    words, start, end = text[clause.start:clause.end], span.start - clause.start, span.end - clause.start
    return next((name for name, pattern in _patterns(kind)
                 if any(match.start() <= start and end <= match.end() for match in pattern.finditer(words))), None)
