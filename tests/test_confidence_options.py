"""--min-confidence leaves the same facts out wherever it is given: extract, run, load, export."""
from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import cli
from kg.graph.exchange import read, write
from kg.graph.filter import confident, confident_items
from kg.graph.merge import merge
from kg.types import Graph, Node, Relationship
from loaders.dump import stored_items
from loaders.target import Target, open_target

_DOUBT = 0.5


def _document(number: int, sure: float, unsure: float) -> Graph:
    """A document's graph with a claim and a figure of one confidence and a figure of another."""
    source, indicators = f"source/{number}", ("indicator/学位", f"indicator/{number}")
    figures = [f"target/{number}/{at}" for at in range(2)]
    nodes = [Node("program/双减", ("Entity", "Program"), {"id": "program/双减", "name": "双减"}),
             Node("governmentbody/1", ("Entity", "GovernmentBody", "Institution"),
                  {"id": "governmentbody/1", "name": "青禾区教育局"}),
             Node(source, ("Source",), {"id": source, "name": str(number)})]
    claims = [Relationship(f"claim/{number}/r", "RUNS", "governmentbody/1", "program/双减", _of(source, unsure))]
    for figure, indicator, value in zip(figures, indicators, (sure, unsure), strict=True):
        nodes += [Node(figure, ("Entity", "Figure", "Target"), {"id": figure, "name": figure, "indicator": indicator}),
                  Node(indicator, ("Entity", "Indicator"), {"id": indicator, "name": indicator[10:]})]
        claims += [Relationship(f"claim/{figure}", "TARGETS", "governmentbody/1", figure, _of(source, value)),
                   Relationship(f"measures/{figure}", "MEASURES", figure, indicator, {"source": source})]
    return merge([Graph(tuple(nodes), tuple(claims))])


def _of(source: str, confidence: float) -> dict[str, str | float | int]:
    return {"source": source, "confidence": confidence, "evidence": "x", "start": 0, "end": 1, "rule": "test"}


@pytest.fixture
def graph_file(tmp_path: Path) -> Path:
    path = tmp_path / "graph.jsonl"
    write(merge([_document(1, 0.9, 0.4), _document(2, 0.4, 0.4)]), path)
    return path


def _run(*arguments: object, stdin: bytes | None = None) -> Result:
    result = CliRunner().invoke(cli, list(map(str, arguments)), input=stdin)
    assert result.exit_code == 0, result.output
    return result


_values = st.sampled_from([0.3, 0.5, 0.7, 0.9])


@given(st.lists(st.tuples(_values, _values), max_size=4), _values)
def test_confidence_of_merged_graphs_is_filtered_like_that_of_each(
        values: list[tuple[float, float]], least: float) -> None:
    graphs = [_document(number, *pair) for number, pair in enumerate(values)]
    assert merge(confident(graph, least) for graph in graphs) == confident(merge(graphs), least)


def test_confidence_filter_takes_items_in_any_order(graph_file: Path) -> None:
    graph = read(graph_file)
    backwards = list(graph.items())[::-1]
    kept = {item.id for item in confident_items(lambda: backwards, _DOUBT)}
    assert kept == {item.id for item in confident(graph, _DOUBT).items()}
    assert "indicator/学位" in kept
    assert not {"indicator/1", "indicator/2", "target/2/0", "claim/1/r"} & kept


@pytest.mark.parametrize("stdin", [False, True])
def test_confidence_option_of_load(graph_file: Path, tmp_path: Path, stdin: bool) -> None:
    store = tmp_path / "store"
    _run("load", "-" if stdin else graph_file, "--store", store, "--min-confidence", _DOUBT,
         stdin=graph_file.read_bytes() if stdin else None)
    with open_target(Target(store=store)) as connection:
        loaded = {item.id for item in stored_items(connection.driver, connection.database)}
    assert loaded == {item.id for item in confident(read(graph_file), _DOUBT).items()}


def test_confidence_option_of_export_reads_files_streams_and_stores(graph_file: Path, tmp_path: Path) -> None:
    sure, store = tmp_path / "sure.jsonl", tmp_path / "store"
    write(confident(read(graph_file), _DOUBT), sure)
    expected = _run("export", sure, "--format", "ntriples").stdout_bytes
    option = ("--format", "ntriples", "--min-confidence", _DOUBT)
    assert _run("export", graph_file, *option).stdout_bytes == expected
    assert _run("export", "-", *option, stdin=graph_file.read_bytes()).stdout_bytes == expected
    assert _run("export", graph_file, graph_file, *option).stdout_bytes == expected
    assert _run("export", graph_file, "--format", "ntriples").stdout_bytes != expected
    _run("load", graph_file, "--store", store)
    assert sorted(_run("export", "--store", store, *option).stdout_bytes.split(b"\n")) == sorted(expected.split(b"\n"))


def test_confidence_option_of_run_is_that_of_extract(plan: Path, tmp_path: Path) -> None:
    confidences = [float(item.properties["confidence"]) for item in _extracted(plan).relationships  # type: ignore[arg-type]
                   if "confidence" in item.properties]
    least = max(confidences)
    assert min(confidences) < least
    _run("run", plan, "--store", tmp_path / "store", "--min-confidence", least)
    with open_target(Target(store=tmp_path / "store")) as connection:
        loaded = {item.id for item in stored_items(connection.driver, connection.database)
                  if not item.id.startswith("derived/")}  # the store has what follows from the documents, too
    assert loaded == {item.id for item in _extracted(plan, "--min-confidence", least).items()}
    assert loaded < {item.id for item in _extracted(plan).items()}


def _extracted(plan: Path, *options: object) -> Graph:
    out = plan.parent / "plan.jsonl"
    _run("extract", plan, "-o", out, *options)
    return read(out)
