"""Export as RDF. N-Triples and N-Quads are written as a stream, other syntaxes through rdflib, from memory.

The same items in the same order give the same bytes.
"""
from __future__ import annotations

import io
import json
import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import chain, islice
from typing import Any, BinaryIO

from rdflib import Dataset, Literal
from rdflib import Graph as RDFGraph
from rdflib.plugins.serializers.trig import TrigSerializer

from kg.errors import ExchangeError
from kg.types import Graph, Node, Relationship
from loaders.rdf_quads import Mapper, Quad
from loaders.rdf_terms import is_base
from loaders.rdf_vocabulary import KG

DEFAULT_BASE = "https://district-education-kg.example/"
FORMATS = ("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml")
_WITH_GRAPHS = frozenset({"nquads", "trig"})
_REMEMBERED = 50_000
_BATCH = 1000
# Characters that a document of XML 1.0 cannot hold, even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PREFIXES = {
    "kg": str(KG), "dcterms": "http://purl.org/dc/terms/", "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#", "prov": "http://www.w3.org/ns/prov#", "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/", "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#", "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export did: how many statements it wrote, and how often it left out a property without a term."""

    statements: int
    left_out: Mapping[str, int] = field(default_factory=dict)


def export(items: Graph | Iterable[Node | Relationship], stream: BinaryIO, *, format: str,
           base_iri: str = DEFAULT_BASE, plain: bool = False) -> ExportReport:
    """Write items as RDF in one of ``FORMATS``, UTF-8.

    What a source says stands in the graph ``graph/<id of the source>`` and what was derived from it in
    ``derived/<id>``, where the syntax has named graphs. ``plain`` leaves out the statements about triples and the
    evidence. N-Triples and N-Quads need no more memory for more items; they may repeat a statement.

    Raises ValueError for a ``base_iri`` that is no absolute IRI with a ``/`` at its end or an unknown format, and
    ExchangeError for items that the ontology does not allow or the format cannot hold.
    """
    if format not in FORMATS:
        raise ValueError(f"format {format!r}: not one of {', '.join(FORMATS)}")
    if not is_base(base_iri):
        raise ValueError(f"base IRI {base_iri!r}: not an absolute IRI that ends in /, such as {DEFAULT_BASE}")
    mapper = Mapper(base_iri, plain=plain)
    lines = _lines(mapper, items, graphs=format in _WITH_GRAPHS)
    streamed = format in ("ntriples", "nquads")
    count = _write(lines, stream) if streamed else _serialize(b"".join(lines), stream, format)
    return ExportReport(count, dict(sorted(mapper.left_out.items())))


def _quads(mapper: Mapper, items: Graph | Iterable[Node | Relationship]) -> Iterator[Quad]:
    yield from mapper.dataset()
    if isinstance(items, Graph):
        items = chain[Node | Relationship](items.nodes, items.relationships)
    for item in items:
        yield from mapper.quads(item)


def _lines(mapper: Mapper, items: Graph | Iterable[Node | Relationship], *, graphs: bool) -> Iterator[bytes]:
    """Yield lines of N-Quads or N-Triples, without those that were written not long ago."""
    written: set[str] = set()
    for subject, predicate, object, graph in _quads(mapper, items):
        line = f"{subject} {predicate} {object}{f' {graph}' if graphs and graph else ''} .\n"
        if line in written:
            continue
        if len(written) == _REMEMBERED:
            written.clear()
        written.add(line)
        yield line.encode()


def _write(lines: Iterator[bytes], stream: BinaryIO) -> int:
    written = 0
    while batch := list(islice(lines, _BATCH)):
        stream.writelines(batch)
        written += len(batch)
    return written


class _SortedTrig(TrigSerializer):
    """TriG with its graphs in order of their names; rdflib has them in the order of a hash table."""

    def __init__(self, store: Dataset) -> None:
        super().__init__(store)
        self.contexts = sorted({context.identifier: context for context in self.contexts}.values(),
                               key=lambda context: str(context.identifier))


class _SortedGraph(RDFGraph):
    """A graph that yields its triples in order, for the serialiser of RDF/XML, which writes them as they come."""

    def triples(self, triple: Any) -> Generator[Any, None, None]:
        """Yield the triples of a pattern in order of their terms."""
        yield from sorted(super().triples(triple), key=lambda found: tuple(term.n3() for term in found))


def _serialize(data: bytes, stream: BinaryIO, format: str) -> int:
    graph = Dataset() if format == "trig" else _SortedGraph() if format == "rdfxml" else RDFGraph()
    for prefix, namespace in _PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    graph.parse(io.BytesIO(data), format="nquads" if format == "trig" else "nt")
    if format == "trig":
        assert isinstance(graph, Dataset)
        _SortedTrig(graph).serialize(stream)
    elif format == "jsonld":
        stream.write(_json_ld(graph))
    elif format == "rdfxml":
        _check_xml(graph)
        graph.serialize(stream, format="xml", encoding="utf-8")
    else:
        graph.serialize(stream, format="turtle", encoding="utf-8")
    return sum(1 for _ in graph.quads()) if isinstance(graph, Dataset) else len(graph)


def _check_xml(graph: RDFGraph) -> None:
    for subject, _, value in graph:
        if isinstance(value, Literal) and (found := _NOT_XML.search(value)):
            raise ExchangeError(f"{subject}: XML cannot hold the character {found[0]!r}; choose another format")


def _json_ld(graph: RDFGraph) -> bytes:
    context = json.loads(files("ontology").joinpath("context.jsonld").read_text(encoding="utf-8"))["@context"]
    data = json.loads(graph.serialize(format="json-ld", context=context, auto_compact=False))
    return json.dumps(_in_order(data), ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def _in_order(data: Any) -> Any:
    """Put the lists of JSON-LD, which are sets, in order."""
    if isinstance(data, dict):
        return {key: value if key == "@context" else _in_order(value) for key, value in data.items()}
    if isinstance(data, list):
        return sorted(map(_in_order, data), key=lambda item: json.dumps(item, ensure_ascii=False, sort_keys=True))
    return data
