"""The merged graph of the five districts and the answers of the commands, as lines that a person can review."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from districts import merged_graph, whole_graph
from districts_answers import CODES, ask, read
from golden_form import claim_line, entity_line

from kg.cli.brief import brief
from kg.findings import findings
from loaders.ask import Answer

YEARS = (2020, 2021, 2022, 2023, 2024)


def graph_lines() -> list[str]:
    """Return the entities of the merged graph and what each document states of them."""
    graph = merged_graph()
    nodes = {node.id: node for node in graph.nodes}
    titles = {id: str(node.properties.get("title")) for id, node in nodes.items() if "Source" in node.labels}
    entities = (entity_line(node) for node in graph.nodes if not {"Source", "Figure"} & set(node.labels))
    claims = (f"{titles[str(item.properties['source'])]}: {claim_line(item, nodes)}" for item in graph.relationships
              if item.label not in ("MENTIONED_IN", "MEASURES"))
    return [*sorted(entities), *sorted(claims)]


def derived_lines() -> list[str]:
    """Return what follows from all documents together, apart from FULFILS, which the comparisons show."""
    graph = whole_graph()
    known = {item.id for item in merged_graph().items()}
    nodes = {node.id: node for node in graph.nodes}
    made = [entity_line(node) for node in graph.nodes if node.id not in known]
    links = [f"{claim_line(item, nodes)} <{item.start}> <{item.end}>" for item in graph.relationships
             if item.id not in known and item.label != "FULFILS"]
    return [*sorted(made), *sorted(links)]


def _lines(title: str, answer: Answer) -> Iterator[str]:
    yield f"# {title}"
    yield "\t".join(answer.columns)
    yield from ("\t".join("" if cell is None else str(cell).replace("\n", "⏎") for cell in row) for row in answer.rows)


def compare_lines() -> list[str]:
    """Return plan against result of all districts and years."""
    return [line for name, code in CODES.items() for year in YEARS
            for line in _lines(f"kg compare {name} {year}",
                               brief(ask("compare", district=f"district/{code}", year=year), "compare"))]


def benchmark_lines() -> list[str]:
    """Return the districts side by side for all indicators of the table, in all years."""
    names = dict.fromkeys(key[0] for key in read("benchmark"))
    return [line for name in names
            for line in _lines(f"kg benchmark {name}", brief(ask("benchmark", indicator=name), "benchmark"))]


def timeline_lines() -> list[str]:
    """Return the years of the things of the table, and of all schools and kindergartens that are named."""
    graph = merged_graph()
    schools = [node.id for node in graph.nodes if {"School", "Kindergarten"} & set(node.labels)]
    return [line for name in (*(key[0] for key in read("timeline")), *schools)
            for line in _lines(f"kg timeline {name}", brief(ask("timeline", name=name), "timeline"))]


def diff_lines() -> list[str]:
    """Return what has changed from year to year in each district."""
    return [line for name, code in CODES.items() for year in (2021, 2022)
            for line in _lines(f"kg diff {name}:{year} {name}:{year + 1}", brief(
                ask("diff_years", district=f"district/{code}", before=year, after=year + 1), "diff"))]


def finding_lines() -> list[str]:
    """Return what ``kg check`` finds in the graph, with titles for documents."""
    titles = {node.id: str(node.properties.get("title")) for node in merged_graph().nodes_with("Source")}
    found = [f"{item.code}: {item.message}" for item in findings(whole_graph())]
    for id, title in titles.items():
        found = [line.replace(id, title) for line in found]
    return found


FILES: Mapping[str, Callable[[], list[str]]] = MappingProxyType({
    "graph.txt": graph_lines, "derived.txt": derived_lines, "compare.tsv": compare_lines,
    "benchmark.tsv": benchmark_lines, "timeline.tsv": timeline_lines, "diff.tsv": diff_lines,
    "findings.txt": finding_lines})
