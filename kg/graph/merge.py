"""Merging document graphs: a group-by on ids, in any order with the same result."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from kg.naming import display_names
from kg.types import Graph, Node, Relationship, Value

_id = attrgetter("id")


def content(item: Node | Relationship) -> str:
    """Return all that an item says, as a string: equal where its line is equal (1 and 1.0 are not)."""
    ends = (item.labels,) if isinstance(item, Node) else (item.label, item.start, item.end)
    return repr((*ends, sorted(item.properties.items())))


def _merged(nodes: list[Node]) -> Node:
    properties: dict[str, Value] = {}
    for node in nodes:
        for key, value in node.properties.items():
            # Sources that disagree on a plain property: the smaller value, so that no order of reading shows.
            if key not in properties or repr(value) < repr(properties[key]):
                properties[key] = value
    if any("derived" not in node.properties for node in nodes):
        properties.pop("derived", None)  # what one document names is no derived thing, whatever follows from others
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
    nodes: dict[str, Node] = {}
    several: dict[str, dict[str, Node]] = {}  # of ids that come more than once, the nodes that say different things
    relationships: dict[str, Relationship] = {}
    for graph in graphs:
        for node in graph.nodes:
            first = nodes.setdefault(node.id, node)
            if first is not node:
                several.setdefault(node.id, {content(first): first}).setdefault(content(node), node)
        for relationship in graph.relationships:
            known = relationships.setdefault(relationship.id, relationship)
            if known is not relationship and content(relationship) < content(known):
                relationships[relationship.id] = relationship
    nodes.update((id, _merged(list(found.values()))) for id, found in several.items() if len(found) > 1)
    return Graph(tuple(nodes[key] for key in sorted(nodes)),
                 tuple(relationships[key] for key in sorted(relationships)))


def merge_items(items: Iterable[Node | Relationship]) -> Graph:
    """Merge items in any order, as ``merge`` does graphs."""
    return merge([parted(list(items))])


def parted(items: Sequence[Node | Relationship]) -> Graph:
    """Return items as a graph, nodes and relationships in the order in which they come."""
    return Graph(tuple(item for item in items if isinstance(item, Node)),
                 tuple(item for item in items if isinstance(item, Relationship)))


def joined(one: Graph, other: Graph) -> Graph:
    """Join graphs that have no id in common."""
    return Graph(tuple(sorted((*one.nodes, *other.nodes), key=_id)),
                 tuple(sorted((*one.relationships, *other.relationships), key=_id)))
