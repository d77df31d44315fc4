"""The claims that a text states about honours and documents, as short tuples, for tables of (sentence, expected)."""
from __future__ import annotations

import hashlib

from kg.pipeline import document_graph
from kg.types import Document

SUMMARY = "临海市教育局2022年工作总结"
PLAN = "临海市教育局2022年工作要点"


def claims(sentence: str, *types: str, title: str = SUMMARY) -> set[tuple[str, str, str]]:
    """Return (type, source, target) of the claims of some types in a yearly text that holds a sentence."""
    text = f"{title}\n\n一、主要工作\n一年来,全局上下团结一心、扎实工作。{sentence}\n\n临海市教育局\n2022年12月30日\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    graph = document_graph(Document("临海.txt", digest, text))
    names = {node.id: str(node.properties.get("name", "")) for node in graph.nodes}
    return {(r.label, names[r.start], names[r.end]) for r in graph.relationships if r.label in types}
