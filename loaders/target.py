"""Where a graph goes and questions are asked: the store of a folder (embedded, or a Neo4j server's), or a server."""
from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from neo4j import Driver

from kg.derive.review import Answer
from kg.errors import StoreError
from kg.types import Graph, Node, Relationship
from loaders.bolt import BATCH_SIZE, LoadReport
from loaders.connect import connect
from loaders.derived import load_and_derive, load_documents_and_derive, unload_and_derive
from loaders.documents import find_sources, namesakes
from loaders.embedded import DEFAULT_FOLDER, open_store
from loaders.engine import DATABASE
from loaders.neo4j_server.home import USER, ServerHome
from loaders.neo4j_server.process import alive
from loaders.spool import Items
from loaders.withdrawing import Withdrawn

Key: TypeAlias = Literal["name", "url"]


def _silent(text: str) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class Target:
    """What names a store: the ``uri`` of a server with user, password and database, or else a folder."""

    store: Path | None = None
    uri: str | None = None
    user: str = "neo4j"
    password: str | None = field(default=None, repr=False)
    database: str | None = None


@dataclass(frozen=True, slots=True)
class Connection:
    """A driver and the database that statements go to (None: the server's own default)."""

    driver: Driver
    database: str | None


@contextmanager
def open_target(target: Target, *, create: bool = False) -> Iterator[Connection]:
    """Yield a connection to a store. Raises StoreError as ``connect`` and ``open_store`` do."""
    folder = target.store or DEFAULT_FOLDER
    if target.uri is not None:
        with connect(target.uri, target.user, target.password, target.database) as driver:
            yield Connection(driver, target.database)
    elif (home := ServerHome(folder)).exists():
        with _connect_home(home) as driver:
            yield Connection(driver, None)
    else:
        with open_store(folder, create=create) as driver:
            yield Connection(driver, DATABASE)


@contextmanager
def _connect_home(home: ServerHome) -> Iterator[Driver]:
    running = alive(home)
    if running is None:
        raise StoreError(f"{home.path}: the Neo4j server of this folder does not run; start it with "
                         f"kg neo4j start --home {shlex.quote(str(home.path))}")
    with connect(running.uri, USER, home.password() if running.auth else None) as driver:
        yield driver


def load_graph(graph: Graph | Items | Iterable[Node | Relationship], target: Target, *, batch_size: int = BATCH_SIZE,
               progress: Callable[[int], object] | None = None, say: Callable[[str], object] = _silent,
               answers: Sequence[Answer] = (), replace: Key | None = None) -> LoadReport:
    """Load a graph into a store, made where a folder has none, and make the store's derived facts anew.

    With ``replace`` the documents take the place of others with the same file name or address; without it ``say`` is
    told of those with the same file name. Raises as ``load_and_derive`` and ``open_target`` do.
    """
    with open_target(target, create=True) as connection:
        report = load_and_derive(connection.driver, graph, database=connection.database, batch_size=batch_size,
                                 progress=progress, say=say, answers=answers)
        _replace(connection, report, replace, say)
        return report


def load_graphs(graphs: Iterable[Graph], target: Target, *, say: Callable[[str], object] = _silent,
                replace: Key | None = None) -> LoadReport:
    """Load graphs of documents as they come, and make the store's derived facts anew. As ``load_graph`` otherwise."""
    with open_target(target, create=True) as connection:
        report = load_documents_and_derive(connection.driver, graphs, database=connection.database)
        _replace(connection, report, replace, say)
        return report


def _replace(connection: Connection, report: LoadReport, key: Key | None, say: Callable[[str], object]) -> None:
    others = namesakes(connection.driver, report.sources, key or "name", database=connection.database)
    if others and key is None:
        say(f"{len(others)} documents of the store have the file name of one loaded now and other contents. If they "
            f"are earlier versions, take them out with kg unload, or load with --replace name: {', '.join(others[:3])}"
            f"{' …' if len(others) > 3 else ''}")
    elif others:
        unload_and_derive(connection.driver, others, database=connection.database)
        say(f"earlier versions of documents taken out: {len(others)}")


def unload_documents(names: Sequence[str], target: Target) -> Withdrawn:
    """Take documents out of a store, and make its derived facts anew. Raises as ``find_sources``, ``unload`` and
    ``open_target`` do.
    """
    with open_target(target) as connection:
        sources = find_sources(connection.driver, names, database=connection.database)
        return unload_and_derive(connection.driver, sources, database=connection.database)
