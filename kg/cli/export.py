"""The command export: RDF, or the files of neo4j-admin."""
from __future__ import annotations

import functools
import gzip
import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, BinaryIO, cast

import click

from kg.cli.bulk import BULK, export_bulk
from kg.cli.graphs import STANDARD, Items, min_confidence_option, opened_items
from kg.cli.target import TargetOf, target_options
from kg.errors import StoreError
from kg.graph.filter import confident_items
from kg.graph.spill import merged_items
from kg.types import Graph, Node, Relationship
from loaders.dump import stored_items
from loaders.n10s import script
from loaders.rdf import DEFAULT_BASE, FORMATS, WITH_TRIPLE_TERMS, ExportReport
from loaders.rdf import export as export_rdf
from loaders.rdf_terms import is_base
from loaders.target import open_target

N10S = "n10s"
_BATCH = 5000  # items that are merged at a time
SUFFIXES = {".ttl": "turtle", ".nt": "ntriples", ".nq": "nquads", ".trig": "trig", ".jsonld": "jsonld",
             ".rdf": "rdfxml"}


def checked_base(_: click.Context, __: click.Parameter, value: str) -> str:
    """Return a base IRI, or end with a message of wrong usage."""
    if not is_base(value):
        raise click.BadParameter(f"{value!r} is not an absolute IRI that ends in /, such as {DEFAULT_BASE}")
    return value


class _Export(click.Command):
    """The export of RDF, apart from ``export neo4j-admin …`` and ``export n10s``."""

    def make_context(self, info_name: str | None, args: list[str], parent: click.Context | None = None,
                     **extra: Any) -> click.Context:
        if args[:1] == [BULK]:
            return export_bulk.make_context(f"{info_name} {BULK}", args[1:], parent, **extra)
        if args[:1] == [N10S]:
            return export_n10s.make_context(f"{info_name} {N10S}", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


@click.command()
@click.option("--base-iri", metavar="IRI", default=DEFAULT_BASE, show_default=True, callback=checked_base,
              help="What ids are appended to.")
def export_n10s(base_iri: str) -> None:
    """Print the terms of the ontology for neosemantics (n10s), Neo4j's plugin for RDF, as a script in Cypher.

    \b
    Example:
      kg export n10s --base-iri https://data.example.org/ | cypher-shell -u neo4j -p …
    """
    for piece in script(base_iri):
        click.echo(piece, nl=False)


@click.command(cls=_Export)
@click.argument("graphs", metavar="[GRAPH.jsonl…]", nargs=-1,
                type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("-o", "--output", metavar="FILE", default="-",
              type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
              help="File to write, whole or not at all; packed where its name ends in .gz.  [default: standard output]")
@click.option("--format", "form", type=click.Choice(FORMATS),
              help=f"Syntax of RDF.  [default: that of FILE's suffix: {', '.join(SUFFIXES)}]")
@click.option("--base-iri", metavar="IRI", default=DEFAULT_BASE, show_default=True, callback=checked_base,
              help="What ids are appended to.")
@click.option("--plain", is_flag=True, help="Leave out the statements about relationships: evidence, year, source.")
@click.option("--rdf12", is_flag=True,
              help=f"State what a claim is about as a triple term of RDF 1.2 ({', '.join(WITH_TRIPLE_TERMS)}).")
@min_confidence_option
@target_options
def export(graphs: tuple[Path, ...], output: Path, form: str | None, base_iri: str, plain: bool, rdf12: bool,
           min_confidence: float, target: TargetOf) -> None:
    """Export a graph as RDF, or as files for Neo4j's bulk import (kg export neo4j-admin --help).

    For Neo4j's plugin neosemantics, kg export n10s --help.

    The graph is that of the files (- reads standard input), or of a store where there is none. N-Triples and N-Quads
    are written as a stream, in memory that does not grow; other syntaxes need memory for the whole graph.

    \b
    Example:
      kg export graph.jsonl --base-iri https://data.example.org/ -o graph.nq.gz
      kg export --store kg-store --format turtle --plain
      kg export neo4j-admin import-files graph.jsonl
      kg export n10s
    """
    syntax = form or SUFFIXES.get(Path(output.name.removesuffix(".gz")).suffix)
    if syntax is None:
        raise click.UsageError(f"give --format, or a FILE that ends in {', '.join(SUFFIXES)} (and .gz)")
    if rdf12 and syntax not in WITH_TRIPLE_TERMS:
        raise click.UsageError(f"--rdf12 needs one of the formats {', '.join(WITH_TRIPLE_TERMS)}")
    with ExitStack() as stack:
        items = chosen_items(graphs, target, stack)
        chosen = confident_items(items, min_confidence) if min_confidence > 0 else items()
        with _written(output) as stream:
            report = export_rdf(chosen, stream, format=syntax, base_iri=base_iri, plain=plain,
                                reifying=rdf12)
    _tell(report)


def _tell(report: ExportReport) -> None:
    click.echo(f"{report.statements} statements", err=True)
    for name, count in report.left_out.items():
        click.echo(f"left out {count} times, not in the ontology: {name}", err=True)


@contextmanager
def _written(path: Path) -> Iterator[BinaryIO]:
    """Yield the stream of a file that appears under its name when it is complete."""
    if path == STANDARD:
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with ExitStack() as stack:
            stream: BinaryIO = stack.enter_context(part.open("wb"))
            if path.suffix == ".gz":
                # Without name and time in its header, so that the same graph is the same bytes.
                packed = gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0)
                stream = stack.enter_context(io.BufferedWriter(cast(io.RawIOBase, packed), 1 << 16))
            yield stream
        os.replace(part, path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror}); give another file with -o") from error
    finally:
        part.unlink(missing_ok=True)


def chosen_items(graphs: tuple[Path, ...], target: TargetOf, stack: ExitStack) -> Items:
    """Give the items of one graph: that of the files, merged where need be, or of a store where there is none."""
    if not graphs:
        connection = stack.enter_context(open_target(target()))
        return functools.partial(stored_items, connection.driver, connection.database)
    items = opened_items(graphs, stack)
    if len(graphs) == 1 and _in_order(items()):
        return items
    return lambda: merged_items(_grouped(items()))


def _in_order(items: Iterable[Node | Relationship]) -> bool:
    """Tell whether items are those of one graph: nodes, then relationships, by id and each once."""
    keys = ((isinstance(item, Relationship), item.id) for item in items)
    return all(before < after for before, after in pairwise(keys))


def _grouped(items: Iterator[Node | Relationship]) -> Iterator[Graph]:
    while batch := list(islice(items, _BATCH)):
        yield Graph(tuple(item for item in batch if isinstance(item, Node)),
                    tuple(item for item in batch if isinstance(item, Relationship)))
