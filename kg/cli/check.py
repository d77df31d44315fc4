"""The command check."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

import click

from kg.cli.inputs import one_input
from kg.errors import ExchangeError
from kg.findings import CODES, UNKNOWN, FindingsReader
from kg.graph.check import check_evidence, check_items, check_source
from kg.graph.exchange import read_items
from kg.pipeline import document_graph
from kg.types import Finding

_FOUND = 1


@click.command()
@click.argument("files", metavar="GRAPH.jsonl…|FILE…|RDF…", nargs=-1, required=True,
                type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--only", "only", metavar="CODE", multiple=True, type=click.Choice(CODES),
              help=f"List only these findings on what a graph says, each in full: {', '.join(CODES)}.")
@click.option("--strict", is_flag=True, help="End with status 1 for findings on what a graph says, and warnings, too.")
@click.option("--shacl", is_flag=True, help="Check RDF (an export, or graphs as they would be exported) by the shapes.")
def check(files: tuple[Path, ...], only: tuple[str, ...], strict: bool, shacl: bool) -> None:
    """Check graphs, or documents and their graphs, and list what is wrong and what to look at.

    A file ending in .jsonl (or - for standard input) is a graph: are all labels and types of the ontology, all ends of
    relationships there, all claims with their evidence and offsets? Any other file is a document: its graph is checked
    the same way and against the text, and it is said what the document leaves open (who writes, of which district and
    year). Exit status 1 where something of this is wrong.

    Then comes what a reader should look at in what the graph says: districts whose name means several, names that may
    be of one institution, targets without a unit, results and growth that contradict each other, totals that are not
    the sum of their parts, schools at two stages in one year, and how many indicators the scheme of indicators does not
    have. None of it is an error of the graph: texts say such things.

    With --shacl each file is checked by the shapes of the ontology instead: RDF of any syntax, by whomever, or a graph
    as it would be exported. Each finding names the thing, the property and the value, and says in Chinese and English
    what is asked. Exit status 1 where there is a violation.

    \b
    Example:
      kg check graph.jsonl
      kg check report.docx
      kg check graph.jsonl --only contradictory-results
      kg check --shacl graph.nq.gz
    """
    if shacl:
        _by_shapes(files, only, strict)
        return
    wrong = 0
    for file in files:
        reader = FindingsReader()
        faults = _graph(file, reader) if file.suffix == ".jsonl" or file == Path("-") else _document(file, reader)
        for finding in faults:
            wrong += 1
            if not only:
                click.echo(f"{file}: {finding.code}: {finding.message}")
        for finding in _shown(reader.findings(), only):
            wrong += strict
            where = f" [{finding.source}]" if finding.source else ""
            click.echo(f"{file}: {finding.code}: {finding.message}{where}")
    if wrong:
        click.get_current_context().exit(_FOUND)


def _by_shapes(files: tuple[Path, ...], only: tuple[str, ...], strict: bool) -> None:
    if only:
        raise click.UsageError("--only lists findings on what a graph says, which --shacl does not look at; choose one")
    from kg.cli.shacl import findings_of  # rdflib is slow to import, and nothing else here needs it

    wrong = 0
    for file in files:
        for finding in findings_of(file):
            wrong += strict or finding.code == "violation"
            click.echo(f"{file}: {finding.code}: {finding.message}")
    if wrong:
        click.get_current_context().exit(_FOUND)


def _shown(found: Iterable[Finding], only: tuple[str, ...]) -> Iterator[Finding]:
    """Yield findings; of the many indicators that the scheme does not have only how many they are, unless asked for."""
    unknown = 0
    for finding in found:
        if finding.code in only or (not only and finding.code != UNKNOWN):
            yield finding
        unknown += finding.code == UNKNOWN
    if unknown and not only:
        yield Finding(UNKNOWN, f"{unknown} indicators are not in the scheme; --only {UNKNOWN} lists them")


def _graph(file: Path, reader: FindingsReader) -> Iterator[Finding]:
    name = "<stdin>" if file == Path("-") else str(file)
    try:
        with click.open_file(str(file), "rb") as stream:
            yield from check_items(reader.passing(read_items(cast(BinaryIO, stream), name)))
    except OSError as error:
        raise ExchangeError(f"{name}: cannot be read ({error.strerror})") from error


def _document(file: Path, reader: FindingsReader) -> Iterator[Finding]:
    document = one_input(file).read()
    graph = document_graph(document)
    yield from check_items(reader.passing(graph.items()))
    yield from check_evidence(graph, document)
    yield from check_source(graph)
