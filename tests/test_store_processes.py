"""One folder and several processes: serving, being in use, crashes."""
from __future__ import annotations

import itertools
import os
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from store_sample import digest, sample_graph

from kg.errors import StoreError
from kg.graph.exchange import write
from loaders.bolt import load
from loaders.connect import connect
from loaders.dialect import Dialect, dialect
from loaders.folder import StoreFolder
from loaders.target import Target, load_graph, open_target

ROOT = Path(__file__).parents[1]
HOLD = """
import sys, time
from pathlib import Path
from loaders.embedded import open_store
with open_store(Path(sys.argv[1])):
    print("open", flush=True)
    time.sleep(60)
"""
HINT_LINES = 8
COMMAND = "from kg.cli import main; main()"


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code, *arguments], env={**os.environ, "PYTHONPATH": str(ROOT)},
                            text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@contextmanager
def held(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has the store for itself."""
    process = python(HOLD, str(folder))
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def served(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int, list[str]]]:
    """A ``kg serve`` of the store: its process, its port, and what it says when others can use it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = python(COMMAND, "serve", "--store", str(folder), "--port", str(port))
    try:
        assert process.stderr is not None
        hint = list(itertools.islice(process.stderr, HINT_LINES))
        yield process, port, hint
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, subprocess.Popen[str]]]:
    """A store with the sample graph, and the process that has it for itself."""
    folder = tmp_path_factory.mktemp("taken") / "store"
    load_graph(sample_graph(), Target(store=folder))
    with held(folder) as process:
        yield folder, process


def test_processes_store_in_use_says_by_whom(taken: tuple[Path, subprocess.Popen[str]]) -> None:
    folder, process = taken
    with pytest.raises(StoreError, match=f"process {process.pid} is using this store for itself"), \
            open_target(Target(store=folder)):
        pass


def test_processes_engine_lock_is_a_store_error(taken: tuple[Path, subprocess.Popen[str]]) -> None:
    folder = StoreFolder(taken[0])
    occupant = folder.occupant()
    assert occupant is not None
    folder.clear_note()  # as if that process were still starting
    try:
        with pytest.raises(StoreError, match="another process is opening or using this store"), \
                open_target(Target(store=folder.path)):
            pass
    finally:
        folder.note(occupant)


def test_processes_store_opens_after_a_crash_with_its_data(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with open_target(Target(store=folder), create=True) as connection:
        load(connection.driver, sample_graph(), database=connection.database)
        before = digest(connection)
    with held(folder):
        pass  # killed
    assert StoreFolder(folder).occupant() is not None
    with open_target(Target(store=folder)) as connection:
        assert digest(connection) == before
    assert StoreFolder(folder).occupant() is None


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, subprocess.Popen[str], int, list[str]]]:
    """A ``kg serve``, with its folder; the last test that takes it ends it."""
    folder = tmp_path_factory.mktemp("serving") / "my store"
    with served(folder) as (process, port, hint):
        yield folder, process, port, hint


def test_processes_serve_says_how_to_connect(serving: tuple[Path, subprocess.Popen[str], int, list[str]]) -> None:
    _, _, port, hint = serving
    said = dict(line.strip().split(": ", 1) for line in hint if ": " in line)
    uri, user, database = (said[key] for key in ("Connect URL 连接地址", "Username 用户名", "Database 数据库"))
    show_password = said["Password 密码, printed by 用此命令显示"]
    password = subprocess.check_output(show_password, shell=True, text=True).strip()
    assert uri == f"bolt://127.0.0.1:{port}"
    with connect(uri, user, password, database) as driver:
        assert dialect(driver) is Dialect.ARCADEDB
    address = parse_qs(said["End of the page's address 网址末尾"].removeprefix("?"))
    assert address == {"dbms": [f"bolt://root@127.0.0.1:{port}"], "db": ["kg"]}
    command = said["Ask from another terminal 在另一个终端查询"]
    asked = python(COMMAND, *shlex.split(command)[1:])
    assert asked.communicate()[1] == ""
    assert asked.returncode == 0


def test_processes_use_the_one_that_serves(serving: tuple[Path, subprocess.Popen[str], int, list[str]],
                                           tmp_path: Path) -> None:
    (folder, server, _, _), graph = serving, tmp_path / "graph.jsonl"
    write(sample_graph(), graph)
    loading = python(COMMAND, "load", str(graph), "--store", str(folder))
    out, errors = loading.communicate()
    assert (loading.returncode, out) == (0, ""), errors
    assert errors.startswith(f"documents: 2 new, 0 replaced, 0 known\nnodes: {len(sample_graph().nodes)} created")

    query = python(COMMAND, "query", "documents", "--format", "csv", "--store", str(folder))
    out, errors = query.communicate()
    assert (query.returncode, errors) == (0, "")
    assert out.startswith("id,title,kind,year")
    occupant = StoreFolder(folder).occupant()  # an engine of its own was impossible: the folder is locked
    assert occupant is not None
    assert occupant.pid == server.pid

    second = python(COMMAND, "serve", "--store", str(folder))
    assert f"process {server.pid} serves this store already" in second.communicate()[1]

    server.send_signal(signal.SIGTERM)
    out, errors = server.communicate()
    assert (server.returncode, out, errors) == (0, "", "Stopped.\n")
    assert StoreFolder(folder).occupant() is None


def test_processes_standard_output_holds_the_answer_alone(tmp_path: Path) -> None:
    load_graph(sample_graph(), Target(store=tmp_path / "store"))
    query = python(COMMAND, "cypher", "RETURN 1 AS one", "--format", "json", "--store", str(tmp_path / "store"))
    out, errors = query.communicate()
    assert (query.returncode, out, errors) == (0, '[\n  {\n    "one": 1\n  }\n]\n', "")
