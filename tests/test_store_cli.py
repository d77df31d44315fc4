"""The commands that load a store and ask it."""
from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from store_sample import HOSTILE, PROGRAM, SCHOOL, digest, entity, sample_graph

from kg.cli import cli
from kg.errors import ExchangeError, KgError, StoreError
from kg.graph.exchange import lines
from kg.types import Graph
from loaders.ask import ask
from loaders.queries import library
from loaders.target import Connection, Target, open_target

pytest_plugins = ["store_fixtures"]


def command(name: str) -> click.Command:
    """Return a subcommand alone, whose errors reach the test as they are raised."""
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    return found


@pytest.fixture
def run(sample_store: Connection, store_folder: Path) -> Any:
    """Run a command on the sample store."""
    def invoke(name: str, *arguments: str) -> Result:
        return CliRunner().invoke(command(name), [*arguments, "--store", str(store_folder)])
    return invoke


def test_cli_load_reads_files_and_standard_input(tmp_path: Path) -> None:
    graph = sample_graph()
    (tmp_path / "nodes.jsonl").write_bytes(b"".join(lines(Graph(graph.nodes))))
    rest = b"".join(lines(Graph((), graph.relationships)))
    folder = str(tmp_path / "store")
    first = CliRunner().invoke(command("load"), [str(tmp_path / "nodes.jsonl"), "-", "--store", folder], input=rest)
    assert (first.exit_code, first.stdout) == (0, "")
    nodes, relationships = len(graph.nodes), len(graph.relationships)
    assert first.stderr.splitlines()[:3] == ["documents: 2 new, 0 replaced, 0 known",
                                             f"nodes: {nodes} created, 0 changed, 0 unchanged",
                                             f"relationships: {relationships} created, 0 changed, 0 unchanged"]
    assert first.stderr.splitlines()[3].startswith("derived: ")
    again = CliRunner().invoke(command("load"), [str(tmp_path / "nodes.jsonl"), "-", "--store", folder], input=rest)
    assert again.stderr.splitlines() == ["documents: 0 new, 0 replaced, 2 known",
                                         f"nodes: 0 created, 0 changed, {nodes} unchanged",
                                         f"relationships: 0 created, 0 changed, {relationships} unchanged",
                                         "derived: 0 made, 0 removed"]


