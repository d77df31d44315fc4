import io
import json
import re
from importlib.resources import files
from pathlib import Path

import owlrl
import pytest
from rdf_sample import documents, exported, parsed, sample
from rdflib import DCAT, DCTERMS, ORG, OWL, PROV, QB, RDF, RDFS, SDO, SH, SKOS, VOID, XSD, Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DefinedNamespaceMeta
from rdflib.term import Node as Term

from kg.vocabulary import CLAIM_RELATIONS, ENDS, STRUCTURE_RELATIONS, SUPERCLASSES, labels
from loaders.dialect import Dialect
from loaders.rdf import export
from loaders.rdf_vocabulary import KG, vocabulary
from loaders.schema import schema_statements

SYMMETRIC = {"PAIRS_WITH", "MERGES_WITH", "COOPERATES_WITH", "SAME_AS", "DIFFERENT_FROM"}
# Classes that nodes of the property graph do not have: statements and evidence, and closed lists.
LISTS = ("Comparator", "Stage", "PairingKind", "SourceKind", "FigureKind")
RDF_ONLY = {"Statement", "Claim", "Inference", "Mention", "Evidence", "Occurrence", "Text", "Unit", *LISTS}
COPIES = Path(__file__).parent / "data" / "vocabularies"
KNOWN: dict[str, DefinedNamespaceMeta] = {
    str(space): space for space in (DCAT, DCTERMS, ORG, OWL, PROV, QB, RDF, RDFS, SDO, SKOS, VOID, XSD)}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(data=files("ontology").joinpath("kg.ttl").read_text("utf-8"), format="turtle")


def vocabularies() -> Graph:
    """The definitions of foreign terms that no package ships."""
    graph = Graph()
    for file in sorted(COPIES.glob("*.nt")):
        graph.parse(file, format="nt")
    return graph


def own(ontology: Graph, kind: Term) -> set[str]:
    names = {str(node) for node in ontology.subjects(RDF.type, kind)}
    return {name.removeprefix(str(KG)) for name in names if name.startswith(str(KG))}


def ends(ontology: Graph, term: Term, side: URIRef) -> set[str]:
    [end] = ontology.objects(term, side)
    union = ontology.value(end, OWL.unionOf)
    classes = [end] if union is None else list(Collection(ontology, union))
    leaves = {below for kind in classes for below in ontology.transitive_subjects(RDFS.subClassOf, kind)}
    names = {str(node).removeprefix(str(KG)) for node in leaves}
    return names & {*SUPERCLASSES, "Source"}


def test_ontology_has_the_classes_of_the_vocabulary_and_no_others(ontology: Graph) -> None:
    expected = {label for name in SUPERCLASSES for label in labels(name)} | {"Source"}
    assert own(ontology, OWL.Class) - RDF_ONLY == expected


def test_ontology_has_the_superclasses_of_the_vocabulary(ontology: Graph) -> None:
    for name in SUPERCLASSES:
        above = {str(node).removeprefix(str(KG)) for node in ontology.transitive_objects(KG[name], RDFS.subClassOf)
                 if str(node).startswith(str(KG))}
        assert tuple(sorted(above)) == labels(name)


def test_ontology_has_the_relations_of_the_vocabulary_and_no_others() -> None:
    assert set(vocabulary().relations) == {*CLAIM_RELATIONS, *STRUCTURE_RELATIONS} == set(ENDS)


@pytest.mark.parametrize("name", ENDS)
def test_ontology_has_the_ends_of_the_vocabulary(ontology: Graph, name: str) -> None:
    first, *words = name.lower().split("_")
    term = KG[first + "".join(map(str.capitalize, words))]
    assert vocabulary().relations[name] == term.n3()
    for side, expected in zip((RDFS.domain, RDFS.range), ENDS[name], strict=True):
        assert ends(ontology, term, side) == set(expected)
    assert ((term, RDF.type, OWL.SymmetricProperty) in ontology) == (name in SYMMETRIC)


def test_ontology_explains_every_term_in_both_languages(ontology: Graph) -> None:
    terms = {node for node in ontology.subjects() if str(node).startswith(str(KG))}
    assert len(terms) > 80
    for term in terms:
        for property in (RDFS.label, RDFS.comment):
            assert {text.language for text in ontology.objects(term, property)} == {"zh-Hans", "en"}, (term, property)


