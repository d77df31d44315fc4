"""Findings on names that may mean several things."""
from __future__ import annotations

from collections.abc import Iterator

from kg.types import Finding, Graph


def ambiguous_districts(graph: Graph) -> Iterator[Finding]:
    """Yield the districts whose name means several divisions, where nothing decides which."""
    for node in graph.nodes_with("District"):
        candidates = node.properties.get("candidates")
        if isinstance(candidates, tuple) and candidates:
            codes = ", ".join(map(str, candidates))
            yield Finding("ambiguous-district",
                          f"{node.id}: {node.properties.get('name')} may be any of the divisions {codes}")
