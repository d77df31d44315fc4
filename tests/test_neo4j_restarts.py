"""A Neo4j server that is stopped, filled from files, killed and started again: one of this module's own.

Starting it takes long, so that each test takes it as the one before has left it, running or not.
"""
from __future__ import annotations

import datetime
import os
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from bulk_graphs import hostile_graph
from click.testing import CliRunner, Result
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from neo4j_fixtures import clear, exclusive
from neo4j_run import CHEAP_JAVA, start_test_server
from school_documents import DOCUMENTS, document, documents
from store_sample import digest, sample_graph

from kg.cli import cli
from kg.cli.merge import merged_with_derived
from kg.errors import StoreError
from kg.graph.exchange import collect, write
from kg.graph.merge import merge
from loaders.bolt import load
from loaders.connect import connect
from loaders.dump import stored_items
from loaders.neo4j_server.home import USER, Running, ServerHome
from loaders.neo4j_server.process import alive, start, stop
from loaders.target import Connection, Target, open_target

Kg = Callable[..., CompletedProcess[bytes]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerHome]:
    home = ServerHome(tmp_path_factory.mktemp("own") / "my home")
    yield home
    stop(home)


def _running(home: ServerHome) -> Running:
    return alive(home) or start_test_server(home)


def run(*arguments: object, given: bytes | None = None) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(cli, [*map(str, arguments)], input=given)


def _schema(connection: Connection) -> set[str]:
    with connection.driver.session() as session:
        return {row["name"] for what in ("CONSTRAINTS", "INDEXES")
                for row in session.run(f"SHOW {what} YIELD name, type WHERE type <> 'LOOKUP'")}


def test_bulk_import_equals_a_load(neo4j_target: Target, home: ServerHome, tmp_path: Path,
                                   monkeypatch: pytest.MonkeyPatch) -> None:
    graph, folder = tmp_path / "graph.jsonl", tmp_path / "import files"
    write(merged_with_derived([*hostile_graph().items(), *sample_graph().items()]), graph)
    exported = run("export", "neo4j-admin", folder, graph, "--gzip")
    assert exported.exit_code == 0, exported.stderr
    monkeypatch.setenv("NEO4J_PASSWORD", str(neo4j_target.password))
    with exclusive(neo4j_target) as connection:
        loaded = run("load", graph, "--uri", neo4j_target.uri)
        assert loaded.exit_code == 0, loaded.stderr
        wanted, schema = digest(connection), _schema(connection)
    monkeypatch.delenv("NEO4J_PASSWORD")

    [command] = [line for line in exported.stdout.splitlines() if " kg neo4j admin " in line]
    stop(home)
    home.make()
    shell = command.replace(" kg neo4j", f" {shlex.quote(sys.executable)} -c 'from kg.cli import main; main()' neo4j")
    shell = shell.replace(str(Path("kg-neo4j").absolute()), shlex.quote(str(home.path)))
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, timeout=300, check=False,
                          env={**os.environ, **CHEAP_JAVA})
    assert done.returncode == 0, done.stdout + done.stderr
    start_test_server(home)
    made = run("load", "-", "--store", home.path, given=b"")
    assert made.exit_code == 0, made.stderr
    with open_target(Target(store=home.path)) as connection:
        assert digest(connection) == wanted
        assert _schema(connection) == schema


def test_interrupted_server_that_is_killed_and_started_again(home: ServerHome, monkeypatch: pytest.MonkeyPatch
                                                             ) -> None:
    monkeypatch.setattr("loaders.connect.RETRY_SECONDS", 2.0)
    running = _running(home)
    stream, whole = documents(), merge(document(number) for number in range(DOCUMENTS))
    with connect(running.uri, USER, home.password()) as driver, ThreadPoolExecutor(1) as pool:
        clear(driver)
        counts: list[int] = []
        well_begun = threading.Event()

        def progress(count: int) -> None:
            counts.append(count)
            if len(counts) == 5:
                well_begun.set()

        loading = pool.submit(load, driver, stream, batch_size=100, progress=progress)
        assert well_begun.wait(60)
        os.kill(running.pid, signal.SIGKILL)
        with pytest.raises(StoreError, match="server went away while loading"):
            loading.result()
    assert alive(home) is None
    start_test_server(home)
    with open_target(Target(store=home.path)) as store:
        assert collect(stored_items(store.driver, store.database)) != whole
        said: list[str] = []
        load(store.driver, stream, say=said.append)
        assert len(said) == 1
        assert collect(stored_items(store.driver, store.database)) == whole


def _for_reading_with_tls(home: ServerHome) -> None:
    """Let the server only read, and speak TLS with a certificate that it has signed itself."""
    folder = home.path / "certificates" / "bolt"
    folder.mkdir(parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()) \
        .serial_number(1).not_valid_before(now - datetime.timedelta(days=1)) \
        .not_valid_after(now + datetime.timedelta(days=1)).sign(key, hashes.SHA256())
    (folder / "private.key").write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    (folder / "public.crt").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    with (home.conf / "neo4j.conf").open("a", encoding="utf-8") as conf:
        conf.write("server.databases.default_to_read_only=true\nserver.bolt.tls_level=OPTIONAL\n"
                   "dbms.ssl.policy.bolt.enabled=true\n")


def test_neo4j_keeps_data_ports_and_password_when_started_again(
        home: ServerHome, tmp_path: Path, kg: Kg, request: pytest.FixtureRequest) -> None:
    request.addfinalizer(lambda: stop(home))  # it is for reading only then
    graph = tmp_path / "graph.jsonl"
    write(sample_graph(), graph)
    first = _running(home)
    assert run("load", graph, "--store", home.path).exit_code == 0
    with open_target(Target(store=home.path)) as connection:
        before = digest(connection)
    status = run("neo4j", "status", "--home", home.path).stdout
    assert f"Neo4j runs at {first.uri}, process {first.pid}" in status
    with pytest.raises(StoreError, match=f"runs already at {first.uri}"):
        start(home)
    assert run("neo4j", "stop", "--home", home.path).stderr == f"Stopped process {first.pid}.\n"
    assert alive(home) is None
    asked = run("query", "documents", "--store", home.path)
    assert (asked.exit_code, "kg neo4j start --home" in asked.stderr) == (4, True)

    _for_reading_with_tls(home)
    again = kg("neo4j", "start", "--home", home.path, timeout=180, env={**os.environ, **CHEAP_JAVA})
    assert again.returncode == 0, again.stderr
    assert f"Neo4j runs at {first.uri}," in again.stdout.decode()
    with open_target(Target(store=home.path)) as connection:
        assert digest(connection) == before
    refused = run("load", graph, "--store", home.path)
    assert (refused.exit_code, "the database is for reading only" in refused.stderr) == (4, True), refused.stderr
    with connect(first.uri.replace("bolt", "bolt+ssc"), USER, home.password()) as driver:
        assert driver.encrypted
    with pytest.raises(StoreError, match=r"not signed by an authority.*bolt\+ssc"), \
            connect(first.uri.replace("bolt", "bolt+s"), USER, home.password()):
        pass
