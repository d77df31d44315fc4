"""Measure the speed of each stage, memory against the size of the corpus, merging, and the speed of the embedded store.

The documents are those given, else the samples and annotated documents of the project, under other district names.
"""
from __future__ import annotations

import argparse
import itertools
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generated import write_documents

from kg.graph.build import build
from kg.graph.exchange import lines
from kg.graph.merge import merge
from kg.pipeline import all_stages, document_graph, recognise_stage, relate_stage, resolve_stage, segment_stage
from kg.read import discover, read_bytes, read_file
from kg.types import Document
from loaders.target import Target, load_graph

# Sentences that every bureau writes and that state no fact. Documents as they are published have 24 facts in a thousand
# characters (three of 9,200 characters on average), the project's own, which are made to hold much, 52.
PROSE = Path(__file__).parent / "bench_prose.txt"
ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "kg" / "data" / "samples", ROOT / "tests" / "gold" / "dev")
MEMORY = ("import resource, sys; from kg.cli import cli; cli.main(sys.argv[1:], standalone_mode=False); "
          "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)")
# The same for a command with processes of its own: processor seconds, and the peak of the largest process.
PROCESSES = ("import resource, sys; from kg.cli import cli; cli.main(sys.argv[1:], standalone_mode=False); "
             "used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]; "
             "print(sum(one.ru_utime + one.ru_stime for one in used), max(one.ru_maxrss for one in used) // 1024)")


def copy(document: Document, number: int) -> tuple[str, str]:
    """Return name and text of a document under another district name, as if another district had written it."""
    place = segment_stage(document).home.place
    other = chr(0x4E00 + 37 * number)
    text = document.text.replace(place, place[:-1] + other + place[-1:]) if place else document.text
    return f"{number:04}-{document.name}.txt", f"{text}\n第{number}份"


def as_published(document: Document) -> Document:
    """Return a document with as much general prose between its paragraphs as it has text of its own."""
    prose = itertools.cycle(PROSE.read_text(encoding="utf-8").splitlines())
    lines, owed = [], 0
    for line in document.text.splitlines():
        lines.append(line)
        owed += len(line)
        while owed > 60 and len(line) > 60:
            lines.append(next(prose))
            owed -= len(lines[-1])
    return read_bytes("\n".join(lines).encode(), f"{document.name}.txt")


def stages(what: str, documents: list[Document], rounds: int) -> None:
    """Print the characters a second of each stage and of all of them, and the facts, in one process.

    Times are those of the processor, of each document's fastest round: what else runs on the machine only adds to them.
    """
    spent: Counter[str] = Counter()
    for document in documents:
        document_graph(document)  # knowledge is loaded once, before the clock runs
        spent.update(min((_timed_stages(document) for _ in range(rounds)), key=lambda times: sum(times.values())))
    count = sum(len(document.text) for document in documents)
    facts = sum(len(stages.claims) + len(stages.figures) for stages in map(all_stages, documents))
    print(f"{what}: {count:,} characters, {1000 * facts / count:.0f} facts in a thousand")
    print("stage          characters/s and core")
    for stage, seconds in spent.items():
        print(f"{stage:<12} {count / seconds:>15,.0f}")
    print(f"{'all':<12} {count / spent.total():>15,.0f}\n")


def _timed_stages(document: Document) -> dict[str, float]:
    """Run the stages on a document from its bytes to the lines of its graph; return the seconds of each."""
    spent = {}

    def timed(stage: str, function: Callable[..., Any], *arguments: Any) -> Any:
        began = time.process_time()
        result = function(*arguments)
        spent[stage] = time.process_time() - began
        return result

    document = timed("read", read_bytes, document.text.encode(), "text.txt")
    segmented = timed("segment", segment_stage, document)
    found = timed("recognise", recognise_stage, segmented)
    resolved = timed("resolve", resolve_stage, segmented, found)
    claims, figures = timed("relate", relate_stage, segmented, found, resolved)
    graph = timed("build", build, document, segmented.folded, segmented.segmentation, segmented.home, resolved, claims,
                  figures)
    timed("write", lambda: list(lines(graph)))
    return spent


