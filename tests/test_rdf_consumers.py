"""Exports are read by software of other makers: Apache Jena, the OWL API with HermiT, Oxigraph and PyLD."""
from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from java_tools import run_java
from pyld import jsonld
from rdf_sample import address, exported, node, parsed, sample
from rdflib import Graph as RDFGraph
from rdflib import URIRef

import ontology
from kg.types import Graph
from loaders.rdf import FORMATS, SYNTAXES
from loaders.rdf_vocabulary import KG

ONTOLOGY = Path(ontology.__file__).parent
SUFFIXES = {"turtle": ".ttl", "ntriples": ".nt", "nquads": ".nq", "trig": ".trig", "jsonld": ".jsonld",
            "rdfxml": ".rdf"}
HOSTILE = [node("Program", f"program/{name}", name=name, aliases=(f"“{name}”",)) for name in (
    "双减", "7202 工程", "50%", "<b>&amp;</b>", 'a"b\\c', "a?b#c[d]", "\u3000全角\u200b", "😀𬭎", "..", "a//b", "kg:x")]


def test_rdf_consumers_jena_validates_every_syntax_without_a_warning(tmp_path: Path) -> None:
    graph = Graph((*sample().nodes, *HOSTILE), sample().relationships)
    files = [tmp_path / f"graph{SUFFIXES[format]}" for format in FORMATS]
    for format, file in zip(FORMATS, files, strict=True):
        file.write_bytes(exported(graph, format))
    done = run_java("jena", "riotcmd.riot", "--validate", *files, *sorted(ONTOLOGY.glob("*.ttl")))
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stderr.splitlines() if " INFO " not in line] == []
    assert done.stdout == ""


def test_rdf_consumers_jena_warns_of_what_is_wrong(tmp_path: Path) -> None:
    """The test above could not fail if Jena's warnings went nowhere."""
    file = tmp_path / "bad.nt"
    file.write_text('<http://a.example/%zz> <http://a.example/p> "1x"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n',
                    encoding="utf-8")
    done = run_java("jena", "riotcmd.riot", "--validate", file)
    assert done.stderr.count(" WARN ") == 2


def test_rdf_consumers_owl_api_finds_owl_2_dl_and_a_reasoner_no_fault(tmp_path: Path) -> None:
    data = tmp_path / "sample.ttl"
    data.write_bytes(exported(sample(), "turtle"))
    done = run_java("owlapi", "CheckOntology.java", ONTOLOGY / "kg.ttl", data)
    assert (done.returncode, done.stdout.splitlines()) == (0, ["subclasses of kg:Entity: 15"]), done.stderr


def test_rdf_consumers_owl_api_and_reasoner_find_what_is_wrong(tmp_path: Path) -> None:
    text = (ONTOLOGY / "kg.ttl").read_text(encoding="utf-8")
    file, data = tmp_path / "kg.ttl", tmp_path / "data.ttl"
    file.write_text(text + "kg:runs rdfs:domain kg:Undeclared .\n", encoding="utf-8")
    data.write_text(f"@prefix kg: <{KG}> . <urn:x:a> a kg:School, kg:Kindergarten .", encoding="utf-8")
    lines = run_java("owlapi", "CheckOntology.java", file, data).stdout.splitlines()
    assert lines[-1] == "inconsistent"
    assert any(line.startswith("not OWL 2 DL: ") for line in lines)


def triples(data: bytes, format: str) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(data, format=SYNTAXES[format])}


@pytest.mark.parametrize("format", FORMATS)
def test_rdf_consumers_oxigraph_loads_every_syntax(format: str) -> None:
    store = ox.Store()
    store.bulk_load(exported(sample(), format), format=SYNTAXES[format])
    found = {str(quad.triple) for quad in store}
    assert len(found) == len({str(triple) for triple in _loaded(exported(sample()))})


def _loaded(data: bytes) -> ox.Store:
    store = ox.Store()
    store.bulk_load(data, format=ox.RdfFormat.N_TRIPLES)
    return store


def test_rdf_consumers_pyld_expands_to_the_same_triples() -> None:
    graph = Graph((*sample().nodes, *HOSTILE), sample().relationships)
    text = jsonld.to_rdf(json.loads(exported(graph, "jsonld")), {"format": "application/n-quads"})
    found = RDFGraph().parse(data=text, format="nt")
    assert set(found) == set(parsed(exported(graph)))


def test_rdf_consumers_json_ld_reads_as_plain_json() -> None:
    """What a web developer does who knows no RDF: find a district, and who governs it."""
    things = {thing["id"]: thing for thing in json.loads(exported(sample(), "jsonld"))["@graph"]}
    assert things["district/990201"]["name"] == "云岭区"
    assert "District" in things["district/990201"]["type"]
    bureau = things["governmentbody/990201/云岭区教育局"]
    assert bureau["governs"] == "district/990201"
    target = things[bureau["targets"]]
    assert [target[key] for key in ("value", "unit", "comparator", "year")] == ["1800.0", "个", "atLeast", "2024"]
    claim = next(thing for thing in things.values() if thing.get("predicate") == "awarded")
    selector = things[things[claim["evidence"]]["oa:hasSelector"]["@id"]]
    assert selector["oa:exact"] == "创成省一级幼儿园"


def test_rdf_consumers_json_ld_takes_the_context_of_the_ontology() -> None:
    data = {"@context": json.loads((ONTOLOGY / "context.jsonld").read_text("utf-8"))["@context"],
            "id": address("school/1"), "type": "School", "name": "一小", "memberOf": address("schoolgroup/1")}
    found = RDFGraph().parse(data=jsonld.to_rdf(data, {"format": "application/n-quads"}), format="nt")
    assert (URIRef(address("school/1")), KG.memberOf, URIRef(address("schoolgroup/1"))) in found
