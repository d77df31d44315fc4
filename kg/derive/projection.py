"""The part of a graph that derivations read: without the evidence, which is most of a graph."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.derive.derivation import Derivation
from kg.graph.exchange import collect
from kg.types import Graph, Node, Relationship, Value


class Projection:
    """Collects from items what some derivations read."""

    def __init__(self, derivations: Sequence[Derivation]) -> None:
        self.labels = frozenset[str]().union(*(derivation.labels for derivation in derivations))
        self.types = frozenset[str]().union(*(derivation.types for derivation in derivations))
        self.keys = frozenset({"id", "derived"}).union(*(derivation.keys for derivation in derivations))
        self._items: list[Node | Relationship] = []

    def add(self, item: Node | Relationship) -> None:
        """Keep what the derivations read of an item, if anything."""
        if isinstance(item, Node):
            if not self.labels.isdisjoint(item.labels):
                self._items.append(Node(item.id, item.labels, self._kept(item)))
        elif item.label in self.types:
            self._items.append(Relationship(item.id, item.label, item.start, item.end, self._kept(item)))

    def add_all(self, items: Iterable[Node | Relationship]) -> None:
        """Keep what the derivations read of some items."""
        for item in items:
            self.add(item)

    def graph(self) -> Graph:
        """Return what was kept."""
        return collect(self._items)

    def _kept(self, item: Node | Relationship) -> dict[str, Value]:
        return {key: value for key, value in item.properties.items() if key in self.keys}
