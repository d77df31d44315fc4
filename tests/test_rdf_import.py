"""The way back: RDF into the property graph, without loss where it is an export."""
from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from rdf_sample import (
    BUREAU,
    DISTRICT,
    PLAN,
    PROGRAM,
    SCHOOL,
    claim,
    documents,
    exported,
    node,
    relationship,
    sample,
)
from test_rdf_round_trip import numbers, texts

from kg.cli.import_rdf import import_rdf
from kg.errors import ExchangeError
from kg.graph.exchange import collect, lines
from kg.types import Graph, Node, Relationship, Value
from kg.vocabulary import CLAIM_RELATIONS, STRUCTURE_RELATIONS
from loaders.rdf import DEFAULT_BASE, FORMATS, SYNTAXES, WITH_TRIPLE_TERMS, export
from loaders.rdf_items import Reader
from loaders.rdf_statements import Statements

ONTOLOGY = "https://district-education-kg.example/ontology#"
THEIRS = f"""
@prefix kg: <{ONTOLOGY}> . @prefix oa: <http://www.w3.org/ns/oa#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://other.example/id/s-1> a kg:School ; kg:name "东湖小学"@zh ; kg:alias "东小"@zh ;
    kg:memberOf <https://other.example/id/g-1> ; <https://other.example/rank> 1 .
<https://other.example/id/g-1> a kg:SchoolGroup ; kg:name "东湖教育集团"@zh .
<https://other.example/doc#1> a kg:Source ; kg:fileName "plan.pdf" .
[] a kg:Claim ; kg:subject <https://other.example/id/s-1> ; kg:predicate kg:runs ; kg:object <urn:x:p> ;
    kg:source <https://other.example/doc#1> ; kg:year "2024"^^xsd:gYear ;
    kg:evidence [ a kg:Evidence ; oa:hasSource <https://other.example/doc#1> ;
        oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact "东湖小学开展双减" ] ,
                       [ a oa:TextPositionSelector ; oa:start 7 ; oa:end 15 ] ] .
<urn:x:p> a kg:Program ; kg:name "双减"@zh .
"""


def imported(data: bytes, format: str, base: str = DEFAULT_BASE) -> Graph:
    statements = Statements()
    statements.read(io.BytesIO(data), "data", SYNTAXES[format])
    reader = Reader(statements, base)
    graph = collect([*reader.nodes(), *reader.relationships()])
    assert not reader.passed_over
    return graph


def reified(graph: Graph, format: str, base: str = DEFAULT_BASE) -> bytes:
    stream = io.BytesIO()
    export(graph, stream, format=format, reifying=True, base_iri=base)
    return stream.getvalue()


@pytest.mark.parametrize("format", FORMATS)
def test_rdf_import_gives_the_sample_back(format: str) -> None:
    assert b"".join(lines(imported(exported(sample(), format), format))) == b"".join(lines(sample()))


@pytest.mark.parametrize("format", WITH_TRIPLE_TERMS)
def test_rdf_import_reads_triple_terms(format: str) -> None:
    assert imported(reified(sample(), format), format) == sample()


ids = st.sampled_from(["school/330203/", "school/"]).flatmap(lambda start: texts.map(lambda name: start + name))
years = st.integers(1, 9999)
_source: dict[str, st.SearchStrategy[Value]] = {
    "title": texts, "kind": st.sampled_from(["plan", "summary", "notice", "other"]), "year": years, "publisher": texts,
    "published": st.sampled_from(["2024-02-20", "2024-02", "2024"]), "number": texts, "url": texts, "digest": texts,
    "index_number": texts, "written": st.just("2024-12-31"),
    "titles": st.lists(texts, min_size=1, max_size=12).map(tuple),
    "kinds": st.lists(st.sampled_from(["plan", "summary", "plan"]), min_size=1, max_size=12).map(tuple),
    "years": st.lists(years, min_size=1, max_size=12).map(tuple)}
_statement: dict[str, st.SearchStrategy[Value]] = {
    "year": years, "rule": texts, "confidence": st.floats(0, 1, allow_subnormal=False).filter(lambda x: x != int(x)),
    "section": texts, "stage": st.sampled_from(["planned", "in_use"]), "work": texts,
    "kind": st.sampled_from(["pairing", "sister"])}


