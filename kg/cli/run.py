"""The command run."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from kg.cli.extract import input_graph
from kg.cli.inputs import Input, all_inputs, jobs_option, paths_argument
from kg.cli.progress import Reporter
from kg.graph.check import check_items, check_source
from kg.parallel import run_each
from kg.types import Finding, Graph, Node, Relationship
from kg.vocabulary import FIGURE_RELATIONS, RELATIONS, SUPERCLASSES
from loaders.embedded import DEFAULT_FOLDER
from loaders.target import Target, load_graph


@dataclass
class Summary:
    """What some documents hold: entities by class (each once), relationships by type, figures, findings."""

    documents: int = 0
    findings: int = 0
    relationships: Counter[str] = field(default_factory=Counter)
    entities: dict[str, set[int]] = field(default_factory=lambda: {name: set() for name in SUPERCLASSES})

    def add(self, graph: Graph) -> list[Finding]:
        """Count the graph of one document; return what its reader should look at."""
        self.documents += 1
        for node in graph.nodes:
            for label in SUPERCLASSES.keys() & set(node.labels):
                self.entities[label].add(hash(node.id))
        self.relationships.update(item.label for item in graph.relationships)
        found = [*check_items(graph.items()), *check_source(graph)]
        self.findings += len(found)
        return found

    def rows(self) -> Iterator[tuple[str, int]]:
        """Yield the lines of the summary; a line that belongs to the one above begins with two blanks."""
        figures = ("Target", "Result")
        entities = {name: len(ids) for name, ids in self.entities.items() if ids and name not in figures}
        claims = {name: self.relationships[name] for name in RELATIONS if self.relationships[name]}
        yield "documents", self.documents
        yield "entities", sum(entities.values())
        yield from ((f"  {name}", count) for name, count in entities.items())
        yield "relationships", sum(claims.values())
        yield from ((f"  {name}", count) for name, count in claims.items())
        yield "figures", sum(self.relationships[name] for name in FIGURE_RELATIONS)
        yield from ((f"  {name}", self.relationships[name]) for name in FIGURE_RELATIONS if self.relationships[name])
        yield "findings", self.findings


@click.command()
@paths_argument
@click.option("--store", type=click.Path(path_type=Path, file_okay=False), default=DEFAULT_FOLDER, show_default=True,
              help="Folder of the embedded store; it is made where there is none.")
@jobs_option
def run(paths: tuple[Path, ...], store: Path, jobs: int) -> None:
    """Read documents, extract their graphs and load them into a store.

    Prints what the documents hold. Running again over the same documents changes nothing.

    \b
    Example:
      kg run reports/
      kg run 2022.docx 2023.txt --store my-store
    """
    documents = all_inputs(paths)
    summary = Summary()
    with Reporter(len(documents)) as report:
        loaded = load_graph(_items(documents, summary, report, jobs), Target(store=store))
    for name, count in summary.rows():
        click.echo(f"{name:<20}{count:>9}")
    click.echo(f"Loaded into {store}: {loaded.nodes.created} nodes and {loaded.relationships.created} relationships "
               f"are new. Ask it: kg query districts --store {store}", err=True)
    report.finish()


def _items(documents: Iterable[Input], summary: Summary, report: Reporter, jobs: int) -> Iterator[Node | Relationship]:
    for document, graph in report.results(run_each(input_graph, documents, jobs=jobs)):
        for finding in summary.add(graph):
            report.message(f"{document}: {finding.message} ({finding.code})")
        yield from graph.items()
