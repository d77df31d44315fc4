"""Merging exchange files line by line: what only one document says is never taken apart.

Most of a graph are claims, mentions and figures, which one document states and no other. Their lines pass through as
they are; only lines with one id are read, merged as ``kg.graph.merge`` does, and written anew.
"""
from __future__ import annotations

import heapq
from collections.abc import Iterator
from contextlib import ExitStack
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, BinaryIO, Self, TypeAlias, cast

import orjson

from kg.graph.exchange import lines, read_items
from kg.graph.merge import merge
from kg.types import Graph, Node

_LIMIT = 96 << 20  # bytes of lines in memory, which take about three times as much with what holds them
_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
# Kind (nodes before relationships) and id, and the line: they sort as the items of a graph do.
_Keyed: TypeAlias = tuple[bytes, bytes]


class LineMerger:
    """Collects lines of exchange files in any order, and yields those of the merged graph. A context manager."""

    def __init__(self, *, limit: int = _LIMIT) -> None:
        self._held: dict[bytes, bytes | list[bytes]] = {}
        self._size = 0
        self._limit = limit
        self._runs: list[BinaryIO] = []
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
                 ) -> None:
        self._stack.close()

    def add(self, data: dict[str, Any]) -> None:
        """Add an item as its line says it: the keys of ``apoc.export.json``, without empty properties."""
        # A copy: what orjson returns keeps the much larger buffer that it was written into.
        line = bytes(memoryview(orjson.dumps(data, option=_OPTIONS)))
        key = (b"0" if data["type"] == "node" else b"1") + data["id"].encode()
        known = self._held.setdefault(key, line)
        if known is not line:
            if isinstance(known, list):
                if line in known:
                    return
                known.append(line)
            elif line == known:
                return
            else:
                self._held[key] = [known, line]
        self._size += len(line)
        if self._size >= self._limit:
            self._spill()

    def lines(self) -> Iterator[_Keyed]:
        """Yield the keys and lines of the merged graph in its order."""
        streams = [_read(run) for run in self._runs]
        merged = heapq.merge(*streams, self._sorted()) if streams else self._sorted()
        key, same = b"", [b""]
        for next_key, line in merged:
            if next_key == key:
                same.append(line)
                continue
            if key:
                yield key, same[0] if len(same) == 1 else _one(same)
            key, same = next_key, [line]
        if key:
            yield key, same[0] if len(same) == 1 else _one(same)

    def _sorted(self) -> Iterator[_Keyed]:
        for key in sorted(self._held):
            found = self._held[key]
            yield key, found if isinstance(found, bytes) else _one(found)

    def _spill(self) -> None:
        file = TemporaryFile(prefix="kg-")  # noqa: SIM115  # the stack closes it
        run = cast(BinaryIO, self._stack.enter_context(file))
        run.writelines(b"%b\t%b" % (_escaped(key), line) for key, line in self._sorted())
        self._runs.append(run)
        self._held, self._size = {}, 0


def _escaped(key: bytes) -> bytes:
    """Write tabs and line breaks of an id as bytes that UTF-8 does not have."""
    return key.replace(b"\t", b"\xfe").replace(b"\n", b"\xff")


def _read(run: BinaryIO) -> Iterator[_Keyed]:
    run.seek(0)
    for text in run:
        key, _, line = text.partition(b"\t")
        yield key.replace(b"\xfe", b"\t").replace(b"\xff", b"\n"), line


def _one(same: list[bytes]) -> bytes:
    items = read_items(same, "merged graph")
    graph = merge(Graph((item,)) if isinstance(item, Node) else Graph((), (item,)) for item in items)
    return next(lines(graph))

