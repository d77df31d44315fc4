"""The command serve-sparql."""
from __future__ import annotations

import signal
import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, cast

import click
import pyoxigraph as ox

from kg.cli.export import SUFFIXES, checked_base, chosen_items
from kg.cli.rdf_files import is_rdf, opened_rdf
from kg.cli.target import TargetOf, target_options
from kg.errors import ExchangeError
from loaders.rdf import DEFAULT_BASE
from loaders.rdf import export as export_rdf
from loaders.sparql_server import SparqlServer

PORT = 7878


@click.command("serve-sparql")
@click.argument("files", metavar="[GRAPH.jsonl|RDF…]", nargs=-1,
                type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True,
              help="Port on 127.0.0.1; 0 takes a free one.")
@click.option("--base-iri", metavar="IRI", default=DEFAULT_BASE, show_default=True, callback=checked_base,
              help="What the IRIs of ids begin with: of RDF that is read, and of graphs that are exported for it.")
@target_options
def serve_sparql(files: tuple[Path, ...], port: int, base_iri: str, target: TargetOf) -> None:
    """Answer SPARQL queries, read-only and on this machine alone, until Ctrl-C.

    What is served is a copy in memory of the files (graphs of JSON Lines, or RDF), or of a store where there is none.
    Queries go to /sparql; each IRI is answered under its path, as HTML, JSON-LD, Turtle, RDF/XML or N-Triples.

    \b
    Example:
      kg serve-sparql graph.jsonl --port 7878
      kg serve-sparql graph.nq.gz --base-iri https://data.example.org/
    """
    store = ox.Store()
    rdf = tuple(file for file in files if file.suffix != ".jsonl")
    for file in rdf:
        _load(file, store)
    if len(rdf) < len(files) or not files:
        _export(tuple(file for file in files if file.suffix == ".jsonl"), base_iri, target, store)
    with SparqlServer(store, base_iri, port) as server:
        ended = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: ended.set())
        threading.Thread(target=server.serve_forever, daemon=True).start()
        click.echo(f"{len(store)} statements at {server.address} (queries: {server.address}sparql); Ctrl-C ends it.",
                   err=True)
        ended.wait()
        server.shutdown()
    click.echo("Stopped.", err=True)


def _export(graphs: tuple[Path, ...], base: str, target: TargetOf, store: ox.Store) -> None:
    with ExitStack() as stack:
        kept = cast(BinaryIO, stack.enter_context(tempfile.TemporaryFile()))
        export_rdf(chosen_items(graphs, target, stack)(), kept, format="nquads", base_iri=base)
        kept.seek(0)
        store.bulk_load(kept, format=ox.RdfFormat.N_QUADS)


def _load(file: Path, store: ox.Store) -> None:
    if not is_rdf(file):
        raise click.UsageError(f"{file}: not a file that ends in .jsonl, {', '.join(SUFFIXES)} (and .gz)")
    with opened_rdf(file) as (stream, name, syntax):
        try:
            store.bulk_load(stream, format=syntax)
        except SyntaxError as error:
            raise ExchangeError(f"{name}:{error.lineno or 1}: not RDF in this syntax ({error.msg})") from None
        except OSError as error:
            raise ExchangeError(f"{name}: cannot be read ({error.strerror or error})") from error
