"""Whether confidence means what it says: of the facts with a confidence around 0.9, are nine in ten right?"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from alignment import Judged
from calibrate import fit

from kg.relate.confidence import precision

# Most facts are right, so that bins of one width would put nearly all into the last one.
EDGES = (0.0, 0.8, 0.9, 0.93, 0.96, 0.98, 1.0)


class Bin(NamedTuple):
    """Facts whose confidence lies in [low, high), their mean confidence and how many of them are right."""

    low: float
    high: float
    count: int
    confidence: float
    precision: float


def cross_validated(documents: Sequence[Sequence[Judged]]) -> list[Judged]:
    """Return the facts of all documents, each with the confidence that the other documents give it."""
    found = []
    for left_out, facts in enumerate(documents):
        others = (fact for at, document in enumerate(documents) if at != left_out for fact in document)
        table = {group: mean for group, (mean, _) in fit(others).items()}
        found += [fact._replace(confidence=precision(table, fact.kind, fact.rule, fact.mention)) for fact in facts]
    return found


def bins(facts: Iterable[Judged]) -> Iterator[Bin]:
    """Yield the bins that hold facts, in order."""
    facts = list(facts)
    for low, high in pairwise(EDGES):
        inside = [fact for fact in facts if low <= fact.confidence < high or fact.confidence == high == EDGES[-1]]
        if inside:
            yield Bin(low, high, len(inside), sum(fact.confidence for fact in inside) / len(inside),
                      sum(fact.right for fact in inside) / len(inside))


def calibration_error(found: Iterable[Bin]) -> float:
    """Return the expected calibration error: how far confidence and precision are apart, by the facts of each bin."""
    found = list(found)
    return sum(item.count * abs(item.confidence - item.precision) for item in found) / sum(item.count for item in found)


def section(title: str, facts: Iterable[Judged]) -> str:
    """Return the table of some documents' facts, in Markdown."""
    found = list(bins(facts))
    lines = [f"### {title}", "", f"Expected calibration error **{calibration_error(found):.3f}**.", "",
             "| confidence | facts | mean confidence | precision |", "| --- | ---: | ---: | ---: |"]
    lines += [f"| {item.low:.2f} – {item.high:.2f} | {item.count} | {item.confidence:.3f} | {item.precision:.3f} |"
              for item in found]
    return "\n".join(lines)
