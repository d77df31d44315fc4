"""Comparing a store with exchange files: what is missing, what is too much, what differs."""
from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

from kg.derive import is_derived
from kg.graph.spill import sorted_items
from kg.types import Node, Relationship, Value

Item: TypeAlias = Node | Relationship


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between a store and files: of an item, or of one property (``key``) of it.

    ``(labels)``, ``(type)``, ``(start)`` and ``(end)`` are keys too.
    """

    kind: Literal["missing", "unexpected", "different"]
    what: Literal["node", "relationship"]
    id: str
    key: str = ""
    stored: Value | None = None
    expected: Value | None = None

    def __str__(self) -> str:
        if self.kind == "missing":
            return f"{self.what} {self.id}: is in the files and not in the store"
        if self.kind == "unexpected":
            return f"{self.what} {self.id}: is in the store and not in the files"
        return f"{self.what} {self.id}: {self.key} is {_shown(self.stored)} in the store and " \
               f"{_shown(self.expected)} in the files"


def _shown(value: Value | None) -> str:
    return "not set" if value is None else repr(list(value) if isinstance(value, tuple) else value)


def differences(stored: Iterable[Item], expected: Iterable[Item], *, partly: bool = False) -> Iterator[Difference]:
    """Yield the differences, nodes before relationships, in order of ids.

    Items of several files are merged first. Derived facts are left out on both sides: they follow from the rest. With
    ``partly`` the store may hold more. In memory that does not grow with the graphs.
    """
    ours = ((item, True) for item in sorted_items(item for item in stored if not is_derived(item)))
    theirs = ((item, False) for item in sorted_items(item for item in expected if not is_derived(item)))
    both = heapq.merge(ours, theirs, key=lambda pair: _key(pair[0]))
    for _, pairs in groupby(both, key=lambda pair: _key(pair[0])):
        sides = {is_stored: item for item, is_stored in pairs}
        yield from _compared(sides.get(True), sides.get(False), partly=partly)


def _key(item: Item) -> tuple[bool, str]:
    return isinstance(item, Relationship), item.id


def _compared(stored: Item | None, expected: Item | None, *, partly: bool) -> Iterator[Difference]:
    item = stored or expected
    assert item is not None
    what: Literal["node", "relationship"] = "node" if isinstance(item, Node) else "relationship"
    if stored is None:
        yield Difference("missing", what, item.id)
    elif expected is None:
        if not partly:
            yield Difference("unexpected", what, item.id)
    else:
        ours, theirs = _content(stored), _content(expected)
        for key in sorted(ours.keys() | theirs.keys()):
            one, other = ours.get(key), theirs.get(key)
            if (type(one), one) != (type(other), other):
                yield Difference("different", what, item.id, key, one, other)


def _content(item: Item) -> dict[str, Value]:
    if isinstance(item, Node):
        return {**item.properties, "id": item.id, "(labels)": item.labels}
    return {**item.properties, "id": item.id, "(type)": item.label, "(start)": item.start, "(end)": item.end}
