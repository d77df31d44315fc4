"""Leaving out of a graph what was found with little confidence."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kg.types import Graph, Node, Relationship
from kg.vocabulary import FIGURE_RELATIONS


def _confidence(item: Relationship) -> float:
    value = item.properties.get("confidence", 1.0)
    return float(value) if isinstance(value, int | float) else 1.0


def confident_items(items: Callable[[], Iterable[Node | Relationship]], minimum: float
                    ) -> Iterator[Node | Relationship]:
    """Yield the items of a graph without the claims below a confidence (0 to 1), and without the figures and indicators
    that only such claims hold. Entities stay: the documents name them.

    ``items`` gives the items anew each time it is called, in any order; it is called three times.
    """
    gone = _figures_without_claim(items(), minimum)
    gone |= _unmeasured(items(), gone)
    for item in items():
        if isinstance(item, Node):
            if item.id not in gone:
                yield item
        elif _confidence(item) >= minimum and item.start not in gone and item.end not in gone:
            yield item


def _figures_without_claim(items: Iterable[Node | Relationship], minimum: float) -> set[str]:
    doubted: set[str] = set()
    held: set[str] = set()
    for item in items:
        if isinstance(item, Relationship) and item.label in FIGURE_RELATIONS:
            (doubted if _confidence(item) < minimum else held).add(item.end)
    return doubted - held


def _unmeasured(items: Iterable[Node | Relationship], gone: set[str]) -> set[str]:
    """Return the indicators that only figures which are gone measure."""
    before: set[str] = set()
    after: set[str] = set()
    for item in items:
        if isinstance(item, Relationship) and item.label == "MEASURES":
            (before if item.start in gone else after).add(item.end)
    return before - after


def confident(graph: Graph, minimum: float) -> Graph:
    """Return a graph without what ``confident_items`` leaves out."""
    kept = list(confident_items(graph.items, minimum))
    return Graph(tuple(item for item in kept if isinstance(item, Node)),
                 tuple(item for item in kept if isinstance(item, Relationship)))
