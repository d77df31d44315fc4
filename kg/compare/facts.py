"""The facts of a merged graph, found by what they begin and end at."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.types import Node, Relationship


@dataclass(frozen=True, slots=True)
class Facts:
    """Nodes by id, and relationships by type and the id at one of their ends, in order of their ids."""

    nodes: Mapping[str, Node]
    leaving: Mapping[tuple[str, str], tuple[Relationship, ...]]
    reaching: Mapping[tuple[str, str], tuple[Relationship, ...]]

    @classmethod
    def of(cls, items: Iterable[Node | Relationship]) -> Facts:
        """Collect the items of a merged graph with its derived facts; relationships without their ends are left out."""
        nodes: dict[str, Node] = {}
        relationships: list[Relationship] = []
        for item in items:
            if isinstance(item, Node):
                nodes[item.id] = item
            else:
                relationships.append(item)
        leaving, reaching = defaultdict(list), defaultdict(list)
        for item in sorted(relationships, key=lambda one: one.id):
            if item.start in nodes and item.end in nodes:
                leaving[item.label, item.start].append(item)
                reaching[item.label, item.end].append(item)
        return cls(nodes, {key: tuple(found) for key, found in leaving.items()},
                   {key: tuple(found) for key, found in reaching.items()})

    def from_(self, id: str, *types: str) -> Iterable[Relationship]:
        """Yield the relationships of some types that start at a node."""
        return (item for type in types for item in self.leaving.get((type, id), ()))

    def to(self, id: str, *types: str) -> Iterable[Relationship]:
        """Yield the relationships of some types that end at a node."""
        return (item for type in types for item in self.reaching.get((type, id), ()))

    def labelled(self, label: str) -> Iterable[Node]:
        """Yield the nodes with a label, in order of their ids."""
        return (self.nodes[id] for id in sorted(self.nodes) if label in self.nodes[id].labels)

    def document(self, item: Relationship) -> Node | None:
        """Return the Source of a claim; a derived fact has none."""
        return self.nodes.get(str(item.properties.get("source", "")))


def text(item: Node | Relationship | None, key: str) -> str | None:
    """Return a property that is a string, or None."""
    value = None if item is None else item.properties.get(key)
    return value if isinstance(value, str) else None


def number(item: Node | Relationship | None, key: str) -> int | float | None:
    """Return a property that is a number, or None."""
    value = None if item is None else item.properties.get(key)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def year_of(item: Node | Relationship | None) -> int | None:
    """Return the year of a claim, figure or document, or None."""
    value = number(item, "year")
    return None if value is None else int(value)


def name_of(node: Node | None) -> str:
    """Return a node's name."""
    return text(node, "name") or ("" if node is None else node.id)


def title_of(source: Node | None, year: int | None = None) -> str | None:
    """Return what a document is called: the title of its text of a year where it holds several texts, or else its first
    title, or the name of its file.
    """
    told = {} if source is None else source.properties
    titles, years = told.get("titles", ()), told.get("years", ())
    if isinstance(titles, tuple) and isinstance(years, tuple) and len(titles) == len(years) and year in years:
        return str(titles[years.index(year)])
    return text(source, "title") or text(source, "name")


def answers_to(node: Node, name: str) -> bool:
    """Tell whether a name is a node's id, code, name, or one of its aliases."""
    aliases = node.properties.get("aliases", ())
    return name in (node.id, node.properties.get("adcode"), node.properties.get("name")) or (
        isinstance(aliases, tuple) and name in aliases)
