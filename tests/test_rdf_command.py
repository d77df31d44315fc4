import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rdf_sample import PARSERS, PROGRAM, exported, node, parsed, sample

from kg.cli.export import export
from kg.errors import ExchangeError, StoreError
from kg.graph.exchange import lines, write
from kg.types import Graph
from loaders.bolt import load
from loaders.dump import stored_items
from loaders.target import Target, open_target


def invoke(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    result = CliRunner().invoke(export, list(map(str, arguments)), input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def graph_file(tmp_path: Path) -> Path:
    path = tmp_path / "graph.jsonl"
    write(sample(), path)
    return path


@pytest.mark.parametrize(("suffix", "format"), [
    (".ttl", "turtle"), (".nt", "ntriples"), (".nq", "nquads"), (".trig", "trig"), (".jsonld", "jsonld"),
    (".rdf", "rdfxml")])
def test_rdf_command_takes_the_format_from_the_name(graph_file: Path, suffix: str, format: str) -> None:
    target = graph_file.with_suffix(suffix)
    assert invoke(graph_file, "-o", target).exit_code == 0
    assert target.read_bytes() == exported(sample(), format)
    assert sorted(path.name for path in target.parent.iterdir()) == sorted(["graph.jsonl", target.name])


def test_rdf_command_packs_the_same_bytes_each_time(graph_file: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.nq.gz", tmp_path / "b.nq.gz"
    for target in (first, second):
        assert invoke(graph_file, "-o", target).exit_code == 0
    assert gzip.decompress(first.read_bytes()) == exported(sample(), "nquads")
    assert first.read_bytes() == second.read_bytes()


def test_rdf_command_reads_and_writes_streams() -> None:
    result = invoke("-", "--format", "ntriples", "--plain", stdin=b"".join(lines(sample())))
    assert result.stdout_bytes == exported(sample(), "ntriples", plain=True)
    assert "statements" in result.stderr


def test_rdf_command_merges_files_and_graphs_in_one_file(graph_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    write(Graph((node("Program", PROGRAM, name="双减政策"),)), other)
    result = invoke(graph_file, other, "--format", "ntriples")
    both = invoke("-", "--format", "ntriples", stdin=graph_file.read_bytes() + other.read_bytes())
    assert result.stdout_bytes == both.stdout_bytes
    assert '"双减政策"@zh-hans' in result.stdout
    assert '"双减"@zh-hans' not in result.stdout
    assert '"双减"@zh ' in result.stdout


def test_rdf_command_uses_the_base_and_refuses_a_wrong_one(graph_file: Path) -> None:
    result = invoke(graph_file, "--format", "turtle", "--base-iri", "https://data.example.org/")
    assert "<https://data.example.org/program/双减>" in result.stdout
    assert invoke(graph_file, "--format", "turtle", "--base-iri", "data").exit_code == 2


def test_rdf_command_asks_for_a_format_that_it_cannot_tell(graph_file: Path, tmp_path: Path) -> None:
    result = invoke(graph_file, "-o", tmp_path / "graph.txt")
    assert result.exit_code == 2
    assert "--format" in result.stderr


def test_rdf_command_leaves_the_old_file_where_it_fails(graph_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.nt"
    target.write_text("old")
    graph_file.write_bytes(graph_file.read_bytes() + b"{}\n")
    with pytest.raises(ExchangeError, match=r"graph\.jsonl:"):
        invoke(graph_file, "-o", target)
    assert target.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.jsonl", "out.nt"]


def test_rdf_command_says_where_it_cannot_write(graph_file: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        invoke(graph_file, "-o", tmp_path / "none" / "out.nt")


def test_rdf_command_names_what_it_left_out(tmp_path: Path) -> None:
    path = tmp_path / "graph.jsonl"
    write(Graph((node("Program", PROGRAM, name="双减", pagerank=0.5),)), path)
    assert "left out 1 times, not in the ontology: pagerank of Program" in invoke(path, "--format", "turtle").stderr


def test_rdf_command_exports_a_store(tmp_path: Path) -> None:
    folder = tmp_path / "kg-store"
    with open_target(Target(store=folder), create=True) as connection:
        load(connection.driver, sample(), database=connection.database)
        items = list(stored_items(connection.driver, connection.database))
    assert [item.id for item in items] == [item.id for item in (*sample().nodes, *sample().relationships)]
    result = invoke("--store", folder, "--format", "nquads")
    assert set(result.stdout_bytes.splitlines()) == set(exported(sample(), "nquads").splitlines())


def test_rdf_command_help_has_an_example_and_every_format() -> None:
    text = invoke("--help").stdout
    assert "Example:" in text
    assert all(name in text for name in ("turtle", *PARSERS))
    assert len(parsed(exported(sample()))) > 500
