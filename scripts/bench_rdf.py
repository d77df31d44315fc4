"""Measure the export of a graph as N-Quads against rdflib's own, its memory, and how many triples a claim takes."""
from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg.graph.exchange import read_items, write
from kg.types import Graph
from kg.vocabulary import CLAIM_RELATIONS
from loaders.rdf import export

MEMORY = ("import re, sys; from kg.cli import cli; cli.main(sys.argv[1:], standalone_mode=False); "
          # Of this program alone: getrusage would count what the process was before it became this program.
          "print(int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) // 1024)")


def _term(term: object) -> rdflib.term.Node:
    if isinstance(term, ox.Literal):
        datatype = None if term.language else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype)
    return rdflib.URIRef(term.value)  # type: ignore[attr-defined]


def _by_rdflib(data: bytes) -> float:
    """Return the processor seconds of rdflib for making terms, adding them and writing N-Quads, reading apart."""
    quads = list(ox.parse(data, format=ox.RdfFormat.N_QUADS))
    began = time.process_time()
    dataset = rdflib.Dataset()
    graphs = {name: dataset.graph(rdflib.URIRef(name.value)) if isinstance(name, ox.NamedNode)
              else dataset.default_graph for name in {quad.graph_name for quad in quads}}
    dataset.addN((_term(quad.subject), _term(quad.predicate), _term(quad.object), graphs[quad.graph_name])
                 for quad in quads)
    dataset.serialize(io.BytesIO(), format="nquads")
    return time.process_time() - began


def rdf(graphs: Iterable[tuple[int, Graph]]) -> None:
    """Print what is measured for graphs of some sizes, each with a number that names it."""
    print("RDF     claims  statements  a claim  N-Quads/s  rdflib/s  times  peak MiB")
    with tempfile.TemporaryDirectory() as folder:
        for number, graph in graphs:
            file = Path(folder, f"{number}.jsonl")
            write(graph, file)
            out = io.BytesIO()
            began = time.process_time()
            with file.open("rb") as stream:
                report = export(read_items(stream, file.name), out, format="nquads")
            ours = time.process_time() - began
            theirs = _by_rdflib(out.getvalue())
            command = ["export", str(file), "-o", str(Path(folder, "graph.nq"))]
            peak = subprocess.run([sys.executable, "-c", MEMORY, *command], capture_output=True, text=True, check=True)
            claims = Counter(item.label in CLAIM_RELATIONS for item in graph.relationships)[True]
            print(f"{number:>4} {claims:>9,} {report.statements:>11,} {report.statements / claims:>8.1f} "
                  f"{report.statements / ours:>10,.0f} {report.statements / theirs:>9,.0f} {theirs / ours:>6.1f} "
                  f"{int(peak.stdout):>9}")
    print()
