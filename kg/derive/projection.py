"""The part of a graph that derivations read: without the evidence, which is most of a graph."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kg.derive.derivation import Derivation
from kg.types import Node, Relationship, Value
from kg.vocabulary import SUPERCLASSES

_ALWAYS = frozenset({"id", "derived", "source"})


class Row(NamedTuple):
    """A node (``labels``; no ends) or a relationship (``labels`` holds its type), of plain values only."""

    id: str
    labels: tuple[str, ...]
    start: str
    end: str
    properties: dict[str, Any]

    def item(self) -> Node | Relationship:
        """Return the node or relationship."""
        properties: dict[str, Value] = self.properties
        if list in map(type, properties.values()):
            properties = {key: tuple(value) if isinstance(value, list) else value for key, value in properties.items()}
        if self.start:
            return Relationship(self.id, self.labels[0], self.start, self.end, properties)
        return Node(self.id, tuple(self.labels), properties)


class Projection:
    """Tells what some derivations read: nodes with ``labels``, relationships of ``types``, the properties of each.

    Nodes of the classes that they give are read too: what documents name is not derived.
    """

    def __init__(self, derivations: Sequence[Derivation]) -> None:
        given = frozenset[str]().union(*(derivation.gives for derivation in derivations)) & SUPERCLASSES.keys()
        self.labels = given.union(*(derivation.labels for derivation in derivations))
        self.types = frozenset[str]().union(*(derivation.types for derivation in derivations))
        self._keys = {name: _ALWAYS.union(*(derivation.keys for derivation in derivations
                                            if name in derivation.labels | derivation.types))
                      for name in self.labels | self.types}
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def of(self, item: Node | Relationship) -> Node | Relationship | None:
        """Return what the derivations read of an item, or None."""
        row = self.row(item)
        return None if row is None else row.item()

    def row(self, item: Node | Relationship) -> Row | None:
        """Return what the derivations read of an item, or None."""
        if isinstance(item, Node):
            return self._row(item.id, item.labels, "", "", item.properties)
        return self._row(item.id, (item.label,), item.start, item.end, item.properties)

    def row_of_line(self, data: Mapping[str, Any]) -> Row | None:
        """Return what the derivations read of what a line of an exchange file says, or None."""
        if data["type"] == "node":
            return self._row(data["id"], tuple(data["labels"]), "", "", data["properties"])
        return self._row(data["id"], (data["label"],), data["start"]["id"], data["end"]["id"], data["properties"])

    def _row(self, id: str, labels: tuple[str, ...], start: str, end: str, properties: Mapping[str, Any]
             ) -> Row | None:
        keys = self._keys_of(labels)
        if not keys:
            return None
        return Row(id, labels, start, end, {key: properties[key] for key in keys if key in properties})

    def _keys_of(self, labels: tuple[str, ...]) -> tuple[str, ...]:
        known = self._known.get(labels)
        if known is None:
            known = tuple(sorted({key for label in labels for key in self._keys.get(label, ())}))
            self._known[labels] = known
        return known
