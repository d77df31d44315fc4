"""Merging document graphs: a group-by on ids, in any order with the same result."""
from __future__ import annotations

from collections.abc import Iterable

from kg.types import Graph, Node, Relationship, Value


def display_names(names: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """Choose the displayed name of a thing, its longest form (then the first in code point order), and its aliases."""
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    return ordered[0], tuple(sorted(ordered[1:]))


def _merged(nodes: list[Node]) -> Node:
    if len(nodes) == 1:
        return nodes[0]
    properties: dict[str, Value] = {}
    for node in nodes:
        for key, value in node.properties.items():
            # Sources that disagree on a plain property: the smaller value, so that no order of reading shows.
            if key not in properties or repr(value) < repr(properties[key]):
                properties[key] = value
    names = {str(node.properties["name"]) for node in nodes if "name" in node.properties}
    for node in nodes:
        aliases = node.properties.get("aliases", ())
        names.update(aliases if isinstance(aliases, tuple) else ())  # type: ignore[arg-type]
    if names:
        properties["name"], properties["aliases"] = display_names(names)
        if not properties["aliases"]:
            del properties["aliases"]
    return Node(nodes[0].id, tuple(sorted({label for node in nodes for label in node.labels})), properties)


def merge(graphs: Iterable[Graph]) -> Graph:
    """Merge graphs into one; the result does not depend on their order or on how often one of them occurs."""
    nodes: dict[str, list[Node]] = {}
    relationships: dict[str, Relationship] = {}
    for graph in graphs:
        for node in graph.nodes:
            group = nodes.setdefault(node.id, [])
            if node not in group:
                group.append(node)
        for relationship in graph.relationships:
            known = relationships.setdefault(relationship.id, relationship)
            if repr(sorted(relationship.properties.items())) < repr(sorted(known.properties.items())):
                relationships[relationship.id] = relationship
    return Graph(tuple(_merged(nodes[key]) for key in sorted(nodes)),
                 tuple(relationships[key] for key in sorted(relationships)))
