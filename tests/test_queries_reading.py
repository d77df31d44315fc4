"""What only reads cannot write: not on a Neo4j server, and not on the embedded store."""
from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from neo4j.exceptions import ClientError
from neo4j_fixtures import exclusive
from store_sample import digest, sample_graph

from kg.errors import StoreError
from loaders.ask import ask, ask_query
from loaders.bolt import load
from loaders.queries import Query, library
from loaders.target import Connection, Target, open_target

Kg = Callable[..., CompletedProcess[bytes]]
WRITES = (
    "CREATE (n:Entity:Honor {id: 'x'})",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n:Program) SET n.name = 'x' RETURN n.name AS name",
    "MATCH (n:Program) REMOVE n.name",
    "MERGE (n:Entity {id: 'x'}) ON CREATE SET n.name = 'x' RETURN n",
    "MATCH (a:School), (b:Program) WITH a, b LIMIT 1 CREATE (a)-[:RUNS {id: 'x'}]->(b)",
    "UNWIND [1, 2] AS x CALL { WITH x CREATE (n:Entity {id: toString(x)}) RETURN n } RETURN count(n) AS n",
    "/* only a look */ CREATE /* really */ INDEX sly FOR (n:Entity) ON (n.level)",
    "DROP CONSTRAINT kg_entity_id IF EXISTS",
)


@pytest.fixture(scope="module", params=["neo4j", "embedded"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    if request.param == "neo4j":
        context = exclusive(request.getfixturevalue("neo4j_target"))
    else:
        context = open_target(Target(store=tmp_path_factory.mktemp("store") / "reading"), create=True)
    with context as connection:
        load(connection.driver, sample_graph(), database=connection.database)
        yield connection


@pytest.mark.parametrize("statement", WRITES)
def test_asking_never_writes(filled: Connection, statement: str) -> None:
    before = digest(filled)
    with pytest.raises(StoreError, match="writes to the store; give --write"):
        ask(filled, statement, {})
    query = Query("sly", "", "", (), ("n",), statement)
    with pytest.raises((StoreError, ClientError)):
        ask_query(filled, query, {})
    assert digest(filled) == before


def test_named_queries_leave_the_store_as_it_is(filled: Connection) -> None:
    values = {"string": "x'}) DETACH DELETE n //", "integer": 1, "number": 1.5, "boolean": True}
    before = digest(filled)
    for query in library().values():
        ask_query(filled, query, {item.name: values[item.type] for item in query.parameters if item.required})
    assert digest(filled) == before


def test_cli_cypher_writes_to_neo4j_only_when_asked(neo4j_target: Target, kg: Kg, tmp_path: Path) -> None:
    environment = {**os.environ, "NEO4J_PASSWORD": str(neo4j_target.password)}
    with exclusive(neo4j_target) as connection:
        statement = ("cypher", "CREATE (n:Entity:Honor {id: 'h', name: '荣誉'})", "--uri", neo4j_target.uri)
        refused = kg(*statement, env=environment)
        assert (refused.returncode, refused.stdout) == (4, b"")
        assert b"give --write if that is meant" in refused.stderr
        assert ask(connection, "MATCH (n:Honor) RETURN count(n)", {}).rows == ((0,),)
        assert kg(*statement, "--write", env=environment).returncode == 0
        assert ask(connection, "MATCH (n:Honor) RETURN n.name AS name", {}).rows == (("荣誉",),)