@st.composite
def statements(draw: st.DrawFn, number: int, start: str, end: str) -> Relationship:
    """One of a claim with evidence, an inference, a mention, and a relationship of which nothing is known."""
    id = f"{draw(texts)}{number}"
    kind = draw(st.sampled_from(["claim", "inference", "mention", "bare"]))
    label = "MENTIONED_IN" if kind == "mention" else draw(st.sampled_from(
        [*CLAIM_RELATIONS, *(type for type in STRUCTURE_RELATIONS if type != "MENTIONED_IN")]))
    properties: dict[str, Value] = {"id": id}
    if kind == "claim":
        quote = draw(texts)
        # One range of characters is one quote: each claim has a range of its own here.
        properties |= {"evidence": quote, "start": 1000 * number, "end": 1000 * number + len(quote), "source": PLAN,
                       **draw(st.fixed_dictionaries({}, optional=_statement))}
    if kind == "inference":
        properties |= {"derived": True, **draw(st.fixed_dictionaries({}, optional={
            "source": st.just(PLAN), "reason": texts, "rule": texts,
            "met": st.booleans()}))}
    if kind == "mention":
        found = draw(st.lists(st.tuples(texts, st.integers(0, 9), st.integers(10, 99)), min_size=1, max_size=12))
        names, starts, ends = zip(*found, strict=True)
        return Relationship(id, label, start, PLAN, properties | {
            "source": PLAN, "names": names, "starts": starts, "ends": ends})
    return Relationship(id, label, start, end, properties)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    first, second = draw(st.lists(ids, min_size=2, max_size=2, unique=True))
    items: list[Node | Relationship] = [
        node("Source", PLAN, name=draw(texts), **draw(st.fixed_dictionaries({}, optional=_source)))]
    items += [node("School", id, name=draw(texts), **draw(st.fixed_dictionaries({}, optional={
        "aliases": st.lists(texts, min_size=1, max_size=4, unique=True).map(lambda found: tuple(sorted(found))),
        "stage": texts, "ownership": texts, "derived": st.just(True)}))) for id in (first, second)]
    items.append(node("Target", f"target/{draw(texts)}", name=draw(texts), indicator=draw(texts), value=draw(numbers),
                      unit=draw(texts), comparator=draw(st.sampled_from(["=", ">=", "<=", "~"])), evidence=draw(texts),
                      start=draw(st.integers(0, 9)), end=draw(st.integers(10, 99))))
    items += [draw(statements(number, first, second)) for number in range(draw(st.integers(0, 5)))]
    return collect(items)


@settings(max_examples=60, deadline=None)
@given(graphs(), st.sampled_from([DEFAULT_BASE, "https://数据.example/图谱/"]))
def test_rdf_import_gives_every_graph_back(graph: Graph, base: str) -> None:
    for format in FORMATS:
        stream = io.BytesIO()
        export(graph, stream, format=format, base_iri=base)
        assert imported(stream.getvalue(), format, base) == graph, format
    assert imported(reified(graph, "nquads", base), "nquads", base) == graph


def test_rdf_import_gives_the_graph_of_documents_back() -> None:
    graph = documents()
    assert len(graph.relationships) > 500
    assert imported(exported(graph, "nquads"), "nquads") == graph


def test_rdf_import_of_a_plain_export_has_nodes_and_bare_relationships() -> None:
    graph = imported(exported(sample(), "nquads", plain=True), "nquads")
    assert graph.nodes == sample().nodes
    assert {(item.label, item.start, item.end) for item in graph.relationships} == {
        (item.label, item.start, item.end) for item in sample().relationships}
    runs = {item.properties["source"] for item in graph.relationships if item.label == "RUNS"}
    assert len(runs) == 1  # one triple of two documents is one relationship without its statements
    assert all(item.properties.get("derived") is True for item in graph.relationships if item.label == "GOVERNS")


def test_rdf_import_reads_what_others_wrote() -> None:
    graph = imported(THEIRS.replace("<https://other.example/rank> 1 .", ".").encode(), "turtle")
    school = graph.node("https://other.example/id/s-1")
    assert school.labels == ("Entity", "Institution", "School")
    assert school.properties["aliases"] == ("东小",)
    runs, member = sorted(graph.relationships, key=lambda item: item.label, reverse=True)
    assert (member.label, member.end) == ("MEMBER_OF", "https://other.example/id/g-1")
    assert (runs.label, runs.end, runs.properties["year"]) == ("RUNS", "urn:x:p", 2024)
    assert [runs.properties[key] for key in ("evidence", "start", "end")] == ["东湖小学开展双减", 7, 15]
    for format in FORMATS:
        assert imported(exported(graph, format), format) == graph
    assert "<https://other.example/id/s-1>" in exported(graph, "turtle").decode()


