"""What pySHACL and the check of this project find in the same statements, in one form."""
from __future__ import annotations

import functools
from importlib.resources import files

import pyoxigraph as ox
import pyshacl
from rdflib import RDF, RDFS, SH, BNode, Graph, URIRef
from rdflib.term import Node

from loaders.rdf_vocabulary import ontology
from loaders.shacl import Fault, faults
from loaders.shacl_tests import term
from loaders.shacl_triples import Triples


@functools.cache
def shapes_graph() -> Graph:
    return Graph().parse(data=files("ontology").joinpath("shapes.ttl").read_text("utf-8"), format="turtle")


@functools.cache
def hierarchy() -> Graph:
    """The classes of the ontology below one another, which our check knows by itself."""
    found = Graph()
    for triple in ontology().triples((None, RDFS.subClassOf, None)):
        if isinstance(triple[2], URIRef):
            found.add(triple)
    return found


def _text(node: Node | None) -> str:
    if node is None:
        return ""
    return f"_:{node}" if isinstance(node, BNode) else term(node)


def by_pyshacl(data: Graph) -> set[Fault]:
    _, report, _ = pyshacl.validate(data + hierarchy(), shacl_graph=shapes_graph(), inference="none", meta_shacl=False)
    assert isinstance(report, Graph)
    return {_fault(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)}


def _fault(report: Graph, result: Node) -> Fault:
    component = str(report.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH))
    component = component.removesuffix("ConstraintComponent")
    messages = sorted(report.objects(result, SH.resultMessage), key=lambda text: text.language == "en")  # type: ignore[attr-defined]
    shape, severity = report.value(result, SH.sourceShape), report.value(result, SH.resultSeverity)
    return Fault(_text(shape) if isinstance(shape, URIRef) else "", _text(report.value(result, SH.focusNode)),
                 _text(report.value(result, SH.resultPath)), _text(report.value(result, SH.value)),
                 component[0].lower() + component[1:], str(severity).removeprefix(str(SH)).lower(),
                 tuple(map(str, messages)))


def by_us(data: Graph) -> set[Fault]:
    triples = Triples()
    for quad in ox.parse(data.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES):
        triples.add_quad(quad)
    return set(faults(triples))
