"""Graphs that a command is given as files, and the option to leave out what is uncertain in them."""
from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

import click

from kg.errors import ExchangeError
from kg.graph.exchange import read_items
from kg.types import Node, Relationship

STANDARD = Path("-")
# Gives the items of a graph anew each time it is called.
Items: TypeAlias = Callable[[], Iterator[Node | Relationship]]

min_confidence_option = click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="X",
    help="Leave out claims and figures below this confidence, 0 to 1: the share of such facts that were right in "
         "annotated documents.")


def opened(path: Path, stack: ExitStack) -> tuple[BinaryIO, str]:
    """Open a graph for reading, several times where need be, and return it with its name in messages.

    Standard input is kept in a temporary file. Raises ExchangeError where the file cannot be read.
    """
    if path != STANDARD:
        try:
            return stack.enter_context(path.open("rb")), str(path)
        except OSError as error:
            raise ExchangeError(f"{path}: cannot be read ({error.strerror})") from error
    kept = cast(BinaryIO, stack.enter_context(tempfile.TemporaryFile()))  # noqa: SIM115  # the stack closes it
    shutil.copyfileobj(sys.stdin.buffer, kept)
    kept.seek(0)
    return kept, "<stdin>"


def regular_files(paths: Iterable[Path], stack: ExitStack) -> list[tuple[Path, str]]:
    """Return graphs as files that processes can read parts of, with their names in messages.

    Standard input and pipes are copied into temporary files. Raises ExchangeError where one cannot be read.
    """
    found: list[tuple[Path, str]] = []
    for path in paths:
        stream, name = opened(path, stack)
        if path.is_file():
            stream.close()
            found.append((path, name))
        else:
            kept = stack.enter_context(tempfile.NamedTemporaryFile(prefix="kg-", suffix=".jsonl"))  # noqa: SIM115  # the stack closes it
            shutil.copyfileobj(stream, kept)
            kept.flush()
            found.append((Path(kept.name), name))
    return found


def opened_items(paths: Iterable[Path], stack: ExitStack) -> Items:
    """Open graphs for reading their items, those of one file after those of the other. Raises ExchangeError."""
    streams = [opened(path, stack) for path in paths]

    def items() -> Iterator[Node | Relationship]:
        for stream, name in streams:
            stream.seek(0)
            yield from read_items(stream, name)
    return items
