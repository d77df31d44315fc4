"""Indicators of graphs as concepts of the scheme of indicators (``ontology/indicators.ttl``)."""
from __future__ import annotations

from collections.abc import Iterator

from kg.indicators import concepts
from kg.types import Node
from loaders.rdf_evidence import Quad
from loaders.rdf_terms import encode, iri

SCHEME = "https://district-education-kg.example/indicators"
_EXACT_MATCH = iri("http://www.w3.org/2004/02/skos/core#exactMatch")


def matched(subject: str, node: Node) -> Iterator[Quad]:
    """Yield the link from an indicator to the concept of the scheme that it is.

    The name alone does not make it one: texts use the same words for shares and for counts. A graph says of the
    indicators that were found in the scheme what their values are.
    """
    concept = concepts().get(str(node.properties.get("name")))
    if concept is not None and node.properties.get("dimension") == concept.dimension:
        yield subject, _EXACT_MATCH, iri(f"{SCHEME}#{encode(concept.name)}"), ""
