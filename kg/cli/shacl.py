"""The option --shacl of the command check: files against the shapes of the ontology."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import click

from kg.cli.export import SUFFIXES
from kg.cli.graphs import STANDARD, opened_items
from kg.cli.rdf_files import is_rdf, opened_rdf
from kg.types import Finding
from loaders.rdf import PREFIXES, statements
from loaders.rdf_statements import quads_of
from loaders.shacl import faults, finding
from loaders.shacl_triples import Triples


def findings_of(file: Path) -> Iterator[Finding]:
    """Yield what the shapes find in a file of RDF, or in what the export of a graph of JSON Lines would say.

    Raises ExchangeError where the file is neither, and click's UsageError where its name does not say what it is.
    """
    triples = Triples()
    if file == STANDARD or file.suffix == ".jsonl":
        with ExitStack() as stack:
            for subject, predicate, object, _ in statements(opened_items([file], stack)()):
                triples.add(subject, predicate, object)
    elif is_rdf(file):
        with opened_rdf(file) as (stream, name, syntax):
            for quad in quads_of(stream, name, syntax):
                triples.add_quad(quad)
    else:
        raise click.UsageError(f"{file}: not a file that ends in .jsonl, {', '.join(SUFFIXES)} (and .gz)")
    yield from (finding(fault, _short) for fault in faults(triples))


def _short(term: str) -> str:
    """Return a term with a prefix where it has one of those that exports have."""
    for prefix, space in PREFIXES.items():
        if term.startswith(f"<{space}"):
            return f"{prefix}:{term[len(space) + 1:-1]}"
    return term
