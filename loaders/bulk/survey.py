"""The first pass over a graph: which files there will be, with which columns of which types.

A file has one type a column. Where a property is a whole number here and a fraction there (``value``), the items of one
class go to several files, so that a database has 98 and 98.5 as ``kg load`` writes them, and not 98.0.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.errors import ExchangeError
from kg.types import Node, Relationship, Value
from loaders.shapes import node_shape, relationship_shape

STRINGS = "string[]"
_NUMBERS = "long[]"
_SCALARS: dict[type, str] = {bool: "boolean", int: "long", float: "double", str: "string"}
_LARGEST = 2**63
_NAME = re.compile(r"[^\W\d]\w*")
# Parts the members of a list; any that no member holds will do.
DELIMITERS = ("\x1f", "\x1e", "\x1d", "\x1c", "\x1b", "\x1a", *map(chr, range(0x0E, 0x1A)))
# Labels of a node, or the type of a relationship.
Shape = tuple[str, ...] | str
# The types of those properties that have several in a shape.
Variant = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Survey:
    """What a graph holds, by shape: the types that each property has."""

    kinds: dict[Shape, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    line_breaks: bool = False
    nodes: int = 0
    relationships: int = 0
    taken: set[str] = field(default_factory=set)

    @property
    def delimiter(self) -> str:
        """What parts the members of a list. Raises ExchangeError where the lists of the graph hold all candidates."""
        for delimiter in DELIMITERS:
            if delimiter not in self.taken:
                return delimiter
        raise ExchangeError("the lists of the graph hold every control character, so that none can part their members; "
                            "load it with kg load")

    def columns(self, shape: Shape, variant: Variant) -> dict[str, str]:
        """Return the columns of a file besides id and ends: the type by name, in order of names."""
        own = dict(variant)
        return {key: own.get(key) or next(iter(kinds)) for key, kinds in sorted(self.kinds[shape].items())
                if len(kinds) == 1 or key in own}

    def variant(self, shape: Shape, item: Node | Relationship) -> Variant:
        """Tell which of the files of its shape an item goes to."""
        several = self.kinds[shape]
        return tuple((key, kind_of(item, key)) for key in sorted(item.properties)
                     if key != "id" and len(several[key]) > 1)


def shape_of(item: Node | Relationship) -> Shape:
    """Return the labels or the type of an item. Raises ExchangeError where the ontology does not have them."""
    return node_shape(item) if isinstance(item, Node) else relationship_shape(item)


def survey(items: Iterable[Node | Relationship]) -> Survey:
    """Look at all items. Raises ExchangeError for what the ontology or the import's files cannot hold."""
    found = Survey()
    for item in items:
        kinds = found.kinds[shape_of(item)]
        for key in item.properties:
            if key != "id":
                kinds[key].add(kind_of(item, key))
        for text in _texts(item, found.taken):
            found.line_breaks = found.line_breaks or "\n" in text or "\r" in text
        if isinstance(item, Node):
            found.nodes += 1
        else:
            found.relationships += 1
    return found


def _texts(item: Node | Relationship, taken: set[str]) -> Iterator[str]:
    yield item.id
    for value in item.properties.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            for member in value:
                if isinstance(member, str):
                    if not member.isprintable():
                        taken.update(member)
                    yield member


def kind_of(item: Node | Relationship, key: str) -> str:
    """Return the type of a property in the words of the import's headers. Raises ExchangeError where there is none."""
    value = item.properties[key]
    kind = _SCALARS.get(type(value)) or _kind_of_list(value)
    if kind is None or not _NAME.fullmatch(key) or (kind == "long" and not -_LARGEST <= int(value) < _LARGEST):  # type: ignore[arg-type]
        raise ExchangeError(f"{item.id!r}: the files of neo4j-admin cannot hold the property {key!r} with the value "
                            f"{value!r}; leave it out, or load the graph with kg load")
    return kind


def _kind_of_list(value: Value) -> str | None:
    # The import reads a list without members, and one of an empty text, as no list at all.
    if not isinstance(value, tuple) or value in ((), ("",)):
        return None
    return STRINGS if all(isinstance(member, str) for member in value) else _NUMBERS
