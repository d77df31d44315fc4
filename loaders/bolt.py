"""One loader for every store that speaks Bolt.

After loading, the store holds ``kg.graph.merge.merge`` of what it held and what was loaded: loading twice changes
nothing, the order of loading does not show, and aliases and displayed names are those of all documents together.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from neo4j import Driver, ManagedTransaction
from neo4j.exceptions import ClientError, ConstraintError

from kg.errors import StoreError
from kg.types import Graph, Node, Relationship
from loaders.schema import prepare
from loaders.writing import NO_CHANGE, NOTHING, Refreshed, Written, write_nodes, write_relationships

BATCH_SIZE = 5000
_ATTEMPTS = 5
# What the embedded store says where another transaction has rolled back what this one has just read.
_GONE = "Neo.ClientError.Statement.EntityNotFound"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: how many items were created, changed, or already there as they are; what was derived anew."""

    nodes: Written = NOTHING
    relationships: Written = NOTHING
    derived: Refreshed = NO_CHANGE

    def __add__(self, other: LoadReport) -> LoadReport:
        return LoadReport(self.nodes + other.nodes, self.relationships + other.relationships, self.derived)


def load(driver: Driver, items: Graph | Iterable[Node | Relationship], *, database: str | None = None,
         batch_size: int = BATCH_SIZE, progress: Callable[[int], object] | None = None) -> LoadReport:
    """Load a graph, or a stream of nodes and relationships in which the ends of a relationship come before it.

    Each batch is one transaction, nodes first. ``progress`` is called with the number of items that each batch had.
    Raises ExchangeError for labels and types that the ontology does not have and for relationships without their ends,
    and StoreError where other loaders write the same things all the time.
    """
    stream = iter((*items.nodes, *items.relationships) if isinstance(items, Graph) else items)
    prepare(driver, database=database)
    report = LoadReport()
    with driver.session(database=database) as session:
        while batch := list(islice(stream, batch_size)):
            report += attempt(lambda batch=batch: session.execute_write(_write, batch))  # type: ignore[misc]
            if progress is not None:
                progress(len(batch))
    return report


def _write(transaction: ManagedTransaction, batch: list[Node | Relationship]) -> LoadReport:
    nodes = [item for item in batch if isinstance(item, Node)]
    relationships = [item for item in batch if isinstance(item, Relationship)]
    return LoadReport(write_nodes(transaction, nodes), write_relationships(transaction, relationships))


_Result = TypeVar("_Result")


def attempt(write: Callable[[], _Result]) -> _Result:
    """Try again where another loader created the same thing between reading and writing: now it is known."""
    for _ in range(_ATTEMPTS):
        try:
            return write()
        except ClientError as error:
            if not isinstance(error, ConstraintError) and error.code != _GONE:
                raise
            conflict = error
    raise StoreError(f"others write the same entities all the time ({conflict.message}); load one after the other")
