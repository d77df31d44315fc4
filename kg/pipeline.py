"""One pure function from a document to its graph: segment, recognise, resolve, relate, build."""
from __future__ import annotations

from kg.graph.build import build
from kg.recognise import find_home, recognise
from kg.relate import relate
from kg.resolve import resolve
from kg.segment import fold, segment
from kg.types import Document, Graph


def document_graph(document: Document) -> Graph:
    """Return the graph of one document; the same document gives the same graph, whatever else was read."""
    folded = fold(document.text)
    segmentation = segment(document, folded)
    home = find_home(document, segmentation)
    found = recognise(folded.text, segmentation, home)
    resolved = resolve(found.mentions, home)
    claims, figures = relate(folded.text, segmentation, found, resolved, home)
    return build(document, folded, segmentation, home, resolved, claims, figures)
