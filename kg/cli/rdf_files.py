"""RDF that a command is given as files of any syntax."""
from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import click

from kg.cli.export import SUFFIXES
from kg.cli.graphs import STANDARD
from kg.errors import ExchangeError
from loaders.rdf import SYNTAXES

if TYPE_CHECKING:
    import pyoxigraph as ox


def is_rdf(file: Path) -> bool:
    """Tell whether a file's name ends as those of RDF do."""
    return Path(file.name.removesuffix(".gz")).suffix in SUFFIXES


@contextmanager
def opened_rdf(file: Path, form: str | None = None) -> Iterator[tuple[BinaryIO, str, ox.RdfFormat]]:
    """Open a file, unpacked where its name ends in .gz, and yield it with its name in messages and its syntax.

    ``form`` is the name of the syntax where it does not follow from the file's name. Raises ExchangeError where the
    file cannot be opened, and click's UsageError where the syntax is not known.
    """
    syntax = form or SUFFIXES.get(Path(file.name.removesuffix(".gz")).suffix)
    if syntax is None:
        raise click.UsageError(f"{file}: give --format, or a file that ends in {', '.join(SUFFIXES)} (and .gz)")
    name = "<stdin>" if file == STANDARD else str(file)
    with ExitStack() as stack:
        try:
            stream = sys.stdin.buffer if file == STANDARD else stack.enter_context(file.open("rb"))
        except OSError as error:
            raise ExchangeError(f"{name}: cannot be read ({error.strerror})") from error
        if file.suffix == ".gz":
            stream = cast(BinaryIO, stack.enter_context(gzip.GzipFile(fileobj=stream)))
        yield stream, name, SYNTAXES[syntax]
