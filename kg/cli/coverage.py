"""The command coverage."""
from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TextIO

import click

from kg.cli.inputs import Input, all_inputs, jobs_option, paths_argument
from kg.cli.progress import Reporter
from kg.coverage import Clause, Counts
from kg.coverage import coverage as coverage_of
from kg.parallel import run_each
from kg.pipeline import Stages, all_stages
from loaders.ask import Answer
from loaders.render import write_csv, write_json


class Row(NamedTuple):
    """A clause that gave nothing: where it is, its cues (of one that is understood with the reasons), and its words."""

    document: str
    start: int
    end: int
    section: str
    cue: list[str]
    text: str


class Report(NamedTuple):
    """What of one document was not understood."""

    counts: Counts
    rows: tuple[Row, ...]


def report_of(document: Input, *, everything: bool = False) -> Report:
    """Read a document and list the clauses not understood; with ``everything`` also those understood as empty."""
    stages = all_stages(document.read())
    found = coverage_of(stages)
    return Report(found.counts, tuple(_row(str(document), stages, clause) for clause in found.silent
                                      if everything or not clause.understood))


def _row(name: str, stages: Stages, clause: Clause) -> Row:
    folded, text = stages.segmented.folded, stages.segmented.document.text
    start, end = folded.original(clause.span)
    cues = [f"{cue.kind} {folded.text[cue.span.start:cue.span.end]}" + (f" ({reason})" if reason else "")
            for cue, reason in zip(clause.cues, clause.reasons, strict=True) if clause.understood or not reason]
    return Row(name, start, end, " > ".join(clause.section), cues, text[start:end])


def _write_text(answer: Answer, out: TextIO) -> None:
    for row in map(Row._make, answer.rows):
        section = f" [{row.section}]" if row.section else ""
        click.echo(f"{row.document}:{row.start}-{row.end}: {'; '.join(row.cue)}: {' '.join(row.text.split())}{section}",
                   file=out)


_FORMATS: Mapping[str, Callable[[Answer, TextIO], None]] = {
    "text": _write_text, "csv": write_csv, "json": write_json}


@click.command()
@paths_argument
@click.option("--format", "form", type=click.Choice(tuple(_FORMATS)), default="text", show_default=True,
              help="How to write the list.")
@click.option("--all", "everything", is_flag=True, help="List also what is known to state no fact, with the reason.")
@jobs_option
def coverage(paths: tuple[Path, ...], form: str, everything: bool, jobs: int) -> None:
    """List what was not understood, clause by clause: a number, a quoted name or an institution, and nothing found.

    Each clause has its offsets in the document's text (kg read prints it), its section, and the cue. A clause is
    understood where it gave an entity (other than a division), a claim or a figure, or where each of its cues is known
    to state no fact: a date, an ordinal, a slogan … Standard error tells the share that is understood.

    \b
    Example:
      kg coverage report.docx
      kg coverage reports/ --format csv > open.csv
    """
    documents = all_inputs(paths)
    total = Counts()

    def rows() -> Iterator[Row]:
        nonlocal total
        work = functools.partial(report_of, everything=everything)
        for document, found in report.results(run_each(work, documents, jobs=jobs)):
            total = total.plus(found.counts)
            report.message(f"{document}: {_told(found.counts)}")
            yield from found.rows

    with Reporter(len(documents)) as report:
        answer = Answer(Row._fields, tuple(rows()))
    _FORMATS[form](answer, sys.stdout)
    if len(documents) > 1:
        click.echo(f"All: {_told(total)}", err=True)
    report.finish()


def _told(counts: Counts) -> str:
    return (f"{counts.percent} of {counts.total} clauses with a cue understood "
            f"({counts.gave} gave something, {counts.empty} state no fact, {counts.open} are not understood)")
