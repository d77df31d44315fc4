"""One loader for every store that speaks Bolt.

After loading, the store holds ``kg.graph.merge.merge`` of what it held and what was loaded: loading twice changes
nothing, the order of loading does not show, and aliases and displayed names are those of all documents together. A
document that the store has in another version is replaced by what it says now.
"""
from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from neo4j import Driver, ManagedTransaction, Session
from neo4j.exceptions import ServiceUnavailable, SessionExpired

from kg.errors import StoreError
from kg.types import Graph, Node, Relationship
from loaders.ahead import ahead, side_by_side
from loaders.attempts import ATTEMPTS, attempt, trusting
from loaders.bookkeeping import Arrival, arrivals, with_said
from loaders.dialect import writers
from loaders.documents import NO_DOCUMENTS, Disturbed, Documents, begin, finish, withdrawals
from loaders.schema import await_indexes, prepare
from loaders.spool import Items, items_again
from loaders.withdrawing import Withdrawn, forget
from loaders.writing import (
    NO_CHANGE,
    NOTHING,
    Batch,
    MayBeKnown,
    MissingEnd,
    Refreshed,
    Written,
    batch_of,
    write_batch,
)

BATCH_SIZE = 5000
_AHEAD = 40_000  # items that are read, some 50 MB, before the server has written those before them
_SOURCES = 100  # documents a transaction where each may be replaced or taken out


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: how many items were created, changed, or already there as they are; what became of documents;
    what was derived anew; the Sources of the documents.
    """

    nodes: Written = NOTHING
    relationships: Written = NOTHING
    documents: Documents = NO_DOCUMENTS
    derived: Refreshed = NO_CHANGE
    sources: tuple[Node, ...] = field(default=(), compare=False)

    def __add__(self, other: LoadReport) -> LoadReport:
        return LoadReport(self.nodes + other.nodes, self.relationships + other.relationships,
                          self.documents + other.documents, self.derived, self.sources + other.sources)


def load(driver: Driver, items: Graph | Items | Iterable[Node | Relationship], *, database: str | None = None,
         batch_size: int = BATCH_SIZE, progress: Callable[[int], object] | None = None,
         say: Callable[[str], object] | None = None) -> LoadReport:
    """Load a graph, or a stream of nodes and relationships in which the ends of a relationship come before it.

    Each batch is one transaction, nodes first. ``progress`` is called with the number of items that each batch had,
    ``say`` with a line about documents that were begun before. Raises ExchangeError for labels and types that the
    ontology does not have and for relationships without their ends, and StoreError where the server goes away or other
    loaders write the same things all the time.
    """
    prepare(driver, database=database)
    with items_again(items) as again:
        report = _Load(driver, database, again, batch_size, progress or (lambda count: None), say or (lambda text: None)
                       ).run()
    await_indexes(driver, database=database)
    return report


def load_documents(driver: Driver, graphs: Iterable[Graph], *, database: str | None = None,
                   batch_size: int = BATCH_SIZE) -> LoadReport:
    """Load graphs of documents as they come, some at a time; each is done when it is loaded. Raises as ``load`` does.
    """
    prepare(driver, database=database)
    report = LoadReport()
    for items in _chunks(graphs, batch_size):
        # The graphs of a chunk share many entities: one batch, unless it is a long document.
        report += _Load(driver, database, items.__iter__, 2 * batch_size, lambda count: None, lambda text: None).run()
    await_indexes(driver, database=database)
    return report


def _chunks(graphs: Iterable[Graph], size: int) -> Iterator[list[Node | Relationship]]:
    held: list[Node | Relationship] = []
    for graph in graphs:
        held.extend(graph.items())
        if len(held) >= size:
            yield held
            held = []
    yield held


def unload(driver: Driver, sources: Sequence[str], *, database: str | None = None) -> Withdrawn:
    """Take documents out of a store, by the ids of their Sources: exactly what only they say.

    A document is taken out whole or not at all. Raises StoreError where the server goes away.
    """
    prepare(driver, database=database)
    done = Withdrawn()
    with driver.session(database=database) as session, _going_away("unloading", "kg unload"):
        for first in range(0, len(sources), _SOURCES):
            some = sources[first:first + _SOURCES]
            done += attempt(lambda some=some: session.execute_write(forget, some))  # type: ignore[misc]
    await_indexes(driver, database=database)
    return done


@contextmanager
def _going_away(doing: str, command: str) -> Iterator[None]:
    try:
        yield
    except (ServiceUnavailable, SessionExpired) as error:
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        raise StoreError(f"the server went away while {doing} ({reason}); what was done stays: start the server, and "
                         f"run the same {command} again, which goes on from there") from error


@dataclass(frozen=True, slots=True)
class _Load:
    driver: Driver
    database: str | None
    again: Items
    batch_size: int
    progress: Callable[[int], object]
    say: Callable[[str], object]

    def session(self) -> Session:
        return self.driver.session(database=self.database)

    def items(self) -> Iterator[Node | Relationship]:
        return with_said(self.again())

    def run(self) -> LoadReport:
        """Begin the documents, then write; from the start again where others have taken out documents meanwhile."""
        with _going_away("loading", "kg load"):
            documents = list(arrivals(self.items()).values())
            begun = self._begin(documents)
            fresh = begun.documents.fresh
            for _ in range(ATTEMPTS):
                try:
                    return begun + self._write(documents, begun.documents, fresh)
                except Disturbed:
                    fresh = frozenset()  # some of what they say is there now
                except MissingEnd as error:
                    if not any(isinstance(item, Node) and item.id == error.id for item in self.items()):
                        raise
                    fresh = frozenset()
        raise StoreError("others take out documents all the time; load when they have ended")

    def _begin(self, documents: list[Arrival]) -> LoadReport:
        report = LoadReport(sources=tuple(arrival.source for arrival in documents))
        with self.session() as session:
            for first in range(0, len(documents), _SOURCES):
                some = documents[first:first + _SOURCES]
                nodes, states = attempt(lambda some=some: session.execute_write(begin, some))  # type: ignore[misc]
                report += LoadReport(nodes, documents=states)
        if report.documents.resumed:
            self.say(f"An earlier load was interrupted: {report.documents.unchanged} of {len(documents)} documents are "
                     f"whole, {report.documents.resumed} were begun; going on with them")
        return report

    def _write(self, documents: list[Arrival], states: Documents, fresh: frozenset[str]) -> LoadReport:
        report = LoadReport()
        withdrew = states.replaced > 0 or states.resumed > 0
        waiting = sorted(documents, key=lambda arrival: arrival.last)
        place = 0
        with (self.session() as session, ahead(self._batches(), max(1, _AHEAD // self.batch_size)) as batches,
              side_by_side(functools.partial(self._put, fresh), batches, writers(self.driver), _has_nodes) as done):
            count = attempt(lambda: session.execute_write(withdrawals))
            for size, written in done:
                report += written
                place += size
                whole = [arrival for arrival in waiting if arrival.last < place]
                del waiting[:len(whole)]
                attempt(lambda whole=whole: finish(session, whole, count, withdrew))  # type: ignore[misc]
                self.progress(size)
        return report

    def _batches(self) -> Iterator[tuple[int, Batch]]:
        """Yield batches, each with the number of items of the stream that are in it."""
        stream = self.items()
        while some := list(islice(stream, self.batch_size)):
            yield len(some), batch_of(some)

    def _put(self, fresh: frozenset[str], some: tuple[int, Batch]) -> tuple[int, LoadReport]:
        size, batch = some
        with self.session() as session:
            return size, trusting(lambda may_be_known: session.execute_write(_write, batch, may_be_known),
                                  lambda item: item.properties.get("source") not in fresh)


def _has_nodes(some: tuple[int, Batch]) -> bool:
    """Tell whether relationships of later batches may depend on it."""
    return bool(some[1].nodes)


def _write(transaction: ManagedTransaction, batch: Batch, may_be_known: MayBeKnown) -> LoadReport:
    return LoadReport(*write_batch(transaction, batch, may_be_known))
