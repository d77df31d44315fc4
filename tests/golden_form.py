"""A graph as lines that a person can review: entities, claims and figures with their evidence, sorted."""
from __future__ import annotations

from pathlib import Path

from kg.pipeline import document_graph
from kg.read import read_file
from kg.types import Node, Relationship

GOLDEN = Path(__file__).parent / "golden"
SAMPLES = ("binjiang-2024-plan.html", "donghu-2020-2021.docx", "masked-copy.txt", "qinghe-2022-summary-2023-plan.txt",
           "qinghe-2023-summary.txt", "shanyang-2021-summary.txt", "xincheng-zone-2023.txt")
_GENERAL = {"Entity", "Institution", "Figure"}
_SHOWN = ("year", "stage", "kind", "work", "rule")


def _name(node: Node) -> str:
    return str(node.properties.get("name") or node.properties.get("title") or node.id)


def entity_line(node: Node) -> str:
    """Return an entity with its id and aliases."""
    label = next(label for label in node.labels if label not in _GENERAL)
    aliases = node.properties.get("aliases", ())
    return f"{label} {_name(node)} <{node.id}>" + (f" = {'、'.join(map(str, aliases))}" if aliases else "")  # type: ignore[arg-type]


def claim_line(item: Relationship, nodes: dict[str, Node]) -> str:
    """Return a relationship with its attributes and evidence."""
    shown = " ".join(f"{key}={item.properties[key]}" for key in _SHOWN if key in item.properties)
    evidence = str(item.properties.get("evidence", "")).replace("\n", "⏎").replace("\r", "")
    return f"{item.label} {_name(nodes[item.start])} → {_name(nodes[item.end])} [{shown}] {evidence}".rstrip()


def golden_lines(path: Path) -> list[str]:
    """Return the lines of a document's graph; ids of figures and mentions are left out, they follow from the rest."""
    graph = document_graph(read_file(path))
    nodes = {node.id: node for node in graph.nodes}
    source = next(node for node in graph.nodes if "Source" in node.labels)
    keys = ("title", "kind", "year", "publisher", "published", "number", "titles", "kinds", "years")
    shown = {key: source.properties[key] for key in keys if key in source.properties}
    entities = [entity_line(node) for node in graph.nodes if not {"Source", "Figure"} & set(node.labels)]
    claims = [claim_line(item, nodes) for item in graph.relationships if item.label not in ("MENTIONED_IN", "MEASURES")]
    return [f"Source {key}: {value}" for key, value in shown.items()] + sorted(entities) + sorted(claims)
