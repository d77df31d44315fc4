"""The endpoint, asked by clients that nobody here wrote: SPARQLWrapper, rdflib's SPARQLStore and curl."""
from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
import rdflib
from rdf_sample import BUREAU, PLAN, PROGRAM, SCHOOL, address, exported, parsed, sample
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

from kg.graph.exchange import write
from loaders import sparql
from loaders.rdf import DEFAULT_BASE
from loaders.rdf_vocabulary import KG
from loaders.sparql_answers import NotAcceptable, chosen
from loaders.sparql_server import SparqlServer

RUNS = f"SELECT ?who WHERE {{ ?who <{KG.runs}> <{address(PROGRAM)}> }}"


@pytest.fixture(scope="module")
def server() -> Iterator[SparqlServer]:
    store = ox.Store()
    store.bulk_load(exported(sample(), "nquads"), format=ox.RdfFormat.N_QUADS)
    with SparqlServer(store, DEFAULT_BASE, 0) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield found
        found.shutdown()


def curl(server: SparqlServer, path: str, *options: str) -> tuple[int, str, str]:
    """Status, content type and body."""
    done = subprocess.run(["curl", "-sS", "-w", "\n%{http_code} %{content_type}", *options, f"{server.address}{path}"],
                          capture_output=True, text=True, check=True)
    body, _, told = done.stdout.rpartition("\n")
    status, _, kind = told.partition(" ")
    return int(status), kind, body


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparql_server_answers_sparqlwrapper(server: SparqlServer, method: str) -> None:
    client = SPARQLWrapper(f"{server.address}sparql")
    client.setMethod(method)
    client.setQuery(RUNS)
    client.setReturnFormat(JSON)
    rows = client.query().convert()["results"]["bindings"]
    assert [row["who"]["value"] for row in rows] == [address(BUREAU)]
    client.setReturnFormat(XML)
    assert address(BUREAU) in client.query().convert().toxml()
    client.setReturnFormat(CSV)
    assert client.query().convert().decode().split() == ["who", address(BUREAU)]


def test_sparql_server_answers_the_library_to_sparqlwrapper(server: SparqlServer) -> None:
    client = SPARQLWrapper(f"{server.address}sparql", returnFormat=JSON)
    client.setMethod(POST)
    client.setRequestMethod("postdirectly")
    client.setQuery(sparql.bound(sparql.library()["district_programs"], {"district": "云岭"}))
    rows = client.query().convert()["results"]["bindings"]
    assert {row["program"]["value"] for row in rows} == {"双减"}


def test_sparql_server_constructs_and_asks(server: SparqlServer) -> None:
    client = SPARQLWrapper(f"{server.address}sparql", returnFormat=TURTLE)
    client.setQuery(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o . FILTER ( ?s = <{address(SCHOOL)}> ) }}")
    assert (rdflib.URIRef(address(SCHOOL)), rdflib.RDF.type, KG.School) in parsed(client.query().convert(), "turtle")
    client.setQuery(f"ASK {{ <{address(BUREAU)}> <{KG.runs}> <{address(PROGRAM)}> }}")
    client.setReturnFormat(JSON)
    assert client.query().convert()["boolean"] is True


def test_sparql_server_answers_rdflib_as_a_remote_store(server: SparqlServer) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{server.address}sparql"))
    names = set(graph.objects(rdflib.URIRef(address(SCHOOL)), KG.name))
    assert names == {rdflib.Literal("云岭区实验小学", lang="zh-hans")}


def test_sparql_server_answers_about_one_graph(server: SparqlServer) -> None:
    ask = f"default-graph-uri={quote(address(PLAN, 'graph/'))}&query={quote(RUNS)}"
    assert json.loads(curl(server, f"sparql?{ask}")[2])["results"]["bindings"]
    ask = f"default-graph-uri=urn:x&query={quote(RUNS)}"
    assert not json.loads(curl(server, f"sparql?{ask}")[2])["results"]["bindings"]


@pytest.mark.parametrize(("accept", "kind"), [
    ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
    ("text/turtle;q=0.9, application/n-triples;q=0.2", "text/turtle; charset=utf-8"),
    ("*/*", "text/turtle; charset=utf-8"), ("application/ld+json", "application/ld+json"),
    ("application/rdf+xml", "application/rdf+xml"), ("application/n-triples", "application/n-triples")])
