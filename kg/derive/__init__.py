"""Facts that follow from a merged graph, and that no single document states: SAME_AS, LOCATED_IN, FULFILS …

They are never mixed with what texts say: all of them are marked ``derived: true`` and have no ``source``, and they are
made anew whenever the graph changes.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.derive.derivation import Derivation
from kg.derive.fulfils import FULFILS
from kg.derive.growth import GROWTH
from kg.derive.located import LOCATED
from kg.derive.same_as import SAME_AS
from kg.derive.seats import SEATS
from kg.graph.exchange import collect
from kg.graph.merge import joined
from kg.types import Graph, Node, Relationship

__all__ = ["DERIVATIONS", "Derivation", "base", "derive", "follows", "is_derived"]

# In this order: each sees what those before it have given.
DERIVATIONS: tuple[Derivation, ...] = (SAME_AS, SEATS, LOCATED, GROWTH, FULFILS)


def is_derived(item: Node | Relationship) -> bool:
    """Tell whether an item was made by a derivation, and not found in a document."""
    if item.properties.get("derived") is not True or "source" in item.properties:
        return False
    names = item.labels if isinstance(item, Node) else (item.label,)
    return any(not derivation.gives.isdisjoint(names) for derivation in DERIVATIONS)


def base(graph: Graph) -> Graph:
    """Return a graph without what derivations made: what the documents state."""
    return Graph(tuple(node for node in graph.nodes if not is_derived(node)),
                 tuple(item for item in graph.relationships if not is_derived(item)))


def derive(graph: Graph, derivations: Sequence[Derivation] | None = None) -> Graph:
    """Return the derived items of a merged graph, and only those; facts that were derived before are left out of it.

    The result depends on nothing but what the documents state: deriving again from the graph with its derived items
    gives the same.
    """
    return follows(base(graph), derivations)


def follows(facts: Graph, derivations: Sequence[Derivation] | None = None) -> Graph:
    """Return what ``derive`` does, for a graph without derived items."""
    known = {node.id for node in facts.nodes}
    found: list[Node | Relationship] = []
    for derivation in DERIVATIONS if derivations is None else derivations:
        read = [item for item in found if _reads(derivation, item)]
        found.extend(_new(derivation.derive(joined(facts, collect(read)) if read else facts), known))
    return collect(found)


def _reads(derivation: Derivation, item: Node | Relationship) -> bool:
    return not derivation.labels.isdisjoint(item.labels) if isinstance(item, Node) else item.label in derivation.types


def _new(items: Iterable[Node | Relationship], known: set[str]) -> list[Node | Relationship]:
    """Return items without the nodes that documents name."""
    return [item for item in items if isinstance(item, Relationship) or item.id not in known]
