"""Derived facts in a store: made anew from what it holds, and the difference written."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, repeat
from types import TracebackType
from typing import Self

from neo4j import READ_ACCESS, Driver, ManagedTransaction

from kg.derive import DERIVATIONS, is_derived
from kg.derive.derivation import scope_of
from kg.derive.partition import Partition
from kg.derive.projection import Projection
from kg.derive.review import ANSWERS, Answer, review_item
from kg.graph.exchange import collect
from kg.graph.merge import content
from kg.graph.spill import merged_items
from kg.types import Graph, Node, Relationship
from loaders import statements
from loaders.ahead import ahead, side_by_side
from loaders.attempts import attempt, trusting
from loaders.bolt import BATCH_SIZE, LoadReport, load, load_documents, unload
from loaders.dialect import writers
from loaders.reading import Reader
from loaders.schema import prepare
from loaders.spool import Items, items_again
from loaders.withdrawing import Withdrawn
from loaders.writing import NO_CHANGE, Batch, MayBeKnown, Refreshed, batch_of, write_batch

# More districts than these are read with the whole store: one after the other they would take longer.
_SCOPES = 200


class Passing:
    """Sees what is loaded: its documents, and what derivations read of it. A context manager."""

    def __init__(self) -> None:
        self.sources: set[str] = set()
        self.partition = Partition(DERIVATIONS)
        self._derived: Iterator[Node | Relationship] | None = None

    def __enter__(self) -> Self:
        self.partition.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
                 ) -> None:
        self.partition.__exit__(kind, error, trace)

    def items(self, items: Iterable[Node | Relationship]) -> Iterator[Node | Relationship]:
        """Yield the items that were not derived: those are made anew after the load."""
        self._derived = None
        for item in _stated(items):
            if isinstance(item, Node) and item.labels == ("Source",):
                self.sources.add(item.id)
            self.partition.add(item)
            yield item

    def derive(self) -> None:
        """Begin with what ``derived`` gives: nearly all of the work for it is that for the first item."""
        items = merged_items(self.partition.derived())
        self._derived = chain(tuple(islice(items, 1)), items)

    def derived(self) -> Iterator[Node | Relationship]:
        """Return what follows from all that has passed, in the order of a graph."""
        return merged_items(self.partition.derived()) if self._derived is None else self._derived


def count_sources(driver: Driver, *, database: str | None = None) -> int:
    """Return how many documents a store holds."""
    with driver.session(database=database, default_access_mode=READ_ACCESS) as session:
        return int(session.run("MATCH (s:Source) RETURN count(s) AS count").single(strict=True)["count"])


def load_and_derive(driver: Driver, items: Graph | Items | Iterable[Node | Relationship], *,
                    database: str | None = None, batch_size: int = BATCH_SIZE,
                    progress: Callable[[int], object] | None = None, say: Callable[[str], object] | None = None,
                    answers: Sequence[Answer] = ()) -> LoadReport:
    """Load items as ``load`` does, apart from derived ones, and make the store's derived facts anew where they may have
    changed. ``answers`` take the place of earlier ones on the same institutions; those on what the store does not hold
    are left out. Raises as ``load`` and ``refresh`` do.
    """
    with items_again(items) as again, Passing() as passing:
        # A load goes through its items more than once: first for what is a document's, then to write them, while the
        # server works, and again where others disturb it; what has passed before may do so again.
        before = _prepared_count(driver, database)

        def written() -> Iterator[Node | Relationship]:
            yield from passing.items(again())
            if before == 0 and not answers:  # all that the store will hold; the server still writes what was read last
                passing.derive()

        passes = chain([lambda: _stated(again())], repeat(written))
        report = load(driver, lambda: next(passes)(), database=database, batch_size=batch_size,
                      progress=progress, say=say)
        if not answers:
            return replace(report, derived=_refresh_loaded(driver, passing, report, before, database))
        with driver.session(database=database) as session:
            session.execute_write(_answer, answers)
        scopes = passing.partition.scopes | report.documents.scopes \
            | {scope_of(id) for answer in answers for id in (answer.one, answer.other)}
        return replace(report, derived=refresh(driver, database=database, scopes=scopes))


def load_documents_and_derive(driver: Driver, graphs: Iterable[Graph], *, database: str | None = None) -> LoadReport:
    """Load graphs of documents as ``load_documents`` does, and make the store's derived facts anew where they may have
    changed. Raises as ``load_documents`` and ``refresh`` do.
    """
    with Passing() as passing:
        before = _prepared_count(driver, database)
        report = load_documents(driver, (collect(passing.items(graph.items())) for graph in graphs), database=database)
        return replace(report, derived=_refresh_loaded(driver, passing, report, before, database))


def _prepared_count(driver: Driver, database: str | None) -> int:
    prepare(driver, database=database)
    return count_sources(driver, database=database)


def _answer(transaction: ManagedTransaction, answers: Sequence[Answer]) -> None:
    ids = sorted({id for answer in answers for id in (answer.one, answer.other)})
    known = {record["id"] for record in transaction.run(statements.known_nodes("Entity"), ids=ids)}
    items = [review_item(replace(answer, answer=answer.answer or "same")) for answer in answers]
    for type in sorted(ANSWERS.values()):
        transaction.run(statements.delete_relationships(type), ids=[item.id for item in items]).consume()
    write_batch(transaction, batch_of(
        item for item, answer in zip(items, answers, strict=True)
        if answer.answer and item.start in known and item.end in known))


def unload_and_derive(driver: Driver, sources: Sequence[str], *, database: str | None = None) -> Withdrawn:
    """Take documents out as ``unload`` does, and make the store's derived facts anew where they may have changed."""
    done = unload(driver, sources, database=database)
    refresh(driver, database=database, scopes=done.scopes)
    return done


