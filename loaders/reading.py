"""Reading from a store what derivations need: all of it, or what belongs to some scopes."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from neo4j import Session

from kg.derive.derivation import scope_of
from kg.types import Node, Relationship
from kg.vocabulary import SUPERCLASSES
from loaders import statements
from loaders.bookkeeping import stored_properties

_BATCH = 2000
# Ids of these classes have no scope: of the others, what has none is found by what it is related to.
_UNSCOPED = "District"


class Reader:
    """Reads nodes of some classes and relationships of some types, in one session."""

    def __init__(self, session: Session, labels: Collection[str], types: Collection[str]) -> None:
        self._session = session
        self._classes = [name for name, above in SUPERCLASSES.items()
                         if name in labels or not set(above).isdisjoint(labels)]
        self._types = sorted(types)
        self._sources = "Source" in labels

    def all(self) -> Iterator[Node | Relationship]:
        """Yield everything of these classes and types that the store has, nodes first."""
        for label in (*self._classes, *(["Source"] if self._sources else [])):
            yield from self._nodes(statements.nodes_with(label))
        yield from self._relationships(statements.relationships_of(self._types))

    def of(self, scopes: Iterable[str]) -> Iterator[Node | Relationship]:
        """Yield what belongs to some scopes, the districts and how these are related to each other, and what has no
        scope and is related to the former, nodes first.

        A relationship may come twice; its ends may be of other classes, and do not come then.
        """
        ids = []
        for scope in sorted(set(scopes)):
            for name in SUPERCLASSES:
                first = f"{name.lower()}/{scope}/"
                # The character after / ends the range of ids that begin so.
                for node in self._nodes(statements.nodes_between(), first=first, end=f"{first[:-1]}0"):
                    ids.append(node.id)
                    if name in self._classes:
                        yield node
        if _UNSCOPED in self._classes:
            yield from self._nodes(statements.nodes_with(_UNSCOPED))
        links = list(self._at(ids))
        if _UNSCOPED in self._classes:
            links += self._relationships(statements.relationships_between(self._types, _UNSCOPED))
        ends = {end for link in links for end in (link.start, link.end) if not scope_of(end)}
        yield from self._named(ends)
        yield from links

    def _at(self, ids: list[str]) -> Iterator[Relationship]:
        for batch in _batches(ids):
            for incoming in (False, True):
                yield from self._relationships(statements.relationships_at(self._types, incoming=incoming), ids=batch)

    def _named(self, ids: Iterable[str]) -> Iterator[Node]:
        wanted = sorted(id for id in ids if not id.startswith(f"{_UNSCOPED.lower()}/"))
        for key in ("Entity", "Source"):
            group = [id for id in wanted if id.startswith("source/") == (key == "Source")]
            for batch in _batches(group if key == "Entity" or self._sources else []):
                yield from self._nodes(statements.known_nodes(key), ids=batch)

    def _nodes(self, statement: str, **parameters: Any) -> Iterator[Node]:
        for record in self._session.run(statement, parameters):
            yield Node(record["id"], tuple(sorted(record["labels"])), stored_properties(record["properties"]))

    def _relationships(self, statement: str, **parameters: Any) -> Iterator[Relationship]:
        for record in self._session.run(statement, parameters):
            yield Relationship(record["id"], record["type"], record["start"], record["end"],
                               stored_properties(record["properties"]))


def _batches(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start:start + _BATCH]
