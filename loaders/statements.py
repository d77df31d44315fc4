"""The statements of the loader: Cypher that runs on every store that speaks Bolt; values are always parameters.

Nothing is written with MERGE: what a store has is read by id, merged, and only the difference is written. A MERGE on
several labels finds no index in the embedded store, and a MERGE of a relationship walks through all those of its ends.
The unique constraints on ids keep two loaders at a time from writing a thing twice.
"""
from __future__ import annotations

from collections.abc import Iterable

from loaders.shapes import end_labels


def _labels(shape: tuple[str, ...]) -> str:
    return "".join(f":`{label}`" for label in shape)


def known_nodes(key: str) -> str:
    """Read the nodes with the ids ``$ids`` that the store has."""
    return (f"UNWIND $ids AS id MATCH (n:`{key}` {{id: id}}) "
            "RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties")


def lock_nodes(key: str) -> str:
    """Read nodes as ``known_nodes`` does, and keep others from changing them until the transaction ends."""
    return (f"UNWIND $ids AS id MATCH (n:`{key}` {{id: id}}) SET n.id = n.id "
            "RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties")


def create_nodes(shape: tuple[str, ...]) -> str:
    """Create nodes of one label set from ``$rows``, each a map of properties."""
    return f"UNWIND $rows AS row CREATE (n{_labels(shape)}) SET n = row"


def declare_shape(shape: tuple[str, ...]) -> str:
    """Make a label set known to the embedded store, whose types two writers cannot make at the same time."""
    return f"CREATE (n{_labels(shape)}) DELETE n"


def change_nodes(key: str) -> str:
    """Replace the properties of known nodes by those of ``$rows``."""
    return f"UNWIND $rows AS row MATCH (n:`{key}` {{id: row.id}}) SET n = row"


def known_relationships(type: str) -> str:
    """Read the relationships of a type with the ids ``$ids`` that the store has."""
    return (f"MATCH (a)-[r:`{type}`]->(b) WHERE r.id IN $ids "
            "RETURN r.id AS id, a.id AS start, b.id AS end, properties(r) AS properties")


def create_relationships(type: str) -> str:
    """Create relationships of one type, from three lists of one length; return how many found both ends."""
    # One list of maps would make the server hold all rows before it sets anything, in case that changes an id it reads.
    start, end = end_labels(type)
    return ("UNWIND range(0, size($properties) - 1) AS i "
            f"MATCH (a:`{start}` {{id: $starts[i]}}) MATCH (b:`{end}` {{id: $ends[i]}}) "
            f"CREATE (a)-[r:`{type}`]->(b) SET r = $properties[i] RETURN count(r) AS created")


def change_relationships(type: str) -> str:
    """Replace the properties of known relationships by those of ``$by_id``."""
    return f"MATCH ()-[r:`{type}`]->() WHERE r.id IN $ids SET r = $by_id[r.id]"


def _types(types: Iterable[str]) -> str:
    return "|".join(f"`{type}`" for type in sorted(types))


_NODE = "RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties"
_LINK = "RETURN r.id AS id, type(r) AS type, a.id AS start, b.id AS end, properties(r) AS properties"


def nodes_with(label: str) -> str:
    """Read the nodes with a label."""
    return f"MATCH (n:`{label}`) {_NODE}"


def nodes_between() -> str:
    """Read the entities whose ids are not before ``$first``, but before ``$end``."""
    return f"MATCH (n:Entity) WHERE n.id >= $first AND n.id < $end {_NODE}"


def relationships_of(types: Iterable[str]) -> str:
    """Read all relationships of some types."""
    return f"MATCH (a)-[r:{_types(types)}]->(b) {_LINK}"


def relationships_at(types: Iterable[str], *, incoming: bool) -> str:
    """Read the relationships of some types that start, or end, at the entities with the ids ``$ids``."""
    end = "b" if incoming else "a"
    return (f"UNWIND $ids AS id MATCH ({end}:Entity {{id: id}}) MATCH (a)-[r:{_types(types)}]->(b) {_LINK}")


def relationships_between(types: Iterable[str], label: str) -> str:
    """Read the relationships of some types from one node with a label to another."""
    # Without WITH a server may begin at the ends, which much else leads to.
    return f"MATCH (a:`{label}`) WITH a MATCH (a)-[r:{_types(types)}]->(b:`{label}`) {_LINK}"


