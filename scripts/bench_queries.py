"""Measure each query of the library on a Neo4j server that holds the graph of 5,000 generated documents.

The graph comes by the bulk import, with its constraints and indexes, and with all that follows from it (``generated``).
Parameters are those that a user would give: things that documents name often. What a server needs is its own time from
the statement to the last row, what a user sees is the time of ``ask_query`` with all rows as Python values; both are
the best of some rounds after one to warm up, and so is the processor time of the server, which other work on the
machine does not lengthen. Exit status 1 where a query takes a second or longer.
"""
from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from bench_server import graph_file, import_files, items_of, processor_seconds, server
from neo4j import READ_ACCESS

from loaders.ask import ask_query
from loaders.bulk.folder import write_folder
from loaders.neo4j_server.home import ServerHome
from loaders.queries import Query, library
from loaders.schema import prepare
from loaders.target import Connection

_LIMIT = 1.0  # seconds
# The first pair of schools that documents link as one, a claim, two plans of a district; the rest are names.
_ONE_SCHOOL = "MATCH (a:School)-[:SAME_AS]->(b:School) RETURN a.name AS name, a.id AS id ORDER BY id LIMIT 1"
_ONE_CLAIM = "MATCH (:Entity {id: 'governmentbody/110105/教育局'})-[c:RUNS]->() RETURN c.id AS id ORDER BY id LIMIT 1"
_PLANS = "MATCH (s:Source {kind: 'plan'}) WHERE s.name STARTS WITH '110105' RETURN s.id AS id ORDER BY s.year LIMIT 2"
_NAMES: dict[str, Any] = {
    "district": "朝阳区", "one": "110105", "other": "110108", "name": "第7号行动", "program": "第7号行动",
    "indicator": "新增学位", "text": "梅溪", "year": 2022, "before": 2021, "after": 2022}
# Queries that ask about something else than the parameter's name says elsewhere.
_OTHERS: dict[str, dict[str, Any]] = {
    "honours_of": {"name": "朝阳区"}, "pairs_and_manages": {"name": "朝阳区"}, "cooperation_graph": {"name": "朝阳区"},
    "districts_named": {"name": "北京市朝阳区"}, "entity_graph": {"name": "新增学位"},
    "documents_named": {"name": "朝阳区教育局2022年工作要点"}, "benchmark": {"within": "北京市"}}


class Row(NamedTuple):
    """What one query took: seconds of the server, of its processor, and of the user; how many rows it gave."""

    query: str
    server: float
    processor: float
    user: float
    rows: int


def given(connection: Connection, query: Query) -> dict[str, Any]:
    """Return the parameters that a query is asked with."""
    with connection.driver.session() as session:
        school = session.run(_ONE_SCHOOL).single(strict=True)
        claim = session.run(_ONE_CLAIM).single(strict=True)["id"]
        plans = [record["id"] for record in session.run(_PLANS)]
    known = {**_NAMES, "id": claim if query.name == "evidence_of_claim" else school["id"], "document": plans[0]}
    if query.name == "diff_documents":
        known |= {"before": plans[0], "after": plans[1]}
    if query.name in ("school_state", "timeline", "mentions_of_entity", "neighbourhood"):
        known |= {"name": school["name"]}
    wanted = {item.name: known[item.name] for item in query.parameters if item.required}
    return {**wanted, **_OTHERS.get(query.name, {})}


def measure(connection: Connection, query: Query, rounds: int) -> Row:
    """Ask some times, and once before."""
    parameters = given(connection, query)
    users, servers, processors, rows = [], [], [], 0
    for _ in range(rounds + 1):
        began = time.perf_counter()
        rows = len(ask_query(connection, query, parameters).rows)
        users.append(time.perf_counter() - began)
        with connection.driver.session(default_access_mode=READ_ACCESS) as session:
            before = processor_seconds(session)
            summary = session.run(query.cypher, query.bind(parameters)).consume()
            processors.append(processor_seconds(session) - before)
        servers.append(((summary.result_available_after or 0) + (summary.result_consumed_after or 0)) / 1000)
    return Row(query.name, min(servers[1:]), min(processors[1:]), min(users[1:]), rows)


def filled(folder: Path, documents: int) -> ServerHome:
    """Return a server's folder with the graph, made where it is not there yet."""
    home, files = ServerHome(folder / f"queries-{documents}"), folder / f"import-{documents}"
    if not home.exists():
        path = graph_file(documents, folder)
        write_folder(lambda: items_of(path), files)
        import_files(home, files)
    return home


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("queries", nargs="*", help="only these")
    parser.add_argument("--documents", type=int, default=5000, help="generated documents (default 5000)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is asked (default 5)")
    parser.add_argument("--heap", default="1g", help="heap of the server (default 1g)")
    parser.add_argument("--folder", type=Path, help="where graph and server are kept for another run")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = filled(options.folder or Path(name), options.documents)
        with server(home, options.heap) as connection:
            prepare(connection.driver)
            print("query                       server s      cpu s     user s    rows")
            rows = []
            for query in library().values():
                if query.name in options.queries or not options.queries:
                    rows.append(row := measure(connection, query, options.rounds))
                    print(f"{row.query:<26} {row.server:>9.3f} {row.processor:>10.3f} {row.user:>10.3f} "
                          f"{row.rows:>7,}", flush=True)
    slow = [row.query for row in rows if row.user >= _LIMIT]
    print(f"{len(rows)} queries, {len(rows) - len(slow)} in under a second", flush=True)
    sys.exit(bool(slow))


if __name__ == "__main__":
    main()
