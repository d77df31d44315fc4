import io
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdf_sample import (
    BRANCH,
    BUREAU,
    INDICATOR,
    KINDERGARTEN,
    PLAN,
    POLICY,
    PROGRAM,
    RESULT,
    SCHOOL,
    SUMMARY,
    TARGET,
    address,
    claim,
    exported,
    node,
    parsed,
    relationship,
    sample,
)
from rdflib import PROV, RDF, RDFS, SKOS, VOID, XSD, Graph, Literal, Namespace, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg.errors import ExchangeError
from kg.types import Node, Relationship
from loaders.rdf import FORMATS, SYNTAXES, export
from loaders.rdf_vocabulary import KG

OA = Namespace("http://www.w3.org/ns/oa#")
SDO = Namespace("https://schema.org/")
QB = Namespace("http://purl.org/linked-data/cube#")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return parsed(exported(sample()))


def uri(id: str, folder: str = "") -> URIRef:
    return URIRef(address(id, folder))


def statement(graph: Graph, type: str, start: str, end: str) -> URIRef:
    found = [node for node in graph.subjects(KG.subject, uri(start))
             if graph.value(node, KG.object) == uri(end) and graph.value(node, KG.predicate) == KG[type]]
    assert len(found) == 1
    return found[0]


def test_rdf_export_states_classes_of_the_ontology_and_of_others(graph: Graph) -> None:
    kinds = set(graph.objects(uri(SCHOOL), RDF.type))
    assert {KG.School, KG.Institution, KG.Entity, SDO.School} <= kinds
    assert QB.Observation in set(graph.objects(uri(TARGET), RDF.type))


def test_rdf_export_tags_names_with_their_language(graph: Graph) -> None:
    assert set(graph.objects(uri(SCHOOL), KG.name)) == {Literal("云岭区实验小学", lang="zh-hans")}
    assert set(graph.objects(uri(SCHOOL), RDFS.label)) == {Literal("云岭区实验小学", lang="zh-hans")}
    assert set(graph.objects(uri(SCHOOL), SKOS.altLabel)) == {Literal("實驗小學", lang="zh")}


def test_rdf_export_states_figures_as_decimals_with_concepts(graph: Graph) -> None:
    figure = uri(TARGET)
    assert str(graph.value(figure, KG.value)) == "1800.0"
    assert graph.value(figure, KG.value).datatype == XSD.decimal  # type: ignore[union-attr]
    assert graph.value(figure, KG["upper"]) == Literal("2000.5", datatype=XSD.decimal)
    assert graph.value(figure, KG.comparator) == KG.atLeast
    assert graph.value(figure, KG.holder) == uri(BUREAU)
    assert graph.value(figure, KG.year) == Literal("2024", datatype=XSD.gYear)
    assert graph.value(figure, KG.evidence) == URIRef(address(PLAN) + "#char=70,81")
    assert graph.value(figure, KG.measures) == uri(INDICATOR)


def test_rdf_export_describes_a_claim_beside_its_plain_triple(graph: Graph) -> None:
    assert (uri(BUREAU), KG.builds, uri(KINDERGARTEN)) in graph
    found = statement(graph, "builds", BUREAU, KINDERGARTEN)
    assert set(graph.objects(found, RDF.type)) == {KG.Claim}
    assert graph.value(found, KG.stage) == KG.completed
    assert graph.value(found, KG.year) == Literal("2024", datatype=XSD.gYear)
    assert graph.value(found, KG.source) == uri(PLAN)
    assert graph.value(found, KG.rule) == Literal("test")
    assert graph.value(found, KG.confidence) == Literal("0.95", datatype=XSD.decimal)
    assert graph.value(found, KG.work) == Literal("综合楼", lang="zh")


def test_rdf_export_shares_the_evidence_of_a_clause(graph: Graph) -> None:
    claims = [statement(graph, "builds", BUREAU, end) for end in (KINDERGARTEN, BRANCH)]
    first, second = (graph.value(found, KG.evidence) for found in claims)
    assert first == second == URIRef(address(PLAN) + "#char=140,150")
    assert graph.value(first, OA.hasSource) == uri(PLAN)
    [selector] = graph.objects(first, OA.hasSelector)
    assert set(graph.objects(selector, RDF.type)) == {OA.TextQuoteSelector, OA.TextPositionSelector}
    assert graph.value(selector, OA.exact) == Literal("建成中心幼儿园及东园")
    assert graph.value(selector, OA.start) == Literal("140", datatype=XSD.nonNegativeInteger)
    assert graph.value(selector, OA.end) == Literal("150", datatype=XSD.nonNegativeInteger)