def ends_by_rule(types: Iterable[str]) -> str:
    """Read the ids of the entities between which relationships of some types are there by the rule ``$rule``."""
    return f"MATCH (n)-[r:{_types(types)}]-() WHERE r.rule = $rule RETURN DISTINCT n.id AS id"


def delete_relationships(type: str) -> str:
    """Delete the relationships of a type with the ids ``$ids``."""
    return f"MATCH ()-[r:`{type}`]->() WHERE r.id IN $ids DELETE r"


def delete_nodes() -> str:
    """Delete the nodes with the ids ``$ids`` and their relationships."""
    return "UNWIND $ids AS id MATCH (n:Entity {id: id}) DETACH DELETE n"


def ends_of_sources(types: Iterable[str]) -> str:
    """Read of which types, and between which nodes, the relationships are that the documents ``$ids`` state."""
    return " UNION ALL ".join(f"MATCH (a)-[r:`{type}`]->(b) WHERE r.source IN $ids "
                              f"RETURN DISTINCT '{type}' AS type, a.id AS start, b.id AS end" for type in types)


def delete_of_source(type: str) -> str:
    """Delete the relationships of a type that the documents ``$ids`` state; return how many."""
    return f"MATCH ()-[r:`{type}`]->() WHERE r.source IN $ids DELETE r RETURN count(*) AS deleted"


# Whether a document states anything of the entities ``$ids``, or a person has answered on them (``$kept``), and
# whether they follow from others.
SUPPORT = ("UNWIND $ids AS id MATCH (n:Entity {id: id}) "
           "RETURN n.id AS id, n.derived AS derived, "
           "EXISTS { (n)-[r]-() WHERE r.source IS NOT NULL OR (type(r) IN $kept AND r.rule = $review) } AS stated")
# What the documents say of the entities ``$ids``; a district that a text does not name is known by its writer alone.
MENTIONS = ("UNWIND $ids AS id MATCH (n:Entity {id: id})-[m:MENTIONED_IN]->(:Source) "
            "RETURN DISTINCT n.id AS id, m.names AS names, m.name AS name, m.aliases AS aliases, m.said AS said "
            "UNION UNWIND $ids AS id MATCH (n:Entity {id: id})<-[g:GOVERNS|LOCATED_IN]-(:Entity) "
            "WHERE g.said IS NOT NULL "
            "AND NOT EXISTS { MATCH (n)-[m:MENTIONED_IN]->(:Source) WHERE m.source = g.source } "
            "RETURN DISTINCT n.id AS id, null AS names, null AS name, null AS aliases, g.said AS said")
# Documents whose load is not done.
UNDONE = "MATCH (s:Source) WHERE s.loaded_at IS NULL RETURN s.id AS id LIMIT 1"
DELETE_ENTITIES = "UNWIND $ids AS id MATCH (n:Entity {id: id}) DETACH DELETE n"
DELETE_SOURCES = "UNWIND $ids AS id MATCH (s:Source {id: id}) DETACH DELETE s"
# A load is done where nobody else has begun to load another version of the document since.
FINISH = ("UNWIND $rows AS row MATCH (s:Source {id: row.id}) WHERE s.loaded_at IS NULL AND s.load_digest = row.digest "
          "SET s.loaded_at = $now")
OVERTAKEN = ("UNWIND $rows AS row MATCH (s:Source {id: row.id}) WHERE s.load_digest <> row.digest "
             "OR s.load_digest IS NULL RETURN s.id AS id")
FORGET = "UNWIND $ids AS id MATCH (s:Source {id: id}) REMOVE s.loaded_at, s.load_digest"
# Whoever takes out what documents say counts it first, and keeps others from doing so until the transaction ends.
COUNT_WITHDRAWAL = "MATCH (k:KgSchema {id: 'kg'}) SET k.withdrawals = k.withdrawals + 1"
# Read in a way that waits for those who are at it.
WITHDRAWALS = "MATCH (k:KgSchema {id: 'kg'}) SET k.withdrawals = k.withdrawals RETURN k.withdrawals AS withdrawals"
