"""Export as RDF. N-Triples and N-Quads are written as a stream; other syntaxes need memory for all statements.

The same items in the same order give the same bytes; syntaxes that are no stream are in order of subjects.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import BinaryIO, cast

import pyoxigraph as ox

from kg.errors import ExchangeError
from kg.types import Graph, Node, Relationship
from loaders.rdf_evidence import Quad
from loaders.rdf_jsonld import json_ld
from loaders.rdf_quads import Mapper
from loaders.rdf_terms import is_base
from loaders.rdf_vocabulary import KG

DEFAULT_BASE = "https://district-education-kg.example/"
FORMATS = ("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml")
SYNTAXES = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES, "nquads": ox.RdfFormat.N_QUADS,
            "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD, "rdfxml": ox.RdfFormat.RDF_XML}
# Those that can hold triple terms of RDF 1.2.
WITH_TRIPLE_TERMS = ("turtle", "ntriples", "nquads", "trig")
PREFIXES = {
    "kg": str(KG), "dcat": "http://www.w3.org/ns/dcat#", "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#", "org": "http://www.w3.org/ns/org#", "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#", "qb": "http://purl.org/linked-data/cube#",
    "qudt": "http://qudt.org/schema/qudt/", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#", "unit": "http://qudt.org/vocab/unit/",
    "void": "http://rdfs.org/ns/void#", "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_WITH_GRAPHS = frozenset({"nquads", "trig"})
_REMEMBERED = 50_000
_BATCH = 1000
# Characters that a document of XML 1.0 cannot hold, even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export did: how many statements it wrote, and how often it left out a property without a term."""

    statements: int
    left_out: Mapping[str, int] = field(default_factory=dict)


def export(items: Graph | Iterable[Node | Relationship], stream: BinaryIO, *, format: str,
           base_iri: str = DEFAULT_BASE, plain: bool = False, reifying: bool = False) -> ExportReport:
    """Write items as RDF in one of ``FORMATS``, UTF-8.

    What a source says stands in the graph ``graph/<id of the source>`` and what was derived from it in
    ``derived/<id>``, where the syntax has named graphs. ``plain`` leaves out the statements about triples and the
    evidence; ``reifying`` states their triples as triple terms of RDF 1.2. N-Triples and N-Quads need no more memory
    for more items; they may repeat a statement.

    Raises ValueError for a ``base_iri`` that is no absolute IRI with a ``/`` at its end, an unknown format, or one
    without triple terms; ExchangeError for items that the ontology does not allow or the format cannot hold.
    """
    if format not in FORMATS:
        raise ValueError(f"format {format!r}: not one of {', '.join(FORMATS)}")
    if not is_base(base_iri):
        raise ValueError(f"base IRI {base_iri!r}: not an absolute IRI that ends in /, such as {DEFAULT_BASE}")
    if reifying and format not in WITH_TRIPLE_TERMS:
        raise ValueError(f"format {format!r}: not one with triple terms; those are {', '.join(WITH_TRIPLE_TERMS)}")
    mapper = Mapper(base_iri, plain=plain, reifying=reifying)
    quads = _quads(mapper, items)
    if format == "jsonld":
        count = json_ld(quads, stream, base_iri)
    elif format in ("ntriples", "nquads"):
        count = _write(_lines(quads, f"<{base_iri}statement/", graphs=format in _WITH_GRAPHS), stream)
    else:
        count = _serialize(quads, stream, format)
    return ExportReport(count, dict(sorted(mapper.left_out.items())))


def statements(items: Iterable[Node | Relationship], base_iri: str = DEFAULT_BASE) -> Iterator[Quad]:
    """Yield what an export of items says, without order; some statements more than once. Raises ExchangeError."""
    return _quads(Mapper(base_iri), items)


def _quads(mapper: Mapper, items: Graph | Iterable[Node | Relationship]) -> Iterator[Quad]:
    yield from mapper.described()
    if isinstance(items, Graph):
        items = chain[Node | Relationship](items.nodes, items.relationships)
    yield from chain.from_iterable(map(mapper.quads, items))
    yield from mapper.counted()


def _lines(quads: Iterable[Quad], unique: str, *, graphs: bool) -> Iterator[str]:
    """Yield lines of N-Quads or N-Triples, without those that were written not long ago.

    What has a subject that begins with ``unique`` is said once.
    """
    written: set[str] = set()
    for quad in quads:
        line = f"{' '.join(quad if graphs and quad[3] else quad[:3])} .\n"
        if not line.startswith(unique):
            if line in written:
                continue
            if len(written) == _REMEMBERED:
                written.clear()
            written.add(line)
        yield line


def _write(lines: Iterator[str], stream: BinaryIO) -> int:
    written = 0
    while batch := list(islice(lines, _BATCH)):
        stream.write("".join(batch).encode())
        written += len(batch)
    return written


def _serialize(quads: Iterable[Quad], stream: BinaryIO, format: str) -> int:
    """Write statements in order of graph, subject and predicate, each once; Turtle has no use for graphs."""
    graphs = format in _WITH_GRAPHS
    ordered = sorted({(graph if graphs else "", subject, predicate, object)
                      for subject, predicate, object, graph in quads})
    data = "".join(f"{subject} {predicate} {object} {graph} .\n" for graph, subject, predicate, object in ordered)
    parsed: Iterable[ox.Quad] = ox.parse(data, format=ox.RdfFormat.N_QUADS)
    if format == "rdfxml":
        parsed, stream = _checked(parsed), cast(BinaryIO, _KeptReturns(stream))
    ox.serialize(parsed if graphs else (quad.triple for quad in parsed), stream, SYNTAXES[format], prefixes=PREFIXES)
    return len(ordered)


class _KeptReturns:
    """A stream of XML that keeps carriage returns, which readers of XML take for line feeds unless they are escaped."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, data: bytes) -> int:
        """Write bytes and return how many were taken."""
        self._stream.write(data.replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        """Do nothing: the stream behind it is flushed by whoever opened it."""


def _checked(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    for quad in quads:
        if isinstance(quad.object, ox.Literal) and (found := _NOT_XML.search(quad.object.value)):
            raise ExchangeError(f"{quad.subject}: XML cannot hold the character {found[0]!r}; "
                                "choose another format")
        yield quad
