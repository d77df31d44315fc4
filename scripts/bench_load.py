"""Measure ways of filling a Neo4j server, side by side on the same one, from the same file.

The graph is that of generated documents with all that follows from them, merged beforehand (``generated``). The server
has the constraints and indexes of ``kg load`` for each way, and is emptied after it. What is slow takes fewer documents
(``--row-documents``, ``--graphrag-documents``). The bulk import writes the files of a database that does not run, so
it has a folder of its own. Processor time is that of server and client together, and is what to compare where other
work goes on beside.
"""
from __future__ import annotations

import argparse
import functools
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from bench_server import graph_file, import_files, items_of, processor_seconds, server
from neo4j import Driver

from loaders.bolt import load
from loaders.bulk.folder import write_folder
from loaders.neo4j_server.home import ServerHome
from loaders.neo4j_server.process import alive
from loaders.schema import prepare
from loaders.target import Connection

_COMMAND = (sys.executable, "-c", "from kg.cli import main; main()")
_BATCH = 10_000
# Documents that are loaded in both ways before anything is measured: a server compiles what it runs often.
_WARM = 1000
_COUNT = ("MATCH (n) WHERE NOT n:KgSchema WITH count(n) AS nodes "
          "CALL () { MATCH ()-[r]->() RETURN count(r) AS relationships } RETURN nodes, relationships")


def by_command(home: ServerHome, path: Path) -> None:
    """Load with the command ``kg load``: a process of its own, derived facts made anew, full text waited for."""
    subprocess.run([*_COMMAND, "load", str(path), "--store", str(home.path)], check=True, capture_output=True)


def by_hand(driver: Driver, path: Path, size: int = _BATCH) -> None:
    """Load with the plainest loop of UNWIND and MERGE, a statement for each set of labels and each type."""
    waiting: dict[str, list[dict[str, Any]]] = defaultdict(list)
    nodes = True
    with path.open("rb") as stream, driver.session() as session:
        for line in stream:
            item = orjson.loads(line)
            if nodes and item["type"] == "relationship":
                nodes = False
                _flush(session, waiting)
            statement, row = _row(item)
            waiting[statement].append(row)
            if len(waiting[statement]) == size:
                _run(session, statement, waiting.pop(statement))
        _flush(session, waiting)


