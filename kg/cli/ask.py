"""Commands that ask a store: query, cypher, evidence."""
from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click
import orjson
from neo4j.exceptions import ClientError

from kg.cli.target import TargetOf, format_option, target_options
from kg.errors import KgError
from loaders.ask import Answer, ask, ask_query, execute
from loaders.queries import Query, library
from loaders.render import FORMATS
from loaders.target import Connection, open_target

_EVIDENCE = ("evidence_of_claim", "evidence_of_entity")


@contextmanager
def _statement_faults() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        raise click.UsageError(f"the store refuses the statement: {error.message}") from error


def _assignments(texts: Iterable[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in texts]
    for name, sign, _ in pairs:
        if not sign or not name:
            raise click.UsageError(f"a parameter is given as -p name=value, not {name!r}")
    return {name: value for name, _, value in pairs}


@click.command()
@click.argument("name", required=False)
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of the query.")
@click.option("--list", "listing", is_flag=True, help="List the queries with their parameters.")
@format_option
@target_options
def query(name: str | None, params: tuple[str, ...], listing: bool, form: str, target: TargetOf) -> None:
    """Run a named query of the library.

    \b
    Example:
      kg query --list
      kg query district_programs -p district=海曙区 -p year=2023 --format csv
    """
    if listing:
        FORMATS[form](_listing(), sys.stdout)
        return
    if name is None:
        raise click.UsageError("give the name of a query, or --list to see them")
    if name not in library():
        raise click.UsageError(f"no query {name!r}; there are {', '.join(library())}")
    chosen = library()[name]
    values = _values(chosen, _assignments(params))
    with _statement_faults(), open_target(target()) as connection:
        answer = ask_query(connection, chosen, values)
    FORMATS[form](answer, sys.stdout)


def _values(chosen: Query, texts: dict[str, str]) -> dict[str, Any]:
    types = {parameter.name: parameter for parameter in chosen.parameters}
    try:
        values = {name: types[name].parse(text) if name in types else text for name, text in texts.items()}
        return chosen.bind(values)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _listing() -> Answer:
    rows = [(item.folder, item.name, item.result, item.zh, item.en,
             "; ".join(f"{p.name}: {p.type}{'' if p.required else '?'} ({p.text})" for p in item.parameters))
            for item in library().values()]
    return Answer(("folder", "name", "result", "zh", "en", "parameters"), tuple(rows))


@click.command()
@click.argument("statement")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE",
              help="A parameter; the value is JSON, or else a string.")
@click.option("--write", is_flag=True, help="Let the statement write to the store.")
@format_option
@target_options
def cypher(statement: str, params: tuple[str, ...], write: bool, form: str, target: TargetOf) -> None:
    """Run a Cypher statement; without --write it can only read.

    \b
    Example:
      kg cypher 'MATCH (s:School) RETURN s.name AS school ORDER BY school LIMIT $n' -p n=10
    """
    values = {name: _json_or_text(text) for name, text in _assignments(params).items()}
    run = execute if write else ask
    with _statement_faults(), open_target(target()) as connection:
        answer = run(connection, statement, values)
    if answer.columns or form == "json":
        FORMATS[form](answer, sys.stdout)


def _json_or_text(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return text


@click.command()
@click.argument("id")
@format_option
@target_options
def evidence(id: str, form: str, target: TargetOf) -> None:
    """Show the sentences behind a relationship, an entity or a figure: with the document and the offsets in it.

    \b
    Example:
      kg evidence program/双减
    """
    with open_target(target()) as connection:
        answer = _evidence(connection, id)
    FORMATS[form](answer, sys.stdout)


def _evidence(connection: Connection, id: str) -> Answer:
    for name in _EVIDENCE:
        answer = ask_query(connection, library()[name], {"id": id})
        if answer.rows:
            return answer
    raise KgError(f"{id}: no relationship, entity or figure with this id and with evidence; "
                  "kg query search_entities -p text=… finds ids")
