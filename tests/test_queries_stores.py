"""The query library on a real Neo4j and on the embedded store: the same answers, with indexes where they can help."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from neo4j_fixtures import exclusive
from query_sample import IDENTITY_ANSWERS, MORE_ANSWERS, query_graph
from store_sample import sample_graph
from test_queries import ANSWERS

from loaders.ask import Answer, ask, ask_query
from loaders.bolt import load
from loaders.queries import Query, library
from loaders.target import Connection, Target, open_target

_VALUES = {"string": "x", "integer": 1, "number": 1.5, "boolean": True}


@pytest.fixture(scope="module")
def loaded_neo4j(neo4j_target: Target, request: pytest.FixtureRequest) -> Iterator[Connection]:
    with exclusive(neo4j_target) as connection:
        load(connection.driver, request.param())
        yield connection


@pytest.fixture(scope="module")
def more_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with open_target(Target(store=tmp_path_factory.mktemp("store") / "more"), create=True) as connection:
        load(connection.driver, query_graph(), database=connection.database)
        yield connection


def _value(row: Mapping[str, Any], what: str) -> Any:
    column, _, key = what.partition(".")
    value = row[column]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [item.get("type") or item["properties"]["name"] for item in value]
    if not key or value is None:
        return value
    return value["type"] if key == "type" else value["properties"].get(key)


def _seen(answer: Answer, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    return [tuple(_value(row, what) for what in columns) for row in rows]


def _case(rows: list[tuple[str, Any, Any, Any]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("name", "given", "columns", "expected"), rows,
                                   ids=[f"{row[0]}-{number}" for number, row in enumerate(rows)])


@pytest.mark.parametrize("loaded_neo4j", [sample_graph], indirect=True, ids=["neo4j"])
@_case(ANSWERS)
def test_queries_answer_from_neo4j(loaded_neo4j: Connection, name: str, given: dict[str, Any],
                                   columns: tuple[str, ...], expected: list[tuple[Any, ...]]) -> None:
    query = library()[name]
    assert _seen(ask_query(loaded_neo4j, query, given), columns) == expected
    assert ask(loaded_neo4j, query.cypher, query.bind(given)).columns == query.columns


@pytest.mark.parametrize("loaded_neo4j", [query_graph], indirect=True, ids=["neo4j"])
@_case([*MORE_ANSWERS, *IDENTITY_ANSWERS])
def test_queries_over_districts_answer_from_neo4j(
        loaded_neo4j: Connection, name: str, given: dict[str, Any], columns: tuple[str, ...],
        expected: list[tuple[Any, ...]]) -> None:
    assert _seen(ask_query(loaded_neo4j, library()[name], given), columns) == expected


@_case([*MORE_ANSWERS, *IDENTITY_ANSWERS])
def test_queries_over_districts_answer_from_the_embedded_store(
        more_store: Connection, name: str, given: dict[str, Any], columns: tuple[str, ...],
        expected: list[tuple[Any, ...]]) -> None:
    assert _seen(ask_query(more_store, library()[name], given), columns) == expected


@pytest.mark.parametrize("loaded_neo4j", [query_graph], indirect=True, ids=["neo4j"])
@pytest.mark.parametrize("query", library().values(), ids=list(library()))
def test_queries_use_an_index_or_say_why_not(loaded_neo4j: Connection, query: Query) -> None:
    given = {item.name: _VALUES[item.type] for item in query.parameters if item.required}
    with loaded_neo4j.driver.session() as session:
        plan = session.run(f"EXPLAIN {query.cypher}", query.bind(given)).consume().plan
    scans = [operator for operator in _operators(plan) if operator.endswith("Scan") and "IndexSeek" not in operator]
    assert bool(scans) == bool(query.scan), f"{query.name}: {scans}; the header says scan: {query.scan!r}"


def _operators(plan: Any) -> Iterator[str]:
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", ()):
        yield from _operators(child)


@pytest.mark.parametrize("loaded_neo4j", [query_graph], indirect=True, ids=["neo4j"])
@pytest.mark.parametrize("query", [item for item in library().values() if item.result == "graph"],
                         ids=lambda query: query.name)
def test_queries_for_graphs_return_nodes_and_relationships(loaded_neo4j: Connection, query: Query) -> None:
    known = {"district": "青云区", "name": "青云一小", "program": "双减", "year": 2023,
             "document": "青云区教育局2023年工作要点"}
    given = {item.name: known[item.name] for item in query.parameters if item.required}
    answer = ask_query(loaded_neo4j, query, given)
    assert answer.rows
    for value in (value for row in answer.rows for value in row if value is not None):
        assert all("properties" in item for item in (value if isinstance(value, list) else [value]))


def test_queries_are_for_three_kinds_of_users() -> None:
    assert {query.folder for query in library().values()} == {"analyst", "researcher", "data"}
    assert len(library()) >= 25
