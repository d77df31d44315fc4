"""The clauses of a document that hold a cue, by what became of them: a fact, understood as none, not understood."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kg.coverage.cues import Cue, institutions, is_marked, marked
from kg.coverage.rules import reason_of
from kg.pipeline import Stages
from kg.types import Sentence, Span

_INSTITUTIONS = frozenset({"School", "Kindergarten", "University", "SchoolGroup", "GovernmentBody", "Organization"})
_ALIKE = 0.5


class Counts(NamedTuple):
    """How many clauses with a cue gave something, are understood to state no fact, or are not understood."""

    gave: int = 0
    empty: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        """All clauses with a cue."""
        return self.gave + self.empty + self.open

    @property
    def share(self) -> float:
        """The share of clauses that are understood, 0 to 1; 1 where no clause holds a cue."""
        return (self.gave + self.empty) / self.total if self.total else 1.0

    @property
    def percent(self) -> str:
        """The share in whole percent, rounded down: 100% only where all is understood."""
        return f"{100 * (self.gave + self.empty) // self.total if self.total else 100}%"

    def plus(self, other: Counts) -> Counts:
        """Return the sums of two."""
        return Counts(self.gave + other.gave, self.empty + other.empty, self.open + other.open)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with cues that gave nothing; ``reasons`` says of each cue why it states no fact, or None.

    Spans are offsets into the folded text.
    """

    span: Span
    section: tuple[str, ...]
    cues: tuple[Cue, ...]
    reasons: tuple[str | None, ...]

    @property
    def understood(self) -> bool:
        """Whether each cue is known to state no fact."""
        return None not in self.reasons


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many clauses with a cue gave something, and those that gave nothing, in order."""

    gave: int
    silent: tuple[Clause, ...]

    @property
    def counts(self) -> Counts:
        """The numbers of clauses by what became of them."""
        empty = sum(clause.understood for clause in self.silent)
        return Counts(self.gave, empty, len(self.silent) - empty)


def _taken(stages: Stages) -> bytearray:
    """Return the characters from which something came: 1 a name, 2 an institution's name, 3 evidence."""
    taken = bytearray(len(stages.segmented.folded.text) + 1)
    for start, end in [*(claim.evidence for claim in stages.claims), *(figure.evidence for figure in stages.figures)]:
        taken[start:end] = b"\x03" * (end - start)
    for mention in stages.found.mentions:
        if mention.label != "District":
            taken[mention.span.start] = 2 if mention.label in _INSTITUTIONS else taken[mention.span.start] or 1
    return taken


def _clauses(stages: Stages) -> Iterator[tuple[Sentence, Span]]:
    """Yield the clauses of a document in order; titles are read as names of texts and hold no facts."""
    for sentence in stages.segmented.segmentation.sentences:
        if sentence.role != "title":
            for clause in sentence.clauses:
                yield sentence, clause


def coverage(stages: Stages) -> Coverage:
    """Return the coverage of a document from what the stages found in it; nothing is extracted again.

    A clause gave something where a name in it (other than a division's) became an entity or where it is evidence of a
    claim or figure. Any other one is understood where each of its cues is known to state no fact.
    """
    text, taken = stages.segmented.folded.text, _taken(stages)
    gave = 0
    silent: list[tuple[Sentence, Span]] = []
    for sentence, clause in _clauses(stages):
        if any(taken[clause.start:clause.end]):
            gave += 2 in taken[clause.start:clause.end] or is_marked(text, clause)
        else:
            silent.append((sentence, clause))
    cues = [list(marked(text, clause)) for _, clause in silent]
    for index, cue in institutions(text, stages.found.tokens, [clause for _, clause in silent]):
        if not any(other.span.start < cue.span.end and cue.span.start < other.span.end for other in cues[index]):
            cues[index].append(cue)
    return Coverage(gave, tuple(_judged(stages, sentence, clause, found)
                                for (sentence, clause), found in zip(silent, cues, strict=True) if found))


def _judged(stages: Stages, sentence: Sentence, clause: Span, cues: list[Cue]) -> Clause:
    text = stages.segmented.folded.text
    ordered = tuple(sorted(cues, key=lambda cue: cue.span))
    reasons = tuple(reason_of(cue.kind, cue.span, text, clause) or _said_again(stages, cue, clause) for cue in ordered)
    return Clause(clause, sentence.section.path, ordered, reasons)


def _said_again(stages: Stages, cue: Cue, clause: Span) -> str | None:
    """Tell of a number whether a figure of the document has its value and unit, and an indicator that the clause says.

    A figure that an overview and its section both state is listed once.
    """
    if cue.kind != "number":
        return None
    amounts = [q for q in stages.found.quantities if q.span.start <= cue.span.start and cue.span.end <= q.span.end]
    words = stages.segmented.folded.text[clause.start:clause.end]
    again = any((figure.quantity.value, figure.quantity.upper, figure.quantity.unit) == (q.value, q.upper, q.unit)
                and _share_said(figure.indicator, words) >= _ALIKE for q in amounts for figure in stages.figures)
    return "said elsewhere in the document" if again else None


def _share_said(indicator: str, words: str) -> float:
    """Return the share of an indicator's pairs of characters that some words hold."""
    pairs = [indicator[i:i + 2] for i in range(max(1, len(indicator) - 1))]
    return sum(pair in words for pair in pairs) / len(pairs)
