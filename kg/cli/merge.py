"""The command merge."""
from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from typing import BinaryIO

import click

from kg.cli.graphs import STANDARD, opened_items, regular_files
from kg.cli.inputs import jobs_option
from kg.cli.review import review_option
from kg.derive import is_derived
from kg.derive.explain import Explanation
from kg.derive.review import Answer, with_answers
from kg.derive.stream import with_derived
from kg.graph.exchange import lines, read_items
from kg.graph.spill import sorted_items
from kg.merging import merged_lines
from kg.output import replacing
from kg.types import Node, Relationship


@click.command()
@click.argument("graphs", metavar="GRAPH.jsonl…", nargs=-1, required=True,
                type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("-o", "--output", "out", metavar="FILE", default=STANDARD,
              type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
              help="File to write; - is standard output.  [default: -]")
@click.option("--explain", is_flag=True,
              help="Say for each node which documents name it and how, and for each derived link why it is there, in "
                   "lines of JSON: in a file .explain.ndjson beside FILE, or on standard error.")
@jobs_option
@review_option
def merge(graphs: tuple[Path, ...], out: Path, explain: bool, jobs: int, answers: list[Answer]) -> None:
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
        files = [_answered(graphs, answers, stack)] if answers else regular_files(graphs, stack)
        found = merged_lines(files, jobs=jobs)
        _write(_passing(found, explanation) if explain else found, out)
    if explain:
        with _explaining(out) as notes:
            notes.writelines(explanation.lines())


def _answered(graphs: Iterable[Path], answers: list[Answer], stack: ExitStack) -> tuple[Path, str]:
    """Write the graphs with a person's answers into one temporary file."""
    out = stack.enter_context(tempfile.NamedTemporaryFile(prefix="kg-", suffix=".jsonl"))  # noqa: SIM115  # the stack closes it
    out.writelines(lines(with_answers(opened_items(graphs, stack)(), answers)))
    out.flush()
    return Path(out.name), "answered graph"


def _passing(found: Iterable[bytes], explanation: Explanation) -> Iterator[bytes]:
    for line in found:
        explanation.note(next(read_items([line], "merged graph")))
        yield line


def merged_with_derived(items: Iterable[Node | Relationship]) -> Iterator[Node | Relationship]:
    """Yield the merged graph of items in any order, with its derived facts made anew; nodes first, by id."""
    return with_derived(sorted_items(item for item in items if not is_derived(item)))


def _write(found: Iterable[bytes], out: Path) -> None:
    if out == STANDARD:
        sys.stdout.buffer.writelines(found)
    else:
        with replacing(out) as stream:
            stream.writelines(found)


def _explaining(out: Path) -> AbstractContextManager[BinaryIO]:
    special = out == STANDARD or (out.exists() and not out.is_file())
    return nullcontext(sys.stderr.buffer) if special else replacing(out.with_name(f"{out.stem}.explain.ndjson"))
