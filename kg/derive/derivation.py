"""What a derivation is: a pure function on a merged graph, and what it reads and gives."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from kg.resolve.ids import digest
from kg.types import Graph, Node, Relationship, Value

Derive: TypeAlias = Callable[[Graph], Iterable[Node | Relationship]]


@dataclass(frozen=True, slots=True)
class Derivation:
    """Facts that follow from those of one or several documents.

    ``derive`` gets a graph that holds at least the nodes with one of ``labels`` and the relationships of ``types``,
    each with its id and at least those of its properties that are named in ``keys`` (evidence is rarely needed and is
    most of a graph). It may be called with the part of a graph that belongs to one scope (``scope_of``) together with
    what belongs to none: it must not count on facts of other districts, nor on a node at each end of a relationship (a
    school of another district has none here); mentions of what has no scope may be left out. It yields nodes and
    relationships of the labels and types in ``gives``, made with ``derived_node`` and ``derived_relationship``. It sees
    what the derivations before it have given.
    """

    name: str
    derive: Derive
    labels: frozenset[str]
    types: frozenset[str]
    keys: frozenset[str]
    gives: frozenset[str]


def derived_relationship(type: str, start: str, end: str, rule: str, reason: str, **properties: Value) -> Relationship:
    """Return a derived relationship: one per type and ends.

    ``rule`` names what derives it, ``reason`` says in words why.
    """
    id = f"derived/{digest(type, start, end)}"
    return Relationship(id, type, start, end, {
        "id": id, "derived": True, "rule": rule, "reason": reason, **properties})


def derived_node(id: str, labels: tuple[str, ...], **properties: Value) -> Node:
    """Return a derived node; ``id`` must say that it is derived, or be that of a thing that documents may name too."""
    return Node(id, labels, {"id": id, "derived": True, **properties})


def scope_of(id: str) -> str:
    """Return the scope in the id of an entity (``330203`` of ``school/330203/某某小学``), or an empty string.

    Programs and honours of the whole country, districts, indicators and sources have none.
    """
    parts = id.split("/", 2)
    return parts[1] if len(parts) == 3 else ""