def test_rdf_export_takes_as_many_triples_for_a_claim_as_the_docs_say(graph: Graph) -> None:
    """11 with the plain one and 8 for evidence that claims share; 5 for a mention and 4 for each place."""
    claim = statement(graph, "issued", BUREAU, POLICY)
    assert 1 + len(list(graph.predicate_objects(claim))) == 11
    node = graph.value(claim, KG.evidence)
    assert len([triple for part in (node, graph.value(node, OA.hasSelector))
                for triple in graph.predicate_objects(part)]) == 8
    mention = statement(graph, "mentionedIn", BUREAU, PLAN)
    places = list(graph.objects(mention, KG.occurrence))
    assert 1 + len(list(graph.predicate_objects(mention))) - len(places) == 5
    assert {1 + len(list(graph.predicate_objects(place))) for place in places} == {4}


def test_rdf_export_marks_what_was_derived(graph: Graph) -> None:
    found = statement(graph, "fulfils", RESULT, TARGET)
    assert set(graph.objects(found, RDF.type)) == {KG.Inference}
    assert graph.value(found, KG.met) == Literal(True)
    assert graph.value(uri("district/990201101"), KG.derived) == Literal(True)


def test_rdf_export_points_to_where_a_mention_stands(graph: Graph) -> None:
    found = statement(graph, "mentionedIn", BUREAU, PLAN)
    places = {(str(graph.value(place, KG.mentionedAs)), int(graph.value(place, KG.startOffset)),  # type: ignore[arg-type]
               int(graph.value(place, KG.endOffset))) for place in graph.objects(found, KG.occurrence)}  # type: ignore[arg-type]
    assert places == {("区教育局", 0, 4), ("我局", 30, 32)}


def test_rdf_export_keeps_the_texts_of_a_source_together(graph: Graph) -> None:
    [text] = graph.objects(uri(PLAN), KG.text)
    assert str(graph.value(text, KG.textTitle)) == "云岭区教育局2024年工作要点"
    assert graph.value(text, KG.textKind) == KG.plan
    assert str(graph.value(text, KG.textYear)) == "2024"


def test_rdf_export_names_units_that_others_know() -> None:
    items = [node("Target", f"target/{unit}", name="x", indicator="x", value=1, unit=unit)
             for unit in ("%", "平方米", "所")]
    graph = parsed(exported(items))
    assert {(str(graph.value(subject, KG.unit)), str(object).rpartition("/")[2])
            for subject, object in graph.subject_objects(URIRef("http://qudt.org/schema/qudt/hasUnit"))} == {
                ("%", "PERCENT"), ("平方米", "M2")}


def test_rdf_export_counts_what_it_holds(graph: Graph) -> None:
    dataset = uri("dataset")
    assert graph.value(dataset, VOID.entities) == Literal(len(sample().nodes) - 2)  # two of them are sources
    parts = {graph.value(part, VOID["class"]): graph.value(part, VOID.entities)
             for part in graph.objects(dataset, VOID.classPartition)}
    assert parts[KG.School] == Literal(2)
    assert parts[KG.Institution] == Literal(8)
    software = graph.value(graph.value(dataset, PROV.wasGeneratedBy), PROV.wasAssociatedWith)
    assert str(graph.value(software, SDO.softwareVersion)) == metadata.version("district-education-kg")


@pytest.mark.parametrize("format", ["nquads", "trig"])
def test_rdf_export_has_a_graph_for_each_source_and_for_what_was_derived(format: str) -> None:
    quads = set(parsed(exported(sample(), format), format).quads())  # type: ignore[attr-defined]
    triple = (uri(BUREAU), KG.runs, uri(PROGRAM))
    assert {graph for *found, graph in quads if tuple(found) == triple} == {uri(PLAN, "graph/"), uri(SUMMARY, "graph/")}
    assert {graph for _, predicate, _, graph in quads if predicate == KG.governs} == {uri(PLAN, "derived/")}
    assert {graph for _, predicate, _, graph in quads if predicate == KG.fulfils} == {uri("", "derived/")}
    assert {graph for _, predicate, _, graph in quads if predicate == KG.name} == {DATASET_DEFAULT_GRAPH_ID}


def test_rdf_export_plain_leaves_the_statements_out() -> None:
    full, plain = parsed(exported(sample())), parsed(exported(sample(), plain=True))
    assert set(plain) < set(full)
    assert (uri(BUREAU), KG.builds, uri(BRANCH)) in plain
    assert not set(plain.predicates()) & {KG.subject, KG.evidence, OA.exact}


def test_rdf_export_writes_no_statement_twice() -> None:
    for format in ("ntriples", "nquads"):
        lines = exported(sample(), format).splitlines()
        assert len(lines) == len(set(lines))


