"""The command merge."""
from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import click

from kg.cli.duplicates import review_option
from kg.cli.graphs import STANDARD, opened_data
from kg.derive import is_derived
from kg.derive.explain import Explanation
from kg.derive.review import Answer, with_answers
from kg.derive.stream import merged_lines, with_derived
from kg.graph.exchange import item_of, lines, read_data, read_items
from kg.graph.spill import merged_items
from kg.output import replacing
from kg.types import Graph, Node, Relationship

_BATCH = 5000  # items that are grouped at a time


@click.command()
@click.argument("graphs", metavar="GRAPH.jsonl…", nargs=-1, required=True,
                type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("-o", "--output", "out", metavar="FILE", default=STANDARD,
              type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
              help="File to write; - is standard output.  [default: -]")
@click.option("--explain", is_flag=True,
              help="Say for each node which documents name it and how, and for each derived link why it is there, in "
                   "lines of JSON: in a file .explain.ndjson beside FILE, or on standard error.")
@review_option
def merge(graphs: tuple[Path, ...], out: Path, explain: bool, answers: list[Answer]) -> None:
    """Merge graphs into one, with what follows from all of them together.

    The order of the graphs does not show. Derived facts (SAME_AS, LOCATED_IN, FULFILS …) are marked derived and have no
    source; those that the graphs hold already are made anew.

    \b
    Example:
      kg merge graphs/*.jsonl -o graph.jsonl
      kg merge 2022.jsonl 2023.jsonl -o graph.jsonl --explain
      kg merge graph.jsonl --review names.tsv -o reviewed.jsonl
    """
    explanation = Explanation()
    with ExitStack() as stack:
        stated = opened_data(graphs, stack)
        found = merged_lines(_answered(stated, answers) if answers else stated)
        _write(_passing(found, explanation) if explain else found, out)
    if explain:
        with _explaining(out) as notes:
            notes.writelines(explanation.lines())


def _answered(stated: Iterable[dict[str, Any]], answers: list[Answer]) -> Iterator[dict[str, Any]]:
    return read_data(lines(with_answers(map(item_of, stated), answers)), "answered graph")


def _passing(found: Iterable[bytes], explanation: Explanation) -> Iterator[bytes]:
    for line in found:
        explanation.note(next(read_items([line], "merged graph")))
        yield line


def merged_with_derived(items: Iterable[Node | Relationship]) -> Iterator[Node | Relationship]:
    """Yield the merged graph of items in any order, with its derived facts made anew; nodes first, by id."""
    return with_derived(merged_items(_grouped(items)))


def _grouped(items: Iterable[Node | Relationship]) -> Iterator[Graph]:
    """Yield graphs of some items each, without those that were derived before."""
    stated = (item for item in items if not is_derived(item))
    while batch := list(islice(stated, _BATCH)):
        yield Graph(tuple(item for item in batch if isinstance(item, Node)),
                    tuple(item for item in batch if isinstance(item, Relationship)))


def _write(found: Iterable[bytes], out: Path) -> None:
    if out == STANDARD:
        sys.stdout.buffer.writelines(found)
    else:
        with replacing(out) as stream:
            stream.writelines(found)


def _explaining(out: Path) -> AbstractContextManager[BinaryIO]:
    special = out == STANDARD or (out.exists() and not out.is_file())
    return nullcontext(sys.stderr.buffer) if special else replacing(out.with_name(f"{out.stem}.explain.ndjson"))
