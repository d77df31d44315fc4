"""The documents of five districts over three years, their merged graph, and the tables written by hand from them."""
from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

from kg.compare import Facts
from kg.derive import derive
from kg.graph.exchange import collect
from kg.graph.merge import merge
from kg.pipeline import document_graph
from kg.read import read_file
from kg.types import Graph

FOLDER = Path(__file__).parent / "data" / "districts"


@functools.cache
def merged_graph() -> Graph:
    """Return the merged graph of the thirty documents, without derived facts."""
    return merge(document_graph(read_file(path)) for path in sorted(FOLDER.glob("*/*.txt")))


@functools.cache
def whole_graph() -> Graph:
    """Return the merged graph with what is derived from it."""
    merged = merged_graph()
    return collect((*merged.items(), *derive(merged).items()))


@functools.cache
def district_facts() -> Facts:
    """Return the facts of the whole graph."""
    return Facts.of(whole_graph().items())


def table(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table of ``expected/``, by the names of its columns."""
    text = (FOLDER / "expected" / f"{name}.tsv").read_text(encoding="utf-8")
    header, *lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    columns = header.split("\t")
    for line in lines:
        yield dict(zip(columns, line.split("\t"), strict=True))
