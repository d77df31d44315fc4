"""Asking a store: run a statement and return its columns and rows as plain values."""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from neo4j import READ_ACCESS, WRITE_ACCESS
from neo4j.exceptions import ClientError
from neo4j.graph import Node, Path, Relationship

from kg.errors import StoreError
from loaders.queries import ParameterValue, Query
from loaders.target import Connection

# Rolling back undoes data everywhere, but not the schema of the embedded store, which does not know read access either.
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_SCHEMA_COMMAND = re.compile(r"\b(CREATE|DROP)\b[\s\w]*\b(CONSTRAINT|INDEX)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a statement: columns, and rows of plain values (nodes, relationships, paths as maps and lists)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def _writes() -> StoreError:
    return StoreError("the statement writes to the store; give --write if that is meant")


def ask(connection: Connection, cypher: str, parameters: Mapping[str, Any]) -> Answer:
    """Run a statement that reads; whatever it might write is undone.

    Raises StoreError where it writes, and the driver's ClientError where the statement is at fault.
    """
    if _SCHEMA_COMMAND.search(_COMMENT.sub(" ", cypher)):
        raise _writes()
    try:
        with (connection.driver.session(database=connection.database, default_access_mode=READ_ACCESS) as session,
              session.begin_transaction() as transaction):
            result = transaction.run(cypher, dict(parameters))
            answer = Answer(tuple(result.keys()), tuple(tuple(map(plain, record.values())) for record in result))
            updates = result.consume().counters.contains_updates
            transaction.rollback()
    except ClientError as error:
        if (error.code or "").endswith("AccessMode"):
            raise _writes() from error
        raise
    if updates:
        raise _writes()
    return answer


def ask_query(connection: Connection, query: Query, given: Mapping[str, ParameterValue]) -> Answer:
    """Run a named query. Raises ValueError as ``Query.bind`` does."""
    answer = ask(connection, query.cypher, query.bind(given))
    # The embedded store does not say the columns of an empty answer.
    return Answer(query.columns, answer.rows)


def execute(connection: Connection, cypher: str, parameters: Mapping[str, Any]) -> Answer:
    """Run a statement that may write. Raises the driver's ClientError where the statement is at fault."""
    with connection.driver.session(database=connection.database, default_access_mode=WRITE_ACCESS) as session:
        result = session.run(cypher, dict(parameters))
        return Answer(tuple(result.keys()), tuple(tuple(map(plain, record.values())) for record in result))


def plain(value: Any) -> Any:
    """Turn a value of the driver into maps, lists, strings, numbers and truth values."""
    match value:
        case Node():
            return {"labels": sorted(value.labels), "properties": plain(dict(value))}
        case Relationship():
            return {"type": value.type, "properties": plain(dict(value))}
        case Path():
            steps = zip(value.nodes[1:], value.relationships, strict=True)
            return [plain(value.nodes[0]), *(plain(item) for node, step in steps for item in (step, node))]
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case list() | tuple() | set():
            return [plain(item) for item in value]
        case None | bool() | int() | float() | str():
            return value
        case _:
            return str(value)
