"""The command import-rdf."""
from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from kg.cli.export import SUFFIXES
from kg.cli.graphs import STANDARD
from kg.cli.rdf_files import opened_rdf
from kg.graph.exchange import collect, lines, write
from loaders.rdf import DEFAULT_BASE, FORMATS
from loaders.rdf_items import Reader
from loaders.rdf_statements import Statements
from loaders.rdf_terms import is_base


@click.command("import-rdf")
@click.argument("files", metavar="FILE…", nargs=-1, required=True,
                type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("-o", "--output", "out", metavar="FILE", default=STANDARD,
              type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
              help="File to write; - is standard output.  [default: -]")
@click.option("--format", "form", type=click.Choice(FORMATS),
              help=f"Syntax of all files.  [default: that of each suffix: {', '.join(SUFFIXES)}, packed with .gz too]")
@click.option("--base-iri", metavar="IRI",
              help="What the IRIs of ids begin with.  [default: what the files say of themselves (void:uriSpace)]")
def import_rdf(files: tuple[Path, ...], out: Path, form: str | None, base_iri: str | None) -> None:
    """Read RDF into a graph of JSON Lines: an export, or what others wrote with the same ontology.

    An export gives back the graph that it was made from. Things with other IRIs than --base-iri keep them as ids.
    All files are one graph, and need memory for all their statements.

    \b
    Example:
      kg import-rdf graph.nq.gz -o graph.jsonl
      kg import-rdf theirs.ttl ours.ttl --base-iri https://data.example.org/ | kg load -
    """
    statements = Statements()
    for file in files:
        with opened_rdf(file, form) as (stream, name, syntax):
            statements.read(stream, name, syntax)
    reader = Reader(statements, _base(base_iri, statements))
    graph = collect([*reader.nodes(), *reader.relationships()])
    if out == STANDARD:
        sys.stdout.buffer.writelines(lines(graph))
    else:
        write(graph, out)
    _tell(len(graph.nodes), len(graph.relationships), reader.passed_over)


def _base(given: str | None, statements: Statements) -> str:
    if given is not None:
        if not is_base(given):
            raise click.UsageError(f"{given!r} is not an absolute IRI that ends in /, such as {DEFAULT_BASE}")
        return given
    spaces = statements.spaces()
    if len(spaces) > 1:
        raise click.UsageError(f"the files have the base IRIs {', '.join(spaces)}: choose one with --base-iri")
    return spaces[0] if spaces and is_base(spaces[0]) else DEFAULT_BASE


def _tell(nodes: int, relationships: int, passed_over: Counter[str]) -> None:
    click.echo(f"{nodes} nodes and {relationships} relationships", err=True)
    for predicate, count in sorted(passed_over.items()):
        click.echo(f"passed over {count} times, not a property there: {predicate}", err=True)
