"""The check by the shapes: it finds what pySHACL finds, and says so in both languages."""
from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdf_sample import BUREAU, PROGRAM, SCHOOL, TARGET, address, exported, parsed, sample
from rdflib import RDF, SKOS, XSD, BNode, Literal, URIRef
from rdflib.term import Node
from shacl_results import by_pyshacl, by_us

from kg.cli import cli
from kg.cli.export import SUFFIXES
from kg.errors import KnowledgeError
from kg.graph.exchange import write
from loaders.rdf import FORMATS, export
from loaders.rdf_vocabulary import KG
from loaders.shacl import Fault, read_shapes

TRIPLES = sorted(parsed(exported(sample())))
# Values of every kind that some shape asks for, and none does.
VALUES: list[Node] = [
    Literal(""), Literal("x"), Literal("990201"), Literal("x", lang="zh"), Literal("", lang="en"), Literal("a\n\"b\\"),
    Literal("公办", lang="zh-hans"), *(Literal(text, datatype=kind) for text, kind in [
        ("0.5", XSD.decimal), ("-1.0", XSD.decimal), ("99999.5", XSD.decimal), ("many", XSD.decimal),
        ("2024", XSD.gYear), ("1815", XSD.gYear), ("soon", XSD.gYear), ("2024-02-20", XSD.date),
        ("2024-02-30", XSD.date), ("7", XSD.nonNegativeInteger),
        ("-7", XSD.nonNegativeInteger), ("7", XSD.integer), ("true", XSD.boolean),
        ("false", XSD.boolean), ("maybe", XSD.boolean), ("http://a.example/", XSD.anyURI)]),
    *(URIRef(address(id)) for id in (SCHOOL, PROGRAM, TARGET)), URIRef("urn:x:nobody"), BNode("somebody"),
    KG.planned, KG.atLeast, KG.plan, KG.targetFigure, KG.School, KG.District, KG.Claim, KG.Source, SKOS.Concept]
NUMBER = re.compile(r'^"[-+0-9.]+"\^\^<.*#(decimal|integer|nonNegativeInteger)>$')
_triples, _values = st.sampled_from(TRIPLES), st.sampled_from(VALUES)
_changes = st.lists(st.tuples(_triples, st.sampled_from(["drop", "replace", "add", "type"]), _values), min_size=1,
                    max_size=40)


def agreed(found: set[Fault]) -> set[Fault]:
    """Leave out comparisons of what is no number with a bound: pySHACL takes some of them for less, where SPARQL's <,
    which SHACL names, is an error. The datatype of the same values is compared all the same.
    """
    return {fault for fault in found if fault.component not in ("lessThan", "lessThanOrEquals", "minInclusive",
                                                                "maxInclusive") or NUMBER.search(fault.value)}


@settings(max_examples=25, deadline=None)
@given(_changes)
@example([(triple, "replace", Literal("false", datatype=XSD.boolean)) for triple in TRIPLES
          if triple[1] in (KG.confidence, KG.startOffset)])
def test_shacl_check_finds_what_pyshacl_finds(changes: list[tuple[tuple[Node, Node, Node], str, Node]]) -> None:
    graph = parsed(exported(sample()))
    for (subject, predicate, object), change, value in changes:
        if change in ("drop", "replace"):
            graph.remove((subject, predicate, object))
        if change in ("add", "replace"):
            graph.add((subject, predicate, value))
        if change == "type" and isinstance(value, URIRef):
            graph.add((subject, RDF.type, value))
    assert agreed(by_us(graph)) == agreed(by_pyshacl(graph))


def check(*arguments: object, **options: object) -> Result:
    return CliRunner().invoke(cli, ["check", "--shacl", *map(str, arguments)], **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("format", FORMATS)
def test_shacl_check_command_is_silent_on_exports_of_every_syntax(tmp_path: Path, format: str) -> None:
    [suffix] = [suffix for suffix, name in SUFFIXES.items() if name == format]
    file = tmp_path / f"graph{suffix}.gz"
    file.write_bytes(gzip.compress(exported(sample(), format)))
    assert (check(file).exit_code, check(file).output) == (0, "")


def test_shacl_check_command_reads_graphs_and_triple_terms(tmp_path: Path) -> None:
    file, reified = tmp_path / "graph.jsonl", tmp_path / "graph.nq"
    write(sample(), file)
    with reified.open("wb") as stream:
        export(sample(), stream, format="nquads", reifying=True)
    assert (check(file, reified).exit_code, check(file, reified).output) == (0, "")
    assert check("-", input=file.read_bytes()).exit_code == 0


def test_shacl_check_command_says_what_is_wrong_in_both_languages(tmp_path: Path) -> None:
    file = tmp_path / "graph.nt"
    bad = (f'<{address(BUREAU)}> <{KG.name}> "另一个名称"@zh .\n'
           f"<{address(SCHOOL)}> <{KG.issued}> <{address(PROGRAM)}> .\n")
    file.write_bytes(exported(sample()) + bad.encode())
    result = check(file)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith(f"{file}: violation: <{address(BUREAU)}> kg:name: ")
    assert "实体须有且只有一个名称" in lines[0]
    assert lines[0].endswith("An entity has exactly one name, with a language tag.")


def test_shacl_check_command_warns_of_years_out_of_reason(tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    year = f'<{address(PROGRAM)}x> a <{KG.Document}> ; <{KG.name}> "某规划"@zh ; <{KG.year}> "0202"^^<{XSD.gYear}> .'
    file.write_text(year, encoding="utf-8")
    result = check(file)
    assert result.exit_code == 0
    assert result.stdout.startswith(f'{file}: warning: <{address(PROGRAM)}x> kg:year "0202"^^<{XSD.gYear}>: ')
    assert check("--strict", file).exit_code == 1


def test_shacl_check_command_knows_the_classes_above_a_class(tmp_path: Path) -> None:
    """What others wrote states the class of a thing alone; a school without a name is still an entity without one."""
    file = tmp_path / "theirs.ttl"
    file.write_text(f"<urn:x:a> a <{KG.School}> .", encoding="utf-8")
    assert "kg:name" in check(file).stdout


def test_shacl_check_command_refuses_wrong_use(tmp_path: Path) -> None:
    text, broken = tmp_path / "text.txt", tmp_path / "broken.nt"
    text.write_text("", encoding="utf-8")
    broken.write_text("<a>\n", encoding="utf-8")
    assert check(text).exit_code == 2
    assert "choose one" in check("--only", "contradictory-results", broken).stderr
    damaged = check(broken)
    assert (damaged.exit_code, "broken.nt:1: not RDF" in damaged.stderr) == (6, True)


def test_shacl_check_refuses_shapes_that_it_does_not_know() -> None:
    turtle = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <urn:x:> .
        x:s a sh:NodeShape ; sh:targetClass x:C ; sh:property [ sh:path x:p ; sh:uniqueLang true ] ."""
    with pytest.raises(KnowledgeError, match=r"x\.ttl: .*uniqueLang"):
        list(read_shapes(turtle, "x.ttl"))
    with pytest.raises(KnowledgeError, match=r"x\.ttl: not Turtle"):
        list(read_shapes("<a", "x.ttl"))
