"""The command extract."""
from __future__ import annotations

import functools
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from kg.cli.inputs import Input, all_inputs, jobs_option, paths_argument
from kg.cli.progress import Reporter
from kg.errors import WriteError
from kg.graph.exchange import lines, write
from kg.graph.filter import confident
from kg.graph.spill import merged_items
from kg.parallel import run_each
from kg.pipeline import document_graph
from kg.types import Graph


def input_graph(document: Input, *, min_confidence: float = 0.0) -> Graph:
    """Read one document and return its graph."""
    graph = document_graph(document.read())
    return confident(graph, min_confidence) if min_confidence > 0 else graph


def _write_graph(job: tuple[Input, str], *, folder: Path, min_confidence: float) -> str:
    document, name = job
    write(input_graph(document, min_confidence=min_confidence), folder / name)
    return name


@click.command()
@paths_argument
@click.option("-o", "--output", "out", default="-", metavar="OUT",
              help="A folder (it exists, or the name ends in /): one file for each document. A file, or - for standard "
                   "output: all documents in one graph.  [default: -]")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="X",
              help="Leave out claims and figures below this confidence, 0 to 1.")
@jobs_option
def extract(paths: tuple[Path, ...], out: str, min_confidence: float, jobs: int) -> None:
    """Extract the graphs of documents into files of JSON Lines.

    \b
    Example:
      kg extract reports/ -o graph.jsonl
      kg extract reports/ -o graphs/ --jobs 4
    """
    documents = all_inputs(paths)
    with Reporter(len(documents)) as report:
        if out.endswith("/") or Path(out).is_dir():
            _extract_each(documents, Path(out), min_confidence, jobs, report)
        else:
            _extract_merged(documents, out, min_confidence, jobs, report)
    report.finish()


def _extract_each(documents: list[Input], folder: Path, min_confidence: float, jobs: int, report: Reporter) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{folder}: the folder cannot be made ({error.strerror})") from error
    work = functools.partial(_write_graph, folder=folder, min_confidence=min_confidence)
    names = output_names([document.path for document in documents])
    for _ in report.results(run_each(work, zip(documents, names, strict=True), jobs=jobs)):
        pass


def _extract_merged(documents: list[Input], out: str, min_confidence: float, jobs: int, report: Reporter) -> None:
    work = functools.partial(input_graph, min_confidence=min_confidence)
    graphs = (graph for _, graph in report.results(run_each(work, documents, jobs=jobs)))
    items = merged_items(graphs)
    if out == "-":
        sys.stdout.buffer.writelines(lines(items))
    else:
        write(items, Path(out))


def output_names(paths: Iterable[Path]) -> list[str]:
    """Return a file name for the graph of each document: its stem; where stems clash its name with the folders before
    it that tell it from the others (``2023-plan.txt.jsonl``).
    """
    paths = list(paths)
    depths = dict.fromkeys(range(len(paths)), 0)
    while True:
        names = [_output_name(path, depths[index]) for index, path in enumerate(paths)]
        counts = Counter(name.casefold() for name in names)
        clashing = [index for index, name in enumerate(names) if counts[name.casefold()] > 1]
        if not clashing:
            return names
        for index in clashing:
            depths[index] += 1


def _output_name(path: Path, depth: int) -> str:
    if depth == 0:
        return f"{path.stem}.jsonl"
    parts = [part for part in path.parts if part not in ("/", "..")]
    if depth <= len(parts):
        return f"{'-'.join(parts[-depth:])}.jsonl"
    return f"{path.name}-{hashlib.sha256(str(path).encode()).hexdigest()[:min(depth, 64)]}.jsonl"
