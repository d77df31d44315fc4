"""Fixtures of the tests of stores and queries: embedded stores, real ones."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from store_sample import sample_graph

from loaders.bolt import load
from loaders.target import Connection, Target, open_target


@pytest.fixture(scope="session")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store") / "kg-store"


@pytest.fixture(scope="session")
def sample_store(store_folder: Path) -> Iterator[Connection]:
    """The store with the sample graph, open in this process for the whole session; tests only read it."""
    with open_target(Target(store=store_folder), create=True) as connection:
        load(connection.driver, sample_graph(), database=connection.database)
        yield connection


@pytest.fixture(scope="session")
def scratch_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with open_target(Target(store=tmp_path_factory.mktemp("scratch") / "kg-store"), create=True) as connection:
        yield connection


@pytest.fixture
def empty_store(scratch_store: Connection) -> Connection:
    """An embedded store without data, not even the note of its form; for one test at a time."""
    with scratch_store.driver.session(database=scratch_store.database) as session:
        session.run("MATCH (n) DETACH DELETE n").consume()
    return scratch_store


@pytest.fixture(params=["embedded", "neo4j"])
def each_store(request: pytest.FixtureRequest) -> Connection:
    """The embedded store, and the real Neo4j server; empty."""
    connection: Connection = request.getfixturevalue({"embedded": "empty_store", "neo4j": "neo4j_store"}[request.param])
    return connection
