"""Commands that keep a store true: unload, verify."""
from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.graphs import opened_items
from kg.cli.target import TargetOf, target_options
from loaders.dump import stored_items
from loaders.target import open_target, unload_documents
from loaders.verify import Difference, differences


@click.command()
@click.argument("documents", metavar="DOCUMENT…", nargs=-1, required=True)
@target_options
def unload(documents: tuple[str, ...], target: TargetOf) -> None:
    """Take documents out of a store: exactly what only they say.

    DOCUMENT is the id of a Source or the name of its file; - reads them from standard input, one a line. What other
    documents say too stays, with the names that they use.

    \b
    Example:
      kg unload 2023-plan.docx
      kg unload source/ddfe110d6613645b4d5ecde97f6405c0 --uri bolt://127.0.0.1:7687
    """
    names = [name for given in documents for name in (_lines() if given == "-" else (given,))]
    done = unload_documents(names, target())
    click.echo(f"documents: {len(set(names))} taken out\nrelationships: {done.relationships} deleted\n"
               f"entities: {done.entities} deleted, {done.changed} changed", err=True)


def _lines() -> Iterator[str]:
    return (line.strip() for line in sys.stdin if line.strip())


@click.command()
@click.argument("graphs", metavar="GRAPH.jsonl…", nargs=-1, required=True,
                type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--partly", is_flag=True, help="The store may hold more than the files.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True,
              help="How to write the differences, one a line.")
@target_options
@click.pass_context
def verify(context: click.Context, graphs: tuple[str, ...], partly: bool, form: str, target: TargetOf) -> None:
    """Compare a store with exchange files and list every difference; exit status 1 where there is one.

    Several files are taken together, as kg load does. Facts that are derived from the others are not compared.

    \b
    Example:
      kg verify graph.jsonl
      kg verify graphs/*.jsonl --partly --uri bolt://127.0.0.1:7687
    """
    count = 0
    with ExitStack() as stack:
        items = opened_items(map(Path, graphs), stack)
        connection = stack.enter_context(open_target(target()))
        stored = stored_items(connection.driver, connection.database)
        for difference in differences(stored, items(), partly=partly):
            count += 1
            click.echo(_line(difference) if form == "jsonl" else str(difference))
    click.echo(f"{count or 'No'} difference{'' if count == 1 else 's'}.", err=True)
    context.exit(1 if count else 0)


def _line(difference: Difference) -> str:
    return json.dumps({key: value for key, value in asdict(difference).items() if value not in ("", None)},
                      ensure_ascii=False)
