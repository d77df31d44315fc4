"""Targets and results of a merged graph as they are compared: by holder, indicator and year."""
from __future__ import annotations

import functools
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from kg.indicators import Concept, Normal, concepts, normalise
from kg.types import Graph, Node, Relationship

# What derivations on figures read of a graph.
LABELS = frozenset({"Target", "Result", "Indicator"})
TYPES = frozenset({"TARGETS", "REPORTS", "MEASURES", "GOVERNS", "SAME_AS", "RENAMED_TO"})
KEYS = frozenset({"name", "indicator", "value", "upper", "unit", "comparator", "year", "evidence", "start", "end",
                  "source", "confidence"})

Wanted = Literal["more", "less", "neither"]
_GROWTH = ("增长", "下降")
_OPPOSITE: dict[Wanted, Wanted] = {"more": "less", "less": "more", "neither": "neither"}


class Held(Struct, frozen=True, gc=False):
    """A figure with whose it is. ``holder`` stands for all nodes that are one holder; ``claimed`` is the holder's node
    that the text names; ``source`` is the document, or None where the figure itself is derived."""

    id: str
    kind: Literal["target", "result"]
    holder: str
    claimed: str
    indicator: str
    name: str
    year: int
    comparator: str
    unit: str
    normal: Normal | None
    source: str | None
    confidence: float
    node: Node

    @property
    def start(self) -> int:
        """The offset of the evidence in its document."""
        return int(self.node.properties.get("start", 0))  # type: ignore[arg-type]

    @property
    def end(self) -> int:
        """The offset behind the evidence."""
        return int(self.node.properties.get("end", 0))  # type: ignore[arg-type]

    @property
    def evidence(self) -> str:
        """The words that state it."""
        return str(self.node.properties.get("evidence", ""))


def growth_of(name: str) -> tuple[str, str]:
    """Return the name of the indicator whose growth another one is and 增长 or 下降; two empty strings for others."""
    end = next((end for end in _GROWTH if name.endswith(end) and len(name) > len(end) + 1), "")
    return (name[:-len(end)], end) if end else ("", "")


def concept_named(name: str) -> Concept | None:
    """Return the concept with a canonical name, or None."""
    return concepts().get(name)


@functools.lru_cache(maxsize=4096)
def wanted(name: str) -> Wanted | None:
    """Return whether more or less of an indicator is wanted, by its canonical name; None where nobody knows.

    More growth is wanted of what more is wanted of, and less of a fall of it.
    """
    if concept := concept_named(name):
        return concept.direction
    base, way = growth_of(name)
    concept = concept_named(base)
    if concept is None:
        return None
    return _OPPOSITE[concept.direction] if way == "下降" else concept.direction


def holders(relationships: Iterable[Relationship]) -> Mapping[str, str]:
    """Return for institutions and districts the id that stands for all that are one holder.

    One holder are institutions that are the same or were renamed, and a body with the one district that it governs: a
    bureau has another name each time offices are merged, its district has not.
    """
    parent: dict[str, str] = {}

    def root(id: str) -> str:
        while (above := parent.get(id, id)) != id:
            id = above
        return id

    governed: dict[str, set[str]] = {}
    for item in relationships:
        if item.label in ("SAME_AS", "RENAMED_TO"):
            one, other = sorted((root(item.start), root(item.end)))
            parent[other] = one
        elif item.label == "GOVERNS":
            governed.setdefault(item.start, set()).add(item.end)
    for body, districts in sorted(governed.items()):
        if len(districts) == 1:
            one, other = sorted((root(body), root(*districts)))
            parent[other] = one
    return {id: root(id) for id in parent}


def held_figures(graph: Graph, *, indicators: Container[str] | None = None) -> Iterator[Held]:
    """Yield the figures that have a holder, an indicator and a year, in the order of their ids.

    Where ``indicators`` are given (ids), only figures of these.
    """
    measured = {item.start: item.end for item in graph.relationships
                if item.label == "MEASURES" and (indicators is None or item.end in indicators)}
    if not measured:
        return
    same = holders(graph.relationships)
    nodes = {node.id: node for node in graph.nodes}
    claims: dict[str, list[Relationship]] = {}
    for item in graph.relationships:
        if item.label in ("TARGETS", "REPORTS") and item.end in measured:
            claims.setdefault(item.end, []).append(item)
    for id in sorted(claims):
        node, indicator = nodes.get(id), nodes.get(measured[id])
        year = node.properties.get("year") if node else None
        if node is None or indicator is None or not isinstance(year, int):
            continue
        for claim in sorted(claims[id], key=lambda claim: claim.id):
            yield _held(node, indicator, year, claim, same.get(claim.start, claim.start))


def _held(node: Node, indicator: Node, year: int, claim: Relationship, holder: str) -> Held:
    told = node.properties
    name = str(indicator.properties.get("name", indicator.id))
    value, upper, unit = told.get("value"), told.get("upper"), str(told.get("unit", ""))
    concept = concept_named(name)
    normal = normalise(float(value), float(upper) if isinstance(upper, int | float) else None, unit, concept) \
        if isinstance(value, int | float) else None
    source = claim.properties.get("source")
    sure = claim.properties.get("confidence", 1.0)
    return Held(
        node.id, "target" if claim.label == "TARGETS" else "result", holder, claim.start, indicator.id, name, year,
        str(told.get("comparator", "=")), unit, normal, str(source) if source is not None else None,
        float(sure) if isinstance(sure, int | float) else 1.0, node)
