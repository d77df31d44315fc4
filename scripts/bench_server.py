"""Neo4j servers that are measured, and what they are filled with: a merged graph of generated documents in a file."""
from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generated import documents
from neo4j import Session

from kg.cli.merge import merged_with_derived
from kg.graph.exchange import read_items, write
from kg.types import Node, Relationship
from loaders.bulk.folder import ARGUMENTS
from loaders.neo4j_server.home import ServerHome
from loaders.neo4j_server.process import admin, start, stop
from loaders.target import Connection, Target, open_target

_CONF = """\
server.memory.heap.max_size={heap}
server.memory.pagecache.size=512m
server.https.enabled=false
dbms.usage_report.enabled=false
db.tx_log.rotation.retention_policy=1 files
"""
_USED = ("CALL dbms.queryJmx('java.lang:type=OperatingSystem') YIELD attributes "
         "RETURN attributes.ProcessCpuTime.value AS used")


def processor_seconds(session: Session) -> float:
    """Return the processor time that the server has used since its start."""
    return float(session.run(_USED).single(strict=True)["used"]) / 1e9


def graph_file(count: int, folder: Path) -> Path:
    """Write the merged graph of some generated documents, with what follows from it, unless it is there already."""
    path = folder / f"graph-{count}.jsonl"
    if not path.exists():
        write(merged_with_derived(item for graph in documents(count) for item in graph.items()), path)
    return path


def items_of(path: Path) -> Iterator[Node | Relationship]:
    """Read a graph, nodes first."""
    with path.open("rb") as stream:
        yield from read_items(stream, str(path))


@contextmanager
def server(home: ServerHome, heap: str) -> Iterator[Connection]:
    """Yield a connection to a server of a folder, which runs meanwhile."""
    home.make()
    (home.conf / "neo4j.conf").write_text(_CONF.format(heap=heap), encoding="utf-8")
    running = start(home)
    try:
        with open_target(Target(store=home.path)) as connection:
            yield connection
    finally:
        stop(home)
        with suppress(ChildProcessError):  # its processor time is not that of what comes next
            os.waitpid(running.pid, 0)


def import_files(home: ServerHome, files: Path) -> None:
    """Fill the database of a server that does not run from the files of ``kg export neo4j-admin``."""
    home.make()
    before = Path.cwd()
    os.chdir(files)
    try:
        admin(home, ["database", "import", "full", "neo4j", "--overwrite-destination", f"@{ARGUMENTS}"], quiet=True)
    finally:
        os.chdir(before)
