"""Answers of an RDF store in the syntax that a client asks for (SPARQL 1.1 Protocol; Accept as in RFC 9110)."""
from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import pyoxigraph as ox

from loaders.rdf import PREFIXES
from loaders.rdf_jsonld import json_ld

HTML = "text/html"
_ROWS: Mapping[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON, "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML, "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV, "text/tab-separated-values": ox.QueryResultsFormat.TSV}
_TRIPLES: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE, "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML, "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/json": ox.RdfFormat.JSON_LD}
# Content type and bytes.
Answer: TypeAlias = tuple[str, bytes]
Results: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class NotAcceptable(ValueError):
    """Raised where a client accepts none of the types that there are; the message lists them."""


def chosen(accept: str, types: Iterable[str]) -> str:
    """Return the type that an Accept header likes best; of those that it likes alike, the first.

    Raises NotAcceptable where it likes none.
    """
    wishes: dict[str, float] = {}
    for wish in (accept or "*/*").split(","):
        name, *parameters = (part.strip() for part in wish.split(";"))
        weights = [part[2:] for part in parameters if part.startswith("q=")]
        try:
            wishes[name.lower()] = float(weights[0]) if weights else 1.0
        except ValueError:
            wishes[name.lower()] = 0.0
    offered = list(types)

    def weight(type: str) -> float:
        names = (type, f"{type.partition('/')[0]}/*", "*/*")
        return next((wishes[name] for name in names if name in wishes), 0.0)
    best = max(offered, key=weight)
    if weight(best) <= 0:
        raise NotAcceptable(f"there are {', '.join(offered)}")
    return best


def answered(results: Results, accept: str, base: str) -> Answer:
    """Write the results of a query. Raises NotAcceptable."""
    if isinstance(results, ox.QueryTriples):
        return described(results, accept, base)
    types = [type for type in _ROWS if not isinstance(results, ox.QueryBoolean) or not type.startswith("text/")]
    type = chosen(accept, types)
    data = results.serialize(format=_ROWS[type])
    assert data is not None
    return type, data


def described(triples: Iterable[ox.Triple], accept: str, base: str) -> Answer:
    """Write triples, in order and each once. Raises NotAcceptable."""
    type = chosen(accept, _TRIPLES)
    ordered = sorted(set(triples), key=str)
    if _TRIPLES[type] == ox.RdfFormat.JSON_LD:
        stream = io.BytesIO()
        json_ld(((str(item.subject), str(item.predicate), str(item.object), "") for item in ordered), stream, base)
        return type, stream.getvalue()
    data = ox.serialize(ordered, format=_TRIPLES[type], prefixes=PREFIXES)
    assert data is not None
    return type, data


def accepts_html(accept: str) -> bool:
    """Tell whether a client is a browser, which likes HTML better than any syntax of RDF."""
    return "html" in accept and chosen(accept, [*_TRIPLES, HTML]) == HTML
