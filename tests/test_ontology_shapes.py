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
    PROGRAM,
    SCHOOL,
    TARGET,
    address,
    exported,
    parsed,
    sample,
)
from rdflib import RDF, SH, Graph, Literal, URIRef

SAMPLE = exported(sample())
PREFIXES = """
    PREFIX kg: <https://district-education-kg.example/ontology#>
    PREFIX oa: <http://www.w3.org/ns/oa#>
"""


def term(id: str) -> str:
    return f"<{address(id)}>"


def changed(id: str, property: str, value: str) -> str:
    return (f"DELETE {{ {term(id)} kg:{property} ?o }} INSERT {{ {term(id)} kg:{property} {value} }} "
            f"WHERE {{ {term(id)} kg:{property} ?o }}")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data=files("ontology").joinpath("shapes.ttl").read_text("utf-8"), format="turtle")


def violations(data: Graph, shapes: Graph) -> list[tuple[str, set[str]]]:
    """The shape of each violation and the languages of its messages."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", meta_shacl=False)
    assert isinstance(report, Graph)
    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        path = report.value(result, SH.resultPath) or report.value(result, SH.sourceShape)
        messages = [message for message in report.objects(result, SH.resultMessage) if isinstance(message, Literal)]
        found.append((str(path).rpartition("#")[2], {str(message.language) for message in messages}))
    return found


def test_ontology_shapes_are_well_formed_and_the_sample_conforms(shapes: Graph) -> None:
    conforms, _, text = pyshacl.validate(parsed(SAMPLE), shacl_graph=shapes, inference="none", meta_shacl=True)
    assert conforms, text


@pytest.mark.parametrize("format", ["turtle", "jsonld", "rdfxml"])
def test_ontology_shapes_accept_every_syntax(shapes: Graph, format: str) -> None:
    assert violations(parsed(exported(sample(), format), format), shapes) == []


def test_ontology_shapes_accept_a_plain_export(shapes: Graph) -> None:
    assert violations(parsed(exported(sample(), plain=True)), shapes) == []


@pytest.mark.parametrize(("update", "expected"), [
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
    ("DELETE { ?s kg:derived ?o } WHERE { ?s kg:predicate kg:governs ; kg:derived ?o }", "derived"),
    ("DELETE { ?s kg:met ?o } INSERT { ?s kg:met 'perhaps' } WHERE { ?s kg:met ?o }", "met"),
    ("DELETE { ?s kg:position ?o } WHERE { ?s kg:position ?o }", "position"),
    ("DELETE { ?s oa:exact ?o } INSERT { ?s oa:exact '' } WHERE { ?s oa:exact ?o }", "exact"),
    ("DELETE { ?s oa:hasSource ?o } WHERE { ?s oa:hasSource ?o }", "hasSource"),
    ("DELETE { ?s oa:hasSelector ?o } WHERE { ?s oa:hasSelector ?o . ?o oa:exact ?quote }", "hasSelector"),
    ("DELETE { ?s oa:start ?o } INSERT { ?s oa:start ?end } WHERE { ?s oa:start ?o ; oa:end ?end }", "start"),
    ("DELETE { ?s oa:end ?o } INSERT { ?s oa:end -1 } WHERE { ?s oa:end ?o }", "end"),
    (f"INSERT DATA {{ {term(SCHOOL)} kg:issued {term(PROGRAM)} }}", "issuedFrom issuedTo"),
    (f"INSERT DATA {{ {term(KINDERGARTEN)} kg:runs {term(HONOR)} }}", "runsFrom runsTo"),
    (f"INSERT DATA {{ {term(SCHOOL)} kg:pairsWith {term(DISTRICT)} }}", "pairsWithAlike"),
    (f"INSERT DATA {{ {term(SCHOOL)} kg:cooperatesWith {term(KINDERGARTEN)} }}", "cooperatesWithPartner"),
    (f"INSERT DATA {{ {term(SCHOOL)} kg:sameAs {term(PROGRAM)} }}", "sameAsTo"),
    ("INSERT { ?s kg:reason '' } WHERE { ?s kg:predicate kg:sameAs }", "reason"),
    (f"INSERT DATA {{ {term(BUREAU)} kg:locatedIn {term(INDICATOR)} }}", "locatedInTo"),
])
def test_ontology_shapes_refuse_a_broken_graph_in_both_languages(shapes: Graph, update: str, expected: str) -> None:
    graph = parsed(SAMPLE)
    graph.update(PREFIXES + update)
    found = violations(graph, shapes)
    assert set(expected.split()) <= {name for name, _ in found}
    assert all(languages == {"zh-Hans", "en"} for _, languages in found)


def test_ontology_shapes_know_the_ends_of_every_relation(shapes: Graph) -> None:
    ontology = Graph().parse(data=files("ontology").joinpath("kg.ttl").read_text("utf-8"), format="turtle")
    key = URIRef("https://district-education-kg.example/ontology#graphKey")
    relations = {node for node, name in ontology.subject_objects(key) if str(name).isupper()}
    assert set(shapes.objects(None, SH.targetSubjectsOf)) == relations == set(shapes.objects(None, SH.targetObjectsOf))
