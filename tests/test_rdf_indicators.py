"""Indicators of an export as concepts of the shipped scheme, and the question of docs/rdf.md that goes through both."""
from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdf_sample import (
    BUREAU,
    INDICATOR,
    KINDERGARTEN_PLACES,
    SUMMARY,
    address,
    claim,
    documents,
    exported,
    node,
    parsed,
    relationship,
    sample,
)
from rdflib import RDF, SKOS, URIRef

from kg.graph.exchange import collect
from kg.types import Node, Relationship
from loaders.rdf_concepts import INDICATORS as SCHEME
from loaders.rdf_vocabulary import KG

SCHEME_FILE = files("ontology").joinpath("indicators.ttl").read_text(encoding="utf-8")
DOCS = Path(__file__).parents[1] / "docs" / "rdf.md"


@pytest.fixture(scope="module")
def scheme() -> rdflib.Graph:
    return rdflib.Graph().parse(data=SCHEME_FILE, format="turtle")


def links(graph: rdflib.Graph) -> set[tuple[str, str]]:
    return {(str(subject), str(object)) for subject, object in graph.subject_objects(SKOS.exactMatch)}


def test_rdf_indicators_of_the_scheme_are_linked_to_their_concepts(scheme: rdflib.Graph) -> None:
    found = links(parsed(exported(sample())))
    assert found == {(address(INDICATOR), f"{SCHEME}#新增学位"),
                     (address(KINDERGARTEN_PLACES), f"{SCHEME}#新增学前学位")}
    assert all((URIRef(concept), RDF.type, SKOS.Concept) in scheme for _, concept in found)


def test_rdf_indicators_with_the_name_alone_are_not_linked() -> None:
    items = [node("Indicator", INDICATOR, name="新增学位"),
             node("Indicator", "indicator/2", name="新增学位", dimension="rate"),
             node("Indicator", "indicator/3", name="新增课程", dimension="count")]
    assert links(parsed(exported(items))) == set()


def test_rdf_indicators_of_documents_are_linked_where_the_scheme_has_them(scheme: rdflib.Graph) -> None:
    graph = documents()
    known = {address(item.id) for item in graph.nodes_with("Indicator") if "dimension" in item.properties}
    found = links(parsed(exported(graph, plain=True)))
    assert {subject for subject, _ in found} == known
    assert len(known) > 10
    assert all((URIRef(concept), SKOS.inScheme, URIRef(SCHEME)) in scheme for _, concept in found)


def test_rdf_indicators_programs_and_honours_are_concepts_of_schemes() -> None:
    graph = parsed(exported(sample()))
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert schemes == {URIRef(address("dataset") + f"#{name}") for name in ("programs", "honours", "indicators")}
    found = {(str(concept), str(scheme).rpartition("#")[2]) for concept, scheme in graph.subject_objects(SKOS.inScheme)}
    assert found == {(address(item.id), scheme) for kind, scheme in (
        ("Program", "programs"), ("Honor", "honours"), ("Indicator", "indicators"))
        for item in sample().nodes_with(kind)}
    assert all(graph.value(URIRef(concept), SKOS.prefLabel) == graph.value(URIRef(concept), KG.name)
               for concept, _ in found)


def _items() -> Iterator[Node | Relationship]:
    yield from sample().items()
    for number, value in enumerate((270, 90)):
        id = f"result/990201/2024/学前/{number}"
        yield node("Result", id, name="新增学前学位", indicator="新增学前学位", value=value, value_si=value, unit="个",
                   comparator="=", year=2024, evidence="新增学前学位", start=0, end=6)
        yield claim("REPORTS", BUREAU, id, SUMMARY, 200 + number, "新增学前学位")
        yield relationship("MEASURES", id, KINDERGARTEN_PLACES, SUMMARY, derived=True)


def test_rdf_indicators_question_of_the_docs_finds_narrower_ones(scheme: rdflib.Graph) -> None:
    [question] = [text for text in re.findall(r"```sparql\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
                  if "skos:broader*" in text]
    data = exported(collect(_items()))
    expected = [("云岭区教育局", "new places", "2024", "1800.0"),
                ("云岭区教育局", "new places in kindergartens", "2024", "90.0"),
                ("云岭区教育局", "new places in kindergartens", "2024", "270.0")]
    by_rdflib = [tuple(map(str, row)) for row in (scheme + parsed(data)).query(question)]  # type: ignore[arg-type]
    assert by_rdflib == expected
    store = ox.Store()
    store.bulk_load(data, format=ox.RdfFormat.N_TRIPLES)
    store.bulk_load(SCHEME_FILE.encode(), format=ox.RdfFormat.TURTLE)
    solutions = store.query(question)
    assert isinstance(solutions, ox.QuerySolutions)
    rows = [tuple(term.value for term in solution) for solution in solutions]  # type: ignore[union-attr]
    assert [(*row[:3], float(row[3])) for row in rows] == [(*row[:3], float(row[3])) for row in expected]
