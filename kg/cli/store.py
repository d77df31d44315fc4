"""Commands that fill a store and keep it open: load, serve."""
from __future__ import annotations

import functools
import shlex
import signal
import threading
from contextlib import ExitStack
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from kg.cli.graphs import min_confidence_option, opened_items
from kg.cli.review import review_option
from kg.cli.target import TargetOf, replace_option, target_options
from kg.derive.review import Answer
from kg.graph.filter import confident_items
from loaders.embedded import DEFAULT_FOLDER, serve_store
from loaders.engine import DATABASE, USER
from loaders.folder import Occupant, StoreFolder
from loaders.target import Key, load_graph

_BOLT_PORT = 7687
# Whatever is to be pasted stands at the end of its line, behind a colon.
_HINT = """\
Serving {store} at {uri} until Ctrl-C.
Ask from another terminal 在另一个终端查询: kg query districts --store {folder}
Connect with Neo4j Browser 用 Neo4j Browser 连接:
  End of the page's address 网址末尾: {query}
  Connect URL 连接地址: {uri}
  Database 数据库: {database}
  Username 用户名: {user}
  Password 密码, printed by 用此命令显示: cat {password_file}"""


@click.command()
@click.argument("graphs", metavar="GRAPH.jsonl…", nargs=-1,
                type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@min_confidence_option
@review_option
@replace_option
@target_options
def load(graphs: tuple[str, ...], min_confidence: float, answers: list[Answer], replace: Key | None, target: TargetOf
         ) -> None:
    """Load graphs into a store; - reads standard input. Loading the same again changes nothing.

    A document that the store has in another version is replaced by what it says now. After an interruption, the same
    command goes on. What follows from all documents of the store together is made anew after each load. With --review
    alone only the answers of a person are loaded.

    \b
    Example:
      kg load graph.jsonl
      kg extract reports/ | kg load - --uri bolt://127.0.0.1:7687
      kg load graph.jsonl --min-confidence 0.95
      kg load edited.jsonl --replace name
      kg load --review names.tsv
    """
    if not graphs and not answers:
        raise click.UsageError("give a GRAPH.jsonl, or answers with --review")
    console = Console(stderr=True)
    bar = Progress(SpinnerColumn(), TextColumn("{task.completed} nodes and relationships"), TimeElapsedColumn(),
                   console=console, transient=True, disable=not console.is_terminal)
    with ExitStack() as stack, bar as progress:
        items = opened_items(map(Path, graphs), stack)
        if min_confidence > 0:
            items = functools.partial(confident_items, items, min_confidence)
        task = progress.add_task("load", total=None)
        report = load_graph(items, target(), progress=functools.partial(progress.advance, task),
                            answers=answers, replace=replace, say=functools.partial(click.echo, err=True))
    documents = report.documents
    click.echo(f"documents: {documents.new} new, {documents.replaced} replaced, "
               f"{documents.unchanged + documents.resumed} known", err=True)
    for name, done in (("nodes", report.nodes), ("relationships", report.relationships)):
        click.echo(f"{name}: {done.created} created, {done.changed} changed, {done.unchanged} unchanged", err=True)
    click.echo(f"derived: {report.derived.made} made, {report.derived.removed} removed", err=True)


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
        click.echo(_hint(store, occupant), err=True)
        ended.wait()
    click.echo("Stopped.", err=True)


def _hint(store: Path, occupant: Occupant) -> str:
    scheme, _, address = occupant.uri.partition("://")
    return _HINT.format(
        store=store, folder=shlex.quote(str(store)), password_file=shlex.quote(str(StoreFolder(store).password_file)),
        uri=occupant.uri, user=USER, database=DATABASE, query=f"?dbms={scheme}://{USER}@{address}&db={DATABASE}")
