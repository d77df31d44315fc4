"""Merging exchange files line by line: what only one document says is never taken apart.

Most of a graph are claims, mentions and figures, which one document states and no other. Their lines pass through as
they are; only lines with one id are read, merged as ``kg.graph.merge`` does, and written anew. What does not fit into
memory is merged through runs: files of lines in the order of a graph, each with its key.
"""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, BinaryIO, TypeAlias

import orjson

from kg.graph.blocks import read_block, write_block
from kg.graph.exchange import lines, read_items
from kg.graph.merge import merge
from kg.types import Graph, Node

# Kind (nodes before relationships) and id, and the line: they sort as the items of a graph do.
Keyed: TypeAlias = tuple[bytes, bytes]

_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
_BLOCK = 256  # lines that are read of a run at a time, some 80 kB
_key = itemgetter(0)
_line = itemgetter(1)


class LineMerger:
    """Collects lines of exchange files in any order, and gives those of the merged graph."""

    def __init__(self) -> None:
        self._held: dict[bytes, bytes | list[bytes]] = {}

    def add(self, data: dict[str, Any]) -> None:
        """Add an item as its line says it: the keys of ``apoc.export.json``, without empty properties."""
        # A copy: what orjson returns keeps the much larger buffer that it was written into.
        line = bytes(memoryview(orjson.dumps(data, option=_OPTIONS)))
        key = (b"0" if data["type"] == "node" else b"1") + data["id"].encode()
        known = self._held.setdefault(key, line)
        if known is line:
            return
        if not isinstance(known, list):
            if line != known:
                self._held[key] = [known, line]
        elif line not in known:
            known.append(line)

    def lines(self) -> Iterator[Keyed]:
        """Yield the lines of the merged graph with their keys, in its order."""
        for key in sorted(self._held):
            found = self._held[key]
            yield key, found if isinstance(found, bytes) else _one(found)


def keyed(graph: Graph) -> Iterator[Keyed]:
    """Yield the lines of a graph with their keys, in its order."""
    for item, line in zip(graph.items(), lines(graph), strict=True):
        yield (b"0" if isinstance(item, Node) else b"1") + item.id.encode(), line


def write_run(found: Iterable[Keyed], file: BinaryIO) -> None:
    """Write lines, which come in the order of a graph, as a run."""
    stream = iter(found)
    while block := list(islice(stream, _BLOCK)):
        write_block(block, file)


def merged_runs(runs: Iterable[BinaryIO]) -> Iterator[bytes]:
    """Yield the lines of the graph that some runs, which are open for reading, give together; the order of the runs
    does not show."""
    for taken in _in_order([_Run(file) for file in runs]):
        if len(dict(taken)) == len(taken):
            yield from map(_line, taken)
        else:
            for _, same in groupby(taken, _key):
                first, *others = map(_line, same)
                yield _one([first, *others]) if others else first


class _Run:
    """A run, of which a block is in memory; ``block`` is empty at its end."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.block: list[Keyed] = []
        self._at = 0
        self._next()

    def _next(self) -> None:
        self.block, self._at = read_block(self._file), 0

    def up_to(self, key: bytes) -> list[Keyed]:
        """Take what comes up to a key; no more than the block has."""
        end = bisect_right(self.block, key, lo=self._at, key=_key)
        taken = self.block[self._at:end]
        self._at = end
        if end == len(self.block):
            self._next()
        return taken


def _in_order(runs: list[_Run]) -> Iterator[list[Keyed]]:
    """Yield the lines of all runs by key, those with one key in one list.

    Block by block: up to the first key that ends one, all lines are at hand, and sorting what is sorted in pieces is
    several times as fast as a heap.
    """
    live = [run for run in runs if run.block]
    while live:
        bound = min(run.block[-1][0] for run in live)
        taken = [pair for run in live for pair in run.up_to(bound)]
        taken.sort(key=_key)
        yield taken
        live = [run for run in live if run.block]


def _one(same: list[bytes]) -> bytes:
    items = read_items(same, "merged graph")
    graph = merge(Graph((item,)) if isinstance(item, Node) else Graph((), (item,)) for item in items)
    return next(lines(graph))
