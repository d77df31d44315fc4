"""Documents of one sentence, and what their graphs say in short."""
from __future__ import annotations

import hashlib

from kg.pipeline import document_graph
from kg.types import Document, Graph, Relationship

PLAN = "云川市青禾区教育局2023年工作要点"
SUMMARY = "云川市青禾区教育局2022年工作总结"
BUREAU = "云川市青禾区教育局"


def document(sentence: str, title: str = PLAN) -> Document:
    """A document with a title, headings and one sentence or several."""
    text = f"{title}\n一、主要任务\n(一)各项工作。{sentence}\n"
    return Document("a.txt", hashlib.sha256(text.encode()).hexdigest(), text)


def graph_of(sentence: str, title: str = PLAN) -> Graph:
    return document_graph(document(sentence, title))


def name(graph: Graph, id: str) -> str:
    return str(graph.node(id).properties["name"])


def _line(graph: Graph, claim: Relationship) -> str:
    one, other = name(graph, claim.start), name(graph, claim.end)
    stage = claim.properties.get("stage")
    return f"{one} {claim.label} {other}" + (f" {stage}" if stage else "")


def claims(sentence: str, *labels: str, title: str = PLAN) -> list[str]:
    """The claims of some types as ``甲 PAIRS_WITH 乙``, sorted; the bureau of the title is 局."""
    graph = graph_of(sentence, title)
    return sorted(_line(graph, claim).replace(BUREAU, "局") for claim in graph.relationships if claim.label in labels)
