"""The part of a graph that derivations read: without the evidence, which is most of a graph."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from kg.derive.derivation import Derivation
from kg.graph.merge import merge
from kg.types import Graph, Node, Relationship
from kg.vocabulary import SUPERCLASSES

# What derivations read of a node or a relationship, as plain values: what ``Node`` and ``Relationship`` are made of.
NodeRow: TypeAlias = tuple[str, tuple[str, ...], dict[str, Any]]
RelationshipRow: TypeAlias = tuple[str, str, str, str, dict[str, Any]]
Row: TypeAlias = NodeRow | RelationshipRow


def graph_of(rows: Iterable[Row]) -> Graph:
    """Return the nodes and relationships of rows, which may be of several documents, merged."""
    nodes: list[Node] = []
    relationships: list[Relationship] = []
    for row in rows:
        if len(row) == 3:
            nodes.append(Node(*row))
        else:
            relationships.append(Relationship(*row))
    return merge([Graph(tuple(nodes), tuple(relationships))])


class Projection:
    """Tells what some derivations read: nodes with ``labels``, relationships of ``types``, the properties of each.

    Nodes of the classes that they give are read too: what documents name is not derived.
    """

    def __init__(self, derivations: Sequence[Derivation]) -> None:
        given = frozenset[str]().union(*(derivation.gives for derivation in derivations)) & SUPERCLASSES.keys()
        self.labels = given.union(*(derivation.labels for derivation in derivations))
        self.types = frozenset[str]().union(*(derivation.types for derivation in derivations))
        self._keys = {name: frozenset[str]().union(*(derivation.keys for derivation in derivations
                                                     if name in derivation.labels | derivation.types))
                      for name in self.labels | self.types}
        self._known: dict[tuple[str, ...], frozenset[str] | None] = {}

    def of(self, item: Node | Relationship) -> Node | Relationship | None:
        """Return what the derivations read of an item, or None."""
        row = self.row(item)
        return None if row is None else Node(*row) if len(row) == 3 else Relationship(*row)

    def row(self, item: Node | Relationship) -> Row | None:
        """Return what the derivations read of an item, or None."""
        if isinstance(item, Node):
            if (keys := self._keys_of(item.labels)) is None:
                return None
            return item.id, item.labels, _some(item.properties, keys)
        if (keys := self._keys.get(item.label)) is None:
            return None
        return item.id, item.label, item.start, item.end, _some(item.properties, keys)

    def row_of_line(self, data: Mapping[str, Any]) -> Row | None:
        """Return what the derivations read of what a line of an exchange file says, or None."""
        if data["type"] == "node":
            labels = tuple(data["labels"])
            if (keys := self._keys_of(labels)) is None:
                return None
            return data["id"], labels, _some(data["properties"], keys)
        if (keys := self._keys.get(data["label"])) is None:
            return None
        return data["id"], data["label"], data["start"]["id"], data["end"]["id"], _some(data["properties"], keys)

    def _keys_of(self, labels: tuple[str, ...]) -> frozenset[str] | None:
        if labels not in self._known:
            found = [self._keys[label] for label in labels if label in self._keys]
            self._known[labels] = frozenset[str]().union(*found) if found else None
        return self._known[labels]


def _some(properties: Mapping[str, Any], keys: frozenset[str]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value
            for key, value in properties.items() if key in keys}
