"""Findings on names that may mean several things."""
from __future__ import annotations

from collections.abc import Iterator

from kg.derive.same_as import decide
from kg.divisions import full_name
from kg.types import Finding, Graph

_SHOWN = 4  # candidates that a finding lists


def ambiguous_districts(graph: Graph) -> Iterator[Finding]:
    """Yield the districts whose name means several divisions, where nothing decides which."""
    for node in graph.nodes_with("District"):
        candidates = node.properties.get("candidates")
        if isinstance(candidates, tuple) and candidates:
            places = ", ".join(f"{full_name(str(code))} ({code})" for code in candidates[:_SHOWN])
            more = f" or {len(candidates) - _SHOWN} others" if len(candidates) > _SHOWN else ""
            yield Finding("ambiguous-district",
                          f"{node.id}: {node.properties.get('name')} may be {places}{more}; it has no code until the "
                          "document names its city")


def near_namesakes(graph: Graph) -> Iterator[Finding]:
    """Yield institutions of one district that may be one and stay apart, with what speaks for it and what against."""
    decisions, _ = decide(graph)
    for decision in decisions:
        if decision.state == "open":
            pair = decision.pair
            yield Finding("near-namesakes", f"{pair.short.id} may be {pair.full.id}: {pair.reason}; {decision.why}")
