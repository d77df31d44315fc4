"""The command run."""
from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from kg.cli.graphs import min_confidence_option
from kg.cli.inputs import Input, all_inputs, jobs_option, paths_argument
from kg.cli.progress import Reporter
from kg.cli.target import TargetOf, replace_option, target_options
from kg.coverage import Counts, coverage
from kg.findings.names import ambiguous_districts
from kg.graph.check import check_items, check_source
from kg.graph.filter import confident
from kg.parallel import run_each
from kg.pipeline import all_stages
from kg.types import Finding, Graph
from kg.vocabulary import FIGURE_RELATIONS, IDENTITY_RELATIONS, RELATIONS, SUPERCLASSES
from loaders.embedded import DEFAULT_FOLDER
from loaders.target import Key, load_graphs

_NO_CLAUSES = Counts()


@dataclass
class Summary:
    """What some documents hold: entities by class (each once), relationships by type, figures, findings."""

    documents: int = 0
    findings: int = 0
    clauses: Counts = _NO_CLAUSES
    relationships: Counter[str] = field(default_factory=Counter)
    entities: dict[str, set[int]] = field(default_factory=lambda: {name: set() for name in SUPERCLASSES})

    def add(self, graph: Graph, clauses: Counts = _NO_CLAUSES) -> list[Finding]:
        """Count the graph of one document and its clauses with a cue; return what its reader should look at."""
        self.documents += 1
        self.clauses = self.clauses.plus(clauses)
        for node in graph.nodes:
            for label in SUPERCLASSES.keys() & set(node.labels):
                self.entities[label].add(hash(node.id))
        self.relationships.update(item.label for item in graph.relationships)
        found = [*check_items(graph.items()), *check_source(graph), *ambiguous_districts(graph)]
        self.findings += len(found)
        return found

    def rows(self) -> Iterator[tuple[str, int | str]]:
        """Yield the lines of the summary; a line that belongs to the one above begins with two blanks."""
        figures = ("Target", "Result")
        entities = {name: len(ids) for name, ids in self.entities.items() if ids and name not in figures}
        stated = (*RELATIONS, *IDENTITY_RELATIONS)
        claims = {name: self.relationships[name] for name in stated if self.relationships[name]}
        yield "documents", self.documents
        yield "entities", sum(entities.values())
        yield from ((f"  {name}", count) for name, count in entities.items())
        yield "relationships", sum(claims.values())
        yield from ((f"  {name}", count) for name, count in claims.items())
        yield "figures", sum(self.relationships[name] for name in FIGURE_RELATIONS)
        yield from ((f"  {name}", self.relationships[name]) for name in FIGURE_RELATIONS if self.relationships[name])
        if self.clauses.total:
            yield "understood", self.clauses.percent
        yield "findings", self.findings


@click.command()
@paths_argument
@min_confidence_option
@jobs_option
@replace_option
@target_options
def run(paths: tuple[Path, ...], min_confidence: float, jobs: int, replace: Key | None, target: TargetOf) -> None:
    """Read documents, extract their graphs and load them into a store.

    Prints what the documents hold. "understood" is the share of clauses with a number, a quoted name or an institution
    that gave something or are known to state no fact; kg coverage lists the others. Running again over the same
    documents changes nothing.

    \b
    Example:
      kg run reports/
      kg run 2022.docx 2023.txt --store my-store
      kg run reports/ --uri bolt://127.0.0.1:7687
    """
    documents = all_inputs(paths)
    store = target()
    work = functools.partial(_extracted, min_confidence=min_confidence)
    summary = Summary()
    with Reporter(len(documents)) as report:
        graphs = report.results(run_each(work, documents, jobs=jobs))
        loaded = load_graphs(_graphs(graphs, summary, report), store, say=report.message, replace=replace)
    for name, count in summary.rows():
        click.echo(f"{name:<20}{count:>9}")
    place, option = (store.uri, "--uri") if store.uri else (store.store or DEFAULT_FOLDER, "--store")
    click.echo(f"Loaded into {place}: {loaded.nodes.created} nodes and {loaded.relationships.created} relationships "
               f"are new. Ask it: kg query districts {option} {place}", err=True)
    report.finish()


def _extracted(document: Input, *, min_confidence: float) -> tuple[Graph, Counts]:
    stages = all_stages(document.read())
    graph = stages.graph()
    return confident(graph, min_confidence) if min_confidence > 0 else graph, coverage(stages).counts


def _graphs(graphs: Iterable[tuple[Input, tuple[Graph, Counts]]], summary: Summary, report: Reporter
            ) -> Iterator[Graph]:
    for document, (graph, clauses) in graphs:
        for finding in summary.add(graph, clauses):
            report.message(f"{document}: {finding.message} ({finding.code})")
        yield graph