def test_ontology_has_a_domain_and_a_range_for_every_property(ontology: Graph) -> None:
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for name in own(ontology, kind):
            assert (KG[name], RDFS.domain, None) in ontology, name
            assert name == "predicate" or (KG[name], RDFS.range, None) in ontology, name


def test_ontology_uses_only_terms_that_exist(ontology: Graph) -> None:
    graph = ontology + parsed(exported(sample()))
    terms = {term for triple in graph for term in triple if isinstance(term, URIRef)}
    assert {str(term) for term in terms} & {"http://qudt.org/vocab/unit/PERCENT", "http://www.w3.org/ns/oa#exact"}
    copies = vocabularies()
    for term in terms:
        space = next((space for space in KNOWN if str(term).startswith(space) and str(term) != space), None)
        if space is not None:
            assert str(term).removeprefix(space) in KNOWN[space], term
        elif term.startswith(("http://www.w3.org/ns/oa#", "http://qudt.org/")):
            assert (term, RDF.type, None) in copies, term
        if term.startswith(str(KG)):
            assert (term, RDF.type, None) in ontology, term


def test_ontology_uses_vocabularies_that_the_tests_know() -> None:
    """Of the ontology, the shapes and an export no property or class is of a vocabulary that is not looked up."""
    graph = (Graph().parse(data=files("ontology").joinpath("kg.ttl").read_text("utf-8"), format="turtle")
             + Graph().parse(data=files("ontology").joinpath("shapes.ttl").read_text("utf-8"), format="turtle")
             + parsed(exported(sample())))
    spaces = (*KNOWN, str(KG), str(SH), "http://www.w3.org/ns/oa#", "http://qudt.org/")
    used = {*graph.predicates(), *graph.objects(None, RDF.type)}
    assert [term for term in used if not str(term).startswith(spaces)] == []
    assert all(str(term).removeprefix(str(SH)) in SH for term in used if str(term).startswith(str(SH)))


@pytest.mark.parametrize("file", sorted(item.name for item in files("queries").iterdir() if item.name.endswith(".rq")))
def test_ontology_has_the_terms_that_questions_use(ontology: Graph, file: str) -> None:
    text = files("queries").joinpath(file).read_text("utf-8")
    terms = set(re.findall(r"(?<![\w/])kg:(\w+)", text))
    assert terms
    assert {term for term in terms if (KG[term], RDF.type, None) not in ontology} == set()
    prefixes = dict(re.findall(r"PREFIX (\w+): <([^>]+)>", text))
    for prefix, name in re.findall(r"(?<![\w<:/])(\w+):([A-Za-z]\w*)", re.sub(r"#.*|\"[^\"]*\"|<[^>]*>", "", text)):
        if prefixes[prefix] in KNOWN:
            assert name in KNOWN[prefixes[prefix]], f"{prefix}:{name}"


def test_ontology_has_the_terms_that_graphs_use_and_graphs_all_of_its_terms() -> None:
    """Properties and their types both ways: documents say nothing that has no term or another type than its term (the
    export would leave it out or refuse it), and the sample has a value for each key of the property graph."""
    stream = io.BytesIO()
    assert export(documents(), stream, format="ntriples").left_out == {}
    used = {key for item in sample().items() for key in item.properties}
    assert {key for _, key in vocabulary().properties} <= used


def test_ontology_has_what_stores_look_things_up_by() -> None:
    statements = list(schema_statements(Dialect.NEO4J))
    known, keys = vocabulary(), {key for _, key in vocabulary().properties}
    looked_up = [found for text in statements for found in re.findall(r"FOR \(n:(\w+)\) ON \(n\.(\w+)\)", text)]
    assert looked_up
    assert {label for label, _ in looked_up} <= set(known.names)
    assert {key for _, key in looked_up} <= keys
    types = {name for text in statements for name in re.findall(r"-\[r:(\w+)\]-", text)}
    assert types == set(known.relations)


