"""Leaving out what was found with little confidence."""
from __future__ import annotations

import pytest

from kg.graph.filter import confident
from kg.types import Graph, Node, Relationship

_GRAPH = Graph(
    (Node("b", ("Entity", "GovernmentBody", "Institution")), Node("i", ("Entity", "Indicator")),
     Node("j", ("Entity", "Indicator")), Node("p", ("Entity", "Program")), Node("s", ("Source",)),
     Node("t1", ("Entity", "Figure", "Target")), Node("t2", ("Entity", "Figure", "Target"))),
    (Relationship("1", "RUNS", "b", "p", {"confidence": 0.5}), Relationship("2", "MENTIONED_IN", "p", "s"),
     Relationship("3", "TARGETS", "b", "t1", {"confidence": 0.6}), Relationship("4", "MEASURES", "t1", "i"),
     Relationship("5", "TARGETS", "b", "t2", {"confidence": 0.9}), Relationship("6", "MEASURES", "t2", "j")))


@pytest.mark.parametrize(("minimum", "nodes", "relationships"), [
    (0.0, "b i j p s t1 t2", "1 2 3 4 5 6"),
    (0.5, "b i j p s t1 t2", "1 2 3 4 5 6"),
    (0.55, "b i j p s t1 t2", "2 3 4 5 6"),
    (0.7, "b j p s t2", "2 5 6"),
    (1.0, "b p s", "2"),
])
def test_graph_filter_drops_claims_and_the_figures_that_only_they_hold(
        minimum: float, nodes: str, relationships: str) -> None:
    graph = confident(_GRAPH, minimum)
    assert [node.id for node in graph.nodes] == nodes.split()
    assert [item.id for item in graph.relationships] == relationships.split()