def _row(item: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    if item["type"] == "node":
        labels = ":".join(item["labels"])
        key = "Source" if labels == "Source" else "Entity"
        return f"UNWIND $rows AS row MERGE (n:{key} {{id: row.id}}) SET n:{labels}, n = row", item["properties"]
    end = "Source" if item["label"] == "MENTIONED_IN" else "Entity"
    return (f"UNWIND $rows AS row MATCH (a:Entity {{id: row.a}}) MATCH (b:{end} {{id: row.b}}) "
            f"MERGE (a)-[r:{item['label']} {{id: row.properties.id}}]->(b) SET r = row.properties",
            {"a": item["start"]["id"], "b": item["end"]["id"], "properties": item["properties"]})


def _flush(session: Any, waiting: dict[str, list[dict[str, Any]]]) -> None:
    for statement, rows in waiting.items():
        _run(session, statement, rows)
    waiting.clear()


def _run(session: Any, statement: str, rows: list[dict[str, Any]]) -> None:
    session.execute_write(lambda transaction: transaction.run(statement, rows=rows).consume())


def by_graphrag(python: Path, home: ServerHome, path: Path) -> None:
    """Load with the writer of neo4j-graphrag, in its own Python."""
    running = alive(home)
    assert running is not None
    done = subprocess.run([str(python), str(Path(__file__).with_name("bench_graphrag.py")), running.uri, str(path)],
                          capture_output=True, text=True, check=False,
                          env={**os.environ, "NEO4J_PASSWORD": home.password()})
    if done.returncode != 0:
        sys.exit(f"neo4j-graphrag: {done.stderr.strip().splitlines()[-1]}")


def clear(connection: Connection) -> None:
    """Empty the database; it has the constraints and indexes of ``kg load`` then."""
    with connection.driver.session() as session:
        for what in ("MATCH ()-[x]->()", "MATCH (x)"):
            session.run(f"{what} CALL (x) {{ DELETE x }} IN TRANSACTIONS OF 10000 ROWS").consume()
    prepare(connection.driver)


class Clock:
    """Seconds and seconds of processors, of this process, its children that have ended, and a server, since then."""

    def __init__(self, connection: Connection | None = None) -> None:
        self._connection = connection
        self._wall, self._processor = time.perf_counter(), self._used()

    def _used(self) -> float:
        own = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        server = 0.0
        if self._connection is not None:
            with self._connection.driver.session() as session:
                server = processor_seconds(session)
        return server + sum(usage.ru_utime + usage.ru_stime for usage in own)

    def read(self) -> tuple[float, float]:
        """Return both."""
        return time.perf_counter() - self._wall, self._used() - self._processor


def report(way: str, counts: tuple[int, int], spent: tuple[float, float]) -> None:
    """Print one row: how many nodes and relationships there are then, and how many of both a second."""
    rates = "".join(f" {seconds:>8.1f} {sum(counts) / seconds:>8,.0f}" for seconds in spent)
    print(f"{way:<24} {counts[0]:>9,} {counts[1]:>10,}{rates}", flush=True)


@contextmanager
def measured(way: str, connection: Connection) -> Iterator[None]:
    """Empty the server, take the time of what is done, and print it."""
    clear(connection)
    clock = Clock(connection)
    yield
    spent = clock.read()
    with connection.driver.session() as session:
        record = session.run(_COUNT).single(strict=True)
    report(way, (record["nodes"], record["relationships"]), spent)


def loads(home: ServerHome, folder: Path, options: argparse.Namespace) -> None:
    """Print how fast each way fills the server."""
    with server(home, options.heap) as connection:
        driver = connection.driver
        clear(connection)
        by_hand(driver, graph_file(_WARM, folder))
        clear(connection)
        by_command(home, graph_file(_WARM, folder))
        ways = [("UNWIND/MERGE by hand", functools.partial(by_hand, driver)),
                ("kg load", functools.partial(by_command, home))]
        for documents in options.documents:
            path = graph_file(documents, folder)
            ways.reverse()  # who comes second has a server that is warmer
            for way, fill in ways:
                with measured(way, connection):
                    fill(path)
        path = graph_file(options.row_documents, folder)
        with measured("one MERGE a row", connection):
            by_hand(driver, path, size=1)
        if options.graphrag:
            path = graph_file(options.graphrag_documents, folder)
            with measured("neo4j-graphrag", connection):
                by_graphrag(options.graphrag, home, path)
            with measured("kg load, as much", connection):
                by_command(home, path)


def batches(home: ServerHome, folder: Path, options: argparse.Namespace) -> None:
    """Print how fast the loader is with more and fewer items a transaction, and with loads at the same time."""
    path = graph_file(options.batch_documents, folder)
    with server(home, options.heap) as connection:
        for size in (200, 1000, 5000, 20_000, 100_000):
            with measured(f"{size:,} a transaction", connection):
                load(connection.driver, lambda: items_of(path), batch_size=size)
        for count in (1, 2, 4):
            parts = _parts(path, count, folder)
            with measured(f"{count} at the same time", connection):
                processes = [subprocess.Popen([*_COMMAND, "load", str(part), "--store", str(home.path)],
                                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for part in parts]
                for process in processes:
                    _, said = process.communicate()
                    if process.returncode != 0:
                        sys.exit(said.decode())


def _parts(path: Path, count: int, folder: Path) -> list[Path]:
    """Divide a graph by its documents; each part has all nodes that its relationships need, and those they share."""
    lines = [(line, orjson.loads(line)) for line in path.read_bytes().splitlines(keepends=True)]
    sources = [item["id"] for _, item in lines if item["type"] == "node" and item["labels"] == ["Source"]]
    parts = []
    for number in range(count):
        own = set(sources[number::count])
        links = [(line, item) for line, item in lines if item["properties"].get("source") in own]
        ends = {item[end]["id"] for _, item in links for end in ("start", "end")}
        parts.append(folder / f"part-{number}.jsonl")
        parts[-1].write_bytes(b"".join([*(line for line, item in lines if item.get("id") in ends),
                                        *(line for line, _ in links)]))
    return parts


def bulk(folder: Path, documents: int, heap: str) -> None:
    """Print how fast the bulk import is: writing the files, importing them, making constraints and indexes."""
    home, files = ServerHome(folder / f"bulk-{documents}"), folder / f"files-{documents}"
    path = graph_file(documents, folder)
    clock = Clock()
    done = write_folder(lambda: items_of(path), files)
    counts, written = (done.nodes, done.relationships), clock.read()
    clock = Clock()
    import_files(home, files)
    imported = clock.read()
    with server(home, heap) as connection:
        clock = Clock(connection)
        prepare(connection.driver)
        made = clock.read()
    for what, spent in (("export", written), ("import", imported), ("indexes", made)):
        report(f"bulk: {what}", counts, spent)
    report("bulk as a whole", counts, (written[0] + imported[0] + made[0], written[1] + imported[1] + made[1]))
    shutil.rmtree(files)
    shutil.rmtree(home.path)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="*", default=[1700, 1700],
                        help="sizes for each way, which comes first in turns (default 1700 1700)")
    parser.add_argument("--bulk-documents", type=int, nargs="*", default=[1700, 17_000],
                        help="sizes for the bulk import (default 1700 17000)")
    parser.add_argument("--row-documents", type=int, default=20, help="documents that are loaded row by row (20)")
    parser.add_argument("--batch-documents", type=int, default=0, metavar="N",
                        help="measure sizes of transactions, and loads at the same time, with so many documents")
    parser.add_argument("--heap", default="1g", help="heap of the server (default 1g)")
    parser.add_argument("--graphrag", type=Path, metavar="PYTHON",
                        help="a Python with neo4j-graphrag, whose writer is measured too; it needs APOC in the server")
    parser.add_argument("--graphrag-documents", type=int, default=170, help="documents that it loads (default 170)")
    parser.add_argument("--apoc", type=Path, metavar="JAR", help="APOC, for the server")
    parser.add_argument("--folder", type=Path, help="where the graphs are kept for another run")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name)
        home = ServerHome(Path(name, "server"))
        if options.apoc:
            home.make()
            (home.path / "plugins").mkdir()
            shutil.copy(options.apoc, home.path / "plugins")
        print("                                                            both   cpu s   both/\n"
              "way                          nodes  relations  seconds     /s           cpu s")
        loads(home, folder, options)
        if options.batch_documents:
            batches(home, folder, options)
        for documents in options.bulk_documents:
            bulk(folder, documents, options.heap)


if __name__ == "__main__":
    main()
