"""What every derivation can count on, with a small derivation made for the tests."""
from __future__ import annotations

import pytest
from graphs import graphs
from hypothesis import given
from hypothesis import strategies as st

import kg.derive
from kg.derive import Derivation, base, derive, is_derived
from kg.derive.derivation import derived_node, derived_relationship, scope_of
from kg.derive.partition import Partition
from kg.derive.stream import with_derived
from kg.graph.exchange import collect, lines
from kg.graph.merge import merge
from kg.types import Graph, Node, Relationship
from kg.vocabulary import labels


def _neighbours(graph: Graph):  # type: ignore[no-untyped-def]
    """Locate each school in a district, whose node is derived too."""
    for node in graph.nodes_with("School"):
        if code := scope_of(node.id):
            yield derived_node(f"district/{code}", labels("District"), name=code)
            yield derived_relationship("LOCATED_IN", node.id, f"district/{code}", "test", "its scope")


_TEST = Derivation("neighbours", _neighbours, frozenset({"School"}), frozenset(), frozenset({"name"}),
                   frozenset({"District", "LOCATED_IN"}))


@pytest.fixture(autouse=True)
def _only_the_test_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.derive, "DERIVATIONS", (_TEST,))


def _bytes(graph: Graph) -> bytes:
    return b"".join(lines(graph))


def _school(name: str = "实验小学") -> Node:
    id = f"school/330203/{name}"
    return Node(id, labels("School"), {"id": id, "name": name})


def test_derive_gives_only_what_follows_marked_as_derived() -> None:
    found = derive(Graph((_school(),)))
    assert [node.id for node in found.nodes] == ["district/330203"]
    [link] = found.relationships
    assert (link.label, link.start, link.end) == ("LOCATED_IN", "school/330203/实验小学", "district/330203")
    assert link.properties["derived"] is True
    assert "source" not in link.properties


def test_derive_again_gives_the_same() -> None:
    graph = Graph((_school(),))
    found = derive(graph)
    both = merge([graph, found])
    assert _bytes(derive(both)) == _bytes(found)
    assert _bytes(base(both)) == _bytes(graph)


def test_derive_leaves_a_node_that_a_document_names_to_it() -> None:
    district = Node("district/330203", labels("District"), {"id": "district/330203", "name": "海曙区"})
    found = derive(collect([_school(), district]))
    assert found.nodes == ()
    assert len(found.relationships) == 1


def test_derive_node_named_by_a_document_is_no_derived_one_after_merging() -> None:
    district = Node("district/330203", labels("District"), {"id": "district/330203", "name": "海曙区"})
    merged = merge([derive(Graph((_school(),))), Graph((district,))]).node("district/330203")
    assert "derived" not in merged.properties
    assert not is_derived(merged)


def test_derive_takes_what_a_document_derives_for_stated() -> None:
    for item in (
        Relationship("governs/1", "LOCATED_IN", "a", "b", {"derived": True, "source": "source/1"}),
        Node("governmentbody/1", labels("GovernmentBody"), {"derived": True, "name": "未署名的发文机关"}),
    ):
        assert not is_derived(item)


def test_derive_later_derivations_see_what_earlier_ones_give() -> None:
    def _of_districts(graph: Graph):  # type: ignore[no-untyped-def]
        for node in graph.nodes_with("District"):
            yield derived_relationship("LOCATED_IN", node.id, "district/33", "test", "its code")
    second = Derivation("second", _of_districts, frozenset({"District"}), frozenset(), frozenset(),
                        frozenset({"LOCATED_IN"}))
    found = derive(Graph((_school(),)), [_TEST, second])
    assert {item.start for item in found.relationships} == {"school/330203/实验小学", "district/330203"}


@given(st.lists(graphs(), max_size=4))
def test_derive_of_a_stream_is_that_of_the_graph(parts: list[Graph]) -> None:
    graph = merge(parts)
    whole = merge([base(graph), derive(graph, [_TEST])])
    assert b"".join(lines(with_derived(graph.items(), [_TEST]))) == _bytes(whole)


@pytest.mark.parametrize(("id", "scope"), [
    ("school/330203/实验小学", "330203"), ("target/330203/2022/新增学位/ab", "330203"), ("program/双减", ""),
    ("district/330203", ""), ("source/ab", ""), ("governmentbody/0123456789abcdef", "")])
def test_derive_scope_is_in_the_id(id: str, scope: str) -> None:
    assert scope_of(id) == scope


@given(st.lists(graphs(), max_size=4), st.integers(1, 5), st.integers(1, 6))
def test_derive_in_parts_is_that_of_the_whole(parts: list[Graph], count: int, limit: int) -> None:
    graph = merge(parts)
    with Partition([_TEST], groups=count, limit=limit) as partition:
        for item in graph.items():
            partition.add(item)
        assert _bytes(merge(partition.derived())) == _bytes(derive(graph, [_TEST]))
