"""kg verify: every difference between a store and exchange files."""
from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace
from store_sample import HOSTILE, PLAN, PROGRAM, SCHOOL, SUMMARY, sample_graph

from kg.cli import cli
from kg.graph.exchange import write
from kg.graph.merge import merge
from kg.types import Graph
from loaders.ask import execute
from loaders.bolt import load
from loaders.target import Connection, Target, open_target

pytest_plugins = ["store_fixtures"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a store that is open in this process."""
    folder = tmp_path_factory.mktemp("verify") / "store"
    with open_target(Target(store=folder), create=True):
        yield folder


@pytest.fixture
def store(folder: Path) -> Iterator[Connection]:
    with open_target(Target(store=folder)) as connection:
        execute(connection, "MATCH (n) WHERE NOT n:KgSchema DETACH DELETE n", {})
        load(connection.driver, sample_graph(), database=connection.database)
        yield connection


def run(name: str, *arguments: object) -> Result:
    return CliRunner().invoke(cli, [name, *map(str, arguments)])


def test_verify_finds_no_difference_in_what_was_loaded(store: Connection, folder: Path, tmp_path: Path) -> None:
    graph = sample_graph()
    write(Graph(graph.nodes), tmp_path / "nodes.jsonl")
    write(graph, tmp_path / "graph.jsonl")  # the nodes are in both files
    result = run("verify", tmp_path / "nodes.jsonl", tmp_path / "graph.jsonl", "--store", folder)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No differences.\n")


@pytest.mark.parametrize(("statement", "lines"), [
    ("MATCH (n {id: 'school/990101/青云区东岭小学'}) DETACH DELETE n",
     ["node school/990101/青云区东岭小学: is in the files and not in the store",
      "relationship BUILDS/government_body/990101/青云区教育局/school/990101/青云区东岭小学/2023/aaaa: "
      "is in the files and not in the store"]),
    ("CREATE (n:Entity:Program {id: 'program/new', name: $hostile})",
     ["node program/new: is in the store and not in the files"]),
    ("MATCH (n {id: 'program/双减'}) SET n.scope = $hostile",
     [f"node program/双减: scope is {HOSTILE!r} in the store and 'national' in the files"]),
    ("MATCH (n {id: 'target/aaaa/1'}) SET n.value = 98.0, n.upper = 99",
     ["node target/aaaa/1: upper is 99 in the store and not set in the files",
      "node target/aaaa/1: value is 98.0 in the store and 98 in the files"]),
    ("MATCH (a)-[r:LOCATED_IN]->(b) WITH a, b, r, properties(r) AS p DELETE r "
     "CREATE (b)-[s:LOCATED_IN]->(a) SET s = p",
     [f"relationship LOCATED_IN/{SCHOOL}/district/990101//aaaa: (end) is '{SCHOOL}' in the store and "
      "'district/990101' in the files",
      f"relationship LOCATED_IN/{SCHOOL}/district/990101//aaaa: (start) is 'district/990101' in the store and "
      f"'{SCHOOL}' in the files"]),
])
def test_verify_lists_every_difference(store: Connection, folder: Path, tmp_path: Path, statement: str,
                                       lines: list[str]) -> None:
    execute(store, statement, {"hostile": HOSTILE})
    write(sample_graph(), tmp_path / "graph.jsonl")
    result = run("verify", tmp_path / "graph.jsonl", "--store", folder)
    assert (result.exit_code, result.stdout.splitlines()) == (1, lines)
    count = len(lines)
    assert result.stderr == f"{count} difference{'s' if count > 1 else ''}.\n"


def test_verify_partly_lets_the_store_hold_more(store: Connection, folder: Path, tmp_path: Path) -> None:
    graph = sample_graph()
    part = Graph(tuple(node for node in graph.nodes if node.id in (PROGRAM, PLAN)))
    write(part, tmp_path / "part.jsonl")
    assert run("verify", tmp_path / "part.jsonl", "--store", folder).exit_code == 1
    assert run("verify", tmp_path / "part.jsonl", "--store", folder, "--partly").exit_code == 0


def test_verify_writes_lines_of_json(store: Connection, folder: Path, tmp_path: Path) -> None:
    execute(store, "MATCH (n {id: 'program/双减'}) SET n.scope = 'city'", {})
    write(merge([sample_graph()]), tmp_path / "graph.jsonl")
    result = run("verify", tmp_path / "graph.jsonl", "--store", folder, "--format", "jsonl")
    assert json.loads(result.stdout) == {"kind": "different", "what": "node", "id": PROGRAM, "key": "scope",
                                         "stored": "city", "expected": "national"}


def test_unload_by_file_name_and_id(store: Connection, folder: Path, tmp_path: Path) -> None:
    result = run("unload", "青云区教育局2023年工作总结.txt", PLAN, "--store", folder)
    assert result.exit_code == 0, result.stderr
    count = len(sample_graph().relationships)
    assert result.stderr.splitlines()[:2] == ["documents: 2 taken out", f"relationships: {count} deleted"]


@pytest.mark.parametrize("name", ["nothing.txt", "source/none", "x'}) DETACH DELETE n //"])
def test_unload_of_an_unknown_document_is_an_error(store: Connection, folder: Path, tmp_path: Path, name: str) -> None:
    result = run("unload", PLAN, name, "--store", folder)
    assert result.exit_code == 4
    assert f"{name}: the store has no document with this id or file name" in result.stderr
    write(sample_graph(), tmp_path / "graph.jsonl")
    assert run("verify", tmp_path / "graph.jsonl", "--store", folder).exit_code == 0  # none was taken out


@pytest.fixture(params=["embedded", "neo4j"])
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[Connection, list[object]]:
    """The embedded store and a real Neo4j, and the options of commands that name them."""
    if request.param == "embedded":
        return request.getfixturevalue("store"), ["--store", request.getfixturevalue("folder")]
    target: Target = request.getfixturevalue("neo4j_target")
    monkeypatch.setenv("NEO4J_PASSWORD", str(target.password))
    return request.getfixturevalue("neo4j_store"), ["--uri", target.uri]


def _with_place(graph: Graph, **properties: str) -> Graph:
    """The graph with a file name or an address of its plan."""
    return Graph(tuple(replace(node, properties={**node.properties, **properties}) if node.id == PLAN else node
                       for node in graph.nodes), graph.relationships)


@pytest.mark.parametrize(("key", "other"), [("name", {"url": "https://qingyun.example/2.html"}),
                                            ("url", {"name": "2.txt"})])
def test_load_of_an_edited_document_replaces_the_earlier_one_when_asked(
        place: tuple[Connection, list[object]], tmp_path: Path, key: str, other: dict[str, str]) -> None:
    """An edited file has other bytes, and so another Source."""
    store, options = place
    known, id = _with_place(sample_graph(), url="https://qingyun.example/1.html"), "source/" + "c" * 32
    write(known, tmp_path / "known.jsonl")
    assert run("load", tmp_path / "known.jsonl", *options).exit_code == 0
    items = [replace(node, id=id, properties={**node.properties, "id": id}) if node.id == PLAN else node
             for node in _with_place(known, **other).nodes if node.id != SUMMARY]
    write(items, tmp_path / "edited.jsonl")
    told = run("load", tmp_path / "edited.jsonl", *options)
    assert told.exit_code == 0
    assert (f"1 documents of the store have the file name of one loaded now and other contents. If they are earlier "
            f"versions, take them out with kg unload, or load with --replace name: {PLAN}" in told.stderr) \
        == (key == "name")
    done = run("load", tmp_path / "edited.jsonl", *options, "--replace", key)
    assert "earlier versions of documents taken out: 1" in done.stderr
    assert execute(store, "MATCH (s:Source) RETURN s.id ORDER BY s.id", {}).rows == ((SUMMARY,), (id,))
    assert execute(store, "MATCH ()-[r]->() WHERE r.source = $id RETURN r", {"id": PLAN}).rows == ()
    assert "earlier" not in run("load", tmp_path / "edited.jsonl", *options).stderr
