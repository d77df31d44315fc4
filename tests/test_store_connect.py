"""Refusals of servers, as StoreError with what to do."""
from __future__ import annotations

import socket
from pathlib import Path

import pytest

from kg.errors import StoreError
from loaders.connect import connect
from loaders.dialect import Dialect, dialect
from loaders.engine import USER
from loaders.folder import StoreFolder
from loaders.fulltext import search_names
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
