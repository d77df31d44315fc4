"""Findings on names that may mean several things."""
from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kg.derive.same_as import decide
from kg.divisions import Division, ancestors, full_name, split_prefix
from kg.types import Finding, Graph, Node

_SHOWN = 4  # candidates that a finding lists


def ambiguous_districts(graph: Graph) -> Iterator[Finding]:
    """Yield the districts whose name means several divisions, where nothing decides which, and those that no table has
    and that publishers place in different cities: what is said of them is put together.
    """
    placed = _placed(graph)
    for node in graph.nodes_with("District"):
        candidates = node.properties.get("candidates")
        if isinstance(candidates, tuple) and candidates:
            places = ", ".join(f"{full_name(str(code))} ({code})" for code in candidates[:_SHOWN])
            more = f" or {len(candidates) - _SHOWN} others" if len(candidates) > _SHOWN else ""
            yield Finding("ambiguous-district",
                          f"{node.id}: {node.properties.get('name')} may be {places}{more}; it has no code until the "
                          "document names its city")
        cities = placed.get(node.id, {})
        if any(_apart(one, other) for one, other in combinations(cities.values(), 2)):
            yield Finding("ambiguous-district",
                          f"{node.id}: no table has it, and publishers place it in {', '.join(sorted(cities))}; what "
                          "they say is put together: merge the documents of each of them apart")


def _placed(graph: Graph) -> dict[str, dict[str, Division]]:
    """Return for districts without a code the divisions that their bureaus' names put before theirs, by name."""
    open_ = {node.id for node in graph.nodes_with("District") if not {"adcode", "candidates"} & node.properties.keys()}
    bodies = {node.id: node for node in graph.nodes_with("GovernmentBody")}
    found: dict[str, dict[str, Division]] = {}
    for item in graph.relationships:
        if item.label == "GOVERNS" and item.end in open_ and (body := bodies.get(item.start)) is not None:
            for name in _names(body):
                above = [piece for piece in split_prefix(name, short=False)[0] if isinstance(piece, Division)]
                if above:
                    found.setdefault(item.end, {})[above[-1].name] = above[-1]
    return found


def _names(node: Node) -> tuple[str, ...]:
    aliases = node.properties.get("aliases", ())
    return (str(node.properties.get("name", "")), *(map(str, aliases) if isinstance(aliases, tuple) else ()))


def _apart(one: Division, other: Division) -> bool:
    """Tell whether neither of two divisions is in the other."""
    return one.code != other.code and one not in ancestors(other) and other not in ancestors(one)


def near_namesakes(graph: Graph) -> Iterator[Finding]:
    """Yield institutions of one district that may be one and stay apart, with what speaks for it and what against."""
    decisions, _ = decide(graph)
    for decision in decisions:
        if decision.state == "open":
            pair = decision.pair
            yield Finding("near-namesakes", f"{pair.short.id} may be {pair.full.id}: {pair.reason}; {decision.why}")