@pytest.mark.parametrize(("turtle", "message"), [
    ("<a> <b> .", "data:1: not RDF"),
    ("<http://a/x> a kg:School, kg:Program .", "classes Program, School"),
    ("<http://a/x> a kg:Claim ; kg:subject <http://a/y> ; kg:predicate kg:runs .", "without .*object"),
    ("<http://a/x> a kg:Claim ; kg:subject <http://a/y> ; kg:predicate kg:name ; kg:object 1 .", "no relationship"),
    ("<http://a/x> a kg:Target ; kg:value 'many' .", "'many' is no value"),
    ("<http://a/x> a kg:Target ; kg:comparator kg:more .", "more' is no value"),
])
def test_rdf_import_says_what_it_cannot_read(turtle: str, message: str) -> None:
    with pytest.raises(ExchangeError, match=message):
        imported(f"@prefix kg: <{ONTOLOGY}> . {turtle}".encode(), "turtle")


def invoke(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    result = CliRunner().invoke(import_rdf, list(map(str, arguments)), input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_rdf_import_command_unpacks_and_finds_the_base(tmp_path: Path) -> None:
    stream = io.BytesIO()
    export(sample(), stream, format="nquads", base_iri="https://data.example.org/kg/")
    packed, out = tmp_path / "graph.nq.gz", tmp_path / "graph.jsonl"
    packed.write_bytes(gzip.compress(stream.getvalue()))
    result = invoke(packed, "-o", out)
    assert out.read_bytes() == b"".join(lines(sample()))
    assert result.stderr == f"{len(sample().nodes)} nodes and {len(sample().relationships)} relationships\n"


def test_rdf_import_command_reads_several_files_as_one_graph(tmp_path: Path) -> None:
    first, second = tmp_path / "first.ttl", tmp_path / "second.nt"
    graph = sample()
    first.write_bytes(exported(Graph(graph.nodes), "turtle"))
    second.write_bytes(exported(Graph((), graph.relationships)))
    assert invoke(first, second).stdout_bytes == b"".join(lines(graph))


def test_rdf_import_command_reads_standard_input_and_tells_what_it_passed_over() -> None:
    data = exported([node("Program", PROGRAM, name="双减")])
    data += f'<{DEFAULT_BASE}program/双减> <{ONTOLOGY}scopes> "x" .\n'.encode()
    result = invoke("-", "--format", "ntriples", stdin=data)
    assert result.stdout_bytes == b"".join(lines([node("Program", PROGRAM, name="双减")]))
    assert f"passed over 1 times, not a property there: {ONTOLOGY}scopes" in result.stderr


def test_rdf_import_command_asks_for_what_it_cannot_tell(tmp_path: Path) -> None:
    first, second = tmp_path / "first.nt", tmp_path / "second.nt"
    for file, base in ((first, "https://a.example/"), (second, "https://b.example/")):
        with file.open("wb") as out:
            export([], out, format="ntriples", base_iri=base)
    result = invoke(first, second)
    assert (result.exit_code, "https://a.example/, https://b.example/" in result.stderr) == (2, True)
    assert invoke(first, "--base-iri", "data").exit_code == 2
    text = tmp_path / "graph.txt"
    text.write_text("", encoding="utf-8")
    assert "--format" in invoke(text).stderr


def test_rdf_import_command_names_a_damaged_file(tmp_path: Path) -> None:
    file = tmp_path / "graph.nt"
    file.write_text("<a>\n", encoding="utf-8")
    with pytest.raises(ExchangeError, match=r"graph\.nt:1: not RDF"):
        invoke(file)
    packed = tmp_path / "graph.nt.gz"
    packed.write_bytes(b"no gzip")
    with pytest.raises(ExchangeError, match=r"graph\.nt\.gz: cannot be read"):
        invoke(packed)


def test_rdf_import_keeps_relationships_that_say_the_same_apart() -> None:
    items = [claim("RUNS", BUREAU, PROGRAM, PLAN, 40, "甲乙"), relationship("GOVERNS", BUREAU, DISTRICT, PLAN),
             Relationship("claim/x", "RUNS", BUREAU, PROGRAM, {"id": "claim/x", "source": PLAN, "year": 2023}),
             Relationship("located/x", "LOCATED_IN", SCHOOL, DISTRICT, {"id": "located/x"})]
    assert imported(exported(collect(items)), "ntriples") == collect(items)
