"""The command extract."""
from __future__ import annotations

import functools
import hashlib
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO, NamedTuple

import click

from kg.cli.graphs import min_confidence_option
from kg.cli.inputs import Input, all_inputs, jobs_option, paths_argument
from kg.cli.progress import Reporter
from kg.errors import WriteError
from kg.explain import explanation_lines, explanations
from kg.graph.exchange import lines, write
from kg.graph.filter import confident
from kg.graph.spill import merged_items
from kg.output import replacing
from kg.parallel import run_each
from kg.pipeline import all_stages
from kg.types import Graph


class Extracted(NamedTuple):
    """The graph of a document, and lines of JSON that explain it; none where no explanation is wanted."""

    graph: Graph
    explanation: bytes = b""


def extracted(document: Input, *, min_confidence: float = 0.0, explain: bool = False) -> Extracted:
    """Read one document and return its graph; what ``min_confidence`` leaves out is explained all the same."""
    stages = all_stages(document.read())
    graph = confident(stages.graph(), min_confidence) if min_confidence > 0 else stages.graph()
    return Extracted(graph, explanation_lines(str(document), explanations(stages)) if explain else b"")


def _write_graph(job: tuple[Input, str], *, folder: Path, min_confidence: float, explain: bool) -> str:
    document, name = job
    found = extracted(document, min_confidence=min_confidence, explain=explain)
    write(found.graph, folder / name)
    if explain:
        with replacing(_beside(folder / name)) as out:
            out.write(found.explanation)
    return name


def _beside(graph: Path) -> Path:
    # Not .jsonl: that is for graphs, and a folder of them is given to other commands as *.jsonl.
    return graph.with_name(f"{graph.stem}.explain.ndjson")


@click.command()
@paths_argument
@click.option("-o", "--output", "out", default="-", metavar="OUT",
              help="A folder (it exists, or the name ends in /): one file for each document. A file, or - for standard "
                   "output: all documents in one graph.  [default: -]")
@min_confidence_option
@click.option("--explain", is_flag=True,
              help="Explain each claim and figure, and what was dropped, in lines of JSON: in a file .explain.ndjson "
                   "beside each graph, or on standard error.")
@jobs_option
def extract(paths: tuple[Path, ...], out: str, min_confidence: float, explain: bool, jobs: int) -> None:
    """Extract the graphs of documents into files of JSON Lines.

    With --explain each claim and figure has a line with its rule, the words that triggered it, and the names in its
    evidence that were dropped; each dropped name has a line with the reason and the name that it lost against.

    \b
    Example:
      kg extract reports/ -o graph.jsonl
      kg extract reports/ -o graphs/ --jobs 4
      kg extract report.docx -o graph.jsonl --explain
    """
    documents = all_inputs(paths)
    with Reporter(len(documents)) as report:
        if out.endswith("/") or Path(out).is_dir():
            work = functools.partial(_write_graph, folder=Path(out), min_confidence=min_confidence, explain=explain)
            _extract_each(documents, Path(out), work, jobs, report)
        else:
            merging = functools.partial(extracted, min_confidence=min_confidence, explain=explain)
            with _explaining(out, explain) as notes:
                _extract_merged(report.results(run_each(merging, documents, jobs=jobs)), out, notes)
    report.finish()


def _extract_each(documents: list[Input], folder: Path, work: Callable[[tuple[Input, str]], str], jobs: int,
                  report: Reporter) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{folder}: the folder cannot be made ({error.strerror})") from error
    names = output_names([document.path for document in documents])
    for _ in report.results(run_each(work, zip(documents, names, strict=True), jobs=jobs)):
        pass


def _explaining(out: str, explain: bool) -> AbstractContextManager[BinaryIO | None]:
    """Return where explanations go, opened: the file beside OUT, or standard error where OUT is no file."""
    if not explain:
        return nullcontext()
    special = out == "-" or (Path(out).exists() and not Path(out).is_file())
    return nullcontext(sys.stderr.buffer) if special else replacing(_beside(Path(out)))


def _extract_merged(found: Iterable[tuple[Input, Extracted]], out: str, notes: BinaryIO | None) -> None:
    def graphs() -> Iterator[Graph]:
        for _, (graph, explanation) in found:
            if notes is not None:
                notes.write(explanation)
            yield graph

    items = merged_items(graphs())
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
