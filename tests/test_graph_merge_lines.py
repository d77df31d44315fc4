"""Merging lines is merging graphs, within memory or beyond, whatever ids and properties hold."""
from __future__ import annotations

import pytest
from graphs import graphs
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ExchangeError
from kg.graph.exchange import lines, read_data
from kg.graph.merge import merge
from kg.graph.merge_lines import LineMerger
from kg.types import Graph, Node


def _merged(parts: list[Graph], limit: int) -> bytes:
    with LineMerger(limit=limit) as merger:
        for part in parts:
            for data in read_data(lines(part), "part"):
                merger.add(data)
        return b"".join(line for _, line in merger.lines())


@given(st.lists(graphs(), max_size=5), st.sampled_from([1, 200, 1 << 20]))
def test_graph_merge_lines_is_merge(parts: list[Graph], limit: int) -> None:
    assert _merged(parts, limit) == b"".join(lines(merge(parts)))


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
