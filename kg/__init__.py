"""A knowledge graph of Chinese district education, from the yearly plans and summaries of education bureaus.

>>> import kg
>>> graph = kg.extract("青禾区教育局2023年工作要点\\n区教育局深化“双减”工作，公办园占比达到60%。")
>>> [node.properties["name"] for node in graph.nodes_with("Program")]
['双减']
>>> kg.merge([graph, graph]) == graph
True
"""
# Importing kg reads no file and loads no stage: the functions below import what they need when they are called.
from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.errors import KgError
from kg.types import Graph

__all__ = ["Graph", "KgError", "extract", "merge"]


def extract(path_or_text: Path | str) -> Graph:
    """Return the graph of one document: of a file (a ``Path``), or of a text (a ``str``).

    The offsets of a text's graph count its characters; those of a file's graph count the characters of the decoded
    text that ``kg.read.read_file`` returns. Raises ReadError where the file cannot be read or there is no text.
    """
    from kg.pipeline import document_graph
    from kg.read import read_bytes, read_file

    if isinstance(path_or_text, Path):
        return document_graph(read_file(path_or_text))
    return document_graph(read_bytes(path_or_text.encode("utf-8", "replace"), "text.txt"))


def merge(graphs: Iterable[Graph]) -> Graph:
    """Merge graphs into one; the result does not depend on their order or on how often one of them occurs."""
    from kg.graph.merge import merge as merged

    return merged(graphs)
