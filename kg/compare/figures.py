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
        """The title of the document, or of its text of the figure's year."""
        return title_of(self.source, self.year)


class Shown(NamedTuple):
    """What a row tells of a figure, as written; all of it is None where there is no figure."""

    comparator: str | None = None
    value: float | None = None
    upper: float | None = None
    unit: str | None = None
    evidence: str | None = None
    document: str | None = None
    id: str | None = None
    derived: bool | None = None


def shown(held: Held | None) -> Shown:
    """Return what a row tells of a figure."""
    if held is None:
        return Shown()
    figure = held.figure
    return Shown(text(figure, "comparator"), number(figure, "value"), number(figure, "upper"), text(figure, "unit"),
                 text(figure, "evidence"), held.document, figure.id,
                 True if figure.properties.get("derived") is True else None)


def comparable(held: Held) -> tuple[float | None, float | None, str | None]:
    """Return value, upper end and unit in a form that can be compared: 亿元 as 元, 名 as 人, where that is known."""
    figure = held.figure
    if (value := number(figure, "value_si")) is not None:
        return value, number(figure, "upper_si"), text(figure, "unit_si")
    return number(figure, "value"), number(figure, "upper"), text(figure, "unit")


def order(held: Held) -> tuple[Any, ...]:
    """Return what orders statements of the same: the latest document first, then by title, place and id."""
    source, start = held.source, number(held.figure, "start")
    return -(year_of(source) or 0), title_of(source) or "", start or 0, held.figure.id


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


def answers(facts: Facts, targets: Iterable[str]) -> list[tuple[Held, str]]:
    """Return the results that fulfil one of some figures that state the same target, or not, each once with its status:
    met, missed or unknown.
    """
    told: dict[str, set[str]] = {}
    for target in targets:
        for item in facts.to(target, "FULFILS"):
            told.setdefault(item.start, set()).add(str(item.properties.get("met")).lower())
    return [(held, _status(told[result])) for result in sorted(told)
            for claim in sorted(facts.to(result, TYPES["result"]), key=lambda claim: claim.id)[:1]
            for held in held_by(facts, claim.start, "result") if held.figure.id == result]


def _status(told: set[str]) -> str:
    return "met" if "true" in told else "missed" if "false" in told else "unknown"
