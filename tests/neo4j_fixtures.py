"""A real Neo4j server for the tests: one for the whole run, on free ports, in a folder of its own, ended at the end.

It starts when the first test asks for it. Where processes of pytest-xdist share it, ``exclusive`` gives the database
to one of them at a time; Community edition has one database only. A server that does not start fails the tests.
"""
from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from neo4j import Driver
from neo4j_run import FOLDER, locked, start_test_server

from loaders.connect import connect
from loaders.neo4j_server.home import USER, ServerHome
from loaders.neo4j_server.process import alive
from loaders.schema import prepare
from loaders.target import Connection, Target


@pytest.fixture(scope="session")
def neo4j_home() -> ServerHome:
    """The folder of the running server; ``alive(neo4j_home)`` has its ports."""
    home = ServerHome(Path(os.environ[FOLDER]) / "server")
    with locked("start.lock"):
        if alive(home) is None:
            start_test_server(home)
    return home


@pytest.fixture(scope="session")
def neo4j_target(neo4j_home: ServerHome) -> Target:
    """The server as a target of commands."""
    running = alive(neo4j_home)
    assert running is not None
    return Target(uri=running.uri, user=USER, password=neo4j_home.password())


@contextmanager
def exclusive(target: Target, *, schema: bool = True) -> Iterator[Connection]:
    """Have the server's database for oneself, emptied; without ``schema`` also of constraints and indexes.

    Not to be nested: a fixture that holds it for a module excludes others in the same module.
    """
    assert target.uri is not None
    with locked("use.lock"), connect(target.uri, target.user, target.password) as driver:
        clear(driver, schema=schema)
        yield Connection(driver, None)


def clear(driver: Driver, *, schema: bool = True) -> None:
    """Delete all that the server's database holds; without ``schema`` also constraints and indexes."""
    with driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
        if not schema:
            for what, all in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")):
                names = [row["name"] for row in session.run(f"SHOW {all} YIELD name, type WHERE type <> 'LOOKUP'")]
                for name in names:
                    session.run(f"DROP {what} `{name}` IF EXISTS").consume()
    if schema:
        prepare(driver)


@pytest.fixture
def neo4j_store(neo4j_target: Target) -> Iterator[Connection]:
    """The server's database, without data but with the schema, for one test at a time."""
    with exclusive(neo4j_target) as connection:
        yield connection
