"""Merging graphs: in any order, any number of times, in any grouping, within memory or beyond."""
from __future__ import annotations

import random

import pytest
from graphs import graphs
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.exchange import lines
from kg.graph.merge import merge
from kg.graph.spill import merged_items
from kg.naming import display_names
from kg.types import Graph, Node

_many = st.lists(graphs(), max_size=5)


def _bytes(graph: Graph) -> bytes:
    return b"".join(lines(graph))


@given(_many, st.randoms())
def test_graph_merge_does_not_depend_on_order(parts: list[Graph], chance: random.Random) -> None:
    shuffled = parts.copy()
    chance.shuffle(shuffled)
    assert _bytes(merge(shuffled)) == _bytes(merge(parts))


@given(_many)
def test_graph_merge_is_idempotent(parts: list[Graph]) -> None:
    once = merge(parts)
    assert _bytes(merge([once])) == _bytes(once)
    assert _bytes(merge([*parts, *parts])) == _bytes(once)
    assert _bytes(merge([once, *parts])) == _bytes(once)


@given(_many, _many)
def test_graph_merge_does_not_depend_on_grouping(some: list[Graph], others: list[Graph]) -> None:
    assert _bytes(merge([merge(some), merge(others)])) == _bytes(merge([*some, *others]))


@given(_many, st.integers(1, 12))
def test_graph_merge_beyond_memory_is_the_same(parts: list[Graph], limit: int) -> None:
    assert b"".join(lines(merged_items(parts, limit=limit))) == _bytes(merge(parts))


@given(_many)
def test_graph_merge_keeps_every_name_once(parts: list[Graph]) -> None:
    merged = merge(parts)
    for node in merged.nodes:
        said = {name for part in parts for other in part.nodes if other.id == node.id
                for name in (other.properties["name"], *other.properties.get("aliases", ()))}  # type: ignore[misc]
        assert said == {node.properties["name"], *node.properties.get("aliases", ())}  # type: ignore[misc]


def test_graph_merge_of_nothing_is_empty() -> None:
    assert merge([]) == Graph()


@pytest.mark.parametrize(("names", "expected"), [
    (["一小", "第一小学"], ("第一小学", ("一小",))),
    (["b", "a"], ("a", ("b",))),
    (["a", "a"], ("a", ())),
])
def test_graph_merge_displays_the_longest_name(names: list[str], expected: tuple[str, tuple[str, ...]]) -> None:
    assert display_names(names) == expected
    parts = [Graph((Node("school/x", ("Entity",), {"id": "school/x", "name": name}),)) for name in names]
    node = merge(parts).node("school/x")
    assert (node.properties["name"], node.properties.get("aliases", ())) == expected
