"""Writing one batch in one transaction: read what the store has, merge, write the difference."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeAlias

from neo4j import ManagedTransaction

from kg.errors import ExchangeError
from kg.graph.merge import merge
from kg.types import Graph, Node, Relationship, Value
from loaders import statements
from loaders.bookkeeping import values
from loaders.shapes import end_labels, key_label, node_shape, relationship_shape


@dataclass(frozen=True, slots=True)
class Written:
    """Numbers of items created, changed and found as they are."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: Written) -> Written:
        return Written(self.created + other.created, self.changed + other.changed, self.unchanged + other.unchanged)

    @property
    def matched(self) -> int:
        """How many items the store knew before."""
        return self.changed + self.unchanged


NOTHING = Written()


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many derived items were made, and how many that no longer follow were taken away; a changed one is both."""

    made: int = 0
    removed: int = 0


NO_CHANGE = Refreshed()


def _has_id(item: Node | Relationship) -> bool:
    return item.properties.get("id") == item.id


def _row(item: Node | Relationship) -> Mapping[str, Value]:
    return item.properties if _has_id(item) else {**item.properties, "id": item.id}


def _known_nodes(transaction: ManagedTransaction, ids: Iterable[str], statement: Callable[[str], str]
                 ) -> dict[str, Node]:
    by_key = defaultdict(list)
    for id in ids:
        by_key[key_label(id)].append(id)
    return {record["id"]: Node(record["id"], tuple(sorted(record["labels"])), values(record["properties"]))
            for key, group in by_key.items() for record in transaction.run(statement(key), ids=group)}


def _merged(before: Node, node: Node) -> Node:
    """Return a stored node with what is said of it now. Raises ExchangeError where it is of another class."""
    if before.labels != node.labels:
        raise ExchangeError(f"node {node.id!r} has the labels {list(before.labels)} in the store and "
                            f"{list(node.labels)} here; unload the documents of one side first")
    if ("derived" in before.properties) != ("derived" in node.properties):
        return before if "derived" in node.properties else node  # what a document names is not derived
    return merge([Graph((before, node))]).nodes[0]


MayBeKnown: TypeAlias = Callable[[Relationship], bool]


def maybe_known(item: Relationship) -> bool:
    """Tell of any relationship that the store may have it."""
    return True


class MissingEnd(ExchangeError):
    """Raised when an end of a relationship is neither in the file before it nor in the store; ``id`` is the end."""

    def __init__(self, message: str, id: str = "") -> None:
        super().__init__(message)
        self.id = id


@dataclass(frozen=True, slots=True)
class Batch:
    """What is written in one transaction: nodes of legal label sets, and relationships by their types; each once."""

    nodes: tuple[Node, ...]
    relationships: Mapping[str, Sequence[Relationship]]

    def __len__(self) -> int:
        return len(self.nodes) + sum(map(len, self.relationships.values()))


def batch_of(items: Iterable[Node | Relationship]) -> Batch:
    """Merge and group items; Sources are left out, which are written when a document is begun.

    Raises ExchangeError for labels and types that the ontology does not have.
    """
    nodes: list[Node] = []
    relationships: list[Relationship] = []
    for item in items:
        if isinstance(item, Relationship):
            relationships.append(item if _has_id(item) else
                                 Relationship(item.id, item.label, item.start, item.end, _row(item)))
        elif item.labels != ("Source",):
            nodes.append(Node(item.id, node_shape(item), _row(item)))
    merged = merge([Graph(tuple(nodes), tuple(relationships))])
    groups = defaultdict(list)
    for item in merged.relationships:
        groups[relationship_shape(item)].append(item)
    return Batch(merged.nodes, dict(sorted(groups.items())))


def write_batch(transaction: ManagedTransaction, batch: Batch, may_be_known: MayBeKnown = maybe_known
                ) -> tuple[Written, Written]:
    """Write nodes, then relationships, each statement a group of one label set or type. Return what became of both.

    Relationships that cannot be in the store (``may_be_known``) are not looked up, which is half of the work. If one is
    there all the same, the store's unique constraint ends the transaction with ConstraintError. Raises ExchangeError
    where the store has a node in another class, and where an end is missing.
    """
    return (_write_nodes(transaction, batch.nodes),
            sum((_write_type(transaction, type, group, may_be_known)
                 for type, group in batch.relationships.items()), NOTHING))


def _write_nodes(transaction: ManagedTransaction, new: Sequence[Node]) -> Written:
    known = _known_nodes(transaction, [node.id for node in new], statements.known_nodes)
    create, change = defaultdict(list), defaultdict(list)
    differing = []
    for node in new:
        before = known.get(node.id)
        if before is None:
            create[node_shape(node)].append(_row(node))
        elif dict(_merged(before, node).properties) != dict(before.properties):
            differing.append(node)
    # Another loader may change them too: read them again where it can no more, in order, so that one waits for the
    # other.
    locked = _known_nodes(transaction, [node.id for node in differing], statements.lock_nodes)
    for node in differing:
        change[key_label(node.id)].append(_row(_merged(locked.get(node.id, node), node)))
    for shape, rows in sorted(create.items()):
        transaction.run(statements.create_nodes(shape), rows=rows).consume()
    for key, rows in sorted(change.items()):
        transaction.run(statements.change_nodes(key), rows=rows).consume()
    changed = sum(map(len, change.values()))
    return Written(len(new) - len(known), changed, len(known) - changed)


def _known_relationships(transaction: ManagedTransaction, type: str, ids: list[str]) -> dict[str, Relationship]:
    if not ids:
        return {}
    return {record["id"]: Relationship(record["id"], type, record["start"], record["end"], values(record["properties"]))
            for record in transaction.run(statements.known_relationships(type), ids=ids)}


def _write_type(transaction: ManagedTransaction, type: str, items: Sequence[Relationship], may_be_known: MayBeKnown
                ) -> Written:
    known = _known_relationships(transaction, type, [item.id for item in items if may_be_known(item)])
    create: list[Relationship] = []
    change: dict[str, Mapping[str, Value]] = {}
    for item in items:
        before = known.get(item.id)
        if before is None:
            create.append(item)
            continue
        after = merge([Graph(relationships=(before,)), Graph(relationships=(item,))]).relationships[0]
        if dict(after.properties) != dict(before.properties):
            change[item.id] = _row(after)
    if create:
        record = transaction.run(statements.create_relationships(type), starts=[item.start for item in create],
                                 ends=[item.end for item in create], properties=[_row(item) for item in create]
                                 ).single(strict=True)
        if record["created"] != len(create):
            raise _missing_end(transaction, type, create)
    if change:
        transaction.run(statements.change_relationships(type), ids=list(change), by_id=change).consume()
    return Written(len(create), len(change), len(known) - len(change))


def _missing_end(transaction: ManagedTransaction, type: str, items: Sequence[Relationship]) -> MissingEnd:
    for end_of, key in zip((attrgetter("start"), attrgetter("end")), end_labels(type), strict=True):
        ids = sorted(set(map(end_of, items)))
        known = {record["id"] for record in transaction.run(statements.known_nodes(key), ids=ids)}
        for item in items:
            if (id := end_of(item)) not in known:
                return MissingEnd(
                    f"relationship {item.id!r}: no {key} node with the id {id!r} in the file "
                    "or in the store; the file is cut or damaged: make it again with kg extract", id)
    return MissingEnd(f"relationships {type}: the store has nodes with the same id more than once; load into an "
                      "empty store")
