"""What the loader keeps in a store beside the graph, to keep it true.

========================  ============================================================================================
Source.load_digest        digest of all that the document says; set before its first relationship is written
Source.loaded_at          when the load of that was done; missing while it is not
MENTIONED_IN.said         the entity's properties besides its names as this document alone gives them, as JSON
GOVERNS.said,             the same of the district, with its name, which no mention has where the text does not name it
LOCATED_IN.said
========================  ============================================================================================

The displayed name, aliases and other properties of an entity follow from its mentions, so that a document can be taken
out again. None of this is part of the graph: reading a store back passes it over.
"""
from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from kg.naming import display_names
from kg.types import Node, Relationship, Value

LOAD_DIGEST, LOADED_AT, SAID = "load_digest", "loaded_at", "said"
_KEPT = frozenset({LOAD_DIGEST, LOADED_AT, SAID})
_NAMES = frozenset({"id", "name", "aliases"})
# How a document that need not name its own district is tied to it.
OF_DISTRICT = ("GOVERNS", "LOCATED_IN")
_BITS = 128


def values(data: Mapping[str, Any]) -> dict[str, Value]:
    """Turn properties as a driver or JSON gives them into those of a graph: lists are tuples."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}


def stored_properties(data: Mapping[str, Any]) -> dict[str, Value]:
    """Return the properties of a stored item that are part of the graph."""
    return {key: value for key, value in values(data).items() if key not in _KEPT}


def with_said(items: Iterable[Node | Relationship]) -> Iterator[Node | Relationship]:
    """Yield items with what each document says of an entity on its mention, and of a district on what ties its writer
    to it; an entity comes before its relationships.

    In a graph of several documents, what besides names an entity has is said by all that mention it.
    """
    others: dict[str, str] = {}
    districts: dict[str, str] = {}
    for item in items:
        if isinstance(item, Node):
            if "District" in item.labels:
                districts[item.id] = _json({key: value for key, value in item.properties.items()
                                            if key not in ("id", "aliases")})
            if said := {key: value for key, value in item.properties.items() if key not in _NAMES}:
                if item.labels != ("Source",) and "Figure" not in item.labels:
                    others[item.id] = _json(said)
            else:
                others.pop(item.id, None)
            yield item
        elif item.label == "MENTIONED_IN" and item.start in others:
            yield _saying(item, others[item.start])
        elif item.label in OF_DISTRICT and item.end in districts and "source" in item.properties:
            yield _saying(item, districts[item.end])
        else:
            yield item


def _json(properties: Mapping[str, Value]) -> str:
    return orjson.dumps(properties, option=orjson.OPT_SORT_KEYS).decode()


def _saying(item: Relationship, said: str) -> Relationship:
    return Relationship(item.id, item.label, item.start, item.end, {**item.properties, SAID: said})


def as_loaded(items: Callable[[], Iterable[Node | Relationship]]) -> Iterator[Node | Relationship]:
    """Yield items as they are in a store that has loaded them, for those who fill one without the loader.

    ``items`` gives the items anew each time it is called; it is called twice.
    """
    digests = {id: arrival.digest for id, arrival in arrivals(with_said(items())).items()}
    for item in with_said(items()):
        if isinstance(item, Node) and item.id in digests:
            noted = {LOAD_DIGEST: digests[item.id], LOADED_AT: "by bulk import"}
            yield Node(item.id, item.labels, {**item.properties, **noted})
        else:
            yield item


def said_node(id: str, labels: tuple[str, ...], mention: Mapping[str, Any]) -> Node:
    """Return an entity as one document gives it: from ``names``, ``name``, ``aliases`` and ``said`` of its mention."""
    names = {*(mention.get("names") or ()), *(mention.get("aliases") or ())}
    properties = values(orjson.loads(mention["said"])) if mention.get("said") else {}
    if names or mention.get("name"):
        name = mention.get("name") or display_names(mention.get("names") or names)[0]
        aliases = tuple(sorted(names - {name}))
        properties |= {"name": name, **({"aliases": aliases} if aliases else {})}
    return Node(id, labels, {"id": id, **properties})


@dataclass(slots=True)
class Arrival:
    """A document that is to be loaded: its Source, the digest of all that it says, and where it ends in the stream."""

    source: Node
    total: int = 0
    last: int = 0

    @property
    def digest(self) -> str:
        """The digest, which does not depend on the order of the items."""
        return f"{self.total:0{_BITS // 4}x}"


def _digest(item: Node | Relationship) -> int:
    ends = item.labels if isinstance(item, Node) else (item.label, item.start, item.end)
    line = orjson.dumps([item.id, ends, dict(item.properties)], option=orjson.OPT_SORT_KEYS)
    return int.from_bytes(hashlib.blake2b(line, digest_size=_BITS // 8).digest(), "big")


def arrivals(items: Iterable[Node | Relationship]) -> dict[str, Arrival]:
    """Return the documents of a stream (``with_said``) by the ids of their Sources, in the order of the stream."""
    found: dict[str, Arrival] = {}
    figures: dict[str, int] = {}
    for place, item in enumerate(items):
        if isinstance(item, Node):
            if item.labels == ("Source",):
                arrival = found.setdefault(item.id, Arrival(item))
                arrival.source, arrival.last = item, place
                _add(arrival, _digest(item))
            elif "Figure" in item.labels:
                figures[item.id] = _digest(item)
        elif (source := found.get(str(item.properties.get("source")))) is not None:
            source.last = place
            _add(source, _digest(item) + figures.pop(item.start, 0) + figures.pop(item.end, 0))
    return found


def _add(arrival: Arrival, digest: int) -> None:
    arrival.total = (arrival.total + digest) % (1 << _BITS)
