"""Programs, honours and indicators as SKOS concepts: their schemes, and the shipped scheme of indicators."""
from __future__ import annotations

from collections.abc import Iterator

from kg.indicators import concepts
from kg.types import Node
from loaders.rdf_evidence import Quad
from loaders.rdf_terms import encode, iri, literal

# The scheme of ontology/indicators.ttl, to which indicators of graphs are linked.
INDICATORS = "https://district-education-kg.example/indicators"
SKOS = "http://www.w3.org/2004/02/skos/core#"
_EXACT_MATCH, _IN_SCHEME, _LABEL = (iri(f"{SKOS}{name}") for name in ("exactMatch", "inScheme", "prefLabel"))
# The schemes of an export: what its documents speak of, whatever it is called elsewhere.
_SCHEMES = {"Program": ("programs", "项目", "Programs"), "Honor": ("honours", "荣誉", "Honours"),
            "Indicator": ("indicators", "指标", "Indicators")}


def schemes(base: str) -> Iterator[tuple[str, str, str]]:
    """Yield the concept schemes of an export with their titles in Chinese and English, as terms."""
    for name, chinese, english in _SCHEMES.values():
        yield iri(f"{base}dataset#{name}"), literal(chinese, language="zh-hans"), literal(english, language="en")


def as_concept(base: str, subject: str, node: Node) -> Iterator[Quad]:
    """Yield what makes a program, honour or indicator a concept: its scheme, its label, and for an indicator the
    concept of the shipped scheme that it is.

    The name alone does not make it one: texts use the same words for shares and for counts. A graph says of the
    indicators that were found in the scheme what their values are.
    """
    label = next((label for label in node.labels if label in _SCHEMES), None)
    if label is None:
        return
    name = node.properties.get("name")
    yield subject, _IN_SCHEME, iri(f"{base}dataset#{_SCHEMES[label][0]}"), ""
    if isinstance(name, str):
        yield subject, _LABEL, literal(name, language="zh-hans"), ""
    concept = concepts().get(str(name)) if label == "Indicator" else None
    if concept is not None and node.properties.get("dimension") == concept.dimension:
        yield subject, _EXACT_MATCH, iri(f"{INDICATORS}#{encode(concept.name)}"), ""