def test_rdf_export_reports_what_it_wrote_and_left_out() -> None:
    items = [node("Program", PROGRAM, name="双减", pagerank=0.3), node("Program", "program/x", name="某", pagerank=0.1)]
    stream = io.BytesIO()
    report = export(items, stream, format="ntriples")
    assert report.statements == len(stream.getvalue().splitlines())
    assert report.left_out == {"pagerank of Program": 2}
    assert b"pagerank" not in stream.getvalue()


@pytest.mark.parametrize(("item", "message"), [
    (Node("x/1", ("Entity", "Person"), {}), "x/1.*Person"),
    (Node("x/1", (), {}), "x/1"),
    (Relationship("r/1", "LIKES", "a", "b", {}), "r/1.*LIKES"),
    (node("Target", "target/1", value="60"), "target/1.*value.*not a number"),
    (node("Target", "target/1", value=float("nan")), "not a number"),
    (node("Target", "target/1", value=True), "not a number"),
    (node("Target", "target/1", comparator="=="), "comparator.*not one of"),
    (node("Target", "target/1", year="2024"), "year.*not a year"),
    (node("Target", "target/1", start=-1), "start.*not a number of characters"),
    (node("Source", "source/1", published="February"), "published.*not a date"),
    (claim("BUILDS", BUREAU, SCHOOL, PLAN, 0, "x", stage="finished"), "stage.*'finished'.*not one of"),
    (claim("BUILDS", BUREAU, SCHOOL, PLAN, 9, "x", end=3), "9 to 3 is no range"),
    (relationship("MENTIONED_IN", SCHOOL, PLAN, PLAN, names=("x",), starts=(1, 2), ends=(3,)), "same length"),
])
def test_rdf_export_refuses_what_the_ontology_does_not_allow(item: Node | Relationship, message: str) -> None:
    with pytest.raises(ExchangeError, match=message):
        exported([item])


def test_rdf_export_refuses_characters_that_xml_cannot_hold() -> None:
    items: list[Node | Relationship] = [node("Program", PROGRAM, name="双\x01减")]
    with pytest.raises(ExchangeError, match=r"XML cannot hold the character '\\x01'"):
        exported(items, "rdfxml")
    assert Literal("双\x01减", lang="zh-hans") in set(parsed(exported(items, "turtle"), "turtle").objects())


@pytest.mark.parametrize(("format", "base"), [("turtle", "no-iri/"), ("turtle", "https://a.example"), ("xml", "https://a.example/")])
def test_rdf_export_refuses_wrong_use(format: str, base: str) -> None:
    with pytest.raises(ValueError, match="not"):
        export([], io.BytesIO(), format=format, base_iri=base)


def test_rdf_export_uses_the_base_that_it_is_given() -> None:
    stream = io.BytesIO()
    export(sample(), stream, format="nquads", base_iri="https://数据.example/图谱/")
    text = stream.getvalue().decode()
    assert "<https://数据.example/图谱/school/990201/云岭区实验小学>" in text
    assert "https://district-education-kg.example/school" not in text


_SCRIPT = "import sys; from rdf_sample import *; sys.stdout.buffer.write(exported(sample(), sys.argv[1]))"


@pytest.mark.parametrize("format", FORMATS)
def test_rdf_export_is_the_same_bytes_in_every_process(format: str) -> None:
    outputs = {subprocess.run([sys.executable, "-c", _SCRIPT, format], check=True, capture_output=True,
                              cwd=Path(__file__).parent,
                              env={**os.environ, "PYTHONHASHSEED": seed,
                                   "PYTHONPATH": str(Path(__file__).parents[1])}).stdout for seed in ("1", "2", "3")}
    assert len(outputs) == 1
    assert outputs == {exported(sample(), format)}


def test_rdf_export_of_no_items_describes_the_dataset_only() -> None:
    assert {str(subject).partition("#")[0] for subject in parsed(exported([])).subjects()} == {address("dataset")}


@pytest.mark.parametrize("format", ["ntriples", "nquads", "turtle", "trig"])
def test_rdf_export_states_triple_terms_of_rdf_1_2(format: str) -> None:
    stream = io.BytesIO()
    export(sample(), stream, format=format, reifying=True)
    quads = list(ox.parse(stream.getvalue(), format=SYNTAXES[format]))
    reified = {str(quad.object.object) for quad in quads if isinstance(quad.object, ox.Triple)
               and quad.object.predicate.value == str(KG.builds)}
    assert reified == {f"<{address(KINDERGARTEN)}>", f"<{address(BRANCH)}>"}
    assert not [quad for quad in quads if quad.predicate.value == str(KG.subject)]


@pytest.mark.parametrize("format", ["jsonld", "rdfxml"])
def test_rdf_export_has_no_triple_terms_in_syntaxes_of_rdf_1_1(format: str) -> None:
    with pytest.raises(ValueError, match="triple terms"):
        export([], io.BytesIO(), format=format, reifying=True)
