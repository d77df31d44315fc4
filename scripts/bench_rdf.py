"""Measure RDF on graphs of generated documents: the export as N-Quads beside the serialiser of rdflib, the check by the
shapes beside pySHACL, and the memory of the commands for small and large graphs. In processor time, as other work may
go on.
"""
from __future__ import annotations

import argparse
import io
import resource
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib
from generated import documents

from kg.derive import derive
from kg.graph.exchange import collect, write
from kg.graph.merge import merge
from loaders.rdf import export

# Of this program alone: getrusage would count what the process was before it became this program.
COMMAND = ("import re, sys; from kg.cli import cli; cli.main(sys.argv[1:], standalone_mode=False); "
           "print(int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) // 1024)")
SMALL = 20


def run(*arguments: object) -> tuple[float, int]:
    """Run a command of kg and return its processor seconds, its start included, and its peak memory in MiB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", COMMAND, *map(str, arguments)], capture_output=True, text=True,
                          check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, int(done.stdout.split()[-1])


def commands(size: int, folder: Path) -> None:
    """Print what the commands take for the graph of some documents."""
    graph = merge(documents(size))
    graph = collect([*graph.items(), *derive(graph).items()])
    claims = sum("evidence" in item.properties for item in graph.relationships)
    file, quads = folder / f"{size}.jsonl", folder / f"{size}.nq"
    write(graph, file)
    for name, arguments in (("export", ("export", file, "-o", quads)), ("check --shacl", ("check", "--shacl", quads)),
                            ("import-rdf", ("import-rdf", quads, "-o", folder / "back.jsonl"))):
        seconds, peak = run(*arguments)
        with quads.open("rb") as stream:
            statements = sum(1 for _ in stream)
        print(f"{name:<14} {size:>9} {claims:>9,} {statements:>11,} {seconds:>11.1f} {statements / seconds:>13,.0f} "
              f"{peak:>8}")
    if (folder / "back.jsonl").read_bytes() != file.read_bytes():
        raise SystemExit("the way back lost something")


def exporting(size: int) -> None:
    """Print the speed of the export of some documents' graph, and that of rdflib for the same statements."""
    graph, out = merge(documents(size)), io.BytesIO()
    began = time.process_time()
    statements = export(graph, out, format="nquads").statements
    ours = time.process_time() - began
    quads = list(ox.parse(out.getvalue(), format=ox.RdfFormat.N_QUADS))
    began = time.process_time()
    dataset = rdflib.Dataset()
    graphs = {name: dataset.graph(rdflib.URIRef(name.value)) if isinstance(name, ox.NamedNode)
              else dataset.default_graph for name in {quad.graph_name for quad in quads}}
    dataset.addN((_term(quad.subject), _term(quad.predicate), _term(quad.object), graphs[quad.graph_name])
                 for quad in quads)
    dataset.serialize(io.BytesIO(), format="nquads")
    theirs = time.process_time() - began
    print(f"{statements:,} statements as N-Quads: {statements / ours:,.0f}/s; terms made, added and written by rdflib "
          f"{statements / theirs:,.0f}/s; {theirs / ours:.1f} times as fast")


def checking(size: int, folder: Path) -> None:
    """Print the speed of pySHACL for the same shapes and statements that the check has."""
    file = folder / f"{size}.nt"
    run("export", folder / f"{size}.jsonl", "-o", file)
    data = rdflib.Graph().parse(file, format="nt")
    shapes = rdflib.Graph().parse(data=files("ontology").joinpath("shapes.ttl").read_text("utf-8"), format="turtle")
    began = time.process_time()
    conforms, _, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    seconds = time.process_time() - began
    print(f"pySHACL, parsing left out: {len(data):,} statements in {seconds:.0f} s, {len(data) / seconds:,.0f}/s; "
          f"conforms: {conforms}")


def _term(term: object) -> rdflib.term.Node:
    if isinstance(term, ox.Literal):
        datatype = None if term.language else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype)
    return rdflib.URIRef(term.value)  # type: ignore[attr-defined]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[SMALL, 230, 1150], help="sizes (20 230 1150)")
    options = parser.parse_args()
    print("RDF            documents    claims  statements  cpu seconds  statements/s peak MiB")
    with tempfile.TemporaryDirectory() as name:
        for size in options.documents:
            commands(size, Path(name))
        exporting(10 * SMALL)
        checking(options.documents[0], Path(name))


if __name__ == "__main__":
    main()
