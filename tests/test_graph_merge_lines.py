"""Merging lines is merging graphs, within memory or beyond, whatever ids and properties hold."""
from __future__ import annotations

from io import BytesIO

import pytest
from graphs import graphs
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ExchangeError
from kg.graph import merge_lines
from kg.graph.exchange import lines, read_data
from kg.graph.merge import merge
from kg.graph.merge_lines import LineMerger, merged_runs, write_run
from kg.types import Graph, Node


def _run(parts: list[Graph]) -> BytesIO:
    merger, run = LineMerger(), BytesIO()
    for part in parts:
        for data in read_data(lines(part), "part"):
            merger.add(data)
    write_run(merger.lines(), run)
    run.seek(0)
    return run


def _merged(parts: list[Graph], size: int) -> bytes:
    """Merge through runs of so many graphs."""
    return b"".join(merged_runs([_run(parts[start:start + size]) for start in range(0, len(parts), size)]))


@pytest.fixture(autouse=True)
def _short_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge_lines, "_BLOCK", 2)


@given(st.lists(graphs(), max_size=5), st.integers(1, 5))
def test_graph_merge_lines_is_merge(parts: list[Graph], size: int) -> None:
    assert _merged(parts, size) == b"".join(lines(merge(parts)))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), max_size=6, unique=True))
def test_graph_merge_lines_keeps_every_id(ids: list[str]) -> None:
    graph = Graph(tuple(Node(id, ("Entity", "Program"), {"id": id, "name": "a"}) for id in sorted(ids)))
    assert _merged([graph, graph], 1) == b"".join(lines(graph))


def test_graph_merge_lines_reads_what_apoc_writes() -> None:
    line = (b'{"type":"relationship","id":"1","label":"RUNS","start":{"id":"b","labels":["Entity"]},'
            b'"end":{"id":"a","labels":["Entity"]},"properties":{"year":null,"id":"1"}}')
    node = b'{"type":"node","id":"a","labels":["Program","Entity"]}'
    found = list(read_data([node, b"", line], "file"))
    assert found == [
        {"type": "node", "id": "a", "labels": ["Entity", "Program"], "properties": {}},
        {"type": "relationship", "id": "1", "label": "RUNS", "start": {"id": "b"}, "end": {"id": "a"},
         "properties": {"id": "1"}}]


@pytest.mark.parametrize("line", [b"[]", b'{"type": "edge", "id": "x"}', b'{"type": "node", "id": "x"}', b"{"])
def test_graph_merge_lines_damaged_line_is_named(line: bytes) -> None:
    with pytest.raises(ExchangeError, match="file:2: not a node or relationship"):
        list(read_data([b'{"type":"node","id":"a","labels":[]}', line], "file"))
