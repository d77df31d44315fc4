from importlib.resources import files

import pyshacl
import pytest
from rdf_sample import (
    BUREAU,
    DISTRICT,
    HONOR,
    INDICATOR,
    KINDERGARTEN,
    PLAN,
    POLICY,
    PROGRAM,
    SCHOOL,
    TARGET,
    address,
    documents,
    exported,
    parsed,
    sample,
)
from rdflib import SH, Graph, URIRef
from shacl_results import by_pyshacl, by_us, shapes_graph

from loaders.shacl import Fault

SAMPLE = exported(sample())
PREFIXES = """
    PREFIX kg: <https://district-education-kg.example/ontology#>
    PREFIX oa: <http://www.w3.org/ns/oa#>
    PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def term(id: str) -> str:
    return f"<{address(id)}>"


def changed(id: str, property: str, value: str) -> str:
    return (f"DELETE {{ {term(id)} kg:{property} ?o }} INSERT {{ {term(id)} kg:{property} {value} }} "
            f"WHERE {{ {term(id)} kg:{property} ?o }}")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return shapes_graph()


def names(found: set[Fault]) -> set[str]:
    """The property of each fault, or where it is of none the shape."""
    return {(fault.path or fault.shape)[1:-1].rpartition("#")[2] for fault in found}


def test_ontology_shapes_are_well_formed_and_the_sample_conforms(shapes: Graph) -> None:
    conforms, _, text = pyshacl.validate(parsed(SAMPLE), shacl_graph=shapes, inference="none", meta_shacl=True)
    assert conforms, text


def test_ontology_shapes_accept_the_graph_of_documents() -> None:
    data = parsed(exported(documents(["qinghe-2022-summary-2023-plan.txt", "qinghe-2023-summary.txt"])))
    assert len(data) > 3000
    assert by_pyshacl(data) == by_us(data) == set()


@pytest.mark.parametrize("format", ["turtle", "jsonld", "rdfxml"])
def test_ontology_shapes_accept_every_syntax(format: str) -> None:
    assert by_pyshacl(parsed(exported(sample(), format), format)) == set()


def test_ontology_shapes_accept_a_plain_export() -> None:
    assert by_pyshacl(parsed(exported(sample(), plain=True))) == set()


BROKEN = [
    (f"DELETE WHERE {{ {term(PROGRAM)} kg:name ?o }}", "name"),
    (f"INSERT DATA {{ {term(PROGRAM)} kg:name '另一个'@zh-Hans }}", "name"),
    (changed(PROGRAM, "name", "'双减'"), "name"),
    (f"INSERT DATA {{ {term(PROGRAM)} kg:alias '' }}", "alias"),
    (changed(DISTRICT, "adcode", "'33020'"), "adcode"),
    (f"INSERT DATA {{ {term(DISTRICT)} kg:level 'village' }}", "level"),
    (f"INSERT DATA {{ {term(SCHOOL)} kg:ownership '混合'@zh-Hans }}", "ownership"),
    (f"DELETE WHERE {{ {term(TARGET)} kg:value ?o }}", "value"),
    (f"INSERT DATA {{ {term(TARGET)} kg:value 'sixty' }}", "value"),
    (changed(TARGET, "value", "1800"), "value"),
    (changed(TARGET, "upper", "1.0"), "value"),
    (f"DELETE WHERE {{ {term(TARGET)} kg:comparator ?o }}", "comparator"),
    (f"INSERT DATA {{ {term(TARGET)} kg:comparator kg:planned }}", "comparator"),
    (f"INSERT DATA {{ {term(TARGET)} kg:year '2024-01' }}", "year"),
    (f"DELETE WHERE {{ {term(TARGET)} kg:indicatorPhrase ?o }}", "indicatorPhrase"),
    (f"INSERT DATA {{ {term(TARGET)} a kg:Result }}", "Figure"),
    (f"DELETE WHERE {{ {term(PLAN)} kg:fileName ?o }}", "fileName"),
    (f"INSERT DATA {{ {term(PLAN)} kg:sourceKind kg:inUse }}", "sourceKind"),
    (f"INSERT DATA {{ {term(PLAN)} kg:published 'spring' }}", "published"),
    ("DELETE { ?s kg:evidence ?o } WHERE { ?s kg:predicate kg:seeks ; kg:evidence ?o }", "evidence"),
    ("DELETE { ?s kg:source ?o } WHERE { ?s kg:predicate kg:seeks ; kg:source ?o }", "source"),
    ("DELETE { ?s kg:subject ?o } WHERE { ?s kg:predicate kg:seeks ; kg:subject ?o }", "subject"),
    ("DELETE { ?s kg:object ?o } WHERE { ?s kg:predicate kg:seeks ; kg:object ?o }", "object"),
    ("INSERT { ?s kg:stage kg:pairing } WHERE { ?s kg:predicate kg:seeks }", "stage"),
    ("INSERT { ?s kg:pairingKind kg:planned } WHERE { ?s kg:predicate kg:seeks }", "pairingKind"),
    ("INSERT { ?s kg:confidence 1.5 } WHERE { ?s kg:predicate kg:seeks }", "confidence"),
    ("INSERT { ?s kg:year 2024 } WHERE { ?s kg:predicate kg:seeks }", "year"),
    ("INSERT { ?s kg:derived true } WHERE { ?s kg:predicate kg:seeks }", "derived"),
    ("INSERT { ?s kg:derived false } WHERE { ?s kg:predicate kg:governs }", "derived"),
    ("DELETE { ?s kg:met ?o } INSERT { ?s kg:met 'perhaps' } WHERE { ?s kg:met ?o }", "met"),
    ("DELETE { ?s kg:occurrence ?o } WHERE { ?s kg:occurrence ?o }", "occurrence"),
    ("DELETE { ?s kg:mentionedAs ?o } WHERE { ?s kg:mentionedAs ?o }", "mentionedAs"),
    ("INSERT { ?o kg:mentionedAs '教育局' } WHERE { ?s kg:occurrence ?o }", "mentionedAs"),
    ("DELETE { ?o kg:startOffset ?n } INSERT { ?o kg:startOffset ?e } WHERE { ?s kg:occurrence ?o . "
     "?o kg:startOffset ?n ; kg:endOffset ?e }", "startOffset"),
    ("DELETE { ?o kg:endOffset ?n } WHERE { ?s kg:occurrence ?o . ?o kg:endOffset ?n }", "endOffset"),
    (f"DELETE {{ ?s kg:object ?o }} INSERT {{ ?s kg:object {term(SCHOOL)} }} "
     "WHERE { ?s a kg:Mention ; kg:object ?o }", "object"),
    (f"INSERT DATA {{ {term(PROGRAM)} kg:scope 'world' }}", "scope"),
    (f"INSERT DATA {{ {term(HONOR)} kg:level '' }}", "level"),
    (changed(INDICATOR, "unit", "''"), "unit"),
    (f"INSERT DATA {{ {term(DISTRICT)} kg:candidateCode '33' }}", "candidateCode"),
    (f"INSERT DATA {{ {term(INDICATOR)} kg:dimension 'mass' }}", "dimension"),
    (f"INSERT DATA {{ {term(INDICATOR)} kg:direction 'up' }}", "direction"),
    (f"INSERT DATA {{ {term(INDICATOR)} kg:broaderIndicator '学位' }}", "broaderIndicator"),
    (changed(TARGET, "valueSi", "3000.0"), "valueSi"),
    (changed(TARGET, "upperSi", "'2'"), "upperSi"),
    (changed(TARGET, "unitSi", "2"), "unitSi"),
    (f"INSERT DATA {{ {term(SCHOOL)} a kg:Kindergarten }}", "InstitutionKind"),
    (f"INSERT DATA {{ {term(SCHOOL)} a kg:Program }}", "EntityKind"),
    (f"INSERT DATA {{ {term(TARGET)} kg:figureKind kg:resultFigure }}", "figureKind"),
    (f"DELETE WHERE {{ {term(TARGET)} kg:quote ?o }}", "quote"),
    (f"INSERT DATA {{ {term(TARGET)} kg:figureId '' }}", "figureId"),
    (changed(TARGET, "startOffset", "99"), "startOffset"),
    (f"DELETE WHERE {{ {term(TARGET)} kg:endOffset ?o }}", "endOffset"),
    (changed(TARGET, "year", "'0024'^^xsd:gYear"), "year"),
    (changed(DISTRICT, "codeYear", "'2023'"), "codeYear"),
    (f"INSERT DATA {{ {term(TARGET)} kg:unit '所' }}", "unit"),
    (changed(TARGET, "upper", "'2'"), "upper"),
    (changed(PLAN, "digest", "'abc'"), "digest"),
    (changed(PLAN, "url", "'x'"), "url"),
    (changed(PLAN, "year", "2024"), "year"),
    (f"INSERT DATA {{ {term(POLICY)} kg:year '2025'^^xsd:gYear }}", "year"),
    ("DELETE { ?t kg:textTitle ?o } INSERT { ?t kg:textTitle 'a' } WHERE { ?t kg:textTitle ?o }", "textTitle"),
    ("INSERT { ?t kg:textKind kg:planned } WHERE { ?t kg:textKind kg:plan }", "textKind"),
    ("DELETE { ?t kg:textYear ?o } INSERT { ?t kg:textYear 24 } WHERE { ?t kg:textYear ?o }", "textYear"),
    ("INSERT { ?s kg:reason '' } WHERE { ?s kg:predicate kg:governs }", "reason"),
    ("DELETE { ?s kg:predicate kg:seeks } WHERE { ?s kg:predicate kg:seeks }", "predicate"),
    ("DELETE { ?s oa:exact ?o } INSERT { ?s oa:exact '' } WHERE { ?s oa:exact ?o }", "exact"),
    ("DELETE { ?s oa:hasSource ?o } WHERE { ?s oa:hasSource ?o }", "hasSource"),
    ("DELETE { ?s oa:hasSelector ?o } WHERE { ?s oa:hasSelector ?o . ?o oa:exact ?quote }", "hasSelector"),
    ("DELETE { ?s oa:start ?o } INSERT { ?s oa:start ?end } WHERE { ?s oa:start ?o ; oa:end ?end }", "start"),
    ("DELETE { ?s oa:end ?o } INSERT { ?s oa:end -1 } WHERE { ?s oa:end ?o }", "end"),
    (f"INSERT DATA {{ {term(SCHOOL)} kg:issued {term(PROGRAM)} }}", "issuedFrom issuedTo"),
    (f"INSERT DATA {{ {term(PROGRAM)} kg:runs {term(HONOR)} }}", "runsFrom runsTo"),
    (f"INSERT DATA {{ {term(SCHOOL)} kg:pairsWith {term(DISTRICT)} }}", "pairsWithAlike"),
    (f"INSERT DATA {{ {term(SCHOOL)} kg:cooperatesWith {term(KINDERGARTEN)} }}", "cooperatesWithPartner"),
    (f"INSERT DATA {{ {term(SCHOOL)} kg:sameAs {term(DISTRICT)} }}", "sameAsTo"),
    ("INSERT { ?s kg:reason '' } WHERE { ?s kg:predicate kg:sameAs }", "reason"),
    (f"INSERT DATA {{ {term(BUREAU)} kg:locatedIn {term(INDICATOR)} }}", "locatedInTo"),
]


@pytest.mark.parametrize(("update", "expected"), BROKEN)
def test_ontology_shapes_refuse_a_broken_graph_in_both_languages(update: str, expected: str) -> None:
    graph = parsed(SAMPLE)
    graph.update(PREFIXES + update)
    found = by_pyshacl(graph)
    assert set(expected.split()) <= names(found)
    assert all(len(fault.messages) == 2 for fault in found)
    assert by_us(graph) == found


def test_ontology_shapes_know_the_ends_of_every_relation(shapes: Graph) -> None:
    ontology = Graph().parse(data=files("ontology").joinpath("kg.ttl").read_text("utf-8"), format="turtle")
    key = URIRef("https://district-education-kg.example/ontology#graphKey")
    relations = {node for node, name in ontology.subject_objects(key) if str(name).isupper()}
    rows = {URIRef(f"https://district-education-kg.example/ontology#{name}") for name in ("occurrence", "text")}
    assert set(shapes.objects(None, SH.targetSubjectsOf)) == relations
    assert set(shapes.objects(None, SH.targetObjectsOf)) == relations | rows


def test_ontology_shapes_are_each_refused_by_a_broken_graph(shapes: Graph) -> None:
    """Each property shape and each shape of ends has an example above, or below in the table of ends."""
    broken = {name for row in BROKEN for name in row[1].split()}
    paths = {str(path).rpartition("#")[2] for path in shapes.objects(None, SH.path)}
    assert paths - {"pairsWith", "cooperatesWith"} <= broken


@pytest.mark.parametrize("side", ["From", "To"])
def test_ontology_shapes_refuse_wrong_ends_of_every_relation(shapes: Graph, side: str) -> None:
    """A mention is no end of any relation."""
    graph = parsed(SAMPLE)
    relations = set(shapes.objects(None, SH.targetSubjectsOf))
    nobody = URIRef("urn:nobody")
    for relation in relations:
        graph.add((nobody, relation, URIRef(address(SCHOOL))) if side == "From" else
                  (URIRef(address(SCHOOL)), relation, nobody))
    found = by_pyshacl(graph)
    assert {f"{str(relation).rpartition('#')[2]}{side}" for relation in relations} <= names(found)
    assert by_us(graph) == found
