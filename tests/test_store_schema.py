"""Constraints, indexes and the version of a store's form."""
from __future__ import annotations

from collections.abc import Iterator

import pytest
from neo4j_fixtures import exclusive
from store_sample import BUREAU, HOSTILE, PLAN, PROGRAM, SCHOOL, digest, entity, sample_graph

from kg.errors import StoreError
from kg.types import Graph
from loaders.ask import ask, execute
from loaders.bolt import load, unload
from loaders.documents import Documents
from loaders.schema import EVIDENCE_INDEX, SCHEMA_VERSION, prepare
from loaders.target import Connection, Target

pytest_plugins = ["store_fixtures"]


@pytest.fixture
def bare(neo4j_target: Target) -> Iterator[Connection]:
    """A Neo4j without data, constraints and indexes."""
    with exclusive(neo4j_target, schema=False) as connection:
        execute(connection, "MATCH (k:KgSchema) DELETE k", {})
        yield connection


def _indexes(store: Connection) -> dict[str, str]:
    rows = execute(store, "SHOW INDEXES YIELD name, state, type WHERE type <> 'LOOKUP' RETURN name, state", {}).rows
    return {str(name): str(state) for name, state in rows}


def test_schema_is_made_once_and_its_indexes_are_awaited(bare: Connection) -> None:
    prepare(bare.driver)
    made = _indexes(bare)
    assert {"kg_entity_id", "kg_source_id", "kg_runs_id", "kg_runs_source", "kg_entity_name", "kg_names",
            "kg_evidence"} <= made.keys()
    assert set(made.values()) == {"ONLINE"}
    prepare(bare.driver)
    assert _indexes(bare) == made
    execute(bare, "DROP INDEX kg_runs_source", {})
    prepare(bare.driver)
    assert _indexes(bare) == made


def test_schema_full_text_finds_words_of_evidence(neo4j_store: Connection) -> None:
    load(neo4j_store.driver, sample_graph())
    found = ask(neo4j_store, "CALL db.index.fulltext.queryRelationships($index, $phrase) YIELD relationship AS r "
                             "RETURN type(r), r.evidence", {"index": EVIDENCE_INDEX, "phrase": '"繁星计划"'}).rows
    assert found == (("RUNS", "全区实施繁星计划"),)


def test_schema_of_a_later_version_is_refused(each_store: Connection) -> None:
    prepare(each_store.driver, database=each_store.database)
    execute(each_store, "MATCH (k:KgSchema) SET k.version = $version", {"version": SCHEMA_VERSION + 1})
    try:
        with pytest.raises(StoreError, match="a later version of kg wrote this store"):
            load(each_store.driver, sample_graph(), database=each_store.database)
    finally:
        execute(each_store, "MATCH (k:KgSchema) SET k.version = $version", {"version": SCHEMA_VERSION})


def _as_version_1(store: Connection) -> None:
    """Take away what the loader did not note at first: that is how its stores were."""
    execute(store, "MATCH (k:KgSchema) DELETE k", {})
    execute(store, "MATCH (s:Source) REMOVE s.load_digest, s.loaded_at", {})
    execute(store, "MATCH ()-[m:MENTIONED_IN]->() REMOVE m.said", {})


def test_schema_of_version_1_is_upgraded(each_store: Connection) -> None:
    graph = sample_graph()
    load(each_store.driver, graph, database=each_store.database)
    wanted = digest(each_store)
    _as_version_1(each_store)
    if each_store.database is None:
        execute(each_store, "DROP INDEX kg_runs_source", {})
    prepare(each_store.driver, database=each_store.database)
    assert ask(each_store, "MATCH (k:KgSchema) RETURN k.version", {}).rows == ((SCHEMA_VERSION,),)
    names = "MATCH (n:Entity {id: $id}) RETURN n.name, n.aliases"
    before = ask(each_store, names, {"id": SCHOOL}).rows
    unload(each_store.driver, ["source/none"], database=each_store.database)
    assert ask(each_store, names, {"id": SCHOOL}).rows == before
    again = load(each_store.driver, graph, database=each_store.database)  # now it is known what each document says
    assert again.documents == Documents(replaced=2)
    assert digest(each_store) == wanted
    assert load(each_store.driver, graph, database=each_store.database).documents == Documents(unchanged=2)


def test_schema_hostile_names_are_only_names(each_store: Connection) -> None:
    other = entity("Program", PROGRAM, name=HOSTILE, scope="`) REMOVE n:Entity //", aliases=(HOSTILE, "$x", "{y}"))
    load(each_store.driver, Graph((entity("GovernmentBody", BUREAU, name=HOSTILE), other)),
         database=each_store.database)
    rows = ask(each_store, "MATCH (n:Entity) RETURN n.name, n.scope ORDER BY n.id", {}).rows
    assert rows == ((HOSTILE, None), (HOSTILE, "`) REMOVE n:Entity //"))
    assert unload(each_store.driver, [HOSTILE, PLAN], database=each_store.database).entities == 0
