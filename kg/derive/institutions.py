"""The institutions of a graph with what tells whether two of them are one."""
from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from msgspec import Struct

from kg.derive.derivation import scope_of
from kg.derive.variants import normal
from kg.resolve.clipped import INSTITUTIONS
from kg.types import Graph, Node

# What holds between two institutions, and never between one and itself.
BETWEEN = frozenset({"PART_OF", "MERGES_WITH", "MANAGES", "PAIRS_WITH", "RENAMED_TO", "MEMBER_OF", "COOPERATES_WITH"})


class Institution(Struct, frozen=True, gc=False):
    """A school, kindergarten, school group or other organisation of a district.

    ``form`` is the normal form of its name in its id, ``aliases`` are the normal forms of its other names; ``sources``
    the ids of the documents that name it; ``related`` the ids of those that a text sets beside it as another.
    """

    id: str
    label: str
    scope: str
    form: str
    name: str
    aliases: frozenset[str]
    sources: frozenset[str]
    related: frozenset[str]
    ownership: str


def institutions(graph: Graph) -> list[Institution]:
    """Return the institutions of a graph that belong to a district, in order of their ids."""
    sources: dict[str, set[str]] = {}
    related: dict[str, set[str]] = {}
    for item in graph.relationships:
        if item.label == "MENTIONED_IN":
            sources.setdefault(item.start, set()).add(item.end)
        elif item.label in BETWEEN:
            related.setdefault(item.start, set()).add(item.end)
            related.setdefault(item.end, set()).add(item.start)
    return [_institution(node, label, sources, related) for node in graph.nodes
            if (label := _label(node.labels)) and scope_of(node.id)]


@functools.lru_cache(maxsize=1024)
def _label(labels: tuple[str, ...]) -> str:
    return next((label for label in INSTITUTIONS if label in labels), "")


def _institution(node: Node, label: str, sources: Mapping[str, Iterable[str]], related: Mapping[str, Iterable[str]]
                 ) -> Institution:
    scope, form = scope_of(node.id), node.id.split("/", 2)[2]
    name, aliases = str(node.properties.get("name", form)), node.properties.get("aliases", ())
    names = [name, *(map(str, aliases) if isinstance(aliases, tuple) else ())]
    others = frozenset(normal(alias, scope) for alias in names if alias != form) - {form}
    return Institution(node.id, label, scope, form, name, others, frozenset(sources.get(node.id, ())),
                       frozenset(related.get(node.id, ())), str(node.properties.get("ownership", "")))
