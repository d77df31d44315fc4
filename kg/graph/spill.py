"""Merging more graphs than memory holds: sorted runs in temporary files, then one pass over all of them."""
from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from pathlib import Path

from kg.graph.exchange import read_items, write
from kg.graph.merge import merge, parted
from kg.types import Graph, Node, Relationship

_LIMIT = 100_000  # nodes and relationships in memory, some 150 MB
_PART = 1000


def merged_items(graphs: Iterable[Graph], *, limit: int = _LIMIT) -> Iterator[Node | Relationship]:
    """Yield the nodes and then the relationships of ``merge(graphs)``, in memory that does not grow with them."""
    held: list[Graph] = []
    count = 0
    with ExitStack() as stack:
        runs: list[Path] = []
        for graph in graphs:
            held.append(graph)
            count += len(graph.nodes) + len(graph.relationships)
            if count >= limit:
                if not runs:
                    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kg-")))
                runs.append(folder / f"{len(runs)}.jsonl")
                write(merge(held), runs[-1])
                held, count = [], 0
        rest = merge(held)
        streams = [_run(path, stack) for path in runs]
        items = heapq.merge(*streams, rest.items(), key=_key)
        for _, same in groupby(items, key=_key):
            first, *others = same
            yield _one(first, others) if others else first


def sorted_items(items: Iterable[Node | Relationship], *, limit: int = _LIMIT) -> Iterator[Node | Relationship]:
    """Yield items in the order of a graph; those with one id are merged. In memory that does not grow with them."""
    return merged_items(_parts(iter(items)), limit=limit)


def _parts(items: Iterator[Node | Relationship]) -> Iterator[Graph]:
    while part := tuple(islice(items, _PART)):
        yield parted(part)


def _run(path: Path, stack: ExitStack) -> Iterator[Node | Relationship]:
    return read_items(stack.enter_context(path.open("rb")), str(path))


def _key(item: Node | Relationship) -> tuple[bool, str]:
    return isinstance(item, Relationship), item.id


def _one(first: Node | Relationship, others: list[Node | Relationship]) -> Node | Relationship:
    items = (first, *others)
    merged = merge(Graph((item,)) if isinstance(item, Node) else Graph((), (item,)) for item in items)
    return next(merged.items())
