"""neosemantics on a real Neo4j server: with the script of ``kg export n10s`` it names things as ``kg export`` does."""
from __future__ import annotations

import os
import re
import signal
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from java_tools import jars
from neo4j import Driver
from neo4j_run import start_test_server
from rdf_sample import address, exported, node, parsed, sample
from rdflib import RDF, URIRef
from rdflib.term import Node as Term

from kg.cli import cli
from kg.types import Graph
from loaders.bolt import load
from loaders.bookkeeping import LOAD_DIGEST, LOADED_AT
from loaders.connect import connect
from loaders.n10s import mapping
from loaders.neo4j_server.home import USER, ServerHome
from loaders.rdf import DEFAULT_BASE
from loaders.rdf_vocabulary import KG, vocabulary
from loaders.schema import prepare

pytest_plugins = ["neo4j_fixtures"]
# What the plugin's procedures need of its jar: the rest is there already, or would be looked through for a minute.
NEEDED = ("n10s/", "org/eclipse/rdf4j/model/", "org/eclipse/rdf4j/rio/", "org/eclipse/rdf4j/common/",
          "META-INF/services/")
EXPORT = "CALL n10s.rdf.export.cypher($query, {includeRelProperties: false})"
HOSTILE = "program/990201/“7202” 50%?#[x]\u3000<工程>"
GRAPH = Graph((*sample().nodes, node("Program", HOSTILE, name="7202工程")), sample().relationships)


def plugin(folder: Path) -> None:
    folder.mkdir(parents=True)
    [jar] = jars("n10s").glob("neosemantics-*.jar")
    with zipfile.ZipFile(jar) as whole, zipfile.ZipFile(folder / "n10s.jar", "w") as part:
        for name in whole.namelist():
            if name.startswith(NEEDED):
                part.writestr(name, whole.read(name))


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    home = ServerHome(tmp_path_factory.mktemp("n10s") / "server")
    home.make()
    plugin(home.path / "plugins")
    running = start_test_server(home, **{"dbms.security.procedures.unrestricted": "n10s.*"})
    try:
        with connect(running.uri, USER, home.password()) as found:
            prepare(found)
            load(found, GRAPH)
            for statement in script().split(";\n"):
                if statement.strip():
                    found.session().run(statement).consume()
            yield found
    finally:
        os.kill(running.pid, signal.SIGKILL)  # its data is of no use to anybody


def script() -> str:
    result = CliRunner().invoke(cli, ["export", "n10s"])
    assert result.exit_code == 0
    return result.stdout


@pytest.fixture(scope="module")
def triples(driver: Driver) -> list[tuple[str, str, str, bool]]:
    """What n10s exports: subject, predicate, object, and whether the object is a literal."""
    rows = []
    for query in ("MATCH (n:Entity|Source) RETURN n", "MATCH (n:Entity|Source)-[r]->(m) RETURN n, r, m"):
        found, _, _ = driver.execute_query(EXPORT, query=query)
        rows += [(row["subject"], row["predicate"], row["object"], row["isLiteral"]) for row in found]
    return rows


def test_rdf_n10s_things_and_relationships_have_the_same_iris(triples: list[tuple[str, str, str, bool]]) -> None:
    ours = parsed(exported(GRAPH, plain=True))
    relations = {URIRef(term[1:-1]) for term in vocabulary().relations.values()}
    classes = {URIRef(term[1:-1]) for term in vocabulary().names.values()}

    def alike(graph: Iterator[tuple[Term, Term, Term]]) -> set[tuple[str, str, str]]:
        return {(str(s), str(p), str(o)) for s, p, o in graph if p in relations or (p == RDF.type and o in classes)}

    theirs = ((URIRef(s), URIRef(p), URIRef(o)) for s, p, o, literal in triples if not literal)
    assert alike(theirs) == alike(iter(ours))  # type: ignore[arg-type]
    assert any(s == address(HOSTILE) for s, *_ in triples)


def test_rdf_n10s_properties_have_terms_of_the_ontology(triples: list[tuple[str, str, str, bool]]) -> None:
    ours = {(str(s), str(o)) for s, o in parsed(exported(GRAPH, plain=True)).subject_objects(KG.name)}
    sources = {item.id for item in GRAPH.nodes_with("Source")}
    theirs = {(s, o) for s, p, o, _ in triples if p == str(KG.name)}
    assert {(s, o) for s, o in theirs if s.removeprefix(DEFAULT_BASE) not in sources} == ours
    unmapped = {p for _, p, _, _ in triples if p != str(RDF.type) and not p.startswith(str(KG))}
    assert {p.removeprefix("neo4j://graph.schema#") for p in unmapped} == {"id", LOAD_DIGEST, LOADED_AT}


def test_rdf_n10s_knows_every_name_of_the_vocabulary_and_no_other(driver: Driver) -> None:
    found, _, _ = driver.execute_query("CALL n10s.mapping.list()")
    listed = {row["elemName"]: row["schemaNs"] + row["schemaElement"] for row in found}
    assert listed == dict(mapping())
    known = vocabulary()
    names = {*known.names, *known.relations, *(key for _, key in known.properties)}
    assert names - set(listed) == {"starts", "ends"}  # of mentions; n10s has one key for a term
    terms = {term[1:-1] for term in (*known.names.values(), *known.relations.values())}
    terms |= {property.predicates[0][1:-1] for property in known.properties.values()}
    # n10s has one term for a key; these are the others of keys with several.
    assert {term.removeprefix(str(KG)) for term in terms - set(listed.values())} == {
        "alsoKnownAs", "displayedAs", "fileName", "pairingKind", "stage"}


def test_rdf_n10s_script_takes_the_base() -> None:
    result = CliRunner().invoke(cli, ["export", "n10s", "--base-iri", "https://data.example.org/kg/"])
    assert "'https://data.example.org/kg/' + reduce" in result.stdout
    assert not re.search(r"district-education-kg\.example/(?!ontology)", result.stdout)
    assert CliRunner().invoke(cli, ["export", "n10s", "--base-iri", "data"]).exit_code == 2
