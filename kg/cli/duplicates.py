"""The command duplicates."""
from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

import click

from kg.cli.graphs import STANDARD, opened_items
from kg.cli.target import TargetOf, target_options
from kg.derive.duplicates import duplicates as duplicate_rows
from kg.derive.duplicates import read, review_list
from kg.graph.merge import merge_items
from kg.output import replacing
from loaders.dump import stored_items
from loaders.target import open_target


@click.command()
@click.argument("graphs", metavar="[GRAPH.jsonl…]", nargs=-1,
                type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("-o", "--output", "out", metavar="FILE.tsv", default=STANDARD,
              type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
              help="File to write; - is standard output.  [default: -]")
@target_options
def duplicates(graphs: tuple[Path, ...], out: Path, target: TargetOf) -> None:
    """List institutions, programs, documents and honours that may be one, with the reasons.

    The list is tab-separated and for a person: write same or different into its first column. kg merge and kg load keep
    to it when they are given it with --review, and so do all later merges and loads of what they have made. The graph
    is that of the files, or of a store where there is none. Only institutions are ever linked without an answer.

    \b
    Example:
      kg duplicates graph.jsonl -o names.tsv
      kg merge graph.jsonl --review names.tsv -o reviewed.jsonl
    """
    with ExitStack() as stack:
        if graphs:
            items = opened_items(graphs, stack)()
        else:
            connection = stack.enter_context(open_target(target()))
            items = stored_items(connection.driver, connection.database)
        graph = merge_items(read(items))
    lines = [line.encode() for line in review_list(duplicate_rows(graph))]
    if out == STANDARD:
        sys.stdout.buffer.writelines(lines)
    else:
        with replacing(out) as stream:
            stream.writelines(lines)
