"""The documents that a command is given: files, folders, and - for standard input."""
from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click

from kg.errors import ReadError
from kg.parallel import available_cpus
from kg.read import discover, read_bytes, read_file
from kg.types import Document

_STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read, or what standard input held (``data``)."""

    path: Path
    data: bytes | None = None

    def __str__(self) -> str:
        return "<stdin>" if self.data is not None else str(self.path)

    def read(self) -> Document:
        """Read the document. Raises ReadError."""
        return read_file(self.path) if self.data is None else read_bytes(self.data, "<stdin>")


def one_input(path: Path) -> Input:
    """Return what one path names."""
    return Input(Path("stdin"), sys.stdin.buffer.read()) if path == _STDIN else Input(path)


def all_inputs(paths: Iterable[Path]) -> list[Input]:
    """Return the documents below some paths, sorted and once each. Raises ReadError where there is none."""
    given = set(paths)
    found = [Input(path) for path in discover(given - {_STDIN})]
    if _STDIN in given:
        found.append(one_input(_STDIN))
    if not found:
        names = ", ".join(map(str, sorted(given)))
        raise ReadError(names, "no document here: no file ending in .txt, .html, .docx or .pdf")
    return found


paths_argument = click.argument("paths", metavar="PATH…", nargs=-1, required=True,
                                type=click.Path(path_type=Path, allow_dash=True))
jobs_option = click.option("-j", "--jobs", type=click.IntRange(1), default=available_cpus, metavar="N",
                           help="Processes that work; the result does not depend on it.  [default: all processors]")
