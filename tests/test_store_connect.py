"""Refusals of servers, as StoreError with what to do."""
from __future__ import annotations

import socket
from pathlib import Path

import pytest

from kg.errors import StoreError
from loaders.connect import check_version, connect
from loaders.dialect import Dialect, dialect
from loaders.engine import USER
from loaders.folder import StoreFolder
from loaders.fulltext import search_names
from loaders.neo4j_server.home import Running, ServerHome
from loaders.neo4j_server.process import alive
from loaders.target import Connection

pytest_plugins = ["store_fixtures"]


@pytest.fixture
def uri(sample_store: Connection, store_folder: Path) -> str:
    occupant = StoreFolder(store_folder).occupant()
    assert occupant is not None
    return occupant.uri


def test_connect_wrong_password(uri: str) -> None:
    with pytest.raises(StoreError, match=r"refuses user and password.*NEO4J_PASSWORD"), connect(uri, USER, "wrong"):
        pass


def test_connect_unknown_database(uri: str, store_folder: Path) -> None:
    with pytest.raises(StoreError, match="give another --database"), \
            connect(uri, USER, StoreFolder(store_folder).password(), "nowhere"):
        pass


def test_connect_nothing_listens() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(StoreError, match=rf"bolt://127\.0\.0\.1:{port}: no answer.*start the server"), \
            connect(f"bolt://127.0.0.1:{port}"):
        pass


@pytest.mark.parametrize("uri", ["localhost", "http://localhost:7474", "", "bolt://"])
def test_connect_not_an_address(uri: str) -> None:
    with pytest.raises(StoreError), connect(uri):
        pass


def test_connect_tells_the_store(sample_store: Connection) -> None:
    assert dialect(sample_store.driver) is Dialect.ARCADEDB


@pytest.mark.parametrize(("text", "expected"), [
    ("第一小学", ["青云区第一小学"]),
    ("一小", ["青云区第一小学"]),
    ("繁星", ["繁星计划"]),
    ("青云区教育局", ["青云区教育局"]),
    ("没有的名称", []),
    ('"] OR *:* //', []),
    ("", []),
])
def test_search_names_finds_names_and_aliases(sample_store: Connection, text: str, expected: list[str]) -> None:
    found = search_names(sample_store.driver, text, database=sample_store.database)
    assert [item["name"] for item in found] == expected


def _running(home: ServerHome) -> Running:
    running = alive(home)
    assert running is not None
    return running


def test_connect_to_neo4j_wrong_password_shows_none(neo4j_home: ServerHome) -> None:
    with pytest.raises(StoreError, match="refuses user and password") as caught, \
            connect(_running(neo4j_home).uri, "neo4j", "wrong-one"):
        pass
    assert "wrong-one" not in str(caught.value)


def test_connect_to_neo4j_by_routing_and_to_an_unknown_database(neo4j_home: ServerHome) -> None:
    uri = _running(neo4j_home).uri.replace("bolt", "neo4j")
    with connect(uri, "neo4j", neo4j_home.password()) as driver:
        assert dialect(driver) is Dialect.NEO4J
    with pytest.raises(StoreError, match="give another --database"), \
            connect(uri, "neo4j", neo4j_home.password(), "nowhere"):
        pass


@pytest.mark.parametrize("scheme", ["bolt+s", "bolt+ssc", "neo4j+s", "neo4j+ssc"])
def test_connect_with_tls_to_a_server_without(neo4j_home: ServerHome, scheme: str) -> None:
    uri = _running(neo4j_home).uri.replace("bolt", scheme)
    with pytest.raises(StoreError, match=r"does not speak TLS.*without \+s"), connect(uri, "neo4j", "any-password"):
        pass


def test_connect_to_the_port_for_the_browser(neo4j_home: ServerHome) -> None:
    with pytest.raises(StoreError, match="give the one for Bolt"), \
            connect(f"bolt://127.0.0.1:{_running(neo4j_home).http}", "neo4j", "any-password"):
        pass


@pytest.mark.parametrize("agent", ["Neo4j/4.4.38", "Neo4j/3.5.35", "Memgraph/2.0"])
def test_connect_refuses_versions_that_are_too_old(agent: str) -> None:
    with pytest.raises(StoreError, match=f"{agent} is not supported.*Neo4j 5 or later is needed"):
        check_version("bolt://a", agent)


def test_connect_address_with_a_password_is_refused_and_not_repeated() -> None:
    with pytest.raises(StoreError, match="NEO4J_PASSWORD") as caught, connect("bolt://neo4j:my-secret@127.0.0.1:7687"):
        pass
    assert "my-secret" not in str(caught.value)