def test_sparql_server_answers_with_what_is_known_of_an_iri(server: SparqlServer, accept: str, kind: str) -> None:
    status, found, body = curl(server, quote(SCHOOL), "-H", f"Accept: {accept}")
    assert (status, found) == (200, kind)
    assert "云岭区实验小学" in body
    formats = {"application/ld+json": "json-ld", "text/turtle": "turtle", "application/rdf+xml": "xml",
               "application/n-triples": "nt"}
    if syntax := formats.get(kind.partition(";")[0]):
        graph = rdflib.Graph().parse(data=body, format=syntax)
        assert set(graph) == set(parsed(exported(sample())).triples((rdflib.URIRef(address(SCHOOL)), None, None)))


def test_sparql_server_answers_with_the_parts_of_a_thing(server: SparqlServer) -> None:
    """Evidence has the IRI of its source and a fragment, which no client sends."""
    claim = next(item for item in sample().relationships if item.label == "AWARDED")
    body = curl(server, quote(f"statement/{claim.id}"), "-H", "Accept: application/ld+json")[2]
    assert "创成省一级幼儿园" in body


def test_sparql_server_pages_link_to_one_another(server: SparqlServer) -> None:
    body = curl(server, quote(SCHOOL), "-H", "Accept: text/html")[2]
    links = re.findall(r'href="/([^"]+)"', body)
    assert links
    for link in links:
        if not link.startswith("ontology"):
            assert curl(server, link)[0] == 200, link
    assert "双减" in curl(server, "?named=program_districts")[2]
    assert curl(server, "?named=none")[0] == 404
    assert "district_programs" in curl(server, "")[2]


@pytest.mark.parametrize(("path", "options", "status"), [
    ("sparql", (), 400), ("sparql?query=SELECT", (), 400),
    ("sparql?query=ASK%7B%7D", ("-H", "Accept: image/png"), 406),
    (f"sparql?query={quote(RUNS)}&default-graph-uri=a%20b", (), 400),
    ("sparql", ("-d", "update=DROP ALL"), 403),
    ("sparql", ("-H", "Content-Type: application/sparql-update", "--data-binary", "DROP ALL"), 403),
    ("sparql", ("-H", "Content-Type: application/sparql-query", "--data-binary", "DROP ALL"), 400),
    ("sparql", ("-H", "Content-Type: text/plain", "--data-binary", "x"), 415),
    ("sparql", ("-X", "PUT", "-d", "x"), 405), ("sparql", ("-X", "DELETE"), 405), ("school/1", ("-d", "query=x"), 405),
    ("school/none", (), 404), ("", ("-H", "Host: attacker.example"), 403),
    ("sparql", ("-H", "Content-Length: 99999999", "-X", "POST"), 413)])
def test_sparql_server_refuses(server: SparqlServer, path: str, options: tuple[str, ...], status: int) -> None:
    before = len(server.store)
    found, kind, body = curl(server, path, *options)
    assert (found, kind, body != "") == (status, "text/plain; charset=utf-8", True)
    assert len(server.store) == before


def test_sparql_server_escapes_what_pages_show() -> None:
    store = ox.Store()
    name = ox.Literal("<script>alert(1)</script>")
    store.add(ox.Quad(ox.NamedNode(f"{DEFAULT_BASE}x"), ox.NamedNode(str(KG.name)), name))
    with SparqlServer(store, DEFAULT_BASE, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        body = curl(server, "x", "-H", "Accept: text/html")[2]
        server.shutdown()
    assert "<script>" not in body
    assert "&lt;script&gt;" in body


@pytest.mark.parametrize(("accept", "expected"), [
    ("", "a/b"), ("*/*", "a/b"), ("c/d", "c/d"), ("a/*;q=0.2, c/d;q=0.3", "c/d"), ("A/B", "a/b"),
    ("c/d;q=x, a/b", "a/b")])
def test_sparql_answers_choose_what_the_client_likes(accept: str, expected: str) -> None:
    assert chosen(accept, ["a/b", "c/d"]) == expected


def test_sparql_answers_say_what_there_is() -> None:
    with pytest.raises(NotAcceptable, match="a/b, c/d"):
        chosen("x/y, a/b;q=0", ["a/b", "c/d"])


@pytest.mark.parametrize("name", ["graph.jsonl", "graph.nq"])
def test_sparql_server_command_serves_files_until_it_is_ended(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    if name.endswith(".jsonl"):
        write(sample(), file)
    else:
        file.write_bytes(exported(sample(), "nquads"))
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve-sparql", str(file), "--port", "0"]
    # A shell starts what it runs in the background with Ctrl-C ignored, which children inherit.
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True,
                          preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+/sparql", line)
            assert found, line
            client = SPARQLWrapper(found[0], returnFormat=JSON)
            client.setQuery(RUNS)
            assert len(client.query().convert()["results"]["bindings"]) == 1
            process.send_signal(signal.SIGINT)
            assert process.stderr.read() == "Stopped.\n"
        finally:
            process.terminate()
    assert process.returncode == 0
