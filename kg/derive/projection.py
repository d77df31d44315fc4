"""The part of a graph that derivations read: without the evidence, which is most of a graph."""
from __future__ import annotations

from collections.abc import Sequence

from kg.derive.derivation import Derivation
from kg.types import Node, Relationship, Value
from kg.vocabulary import SUPERCLASSES


class Projection:
    """Tells what some derivations read: nodes with ``labels``, relationships of ``types``, properties in ``keys``.

    Nodes of the classes that they give are read too: what documents name is not derived.
    """

    def __init__(self, derivations: Sequence[Derivation]) -> None:
        given = frozenset[str]().union(*(derivation.gives for derivation in derivations)) & SUPERCLASSES.keys()
        self.labels = given.union(*(derivation.labels for derivation in derivations))
        self.types = frozenset[str]().union(*(derivation.types for derivation in derivations))
        self.keys = frozenset({"id", "derived", "source"}).union(*(derivation.keys for derivation in derivations))

    def of(self, item: Node | Relationship) -> Node | Relationship | None:
        """Return what the derivations read of an item, or None."""
        if isinstance(item, Node):
            return None if self.labels.isdisjoint(item.labels) else Node(item.id, item.labels, self._kept(item))
        if item.label not in self.types:
            return None
        return Relationship(item.id, item.label, item.start, item.end, self._kept(item))

    def _kept(self, item: Node | Relationship) -> dict[str, Value]:
        return {key: value for key, value in item.properties.items() if key in self.keys}
