"""Targets and results with who holds them, what they measure, and the document that says so."""
from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar

from kg.compare.facts import Facts, number, text, title_of, year_of
from kg.types import Node, Relationship

Kind: TypeAlias = Literal["target", "result"]
Key = TypeVar("Key", bound=Hashable)

TYPES: dict[Kind, str] = {"target": "TARGETS", "result": "REPORTS"}


@dataclass(frozen=True, slots=True)
class Held:
    """A target or result: the claim that its holder has it, what it measures, and its document."""

    kind: Kind
    figure: Node
    holder: Node
    claim: Relationship
    indicator: Node
    source: Node | None

    @property
    def year(self) -> int | None:
        """The year that it is about."""
        return year_of(self.figure)

    @property
    def document(self) -> str | None:
        """The document's title."""
        return title_of(self.source)


class Shown(NamedTuple):
    """What a row tells of a figure, as written; all of it is None where there is no figure."""

    comparator: str | None = None
    value: float | None = None
    upper: float | None = None
    unit: str | None = None
    evidence: str | None = None
    document: str | None = None
    id: str | None = None


def shown(held: Held | None) -> Shown:
    """Return what a row tells of a figure."""
    if held is None:
        return Shown()
    figure = held.figure
    return Shown(text(figure, "comparator"), number(figure, "value"), number(figure, "upper"), text(figure, "unit"),
                 text(figure, "evidence"), held.document, figure.id)


def comparable(held: Held) -> tuple[float | None, float | None, str | None]:
    """Return value, upper end and unit in a form that can be compared: 亿元 as 元, 名 as 人, where that is known."""
    figure = held.figure
    if (value := number(figure, "value_si")) is not None:
        return value, number(figure, "upper_si"), text(figure, "unit_si")
    return number(figure, "value"), number(figure, "upper"), text(figure, "unit")


def order(held: Held) -> tuple[Any, ...]:
    """Return what orders statements of the same: the latest document first, then by title, place and id."""
    return (-(year_of(held.source) or 0), held.document or "", number(held.figure, "start") or 0, held.figure.id)


def held_by(facts: Facts, holder: str, kind: Kind) -> Iterator[Held]:
    """Yield the targets or results of a holder."""
    for claim in facts.from_(holder, TYPES[kind]):
        figure = facts.nodes[claim.end]
        for item in facts.from_(figure.id, "MEASURES"):
            yield Held(kind, figure, facts.nodes[holder], claim, facts.nodes[item.end], facts.document(claim))
            break


def firsts(figures: Iterable[Held], key: Callable[[Held], Key]) -> dict[Key, Held]:
    """Return for each key the figure that stands first in ``order``."""
    found: dict[Key, Held] = {}
    for held in sorted(figures, key=order):
        found.setdefault(key(held), held)
    return found


def met(facts: Facts, result: str, target: str) -> str | None:
    """Return how a result stands to a target: met, missed, unknown; None where it is none of it."""
    for item in facts.from_(result, "FULFILS"):
        if item.end == target:
            value = item.properties.get("met")
            return "met" if value is True else "missed" if value is False else "unknown"
    return None
