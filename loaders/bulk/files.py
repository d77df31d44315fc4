"""The second pass: rows into files, each item as it comes, so that memory does not grow with the graph.

Every string is quoted and its quotes are doubled (RFC 4180); a number or truth value is bare; what an item does not
have is an empty field without quotes.
"""
from __future__ import annotations

import gzip
import io
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import ExchangeError
from kg.types import Node, Relationship, Value
from loaders.bulk.survey import Shape, Survey, Variant, shape_of

_BUFFER = 1 << 18


@dataclass(frozen=True, slots=True)
class DataFile:
    """A data file with its header file, by their names in the folder, and what their rows are."""

    shape: Shape
    header: str
    data: str


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def field_text(value: Value | None, delimiter: str) -> str:
    """Return a value as a field of a row."""
    match value:
        case None:
            return ""
        case str():
            return _quoted(value)
        case bool():
            return "true" if value else "false"
        case tuple():
            return _quoted(delimiter.join(map(str, value)))
        case _:
            return repr(value)


class Writer:
    """Writes the items of a surveyed graph into the files of a folder."""

    def __init__(self, folder: Path, survey: Survey, *, packed: bool, stack: ExitStack) -> None:
        self._folder, self._survey, self._packed, self._stack = folder, survey, packed, stack
        self._open: dict[tuple[Shape, Variant], tuple[BinaryIO, tuple[str, ...]]] = {}
        self.files: list[DataFile] = []

    def write(self, items: Iterable[Node | Relationship]) -> None:
        """Write all items. Raises ExchangeError where they are not those that were surveyed."""
        delimiter = self._survey.delimiter
        nodes = relationships = 0
        for item in items:
            ends: tuple[str, ...] = ()
            if isinstance(item, Relationship):
                ends, relationships = (item.start, item.end), relationships + 1
            else:
                nodes += 1
            stream, keys = self._stream(item)
            fields = [_quoted(item.id), *map(_quoted, ends)]
            fields += [field_text(item.properties.get(key), delimiter) for key in keys]
            stream.write((",".join(fields) + "\n").encode())
        if (nodes, relationships) != (self._survey.nodes, self._survey.relationships):
            raise ExchangeError("the graph changed while it was written; export it again while nothing is loaded")

    def _stream(self, item: Node | Relationship) -> tuple[BinaryIO, tuple[str, ...]]:
        shape = shape_of(item)
        key = shape, self._survey.variant(shape, item)
        if key not in self._open:
            self._open[key] = self._begin(*key)
        return self._open[key]

    def _begin(self, shape: Shape, variant: Variant) -> tuple[BinaryIO, tuple[str, ...]]:
        columns = self._survey.columns(shape, variant)
        number = 1 + sum(file.shape == shape for file in self.files)
        stem = f"{shape if isinstance(shape, str) else '-'.join(shape)}-{number}"
        file = DataFile(shape, f"{stem}.header.csv", f"{stem}.csv{'.gz' if self._packed else ''}")
        first = ["id:string", ":START_ID", ":END_ID"] if isinstance(shape, str) else ["id:ID"]
        header = ",".join([*first, *(f"{name}:{kind}" for name, kind in columns.items())])
        (self._folder / file.header).write_text(header + "\n", encoding="utf-8")
        self.files.append(file)
        return self._opened(file.data), tuple(columns)

    def _opened(self, name: str) -> BinaryIO:
        stream: BinaryIO = self._stack.enter_context((self._folder / name).open("wb", buffering=_BUFFER))
        if not self._packed:
            return stream
        # Without name and time in its header, so that the same graph is the same bytes.
        packed = gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0, compresslevel=6)
        return self._stack.enter_context(io.BufferedWriter(cast(io.RawIOBase, packed), _BUFFER))
