"""Neo4j servers of a run of the tests: on free ports, in folders of their own, ended with the run."""
from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loaders.neo4j_server.home import Running, ServerHome
from loaders.neo4j_server.process import start, stop
from loaders.ports import free_port

FOLDER = "KG_TEST_NEO4J"
_CONF = """\
server.memory.heap.max_size={heap}
server.memory.pagecache.size=64m
server.https.enabled=false
dbms.usage_report.enabled=false
db.tx_log.preallocate=false
server.config.strict_validation.enabled=true
"""
# For a machine of a few minutes: what the optimising compiler costs is not won back.
CHEAP_JAVA = {"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
# A run that is killed leaves no server behind.
_WATCH = 'while kill -0 "$1" 2>/dev/null; do sleep 2; done; kill "$2"'


def make_run_folder() -> None:
    """Name the folder of this run, in the environment that the processes of pytest-xdist inherit."""
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="kg-test-neo4j-")


def end_run() -> None:
    """Stop the server of this run, if a test started it, and delete its folder."""
    folder = Path(os.environ.pop(FOLDER))
    stop(ServerHome(folder / "server"))
    shutil.rmtree(folder, ignore_errors=True)


def start_test_server(home: ServerHome, *, heap: str = "600m", **settings: str) -> Running:
    """Start a server on free ports, with little memory; it ends when this run of the tests is gone."""
    home.make()
    (home.conf / "neo4j.conf").write_text(_CONF.format(heap=heap), encoding="utf-8")
    bolt = free_port()
    os.environ.update(CHEAP_JAVA)
    try:
        running = start(home, bolt=bolt, http=free_port(but=(bolt,)), settings=settings)
    finally:
        del os.environ["JAVA_TOOL_OPTIONS"]
    subprocess.Popen(["sh", "-c", _WATCH, "watch", str(_run_pid()), str(running.pid)], start_new_session=True,
                     stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return running


def _run_pid() -> int:
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()


@contextmanager
def locked(name: str) -> Iterator[None]:
    with (Path(os.environ[FOLDER]) / name).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
