"""What derivations read of a graph, on disk: rows by group."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, TypeAlias

from kg.derive.projection import Row
from kg.graph.blocks import read_block, write_block

# Where the rows of each group stand in a file: offsets of lists of rows.
Places: TypeAlias = Mapping[int, list[int]]


def write_rows(groups: Iterable[tuple[int, list[Row]]], file: BinaryIO, places: dict[int, list[int]]) -> None:
    """Append the rows of some groups to a file, and note in ``places`` where they stand."""
    file.seek(0, 2)
    for group, rows in groups:
        if rows:
            places.setdefault(group, []).append(file.tell())
            write_block(rows, file)


def read_rows(file: BinaryIO, places: Places, group: int) -> Iterator[Row]:
    """Yield the rows of a group."""
    for place in places.get(group, ()):
        file.seek(place)
        yield from read_block(file)
