"""Starting and stopping a real Neo4j server; loading the sample into it and asking it."""
from __future__ import annotations

import shutil
import stat
import urllib.request
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from neo4j_run import start_test_server
from store_sample import sample_graph

from kg.errors import StoreError
from loaders.ask import ask
from loaders.bolt import load
from loaders.dialect import Dialect, dialect
from loaders.fulltext import search_names
from loaders.neo4j_server.home import ServerHome
from loaders.neo4j_server.process import alive, start, stop
from loaders.target import Connection

Kg = Callable[..., CompletedProcess[bytes]]


def test_neo4j_sample_is_loaded_and_found(neo4j_store: Connection) -> None:
    assert dialect(neo4j_store.driver) is Dialect.NEO4J
    load(neo4j_store.driver, sample_graph())
    count = "MATCH (n) WHERE NOT n:KgSchema RETURN count(n)"
    assert ask(neo4j_store, count, {}).rows == ((len(sample_graph().nodes),),)
    assert [item["name"] for item in search_names(neo4j_store.driver, "第一小学")] == ["青云区第一小学"]


def test_neo4j_password_is_for_the_owner_and_in_no_argument(neo4j_home: ServerHome) -> None:
    assert stat.S_IMODE(neo4j_home.password_file.stat().st_mode) == 0o600
    running = alive(neo4j_home)
    assert running is not None
    arguments = Path(f"/proc/{running.pid}/cmdline").read_text(encoding="utf-8")
    logs = [path.read_text(encoding="utf-8", errors="replace") for path in (neo4j_home.path / "logs").iterdir()]
    assert neo4j_home.password() not in "".join([arguments, *logs])


def test_neo4j_browser_is_served(neo4j_home: ServerHome) -> None:
    running = alive(neo4j_home)
    assert running is not None
    with urllib.request.urlopen(f"http://127.0.0.1:{running.http}/browser/") as page:
        assert b"Neo4j Browser" in page.read()


def test_neo4j_status_of_no_server(tmp_path: Path, kg: Kg) -> None:
    done = kg("neo4j", "status", "--home", tmp_path)
    assert (done.returncode, done.stdout) == (4, b"")
    assert b"no server runs here" in done.stderr


def test_neo4j_start_refuses_a_folder_with_other_files(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("x")
    with pytest.raises(StoreError, match="holds other files"):
        start(ServerHome(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_neo4j_start_refuses_a_taken_port(neo4j_home: ServerHome, tmp_path: Path) -> None:
    running = alive(neo4j_home)
    assert running is not None
    with pytest.raises(StoreError, match=f"port {running.bolt} is in use"):
        start(ServerHome(tmp_path / "home"), bolt=running.bolt)


def test_neo4j_start_that_fails_says_why_and_leaves_no_process(tmp_path: Path) -> None:
    home = ServerHome(tmp_path / "home")
    home.make()
    (home.conf / "neo4j.conf").write_text("server.memory.pagecache.size=lots\n", encoding="utf-8")
    with pytest.raises(StoreError, match="lots"):
        start(home)
    assert alive(home) is None


def test_neo4j_start_sets_whatever_password_its_file_has(tmp_path: Path) -> None:
    home = ServerHome(tmp_path / "home")
    home.make()
    home.password_file.write_text('-#a "b" \\c\'d\n', encoding="utf-8")
    try:
        assert alive(home) is None
        assert start_test_server(home) == alive(home)  # it has answered to the password
    finally:
        stop(home)


@pytest.mark.parametrize(("name", "value", "message"), [
    ("PATH", "", "no Java on the path"),
    ("JAVA_HOME", "/nowhere", "no Java in JAVA_HOME"),
])
def test_neo4j_start_without_java_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str,
                                                       value: str, message: str) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv(name, value)
    with pytest.raises(StoreError, match=message):
        start(ServerHome(tmp_path / "home"))
    assert not (tmp_path / "home").exists()


def test_neo4j_start_without_maven_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    real = shutil.which("java")
    assert real is not None
    java.symlink_to(real)
    monkeypatch.setenv("PATH", str(java.parent))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(StoreError, match="Maven fetches Neo4j"):
        start(ServerHome(tmp_path / "home"))
