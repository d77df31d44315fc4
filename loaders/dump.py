"""Reading a store back: its nodes and relationships, as they were loaded."""
from __future__ import annotations

from collections.abc import Iterator

from neo4j import READ_ACCESS, Driver

from kg.types import Node, Relationship
from loaders.bookkeeping import stored_properties
from loaders.shapes import RELATIONSHIP_TYPES

_NODES = ("MATCH (n) WHERE n:Entity OR n:Source "
          "RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties ORDER BY id")
_RELATIONSHIPS = ("MATCH (a)-[r]->(b) WHERE type(r) IN $types RETURN r.id AS id, type(r) AS type, a.id AS start, "
                  "b.id AS end, properties(r) AS properties ORDER BY id")


def stored_items(driver: Driver, database: str | None = None) -> Iterator[Node | Relationship]:
    """Yield the nodes of a store in order of their ids, then its relationships in order of theirs.

    Other nodes and relationships that the store may hold are passed over. Items arrive as they are used; the store
    sorts them in its own memory.
    """
    with driver.session(database=database, default_access_mode=READ_ACCESS) as session:
        for record in session.run(_NODES):
            yield Node(record["id"], tuple(sorted(record["labels"])), stored_properties(record["properties"]))
        for record in session.run(_RELATIONSHIPS, types=RELATIONSHIP_TYPES):
            yield Relationship(record["id"], record["type"], record["start"], record["end"],
                               stored_properties(record["properties"]))

