"""What a person has said of two near namesakes: items of the graph, which later merges and loads keep."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.errors import ExchangeError
from kg.resolve.ids import digest
from kg.types import Graph, Node, Relationship

REVIEW = "review"
COLUMNS = ("answer", "one", "other", "name", "other_name", "state", "for", "against")
ANSWERS = {"same": "SAME_AS", "different": "DIFFERENT_FROM"}

_LABELS = frozenset(ANSWERS.values())


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says of two institutions, by their ids: ``same``, ``different``, or nothing (an empty string)."""

    one: str
    other: str
    answer: str


def is_review(item: Node | Relationship) -> bool:
    """Tell whether an item is the answer of a person."""
    return isinstance(item, Relationship) and item.label in ANSWERS.values() and item.properties.get("rule") == REVIEW


def review_item(answer: Answer) -> Relationship:
    """Return the relationship of an answer that is not empty; that of a pair has one id, whichever way it is named."""
    one, other = sorted((answer.one, answer.other))
    id = f"review/{digest(one, other)}"
    return Relationship(id, ANSWERS[answer.answer], one, other, {"id": id, "rule": REVIEW})


def reviewed(graph: Graph) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Return the pairs of ids that people have called the same, and those that they have called different.

    Where graphs with contrary answers are merged, they are different.
    """
    said = [item for item in graph.relationships if item.label in _LABELS and is_review(item)]
    same, different = (frozenset((item.start, item.end) for item in said if item.label == label)
                       for label in ("SAME_AS", "DIFFERENT_FROM"))
    return same - different, different


def with_answers(items: Iterable[Node | Relationship], answers: Iterable[Answer]) -> Iterator[Node | Relationship]:
    """Yield items, and the answers in place of earlier ones on the same pairs; an empty answer takes an earlier back.

    Answers on institutions that are not among the items are left out.
    """
    given = {frozenset((answer.one, answer.other)): answer for answer in answers}
    wanted = {id for pair in given for id in pair}
    seen: set[str] = set()
    for item in items:
        if isinstance(item, Node) and item.id in wanted:
            seen.add(item.id)
        if not (isinstance(item, Relationship) and is_review(item) and frozenset((item.start, item.end)) in given):
            yield item
    for pair, answer in given.items():
        if answer.answer and pair <= seen:
            yield review_item(answer)


def parse_answers(text: str, name: str) -> list[Answer]:
    """Read a review list: tab-separated, a header, lines that begin with ``#`` are passed over.

    Raises ExchangeError with file and line where a line is none, and for two answers on one pair.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1)
             if line.strip() and not line.startswith("#")]
    if not lines or tuple(lines[0][1].split("\t")[:3]) != COLUMNS[:3]:
        raise ExchangeError(f"{name}: no review list; its first line begins with {' '.join(COLUMNS[:3])}, parted by "
                            "tabs: make it with kg duplicates")
    found: dict[frozenset[str], Answer] = {}
    for number, line in lines[1:]:
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 3 or not cells[1] or not cells[2] or cells[1] == cells[2]:
            raise ExchangeError(f"{name}:{number}: must name two institutions by their ids, one in each column")
        answer = Answer(cells[1], cells[2], cells[0].lower())
        if answer.answer and answer.answer not in ANSWERS:
            raise ExchangeError(f"{name}:{number}: the answer is {cells[0]!r}, must be same, different or nothing")
        known = found.setdefault(frozenset(cells[1:3]), answer)
        if known.answer != answer.answer:
            raise ExchangeError(f"{name}:{number}: {cells[1]} and {cells[2]} have two answers; leave one line")
    return list(found.values())