def test_ontology_has_the_codes_of_units_that_qudt_has(ontology: Graph) -> None:
    ucum = URIRef("http://qudt.org/schema/qudt/ucumCode")
    for unit in ontology.subjects(RDF.type, KG.Unit):
        code, known = ontology.value(unit, KG.ucumCode), ontology.value(unit, KG.quantityUnit)
        assert known is not None
        codes = {str(text) for text in vocabularies().objects(known, ucum)}
        assert (str(code) in codes) if codes else code is None, unit


def test_ontology_declares_every_term_as_owl_dl_asks(ontology: Graph) -> None:
    builtin = (str(OWL), str(RDF), str(RDFS), str(XSD))
    for term in set(ontology.predicates()) | set(ontology.objects(None, RDFS.subClassOf)):
        if isinstance(term, URIRef) and not str(term).startswith(builtin):
            kinds = set(ontology.objects(term, RDF.type))
            assert kinds & {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}, term


def test_ontology_properties_are_of_one_kind(ontology: Graph) -> None:
    kinds = [set(ontology.subjects(RDF.type, kind))
             for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)]
    assert sum(map(len, kinds)) == len(set().union(*kinds))


def test_ontology_is_consistent_with_an_export() -> None:
    closure = (Graph().parse(data=files("ontology").joinpath("kg.ttl").read_text("utf-8"), format="turtle")
               + parsed(exported(sample())))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closure)
    errors = [str(text) for text in closure.objects(None, URIRef("http://www.daml.org/2002/03/agents/agent-ont#error"))]
    assert errors == []
    assert not list(closure.subjects(RDF.type, OWL.Nothing))


def test_ontology_finds_a_school_that_is_a_kindergarten() -> None:
    closure = Graph().parse(data=files("ontology").joinpath("kg.ttl").read_text("utf-8"), format="turtle")
    closure.add((URIRef("urn:x"), RDF.type, KG.School))
    closure.add((URIRef("urn:x"), RDF.type, KG.Kindergarten))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closure)
    assert list(closure.objects(None, URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")))


def test_ontology_lists_are_closed_and_have_notations(ontology: Graph) -> None:
    lists = {kind: set(ontology.subjects(RDF.type, KG[kind])) for kind in LISTS}
    notations = {kind: {str(ontology.value(member, SKOS.notation)) for member in members}
                 for kind, members in lists.items()}
    assert notations == {
        "Comparator": {"=", ">=", "<=", "~"},
        "Stage": {"planned", "started", "under_construction", "completed", "in_use"},
        "PairingKind": {"pairing", "benchmark", "sister"}, "SourceKind": {"plan", "summary", "notice", "other"},
        "FigureKind": {"Target", "Result"}}
    for kind, members in lists.items():
        enumeration = ontology.value(ontology.value(KG[kind], OWL.equivalentClass), OWL.oneOf)
        assert set(Collection(ontology, enumeration)) == members


def test_ontology_context_has_every_term_with_its_datatype(ontology: Graph) -> None:
    context = json.loads(files("ontology").joinpath("context.jsonld").read_text("utf-8"))["@context"]
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual):
        for name in own(ontology, kind):
            entry = context[name] if isinstance(context[name], dict) else {"@id": context[name]}
            assert entry["@id"] == f"kg:{name}"
            language = ontology.value(KG[name], KG.language)
            datatype = ontology.value(KG[name], KG.datatype) or ontology.value(KG[name], RDFS.range)
            assert entry.get("@language") == (None if language is None else str(language))
            if kind == OWL.ObjectProperty:
                listed = str(ontology.value(KG[name], RDFS.range)).removeprefix(str(KG)) in LISTS
                assert entry["@type"] == ("@vocab" if listed or name == "predicate" else "@id")
            elif kind == OWL.DatatypeProperty and language is None and datatype != XSD.string:
                assert entry["@type"] == f"xsd:{str(datatype).removeprefix(str(XSD))}"
            else:
                assert "@type" not in entry


def test_ontology_names_version_licence_and_creators(ontology: Graph) -> None:
    [header] = ontology.subjects(RDF.type, OWL.Ontology)
    assert str(ontology.value(header, OWL.versionIRI)).startswith(f"{header}/")
    assert "creativecommons.org" in str(ontology.value(header, DCTERMS.license))
    assert str(ontology.value(header, DCTERMS.creator)) == "district-education-kg contributors"
    assert ".example/" in str(header)