def memory(documents: list[Document], sizes: list[int]) -> None:
    """Print time and peak memory of ``kg extract`` into one file, with one process, for corpora of some sizes."""
    print("copies  documents    characters   seconds   peak MiB")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            corpus = Path(folder, str(size))
            corpus.mkdir()
            count = 0
            for name, text in (copy(document, number) for number in range(size) for document in documents):
                corpus.joinpath(name).write_text(text, encoding="utf-8")
                count += len(text)
            command = ["extract", str(corpus), "-o", str(corpus / "graph.jsonl"), "--jobs", "1"]
            began = time.perf_counter()
            peak = subprocess.run([sys.executable, "-c", MEMORY, *command], capture_output=True, text=True, check=True)
            print(f"{size:>6} {size * len(documents):>10} {count:>13,} {time.perf_counter() - began:>9.1f} "
                  f"{int(peak.stdout):>10}")
    print()


def store(documents: list[Document], size: int) -> None:
    """Print how fast the embedded store takes the graph of some copies, the second time over too."""
    copies = [copy(document, number) for number in range(size) for document in documents]
    graph = merge(document_graph(read_bytes(text.encode(), name)) for name, text in copies)
    count = len(graph.nodes) + len(graph.relationships)
    with tempfile.TemporaryDirectory() as folder:
        target = Target(store=Path(folder, "store"))
        print("load into the embedded store, its start included")
        for what in ("new", "again"):
            began = time.perf_counter()
            load_graph(graph, target)
            seconds = time.perf_counter() - began
            print(f"{what:<12} {count:>8,} nodes and relationships {seconds:>7.1f} s {count / seconds:>10,.0f}/s")


def merging(sizes: list[int], processes: list[int]) -> None:
    """Print time and peak memory of ``kg merge`` over the graphs of generated documents, derived facts included."""
    print("documents      claims  processes   seconds   claims/s   cpu seconds   peak MiB of a process")
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            claims = write_documents(size, Path(name))
            graphs = sorted(map(str, Path(name).glob("*.jsonl")))
            for jobs in processes:
                command = ["merge", *graphs, "-o", str(Path(name, "merged")), "--jobs", str(jobs)]
                began = time.perf_counter()
                told = subprocess.run([sys.executable, "-c", PROCESSES, *command], capture_output=True, text=True,
                                      check=True)
                seconds = time.perf_counter() - began
                used, peak = told.stdout.split()
                print(f"{size:>9} {claims:>11,} {jobs:>10} {seconds:>9.1f} {claims / seconds:>10,.0f} "
                      f"{float(used):>13.1f} {int(peak):>10}")
    print()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path, nargs="*", default=FOLDERS, help="files and folders")
    parser.add_argument("--rounds", type=int, default=5, help="how often each stage sees each document (default 5)")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 100], help="copies of the corpus (1 10 100)")
    parser.add_argument("--store-copies", type=int, default=10, help="copies that the store takes (default 10)")
    parser.add_argument("--merged", type=int, nargs="+", default=[500, 5000], help="generated documents (500 5000)")
    parser.add_argument("--merge-jobs", type=int, nargs="+", default=[1, 2], help="processes that merge (1 2)")
    options = parser.parse_args()
    documents = [read_file(path) for path in discover(options.documents)]
    if options.documents is FOLDERS:
        stages("as published", [as_published(document) for document in documents], options.rounds)
        stages("facts in every clause", documents, options.rounds)
    else:
        stages("documents given", documents, options.rounds)
    memory(documents, options.sizes)
    merging(options.merged, options.merge_jobs)
    store(documents, options.store_copies)


if __name__ == "__main__":
    main()
