"""Loads that are cut short: a second one ends in the same graph as an undisturbed one, and says where it goes on."""
from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner
from cut_proxy import cut_proxy
from neo4j_fixtures import exclusive
from school_documents import DOCUMENTS, document, documents

from kg.cli import cli
from kg.errors import StoreError
from kg.graph.exchange import collect, write
from kg.graph.merge import merge
from kg.types import Graph, Node, Relationship
from loaders.ask import ask
from loaders.bolt import load, unload
from loaders.connect import connect
from loaders.documents import Documents
from loaders.dump import stored_items
from loaders.target import Connection, Target, open_target

pytest_plugins = ["store_fixtures"]


@pytest.fixture(scope="module")
def whole() -> Graph:
    return merge(document(number) for number in range(DOCUMENTS))


@pytest.fixture(scope="module")
def stream() -> list[Node | Relationship]:
    return documents()


@pytest.fixture
def file(stream: list[Node | Relationship], tmp_path: Path) -> Path:
    write(stream, tmp_path / "graph.jsonl")
    return tmp_path / "graph.jsonl"


def held(store: Connection) -> Graph:
    return collect(stored_items(store.driver, store.database))


def marks(store: Connection) -> list[object]:
    return [row[0] for row in ask(store, "MATCH (s:Source) RETURN s.loaded_at", {}).rows]


@pytest.fixture
def target(neo4j_target: Target, monkeypatch: pytest.MonkeyPatch) -> Iterator[Target]:
    monkeypatch.setenv("NEO4J_PASSWORD", str(neo4j_target.password))
    with exclusive(neo4j_target):
        yield neo4j_target


_KILLED = """
import os, signal, sys, threading
from kg.graph.exchange import read_items
from loaders.bolt import load
from loaders.connect import connect

items = list(read_items(open(sys.argv[2], "rb"), "graph"))
left = int(len(items) * float(sys.argv[3]))

def progress(count):
    global left
    if 0 < left <= count:
        threading.Timer(0.003, os.kill, (os.getpid(), signal.SIGKILL)).start()
    left -= count

with connect(sys.argv[1], "neo4j", os.environ["NEO4J_PASSWORD"]) as driver:
    load(driver, items, batch_size=40, progress=progress)
"""


@pytest.mark.parametrize("share", [0.02, 0.4, 0.8])
def test_interrupted_client_that_is_killed(target: Target, file: Path, whole: Graph, share: float) -> None:
    """Killed a moment after a share of its items: with few items a transaction, that is anywhere in one of them."""
    process = subprocess.run([sys.executable, "-c", _KILLED, str(target.uri), str(file), str(share)], check=False,
                             timeout=120)
    with open_target(target) as store:
        assert process.returncode == -signal.SIGKILL
        assert held(store) != whole
        undone = marks(store).count(None)
        assert undone
        done = DOCUMENTS - undone
    again = CliRunner().invoke(cli, ["load", str(file), "--uri", str(target.uri)])
    assert again.exit_code == 0, again.stderr
    assert f"An earlier load was interrupted: {done} of {DOCUMENTS} documents are whole, {undone} were begun; going " \
        "on with them" in again.stderr
    with open_target(target) as store:
        assert held(store) == whole
        assert None not in marks(store)


@pytest.mark.parametrize("count", [20_000, 150_000, 400_000])
def test_interrupted_connection_that_is_cut_once_is_no_error(target: Target, stream: list[Node | Relationship],
                                                             whole: Graph, count: int) -> None:
    assert target.uri is not None
    with cut_proxy(int(target.uri.rpartition(":")[2])) as proxy, \
            connect(proxy.uri, target.user, target.password) as driver:
        proxy.cut_after(count)
        load(driver, stream, batch_size=300)
        assert proxy.cuts == 1
        assert held(Connection(driver, None)) == whole


def test_interrupted_connection_for_good_says_what_to_do(target: Target, stream: list[Node | Relationship],
                                                         whole: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.connect.RETRY_SECONDS", 2.0)
    assert target.uri is not None
    with cut_proxy(int(target.uri.rpartition(":")[2])) as proxy, \
            connect(proxy.uri, target.user, target.password) as driver:
        proxy.cut_after(200_000, for_good=True)
        with pytest.raises(StoreError, match=r"server went away while loading.*run the same kg load again"):
            load(driver, stream, batch_size=300)
    with open_target(target) as store:
        begun = marks(store)
        assert None in begun
        said: list[str] = []
        load(store.driver, stream, say=said.append)
        assert len(said) == 1
        assert held(store) == whole


def _both(first: Callable[[], object], second: Callable[[], object]) -> None:
    with ThreadPoolExecutor(2) as pool:
        for run in [pool.submit(first), pool.submit(second)]:
            run.result()


def test_two_loaders_of_overlapping_graphs(each_store: Connection, whole: Graph) -> None:
    def loader(numbers: range) -> object:
        items = [item for number in numbers for item in document(number).items()]
        return load(each_store.driver, items, database=each_store.database, batch_size=150)

    load(each_store.driver, Graph(), database=each_store.database)  # the constraints
    _both(lambda: loader(range(8)), lambda: loader(range(11, 3, -1)))
    assert held(each_store) == whole
    assert None not in marks(each_store)


def test_load_while_another_takes_out_documents(each_store: Connection) -> None:
    old, new = [document(number) for number in range(6)], [document(number) for number in range(6, 12)]
    load(each_store.driver, [item for graph in old for item in graph.items()], database=each_store.database)
    sources = [node.id for graph in old for node in graph.nodes_with("Source")]

    def take_out() -> None:
        for one in sources:
            unload(each_store.driver, [one], database=each_store.database)

    items = [item for graph in new for item in graph.items()]
    _both(lambda: load(each_store.driver, items, database=each_store.database, batch_size=400), take_out)
    assert held(each_store) == merge(new)


def test_load_while_another_replaces_documents(each_store: Connection) -> None:
    old = [document(number, year=2022) for number in range(4)]
    load(each_store.driver, [item for graph in old for item in graph.items()], database=each_store.database)
    changed, new = [document(number) for number in range(4)], [document(number) for number in range(4, 8)]

    def loader(graphs: list[Graph]) -> Documents:
        items = [item for graph in graphs for item in graph.items()]
        return load(each_store.driver, items, database=each_store.database, batch_size=400).documents

    _both(lambda: loader(changed), lambda: loader(new))
    assert held(each_store) == merge([*changed, *new])
