"""Commands that load a store and ask it: load, query, cypher, evidence, serve."""
from __future__ import annotations

import functools
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias, cast

import click
import orjson
from neo4j.exceptions import ClientError
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from kg.errors import ExchangeError, KgError
from kg.graph.exchange import read_items
from kg.types import Node, Relationship
from loaders.ask import Answer, ask, ask_query, execute
from loaders.embedded import DEFAULT_FOLDER, serve_store
from loaders.engine import USER
from loaders.folder import StoreFolder
from loaders.queries import Query, library
from loaders.render import FORMATS
from loaders.target import Connection, Target, load_graph, open_target

_BOLT_PORT = 7687
_EVIDENCE = ("evidence_of_claim", "evidence_of_entity")
TargetOf: TypeAlias = Callable[[], Target]


def _store_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that name a store; the command gets them as ``target``, a function without parameters."""
    @functools.wraps(command)
    def with_target(*, store: Path | None, uri: str | None, user: str, database: str | None, **others: Any) -> None:
        command(target=lambda: _target(store, uri, user, database), **others)

    for option in (
        click.option("--database", help="Database on that server; its default if not given."),
        click.option("--user", default="neo4j", show_default=True,
                     help="User on that server; the password is taken from NEO4J_PASSWORD, or asked for."),
        click.option("--uri", help="A Neo4j server instead of a folder, e.g. bolt://127.0.0.1:7687."),
        click.option("--store", type=click.Path(path_type=Path, file_okay=False),
                     help=f"Folder of the embedded store.  [default: {DEFAULT_FOLDER}]"),
    ):
        with_target = option(with_target)
    return with_target


_format_option = click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="table",
                              show_default=True, help="How to write the answer.")


def _target(store: Path | None, uri: str | None, user: str, database: str | None) -> Target:
    if uri is None:
        if database is not None:
            raise click.UsageError("--database is for servers: give --uri too")
        return Target(store=store)
    if store is not None:
        raise click.UsageError("give --store or --uri, not both")
    password = os.environ.get("NEO4J_PASSWORD")
    if password is None and sys.stdin.isatty():
        password = click.prompt(f"Password of {user} (empty for none)", hide_input=True, default="",
                                show_default=False, err=True)
    return Target(uri=uri, user=user, password=password or None, database=database)


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
@click.argument("graphs", metavar="GRAPH.jsonl…", nargs=-1, required=True,
                type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@_store_options
def load(graphs: tuple[str, ...], target: TargetOf) -> None:
    """Load graphs into a store; - reads standard input. Loading the same again changes nothing.

    \b
    Example:
      kg load graph.jsonl
      kg extract reports/ | kg load - --uri bolt://127.0.0.1:7687
    """
    console = Console(stderr=True)
    with Progress(SpinnerColumn(), TextColumn("{task.completed} nodes and relationships"), TimeElapsedColumn(),
                  console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("load", total=None)
        report = load_graph(_items(graphs), target(), progress=functools.partial(progress.advance, task))
    for name, done in (("nodes", report.nodes), ("relationships", report.relationships)):
        click.echo(f"{name}: {done.created} created, {done.changed} changed, {done.unchanged} unchanged", err=True)


def _items(graphs: Iterable[str]) -> Iterator[Node | Relationship]:
    for name in graphs:
        try:
            with click.open_file(name, "rb") as stream:
                yield from read_items(cast(BinaryIO, stream), "<stdin>" if name == "-" else name)
        except OSError as error:
            raise ExchangeError(f"{name}: cannot be read ({error.strerror})") from error


@click.command()
@click.argument("name", required=False)
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of the query.")
@click.option("--list", "listing", is_flag=True, help="List the queries with their parameters.")
@_format_option
@_store_options
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
    rows = [(item.name, item.zh, item.en,
             "; ".join(f"{p.name}: {p.type}{'' if p.required else '?'} ({p.text})" for p in item.parameters))
            for item in library().values()]
    return Answer(("name", "zh", "en", "parameters"), tuple(rows))


@click.command()
@click.argument("statement")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE",
              help="A parameter; the value is JSON, or else a string.")
@click.option("--write", is_flag=True, help="Let the statement write to the store.")
@_format_option
@_store_options
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
@_format_option
@_store_options
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


@click.command()
@click.option("--store", type=click.Path(path_type=Path, file_okay=False), default=DEFAULT_FOLDER, show_default=True,
              help="Folder of the embedded store.")
@click.option("--port", type=click.IntRange(1, 65535), default=_BOLT_PORT, show_default=True, help="Port for Bolt.")
def serve(store: Path, port: int) -> None:
    """Keep the embedded store open for other commands and for Neo4j Browser, until Ctrl-C.

    \b
    Example:
      kg serve --store kg-store --port 7687
    """
    with serve_store(store, port=port) as occupant:
        ended = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: ended.set())
        click.echo(f"Serving {store} until Ctrl-C. Neo4j Browser: connect to {occupant.uri} as {USER}, "
                   f"with the password that stands in {StoreFolder(store).password_file}", err=True)
        ended.wait()
    click.echo("Stopped.", err=True)
