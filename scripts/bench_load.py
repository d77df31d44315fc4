"""Measure ways of filling a Neo4j server, side by side, and the query library on what it then holds.

The graph is of invented documents, 20 nodes and 60 relationships each: 5,000 documents are 100,000 nodes and 300,000
relationships. Each way begins with an empty database with the same constraints, on the same server; the bulk import
writes the files of a database that does not run, so it has a folder of its own, whose server then answers the queries.
"""
from __future__ import annotations

import argparse
import math
import os
import statistics
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from generated_graph import GeneratedGraph
from neo4j import Driver

from kg.graph.exchange import write
from kg.types import Node, Relationship
from loaders.ask import ask_query
from loaders.bolt import load
from loaders.bulk.folder import ARGUMENTS, write_folder
from loaders.neo4j_server.home import ServerHome
from loaders.neo4j_server.process import admin, alive, start, stop
from loaders.queries import library
from loaders.schema import prepare
from loaders.target import Connection, Target, open_target

_CONF = """\
server.memory.heap.max_size={heap}
server.memory.pagecache.size=512m
server.https.enabled=false
dbms.usage_report.enabled=false
"""
_BATCH = 10_000
# What the queries are asked about: things that generated documents name often.
_ASKED: dict[str, Any] = {
    "district": "第7区", "one": "第7区", "other": "第9区", "name": "第7区第3小学", "program": "第0号工程",
    "indicator": "第0号指标", "document": "第7区教育局2023年工作要点", "id": "runs/00000070/25", "text": "第7区",
    "year": 2021, "before": 2020, "after": 2021}
Load = Callable[[Driver, GeneratedGraph], object]


def _batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch


def _groups(graph: GeneratedGraph) -> tuple[dict[str, list[Node]], dict[str, list[Relationship]]]:
    nodes: dict[str, list[Node]] = defaultdict(list)
    relationships: dict[str, list[Relationship]] = defaultdict(list)
    for item in graph.items():
        if isinstance(item, Node):
            nodes[":".join(item.labels)].append(item)
        else:
            relationships[item.label].append(item)
    return nodes, relationships


def by_kg(driver: Driver, graph: GeneratedGraph) -> object:
    """Load as ``kg load`` does."""
    return load(driver, graph.items())


def by_hand(driver: Driver, graph: GeneratedGraph, size: int = _BATCH) -> None:
    """Load with the plainest loop of UNWIND and MERGE."""
    nodes, relationships = _groups(graph)
    with driver.session() as session:
        for labels, group in nodes.items():
            key = "Source" if labels == "Source" else "Entity"
            statement = f"UNWIND $rows AS row MERGE (n:{key} {{id: row.id}}) SET n:{labels}, n = row"
            for batch in _batches(group, size):
                rows = [dict(item.properties) for item in batch]
                session.execute_write(lambda tx, s=statement, r=rows: tx.run(s, rows=r).consume())
        for type, group in relationships.items():
            end = "Source" if type == "MENTIONED_IN" else "Entity"
            statement = (f"UNWIND $rows AS row MATCH (a:Entity {{id: row.a}}) MATCH (b:{end} {{id: row.b}}) "
                         f"MERGE (a)-[r:{type} {{id: row.id}}]->(b) SET r = row.properties")
            for batch in _batches(group, size):
                rows = [{"a": item.start, "b": item.end, "id": item.id, "properties": dict(item.properties)}
                        for item in batch]
                session.execute_write(lambda tx, s=statement, r=rows: tx.run(s, rows=r).consume())


def by_row(driver: Driver, graph: GeneratedGraph) -> None:
    """Load with one MERGE, and one transaction, for each row."""
    by_hand(driver, graph, size=1)


