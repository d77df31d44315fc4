"""The files of neo4j-admin: a real import of them equals a load of the same graph."""
from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from store_sample import entity, sample_graph

from kg.errors import ExchangeError, WriteError
from kg.types import Graph, Relationship, Value
from loaders.bulk.folder import write_folder
from loaders.bulk.survey import DELIMITERS

Kg = Callable[..., CompletedProcess[bytes]]


def test_bulk_files_are_the_same_bytes_packed_or_not(tmp_path: Path) -> None:
    graph = sample_graph()
    for name, packed in (("a", False), ("b", False), ("c", True), ("d", True)):
        report = write_folder(graph.items, tmp_path / name, packed=packed)
        assert (report.nodes, report.relationships) == (len(graph.nodes), len(graph.relationships))
    content = {folder.name: {path.name: path.read_bytes() for path in folder.iterdir()}
               for folder in tmp_path.iterdir()}
    assert content["a"] == content["b"]
    assert content["c"] == content["d"]
    unpacked = {name.removesuffix(".gz"): gzip.decompress(data) if name.endswith(".gz") else data
                for name, data in content["c"].items() if name != "import.args"}
    assert unpacked == {name: data for name, data in content["a"].items() if name != "import.args"}


def test_bulk_numbers_of_two_types_go_to_two_files(tmp_path: Path) -> None:
    nodes = [entity("Result", f"result/{value}", value=value, year=2023) for value in (1, 1.5, 2)]
    write_folder(Graph(tuple(nodes)).items, tmp_path / "x")
    stem = tmp_path / "x" / "Entity-Figure-Result"
    assert stem.with_name(f"{stem.name}-1.header.csv").read_text() == "id:ID,value:long,year:long\n"
    assert stem.with_name(f"{stem.name}-1.csv").read_text() == '"result/1",1,2023\n"result/2",2,2023\n'
    assert stem.with_name(f"{stem.name}-2.header.csv").read_text() == "id:ID,value:double,year:long\n"
    assert stem.with_name(f"{stem.name}-2.csv").read_text() == '"result/1.5",1.5,2023\n'


def test_bulk_lists_are_parted_by_what_no_member_holds(tmp_path: Path) -> None:
    node = entity("School", "school/1", name="一", aliases=("a" + DELIMITERS[0], "b" + DELIMITERS[1]))
    write_folder(Graph((node,)).items, tmp_path / "x")
    assert "--array-delimiter=U+001D" in (tmp_path / "x" / "import.args").read_text().splitlines()
    assert "a\x1f\x1db\x1e" in (tmp_path / "x" / "Entity-Institution-School-1.csv").read_text()


@pytest.mark.parametrize(("key", "value"), [
    ("aliases", ()), ("aliases", ("",)), ("year", 2**63), ("a:ID", 1), ("a,b", 1), ("", 1), ("name", None)])
def test_bulk_refuses_what_the_files_cannot_hold(tmp_path: Path, key: str, value: Value) -> None:
    graph = Graph((entity("School", "school/1", **{"name": "一", key: value}),))
    with pytest.raises(ExchangeError, match="'school/1': the files of neo4j-admin cannot hold the property"):
        write_folder(graph.items, tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_bulk_refuses_labels_types_and_lists_of_no_ontology(tmp_path: Path) -> None:
    node = entity("School", "school/1", name="一", aliases=tuple(DELIMITERS))
    for graph, message in (
            (Graph((node,)), "every control character"),
            (Graph(), "no nodes"),
            (Graph((), (Relationship("r", "X`]->() DETACH DELETE n //", "a", "b"),)), "no type")):
        with pytest.raises(ExchangeError, match=message):
            write_folder(graph.items, tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_bulk_refuses_a_folder_with_something_in_it(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("x")
    with pytest.raises(WriteError, match="holds something already"):
        write_folder(sample_graph().items, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_bulk_refuses_a_graph_that_changes_meanwhile(tmp_path: Path) -> None:
    graph, calls = sample_graph(), []

    def items():  # type: ignore[no-untyped-def]
        calls.append(1)
        yield from list(graph.items())[len(calls) - 1:]
    with pytest.raises(ExchangeError, match="changed while"):
        write_folder(items, tmp_path / "x")
    assert list(tmp_path.iterdir()) == []