@pytest.fixture(scope="module")
def unfilled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a store that is open in this process, and stays empty."""
    folder = tmp_path_factory.mktemp("unfilled") / "store"
    with open_target(Target(store=folder), create=True):
        yield folder


@pytest.mark.parametrize("damaged", ["{\"type\": \"node\"", "{\"type\": \"edge\", \"id\": \"x\"}", "[]", "\x00"])
def test_cli_load_damaged_line_names_file_and_line(tmp_path: Path, unfilled: Path, damaged: str) -> None:
    path = tmp_path / "graph.jsonl"
    path.write_bytes(b"".join(lines(Graph((entity("Program", PROGRAM, name="双减"),)))) + damaged.encode() + b"\n")
    result = CliRunner().invoke(command("load"), [str(path), "--store", str(unfilled)])
    assert isinstance(result.exception, ExchangeError), result.exception
    assert f"{path}:2: " in str(result.exception)
    with open_target(Target(store=unfilled)) as connection:
        assert ask(connection, "MATCH (n) WHERE NOT n:KgSchema RETURN count(n)", {}).rows == ((0,),)


def test_cli_query_table_names_all_columns(run: Any) -> None:
    result = run("query", "district_programs", "-p", "district=青云区", "-p", "year=2023")
    assert (result.exit_code, result.stderr) == (0, "")
    for text in (*library()["district_programs"].columns, "繁星计划", "深入推进“双减”工作"):
        assert text in result.stdout


def test_cli_query_csv_is_read_back(run: Any) -> None:
    result = run("query", "program_districts", "-p", f"program={HOSTILE}", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert (row["program"], row["holder"], row["year"]) == (HOSTILE, "白塔区教育局", "2023")


def test_cli_query_json_is_read_back(run: Any) -> None:
    result = run("query", "search_entities", "-p", "text=一小", "--format", "json")
    assert json.loads(result.stdout) == [
        {"id": SCHOOL, "name": "青云区第一小学", "aliases": ["青云一小"], "labels": ["Institution", "School"]}]


@pytest.mark.parametrize(("form", "expected"), [
    ("csv", "id,title,kind,year,publisher,published,name,url\n"),
    ("json", "[]\n"),
])
def test_cli_query_without_rows_is_well_formed(run: Any, form: str, expected: str) -> None:
    assert run("query", "documents", "-p", "year=1900", "--format", form).stdout == expected


def test_cli_query_list_has_every_query_in_two_languages(run: Any) -> None:
    rows = json.loads(run("query", "--list", "--format", "json").stdout)
    assert [row["name"] for row in rows] == list(library())
    assert all(row["zh"] and row["en"] for row in rows)


@pytest.mark.parametrize(("arguments", "message"), [
    (("query",), "give the name of a query"),
    (("query", "nonsense"), "there are benchmark"),
    (("query", "district_programs"), "needs the parameter 'district'"),
    (("query", "district_programs", "-p", "district=x", "-p", "wrong=1"), "no parameter 'wrong'"),
    (("query", "district_programs", "-p", "district=x", "-p", "year=soon"), "year is of type integer, not 'soon'"),
    (("query", "district_programs", "-p", "district"), "-p name=value"),
    (("query", "documents", "--uri", "bolt://127.0.0.1:1"), "not both"),
    (("query", "documents", "--database", "x"), "--database is for servers"),
    (("cypher", "MATCH (n) RETRUN n"), "the store refuses the statement"),
])
def test_cli_wrong_usage_has_status_2(run: Any, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_cli_cypher_takes_parameters(run: Any) -> None:
    result = run("cypher", "RETURN $n + 1 AS n, $text AS text, $list AS list", "-p", "n=41", "-p", "text=双减",
                 "-p", "list=[1,\"二\"]", "--format", "json")
    assert json.loads(result.stdout) == [{"n": 42, "text": "双减", "list": [1, "二"]}]


def test_cli_cypher_shows_nodes_relationships_and_paths(run: Any) -> None:
    result = run("cypher", "MATCH path = (a)-[r:LOCATED_IN]->(d) RETURN a, r, path", "--format", "json")
    (row,) = json.loads(result.stdout)
    assert row["a"]["labels"] == ["Entity", "Institution", "School"]
    assert row["r"]["type"] == "LOCATED_IN"
    assert [item.get("type", "node") for item in row["path"]] == ["node", "LOCATED_IN", "node"]


@pytest.mark.parametrize("statement", [
    "CREATE (n:Entity {id: 'new'})",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n:School) SET n.name = 'x' RETURN n.name AS name",
    "CREATE INDEX i IF NOT EXISTS FOR (n:Entity) ON (n.stage)",
    "CREATE /* now */ CONSTRAINT c FOR (n:Honor) REQUIRE n.level IS UNIQUE",
    "DROP CONSTRAINT kg_entity_id",
])
def test_cli_cypher_reads_only_unless_told(run: Any, sample_store: Connection, statement: str) -> None:
    before = digest(sample_store)
    result = run("cypher", statement)
    assert isinstance(result.exception, StoreError)
    assert "give --write" in str(result.exception)
    assert digest(sample_store) == before


def test_cli_cypher_write_writes(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with open_target(Target(store=folder), create=True) as connection:
        result = CliRunner().invoke(command("cypher"), ["CREATE (n:Entity:Honor {id: 'h'})", "--write",
                                                      "--store", str(folder)])
        assert (result.exit_code, result.stdout) == (0, "")
        assert ask(connection, "MATCH (n:Honor) RETURN n.id", {}).rows == (("h",),)


@pytest.mark.parametrize(("id", "sentence"), [
    (PROGRAM, "深入推进“双减”工作"),
    ("target/aaaa/1", "学前毛入园率达到98%"),
    (f"LOCATED_IN/{SCHOOL}/district/990101//aaaa", "青云区教育局2023年工作要点"),
])
def test_cli_evidence_shows_sentence_document_and_offsets(run: Any, id: str, sentence: str) -> None:
    result = run("evidence", id)
    assert result.exit_code == 0
    for text in (sentence, "document", "start", "end"):
        assert text in result.stdout


def test_cli_evidence_of_unknown_id_fails(run: Any) -> None:
    result = run("evidence", "program/none")
    assert isinstance(result.exception, KgError)
    assert result.exception.exit_status == 1


def test_cli_query_without_store_says_how_to_make_one(tmp_path: Path) -> None:
    result = CliRunner().invoke(command("query"), ["documents", "--store", str(tmp_path / "none")])
    assert isinstance(result.exception, StoreError)
    assert "kg load" in str(result.exception)


def test_cli_table_keeps_control_characters_from_the_terminal(run: Any) -> None:
    result = run("cypher", "RETURN $text AS text", "-p", "text=\x1b[31mred [bold]x[/bold]")
    assert "\x1b" not in result.stdout
    assert "[bold]x[/bold]" in result.stdout


@pytest.mark.parametrize("name", ["load", "query", "cypher", "evidence", "serve"])
def test_cli_help_has_an_example(name: str) -> None:
    result = CliRunner().invoke(command(name), ["--help"])
    assert result.exit_code == 0
    assert f"Example:\n    kg {name} " in result.stdout
