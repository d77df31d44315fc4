"""The command check."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import click

from kg.cli.inputs import one_input
from kg.errors import ExchangeError
from kg.graph.check import check_evidence, check_items, check_source
from kg.graph.exchange import read_items
from kg.pipeline import document_graph
from kg.types import Finding

_FOUND = 1


@click.command()
@click.argument("files", metavar="GRAPH.jsonl…|FILE…", nargs=-1, required=True,
                type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
def check(files: tuple[Path, ...]) -> None:
    """Check graphs, or documents and their graphs, and list what is wrong.

    A file ending in .jsonl (or - for standard input) is a graph: are all labels and types of the ontology, all ends of
    relationships there, all claims with their evidence and offsets? Any other file is a document: its graph is checked
    the same way and against the text, and it is said what the document leaves open (who writes, of which district and
    year). Exit status 1 where something is found.

    \b
    Example:
      kg check graph.jsonl
      kg check report.docx
    """
    count = 0
    for file in files:
        for finding in _graph(file) if file.suffix == ".jsonl" or file == Path("-") else _document(file):
            count += 1
            click.echo(f"{file}: {finding.code}: {finding.message}")
    if count:
        click.get_current_context().exit(_FOUND)


def _graph(file: Path) -> Iterator[Finding]:
    name = "<stdin>" if file == Path("-") else str(file)
    try:
        with click.open_file(str(file), "rb") as stream:
            yield from check_items(read_items(cast(BinaryIO, stream), name))
    except OSError as error:
        raise ExchangeError(f"{name}: cannot be read ({error.strerror})") from error


def _document(file: Path) -> Iterator[Finding]:
    document = one_input(file).read()
    graph = document_graph(document)
    yield from check_items(graph.items())
    yield from check_evidence(graph, document)
    yield from check_source(graph)
