"""Checks of a graph: that it keeps the form that loaders and exports rely on, and what a document left open."""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.types import Document, Finding, Graph, Node, Relationship
from kg.vocabulary import CLAIM_RELATIONS, ENDS, STRUCTURE_RELATIONS, SUPERCLASSES, labels

_TYPES = frozenset((*CLAIM_RELATIONS, *STRUCTURE_RELATIONS))
_CLASSES = frozenset((*SUPERCLASSES, "Source"))
_CLAIMS = frozenset(CLAIM_RELATIONS)
_EVIDENCE = ("evidence", "start", "end", "source")
_FIGURE = ("indicator", "value", "unit", "comparator", "evidence", "start", "end")


def check_items(items: Iterable[Node | Relationship]) -> Iterator[Finding]:
    """Yield what is wrong with the items of a graph, which may come in any order."""
    nodes: dict[str, str] = {}
    seen: set[str] = set()
    ends: list[tuple[str, str, str, str]] = []
    for item in items:
        if isinstance(item, Node):
            if item.id in nodes:
                yield Finding("repeated-id", f"node {item.id}: stands in the graph more than once; merge the graphs")
            nodes[item.id] = next((label for label in item.labels if label in _CLASSES), "")
            yield from _node(item)
        else:
            if item.id in seen:
                yield Finding("repeated-id", f"{_name(item)}: stands in the graph more than once; merge the graphs")
            seen.add(item.id)
            ends.append((item.label, item.id, item.start, item.end))
            yield from _relationship(item)
    for label, id, *both in ends:
        for end, where, right in zip(both, ("starts", "ends"), ENDS.get(label, ((), ())), strict=True):
            if end not in nodes:
                yield Finding("missing-node", f"{label} {id}: there is no node {end}")
            elif right and nodes[end] and nodes[end] not in right:
                yield Finding("wrong-end", f"{label} {id}: {where} at {end}, a {nodes[end]}; it may be at a "
                                           f"{' or '.join(right)}")


def _name(item: Relationship) -> str:
    return f"{item.label} {item.id}"


def _missing(item: Node | Relationship, keys: Iterable[str]) -> Iterator[str]:
    return (key for key in keys if item.properties.get(key) is None)


def _node(node: Node) -> Iterator[Finding]:
    if node.labels != ("Source",):
        classes = [label for label in node.labels if label in SUPERCLASSES]
        found = ", ".join(node.labels)
        if len(classes) != 1:
            what = "no class" if not classes else "more than one class"
            yield Finding("unknown-label", f"node {node.id}: {what} of the ontology among its labels {found}")
        elif tuple(sorted(node.labels)) != (right := labels(classes[0])):
            message = f"node {node.id}: a {classes[0]} has the labels {', '.join(right)}, not {found}"
            yield Finding("unknown-label", message)
    needed = {"Target": _FIGURE, "Result": _FIGURE}
    for label in node.labels:
        for key in _missing(node, needed.get(label, ())):
            yield Finding("missing-field", f"node {node.id}: a {label} without {key}")
    for key in _missing(node, ("id", "name")):
        yield Finding("missing-field", f"node {node.id}: no {key}")
    yield from _offsets(node, f"node {node.id}")


def _relationship(item: Relationship) -> Iterator[Finding]:
    if item.label not in _TYPES:
        yield Finding("unknown-type", f"{_name(item)}: the ontology has no such relationship")
    # What follows from other facts is no text's words: its reason stands in their place.
    if item.label in _CLAIMS and item.properties.get("derived") is not True:
        for key in _missing(item, _EVIDENCE):
            yield Finding("missing-field", f"{_name(item)}: a claim without {key}")
    if item.label == "MENTIONED_IN":
        lengths = {len(value) if isinstance(value := item.properties.get(key), tuple) else 0
                   for key in ("names", "starts", "ends")}
        if len(lengths) != 1 or 0 in lengths:
            yield Finding("missing-field", f"{_name(item)}: names, starts and ends are not lists of one length")
    yield from _offsets(item, _name(item))


def _evidence(item: Node | Relationship) -> tuple[str, int, int] | None:
    evidence, start, end = (item.properties.get(key) for key in ("evidence", "start", "end"))
    if isinstance(evidence, str) and isinstance(start, int) and isinstance(end, int):
        return evidence, start, end
    return None


def _offsets(item: Node | Relationship, name: str) -> Iterator[Finding]:
    if (found := _evidence(item)) is not None:
        evidence, start, end = found
        if end - start != len(evidence):
            yield Finding("wrong-offsets", f"{name}: the evidence has {len(evidence)} characters, "
                                           f"its offsets {start} to {end} hold {end - start}")


def check_evidence(graph: Graph, document: Document) -> Iterator[Finding]:
    """Yield the evidence that does not stand in the document at its offsets."""
    for item in graph.items():
        if (found := _evidence(item)) is not None:
            evidence, start, end = found
            if document.text[start:end] != evidence:
                message = f"{item.id}: the document has other words at {start} to {end}"
                yield Finding("wrong-offsets", message, document.name)


def check_source(graph: Graph) -> Iterator[Finding]:
    """Yield what the graph of one document leaves open: no publisher, district, year or statement found."""
    source = next(iter(graph.nodes_with("Source")))
    name = str(source.properties["name"])
    types = {item.label for item in graph.relationships}
    if "publisher" not in source.properties:
        yield Finding("no-publisher", "nobody is named as the writer, who acts where a sentence has no subject", name)
    writers = [node for node in graph.nodes if node.properties.get("name") == source.properties.get("publisher")]
    governs = not any("Institution" in node.labels and "GovernmentBody" not in node.labels for node in writers)
    if governs and "GOVERNS" not in types:
        yield Finding("no-district", "no district was found that the writer governs", name)
    if "year" not in source.properties:
        yield Finding("no-year", "the title names no year", name)
    if not types & _CLAIMS:
        yield Finding("no-claims", "no statement was found; is this a plan or a summary?", name)
