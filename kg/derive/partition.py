"""Deriving one group of districts after the other, so that memory does not grow with the graph."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from tempfile import TemporaryFile
from types import TracebackType
from typing import BinaryIO, Self, cast
from zlib import crc32

from kg.derive import derive
from kg.derive.derivation import Derivation, scope_of
from kg.derive.projection import Projection
from kg.graph.exchange import lines, read_items
from kg.graph.merge import merge
from kg.types import Graph, Node, Relationship

_PARTS = 64
_LIMIT = 100_000  # items in memory before they are written to files, some 60 MB


class Partition:
    """Collects what derivations read, by scope; what belongs to no scope is part of every group.

    A relationship between two scopes is part of both. Where ``scopes`` are given, what belongs to others is left out.
    A context manager: it keeps temporary files.
    """

    def __init__(self, derivations: Sequence[Derivation], *, scopes: Collection[str] | None = None,
                 parts: int = _PARTS, limit: int = _LIMIT) -> None:
        self._scopes = scopes
        self._derivations = derivations
        self._projection = Projection(derivations)
        self._common: list[Node | Relationship] = []
        self._held: list[list[Node | Relationship]] = [[] for _ in range(parts)]
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
        kept = self._projection.of(item)
        if kept is None:
            return
        scopes = _scopes(kept)
        for part in {crc32(scope.encode()) % len(self._held) for scope in scopes
                     if self._scopes is None or scope in self._scopes}:
            self._held[part].append(kept)
            self._count += 1
        if not scopes:
            self._common.append(kept)
        if self._count >= self._limit:
            self._spill()

    def derived(self) -> Iterator[Graph]:
        """Yield the derived items of each group; a fact that follows from what has no scope may come several times."""
        if not any(self._held) and not self._files:
            yield derive(merged_graph(self._common), self._derivations)
        for part, held in enumerate(self._held):
            items = held
            if self._files:
                self._files[part].seek(0)
                items = [*read_items(self._files[part], "part of the graph"), *held]
            if items:
                yield derive(merged_graph([*self._common, *items]), self._derivations)

    def _file(self) -> BinaryIO:
        return cast(BinaryIO, self._stack.enter_context(TemporaryFile(prefix="kg-")))

    def _spill(self) -> None:
        if not self._files:
            self._files = [self._file() for _ in self._held]
        for file, held in zip(self._files, self._held, strict=True):
            file.writelines(lines(held))
            held.clear()
        self._count = 0


def merged_graph(items: Iterable[Node | Relationship]) -> Graph:
    """Merge items that may be of several documents."""
    kept = list(items)
    return merge([Graph(tuple(item for item in kept if isinstance(item, Node)),
                        tuple(item for item in kept if isinstance(item, Relationship)))])


def _scopes(item: Node | Relationship) -> set[str]:
    ends = (item.id,) if isinstance(item, Node) else (item.start, item.end)
    return {scope for end in ends if (scope := scope_of(end))}