def _stated(items: Iterable[Node | Relationship]) -> Iterator[Node | Relationship]:
    return (item for item in items if not is_derived(item))


def _refresh_loaded(driver: Driver, passing: Passing, report: LoadReport, before: int, database: str | None
                    ) -> Refreshed:
    # A store that was empty holds what was loaded and need not be read, unless someone else has loaded meanwhile.
    if before == 0 and count_sources(driver, database=database) == len(passing.sources):
        return _write(driver, passing.derived(), {}, database)
    return refresh(driver, database=database, scopes=passing.partition.scopes | report.documents.scopes)


def refresh(driver: Driver, *, database: str | None = None, scopes: Collection[str] | None = None) -> Refreshed:
    """Make the derived facts of a store anew, of all of it or of some scopes (``330203`` of ``school/330203/…``).

    To be called after each change of what the store's documents state. Raises StoreError where others write the same
    things all the time.
    """
    prepare(driver, database=database)
    some = None if scopes is None or len(scopes) > _SCOPES else frozenset(scopes)
    return attempt(lambda: _refresh(driver, database, some))


def _refresh(driver: Driver, database: str | None, scopes: frozenset[str] | None) -> Refreshed:
    projection = Projection(DERIVATIONS)
    given = frozenset[str]().union(*(derivation.gives for derivation in DERIVATIONS))
    types = projection.types | {name for name in given if name.isupper()}
    known: dict[str, tuple[str, int]] = {}
    with Partition(DERIVATIONS, scopes=scopes) as partition:
        with driver.session(database=database, default_access_mode=READ_ACCESS) as session:
            reader = Reader(session, projection.labels, types)
            for item in reader.all() if scopes is None else reader.of(scopes):
                if is_derived(item):
                    if scopes is None or not _scopes(item) or _scopes(item) & scopes:
                        known[item.id] = _kind(item), hash(content(item))
                else:
                    partition.add(item)
        return _write(driver, merged_items(partition.derived()), known, database)


def _scopes(item: Node | Relationship) -> set[str]:
    ends = (item.id,) if isinstance(item, Node) else (item.start, item.end)
    return {scope for end in ends if (scope := scope_of(end))}


def _kind(item: Node | Relationship) -> str:
    return "" if isinstance(item, Node) else item.label


@dataclass(frozen=True, slots=True)
class _Change:
    """One transaction's part: what is deleted (class or type by id), the nodes of these that are there anew, and what
    is created.
    """

    gone: dict[str, str]
    changed: tuple[Node, ...]
    new: Batch

    @property
    def has_nodes(self) -> bool:
        """Whether relationships of others may depend on it."""
        return bool(self.changed or self.new.nodes or "" in self.gone.values())


def _write(driver: Driver, items: Iterator[Node | Relationship], known: dict[str, tuple[str, int]],
           database: str | None) -> Refreshed:
    def write(change: _Change) -> Refreshed:
        if not (change.gone or change.new):
            return NO_CHANGE
        with driver.session(database=database) as session:
            made = trusting(lambda may_be_known: session.execute_write(_replace, change, may_be_known), _never_known)
            return Refreshed(made, len(change.gone))

    made = removed = 0
    with (ahead(_changes(items, known)) as changes,
          side_by_side(write, changes, writers(driver), lambda change: change.has_nodes) as written):
        for one in written:
            made += one.made
            removed += one.removed
    return Refreshed(made, removed)


def _changes(items: Iterator[Node | Relationship], known: dict[str, tuple[str, int]]) -> Iterator[_Change]:
    while some := list(islice(items, BATCH_SIZE)):
        old = [known.pop(item.id, None) for item in some]
        differing = [(item, before) for item, before in zip(some, old, strict=True)
                     if before is None or before[1] != hash(content(item))]
        gone = {item.id: before[0] for item, before in differing if before is not None}
        changed = tuple(item for item, _ in differing if isinstance(item, Node) and item.id in gone)
        kept = {node.id for node in changed}
        yield _Change(gone, changed, batch_of(item for item, _ in differing if item.id not in kept))
    ids = list(known)
    for start in range(0, len(ids), BATCH_SIZE):
        yield _Change({id: known[id][0] for id in ids[start:start + BATCH_SIZE]}, (), batch_of(()))


def _never_known(item: Relationship) -> bool:
    """Tell of a derived relationship that the store cannot have it: it was not read, or has just been deleted."""
    return False


def _replace(transaction: ManagedTransaction, change: _Change, may_be_known: MayBeKnown) -> int:
    by_type = defaultdict(list)
    for id in change.gone.keys() - {node.id for node in change.changed}:
        by_type[change.gone[id]].append(id)
    for kind, ids in sorted(by_type.items(), reverse=True):  # relationships before nodes
        statement = statements.delete_relationships(kind) if kind else statements.delete_nodes()
        transaction.run(statement, ids=sorted(ids)).consume()
    if change.changed:  # a node keeps its relationships
        rows = [{**node.properties, "id": node.id} for node in change.changed]
        transaction.run(statements.change_nodes("Entity"), rows=rows).consume()
    nodes, relationships = write_batch(transaction, change.new, may_be_known)
    return len(change.changed) + sum(written.created + written.changed for written in (nodes, relationships))
