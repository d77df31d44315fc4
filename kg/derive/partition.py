"""Deriving one group of districts after the other, so that memory does not grow with the graph."""
from __future__ import annotations

import marshal
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from operator import attrgetter
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, BinaryIO, Self, cast
from zlib import crc32

from kg.derive import derive
from kg.derive.derivation import Derivation, scope_of
from kg.derive.projection import Projection, Row
from kg.graph.merge import merge
from kg.types import Graph, Node, Relationship

_PARTS = 64
_LIMIT = 100_000  # rows in memory before they are written to files, some 80 MB
_MENTION = ("MENTIONED_IN",)


class Partition:
    """Collects what derivations read, by scope; what belongs to no scope is part of every group, apart from mentions.

    A relationship between two scopes is part of both. Where ``scopes`` are given, what belongs to others is left out.
    A context manager: it keeps temporary files.
    """

    def __init__(self, derivations: Sequence[Derivation], *, scopes: Collection[str] | None = None,
                 parts: int = _PARTS, limit: int = _LIMIT) -> None:
        self._scopes = scopes
        self._part_of: dict[str, int | None] = {}
        self._derivations = derivations
        self._projection = Projection(derivations)
        self._common: dict[str, list[Row]] = {}
        self._held: list[list[Row]] = [[] for _ in range(parts)]
        self._files: list[BinaryIO] = []
        self._count = 0
        self._limit = limit
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
                 ) -> None:
        self._stack.close()

    def add(self, item: Node | Relationship) -> None:
        """Keep what the derivations read of an item, if anything."""
        if (row := self._projection.row(item)) is not None:
            self._add(row)

    def add_line(self, data: Mapping[str, Any]) -> None:
        """Keep what the derivations read of what a line of an exchange file says, if anything."""
        if (row := self._projection.row_of_line(data)) is not None:
            self._add(row)

    def _add(self, row: Row) -> None:
        one = scope_of(row.start or row.id)
        other = scope_of(row.end) if row.end else ""
        if not one and not other:
            if row.labels == _MENTION:
                return
            same = self._common.setdefault(row.id, [])
            if row not in same:  # many documents name what has no scope
                same.append(row)
            return
        first, second = self._part(one), self._part(other)
        if first is not None:
            self._held[first].append(row)
            self._count += 1
        if second is not None and second != first:
            self._held[second].append(row)
            self._count += 1
        if self._count >= self._limit:
            self._spill()

    def _part(self, scope: str) -> int | None:
        if scope not in self._part_of:
            wanted = scope and (self._scopes is None or scope in self._scopes)
            self._part_of[scope] = crc32(scope.encode()) % len(self._held) if wanted else None
        return self._part_of[scope]

    def derived(self) -> Iterator[Graph]:
        """Yield the derived items of each group; a fact that follows from what has no scope may come several times."""
        common = merged_graph(row.item() for same in self._common.values() for row in same)
        if not any(self._held) and not self._files:
            yield derive(common, self._derivations)
        for part, held in enumerate(self._held):
            rows = [*self._spilled(part), *held]
            if rows:
                yield derive(_joined(common, merged_graph(row.item() for row in rows)), self._derivations)

    def _spilled(self, part: int) -> Iterator[Row]:
        if self._files:
            file = self._files[part]
            file.seek(0)
            size = file.seek(0, 2)
            file.seek(0)
            while file.tell() < size:
                yield from (Row(*row) for row in marshal.load(file))

    def _file(self) -> BinaryIO:
        return cast(BinaryIO, self._stack.enter_context(TemporaryFile(prefix="kg-")))

    def _spill(self) -> None:
        if not self._files:
            self._files = [self._file() for _ in self._held]
        for file, held in zip(self._files, self._held, strict=True):
            if held:
                marshal.dump([tuple(row) for row in held], file)
                held.clear()
        self._count = 0


def _joined(one: Graph, other: Graph) -> Graph:
    """Join graphs that have no id in common."""
    return Graph(tuple(sorted((*one.nodes, *other.nodes), key=_id)),
                 tuple(sorted((*one.relationships, *other.relationships), key=_id)))


_id = attrgetter("id")


def merged_graph(items: Iterable[Node | Relationship]) -> Graph:
    """Merge items that may be of several documents."""
    kept = list(items)
    return merge([Graph(tuple(item for item in kept if isinstance(item, Node)),
                        tuple(item for item in kept if isinstance(item, Relationship)))])
