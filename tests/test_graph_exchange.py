"""The exchange form: what is written is read back, the same graph is the same bytes, damage is named."""
from __future__ import annotations

import io
import json
import os
import stat
from pathlib import Path

import pytest
from graphs import graphs
from hypothesis import given

from kg.errors import ExchangeError, WriteError
from kg.graph.exchange import collect, item_of, lines, read, read_data, read_items, write
from kg.types import Graph, Node, Relationship

_NODE = Node("program/双减", ("Entity", "Program"), {"id": "program/双减", "name": "双减", "aliases": ("a", "b")})
_CLAIM = Relationship("claim/1", "RUNS", "program/双减", "program/双减", {"year": 2023, "confidence": 0.9})
_GRAPH = Graph((_NODE,), (_CLAIM,))


@given(graphs())
def test_graph_exchange_reads_back_what_was_written(graph: Graph) -> None:
    stream = io.BytesIO(b"".join(lines(graph)))
    assert collect(read_items(stream, "graph")) == graph


@given(graphs())
def test_graph_exchange_is_one_json_object_a_line_in_utf8(graph: Graph) -> None:
    for line in lines(graph):
        assert line.endswith(b"\n")
        assert line.count(b"\n") == 1
        assert json.loads(line)["type"] in ("node", "relationship")


@given(graphs())
def test_graph_exchange_items_are_what_the_lines_say_as_json(graph: Graph) -> None:
    written = list(lines(graph))
    assert list(read_items(written, "graph")) == [item_of(data) for data in read_data(written, "graph")]


@pytest.mark.parametrize(("line", "item"), [
    (b'{"labels":["Program","Entity"],"id":"a","properties":{"n":1,"x":1.0,"t":true},"type":"node"}\n',
     Node("a", ("Entity", "Program"), {"n": 1, "x": 1.0, "t": True})),
    (b'{"id":7,"labels":[],"properties":{"none":null,"some":[1,2]},"type":"node"}\n',
     Node("7", (), {"some": (1, 2)})),
    (b'{"type":"node","id":"a","labels":["Entity"]}', Node("a", ("Entity",), {})),
    (b'{"end":{"id":2,"labels":["Entity"]},"id":1,"label":"RUNS","start":{"id":3},"type":"relationship"}\r\n',
     Relationship("1", "RUNS", "3", "2", {})),
    (b'{"end":{"id":"b"},"id":"1","label":"RUNS","properties":{"years":[2022,2023]},"start":{"id":"a"},'
     b'"type":"relationship"}\n', Relationship("1", "RUNS", "a", "b", {"years": (2022, 2023)})),
])
def test_graph_exchange_lines_of_other_writers_are_read(line: bytes, item: Node | Relationship) -> None:
    (read,) = read_items([b"\n", line], "graph")
    assert read == item
    assert [type(value) for value in read.properties.values()] == [type(value) for value in item.properties.values()]


def test_graph_exchange_has_the_form_of_apoc() -> None:
    node, claim = map(json.loads, lines(_GRAPH))
    assert node == {"type": "node", "id": "program/双减", "labels": ["Entity", "Program"],
                    "properties": {"id": "program/双减", "name": "双减", "aliases": ["a", "b"]}}
    assert claim == {"type": "relationship", "id": "claim/1", "label": "RUNS", "start": {"id": "program/双减"},
                     "end": {"id": "program/双减"}, "properties": {"year": 2023, "confidence": 0.9}}


def test_graph_exchange_does_not_depend_on_the_order_of_properties() -> None:
    one, other = {"a": 1, "b": 2}, {"b": 2, "a": 1}
    assert list(lines([Node("x", ("Entity",), one)])) == list(lines([Node("x", ("Entity",), other)]))


@pytest.mark.parametrize("line", [
    "{", "[]", "1", "null", '"x"', "{}", '{"type": "node"}', '{"type": "edge", "id": "1"}',
    '{"type": "node", "id": "1"}',
    '{"type": "relationship", "id": "1", "label": "RUNS", "start": {"id": "a"}}',
    '{"type": "relationship", "id": "1", "label": "RUNS", "start": "a", "end": "b"}',
    '{"type": "node", "id": "1", "labels": 3}', '{"type": "node", "id": "1", "labels": ["A"], "properties": [1]}',
    "\x00\x01", "\ud7ff",
])
def test_graph_exchange_damaged_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "graph.jsonl"
    path.write_bytes(b"".join(lines(_GRAPH)) + b"\n" + line.encode() + b"\n")
    with pytest.raises(ExchangeError, match=r"graph\.jsonl:4: "):
        read(path)


def test_graph_exchange_file_cut_off_in_a_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "graph.jsonl"
    path.write_bytes(b"".join(lines(_GRAPH))[:-20])
    with pytest.raises(ExchangeError, match=r"graph\.jsonl:2: "):
        read(path)


def test_graph_exchange_write_replaces_the_file_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "graph.jsonl"
    path.write_text("before")
    write(_GRAPH, path)
    assert read(path) == _GRAPH
    assert list(tmp_path.iterdir()) == [path]


def test_graph_exchange_write_keeps_the_file_where_it_fails(tmp_path: Path) -> None:
    path = tmp_path / "graph.jsonl"
    path.write_text("before")
    with pytest.raises(TypeError):
        write([_NODE, Node("x", ("Entity",), {"odd": object()})], path)  # type: ignore[dict-item]
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_graph_exchange_write_follows_links_and_keeps_to_the_umask(tmp_path: Path) -> None:
    link, target = tmp_path / "link", tmp_path / "graph.jsonl"
    link.symlink_to(target)
    before = os.umask(0o027)
    try:
        write(_GRAPH, link)
    finally:
        os.umask(before)
    assert link.is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_graph_exchange_write_leaves_devices_alone() -> None:
    write(_GRAPH, Path(os.devnull))
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


@pytest.mark.parametrize("name", ["nowhere/graph.jsonl", "."])
def test_graph_exchange_write_refused_by_the_system_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(WriteError, match="cannot be written"):
        write(_GRAPH, tmp_path / name)
