"""Deriving one group of districts after the other, so that memory does not grow with the graph."""
from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, BinaryIO, Self, cast
from zlib import crc32

from kg.derive import follows
from kg.derive.derivation import Derivation, scope_of
from kg.derive.projection import Projection, Row, graph_of
from kg.derive.rows import read_rows, write_rows
from kg.graph.merge import joined
from kg.types import Graph, Node, Relationship

GROUPS = 64
# The group of what belongs to no scope.
COMMON = -1
_LIMIT = 100_000  # rows in memory before they are written to files, some 80 MB
_MENTION = "MENTIONED_IN"


class Partition:
    """Collects what derivations read, by scope, in groups of scopes.

    A relationship between two scopes is part of both. Where ``scopes`` are given, what belongs to others is left out.
    ``scopes`` are those of what was added, left out or not. A context manager: it keeps a temporary file.
    """

    def __init__(self, derivations: Sequence[Derivation], *, scopes: Collection[str] | None = None,
                 groups: int = GROUPS, limit: int = _LIMIT) -> None:
        self.scopes: set[str] = set()
        self._wanted = scopes
        self._groups: dict[str, int | None] = {}
        self._derivations = derivations
        self._projection = Projection(derivations)
        self._common: dict[str, list[Row]] = {}
        self._held: list[list[Row]] = [[] for _ in range(groups)]
        self._places: dict[int, list[int]] = {}
        self._count = 0
        self._limit = limit
        self._stack = ExitStack()
        self._file: BinaryIO | None = None

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
        one = self._group(row[0] if len(row) == 3 else row[2])
        other = COMMON if len(row) == 3 else self._group(row[3])
        if one == COMMON == other:
            if row[1] == _MENTION:
                return
            same = self._common.setdefault(row[0], [])
            if row not in same:  # many documents name what has no scope
                same.append(row)
            return
        if one is not None and one != COMMON:
            self._held[one].append(row)
            self._count += 1
        if other is not None and other not in (COMMON, one):
            self._held[other].append(row)
            self._count += 1
        if self._count >= self._limit:
            self._spill()

    def _group(self, id: str) -> int | None:
        """Return the group of an entity's scope, ``COMMON`` where it has none, None where that is left out."""
        if id not in self._groups:
            scope = scope_of(id)
            wanted = self._wanted is None or scope in self._wanted
            self._groups[id] = COMMON if not scope else crc32(scope.encode()) % len(self._held) if wanted else None
            if scope:
                self.scopes.add(scope)
        return self._groups[id]

    def derived(self) -> Iterator[Graph]:
        """Yield the derived items of each group; a fact that follows from what has no scope may come several times."""
        for group in range(len(self._held)):
            if rows := self._rows(group):
                yield derived_of(rows, self._common_rows, self._derivations)
        yield derived_of((), self._common_rows, self._derivations)

    def _rows(self, group: int) -> list[Row]:
        return [*(read_rows(self._file, self._places, group) if self._file else ()), *self._held[group]]

    def _common_rows(self) -> list[Row]:
        return [row for same in self._common.values() for row in same]

    def write(self, file: BinaryIO) -> Mapping[int, list[int]]:
        """Write all rows to a file, those without a scope as the group ``COMMON``; return where they stand."""
        places: dict[int, list[int]] = {}
        write_rows(((group, self._rows(group)) for group in range(len(self._held))), file, places)
        write_rows([(COMMON, self._common_rows())], file, places)
        return places

    def _spill(self) -> None:
        if self._file is None:
            self._file = cast(BinaryIO, self._stack.enter_context(TemporaryFile(prefix="kg-")))  # noqa: SIM115  # it closes it
        write_rows(enumerate(self._held), self._file, self._places)
        for held in self._held:
            held.clear()
        self._groups.clear()
        self._count = 0


def derived_of(rows: Iterable[Row], common: Callable[[], Iterable[Row]], derivations: Sequence[Derivation]) -> Graph:
    """Return the derived items of a group: of its rows, and of those of what belongs to no scope (``common`` gives
    them anew each time it is called).

    Of the latter, nodes that no relationship reaches are left out: each group has but a few of the indicators of a
    country. Those that derivations look at by themselves (districts) are all in the group that has no rows.
    """
    own = graph_of(rows)
    alone = frozenset[str]().union(*(derivation.labels for derivation in derivations if not derivation.types))
    wanted = frozenset[str]() if own.nodes or own.relationships else alone
    reached = {end for item in own.relationships for end in (item.start, item.end)}
    reached.update(end for row in common() if len(row) == 5 for end in row[2:4])
    others = graph_of(row for row in common()
                      if len(row) == 5 or row[0] in reached or not wanted.isdisjoint(row[1]))
    found = follows(joined(own, others), derivations)
    if not found.nodes:
        return found
    stated = {row[0] for row in common()}
    return Graph(tuple(node for node in found.nodes if node.id not in stated), found.relationships)
