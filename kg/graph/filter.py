"""Leaving out of a graph what was found with little confidence."""
from __future__ import annotations

from kg.types import Graph, Relationship

_FIGURES = frozenset({"Target", "Result"})


def _confidence(item: Relationship) -> float:
    value = item.properties.get("confidence", 1.0)
    return float(value) if isinstance(value, int | float) else 1.0


def confident(graph: Graph, minimum: float) -> Graph:
    """Return the graph without the claims below a confidence (0 to 1), and without the figures and indicators that
    only such claims hold. Entities stay: the document names them.
    """
    dropped = {item.id for item in graph.relationships if _confidence(item) < minimum}
    kept = [item for item in graph.relationships if item.id not in dropped]
    held = {item.end for item in kept if item.label in ("TARGETS", "REPORTS")}
    gone = {node.id for node in graph.nodes if _FIGURES.intersection(node.labels) and node.id not in held}
    kept = [item for item in kept if item.start not in gone and item.end not in gone]
    measured = {item.end for item in kept if item.label == "MEASURES"}
    gone.update(node.id for node in graph.nodes_with("Indicator") if node.id not in measured)
    return Graph(tuple(node for node in graph.nodes if node.id not in gone), tuple(kept))