def by_graphrag(python: Path, home: ServerHome, uri: str, graph: GeneratedGraph) -> float:
    """Load with the writer of neo4j-graphrag, in its own Python; return its seconds, endless ones where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        write(graph.items(), Path(folder, "graph.jsonl"))
        done = subprocess.run([str(python), str(Path(__file__).with_name("bench_graphrag.py")), uri,
                               str(Path(folder, "graph.jsonl"))], capture_output=True, text=True, check=False,
                              env={**os.environ, "NEO4J_PASSWORD": home.password()})
    if done.returncode != 0:
        print(done.stderr.strip().splitlines()[-1])
        return math.inf
    return float(done.stdout)


WAYS: dict[str, Load] = {"kg load": by_kg, "UNWIND/MERGE by hand": by_hand, "one MERGE a row": by_row}


@contextmanager
def server(home: ServerHome, heap: str) -> Iterator[Connection]:
    """Yield a connection to a server of a folder, which runs meanwhile."""
    home.make()
    (home.conf / "neo4j.conf").write_text(_CONF.format(heap=heap), encoding="utf-8")
    start(home)
    try:
        with open_target(Target(store=home.path)) as connection:
            yield connection
    finally:
        stop(home)


def clear(driver: Driver) -> None:
    """Empty the database; it has the constraints and indexes of ``kg load`` then."""
    with driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
    prepare(driver)


def report(way: str, documents: int, seconds: float) -> None:
    """Print one row."""
    nodes, relationships = 20 * documents, 60 * documents
    print(f"{way:<22} {nodes:>9,} {relationships:>10,} {seconds:>8.1f} {(nodes + relationships) / seconds:>10,.0f}",
          flush=True)


def loads(home: ServerHome, sizes: list[int], heap: str, rows: int, graphrag: Path | None) -> None:
    """Print how fast each way fills the server, for graphs of some sizes; row by row for few documents only."""
    with server(home, heap) as connection:
        for documents in sizes:
            for way, function in WAYS.items():
                taken = min(documents, rows) if function is by_row else documents
                clear(connection.driver)
                began = time.perf_counter()
                function(connection.driver, GeneratedGraph(taken))
                report(way, taken, time.perf_counter() - began)
            if graphrag is not None and (running := alive(home)) is not None:
                clear(connection.driver)
                report("neo4j-graphrag", documents, by_graphrag(graphrag, home, running.uri, GeneratedGraph(documents)))


def bulk(folder: Path, documents: int, heap: str) -> ServerHome:
    """Print how fast the bulk import is: writing the files, importing them, making constraints and indexes."""
    home = ServerHome(folder / f"bulk-{documents}")
    began = time.perf_counter()
    write_folder(GeneratedGraph(documents).items, folder / f"files-{documents}")
    report("export neo4j-admin", documents, time.perf_counter() - began)
    home.make()
    before = Path.cwd()
    imported = time.perf_counter()
    os.chdir(folder / f"files-{documents}")
    try:
        admin(home, ["database", "import", "full", "neo4j", "--overwrite-destination", f"@{ARGUMENTS}"], quiet=True)
    finally:
        os.chdir(before)
    report("  import", documents, time.perf_counter() - imported)
    with server(home, heap) as connection:
        made = time.perf_counter()
        prepare(connection.driver)
        report("  constraints", documents, time.perf_counter() - made)
    return home


def questions(home: ServerHome, heap: str, rounds: int = 3) -> None:
    """Print the slowest queries of the library: the middle one of some rounds, after one to warm up."""
    with server(home, heap) as connection:
        spent = {}
        for query in library().values():
            given = {item.name: _ASKED[item.name] for item in query.parameters if item.required}
            spent[query.name] = statistics.median([_seconds(connection, query, given) for _ in range(rounds + 1)][1:])
    print(f"\n{len(spent)} queries, {sum(seconds < 1 for seconds in spent.values())} in under a second; the slowest")
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1])[:8]:
        print(f"{name:<25} {seconds:>6.2f} s")


def _seconds(connection: Connection, query: Any, given: dict[str, Any]) -> float:
    began = time.perf_counter()
    ask_query(connection, query, given)
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[5000], help="sizes of the graph (default 5000)")
    parser.add_argument("--bulk-documents", type=int, nargs="+", default=[5000, 50000],
                        help="sizes for the bulk import (default 5000 50000)")
    parser.add_argument("--rows", type=int, default=100, help="documents that are loaded row by row (default 100)")
    parser.add_argument("--heap", default="1g", help="heap of the server (default 1g)")
    parser.add_argument("--graphrag", type=Path, metavar="PYTHON",
                        help="a Python with neo4j-graphrag, whose writer is measured too")
    options = parser.parse_args()
    print("way                        nodes  relations  seconds      both/s")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        loads(ServerHome(folder / "server"), options.documents, options.heap, options.rows, options.graphrag)
        homes = [bulk(folder, documents, options.heap) for documents in options.bulk_documents]
        questions(homes[0], options.heap)


if __name__ == "__main__":
    main()
