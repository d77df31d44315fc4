"""Taking out of a store what documents say, and nothing else."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from neo4j import ManagedTransaction

from kg.derive.derivation import scope_of
from kg.derive.review import ANSWERS, REVIEW
from kg.graph.merge import merge
from kg.types import Graph, Node
from loaders import statements
from loaders.bookkeeping import said_node, stored_properties
from loaders.shapes import RELATIONSHIP_TYPES


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Numbers of relationships and entities that were deleted, and of entities that others name too and that changed;
    the scopes of them all.
    """

    relationships: int = 0
    entities: int = 0
    changed: int = 0
    scopes: frozenset[str] = field(default=frozenset(), compare=False)

    def __add__(self, other: Withdrawn) -> Withdrawn:
        return Withdrawn(self.relationships + other.relationships, self.entities + other.entities,
                         self.changed + other.changed, self.scopes | other.scopes)


def withdraw(transaction: ManagedTransaction, sources: Sequence[str], *, answered: bool = False) -> Withdrawn:
    """Delete the relationships that documents state, and the entities that no other document states anything of.

    The names and other properties of the remaining entities are made anew from their other mentions; another process
    may just have written a name whose mention comes later: it sees from the count of withdrawals that it has to write
    the name again. The Source nodes stay; with ``answered`` also entities on which a person has answered (kg
    duplicates), for a new version of the document to name them again: ``forget_unnamed`` takes out those that it does
    not name.
    """
    transaction.run(statements.COUNT_WITHDRAWAL).consume()
    touched: set[str] = set()
    types: set[str] = set()
    for record in transaction.run(statements.ends_of_sources(RELATIONSHIP_TYPES), ids=list(sources)):
        touched |= {record["start"], record["end"]}
        types.add(record["type"])
    deleted = sum(transaction.run(statements.delete_of_source(type), ids=list(sources)).single(strict=True)["deleted"]
                  for type in sorted(types))
    # In order, so that two who do this at the same time wait for each other instead of both giving up.
    entities = sorted(id for id in touched if id is not None and not id.startswith("source/"))
    locked = {record["id"]: Node(record["id"], tuple(sorted(record["labels"])), stored_properties(record["properties"]))
              for record in transaction.run(statements.lock_nodes("Entity"), ids=entities)}
    kept = sorted(ANSWERS.values()) if answered else []
    alone = _unstated(transaction, entities, kept)
    transaction.run(statements.DELETE_ENTITIES, ids=alone).consume()
    changed = _restate(transaction, [node for id, node in locked.items() if id not in set(alone)])
    return Withdrawn(deleted, len(alone), changed, frozenset(map(scope_of, entities)) - {""})


def _unstated(transaction: ManagedTransaction, ids: Sequence[str], kept: Sequence[str]) -> list[str]:
    return [record["id"] for record in transaction.run(statements.SUPPORT, ids=ids, kept=kept, review=REVIEW)
            if not record["stated"] and not record["derived"]]


def forget_unnamed(transaction: ManagedTransaction) -> None:
    """Delete entities on which a person has answered, and which no document names any more.

    Nothing is done while documents are being loaded, of which one may be about to name them.
    """
    if transaction.run(statements.UNDONE).single() is None:
        answered = [record["id"] for record in transaction.run(statements.ends_by_rule(ANSWERS.values()), rule=REVIEW)]
        alone = _unstated(transaction, answered, ())
        transaction.run(statements.DELETE_ENTITIES, ids=alone).consume()


def _restate(transaction: ManagedTransaction, nodes: Iterable[Node]) -> int:
    """Give entities the names and properties that their mentions say; where there is no mention they stay as they are.
    """
    known = {node.id: node for node in nodes}
    said = defaultdict(list)
    for record in transaction.run(statements.MENTIONS, ids=list(known)):
        said[record["id"]].append(Graph((said_node(record["id"], known[record["id"]].labels, record),)))
    rows = []
    for id, graphs in said.items():
        (node,) = merge(graphs).nodes
        if dict(node.properties) != dict(known[id].properties):
            rows.append(dict(node.properties))
    if rows:
        transaction.run(statements.change_nodes("Entity"), rows=rows).consume()
    return len(rows)


def forget(transaction: ManagedTransaction, sources: Sequence[str]) -> Withdrawn:
    """Take documents out of a store: what only they say, and their Sources."""
    done = withdraw(transaction, sources)
    transaction.run(statements.DELETE_SOURCES, ids=list(sources)).consume()
    return done
