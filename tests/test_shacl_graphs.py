"""Graphs as they come conform to the shapes: of the samples, which were reviewed, of five districts, and generated."""
from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from districts import whole_graph
from rdf_sample import documents
from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef
from rdflib.term import Node
from shacl_results import shapes_graph

from kg.derive import derive
from kg.graph.exchange import collect
from kg.graph.merge import merge
from kg.pipeline import document_graph
from kg.read import read_file
from kg.types import Graph as KnowledgeGraph
from loaders.rdf import statements
from loaders.rdf_vocabulary import KG, ontology
from loaders.shacl import Fault, faults
from loaders.shacl_triples import Triples

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"


def found(graph: KnowledgeGraph) -> list[Fault]:
    triples = Triples()
    for subject, predicate, object, _ in statements(graph.items()):
        triples.add(subject, predicate, object)
    assert len(list(triples.members(f"<{KG.Statement}>"))) == len(graph.relationships)
    return list(faults(triples))


def annotated() -> KnowledgeGraph:
    """The graph of all annotated documents of the repository."""
    return merge(document_graph(read_file(path)) for path in sorted((ROOT / "tests" / "gold").rglob("*.txt")))


@pytest.mark.parametrize("made", [documents, annotated, whole_graph], ids=["samples", "annotated", "five districts"])
def test_shacl_graphs_of_documents_conform(made: Callable[[], KnowledgeGraph]) -> None:
    graph = made()
    assert len(graph.relationships) > 500
    assert found(graph) == []


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no real documents: next to {ROOT.name}/ there is no shared/corpus")
def test_shacl_graphs_of_real_documents_conform() -> None:
    graph = merge(document_graph(read_file(path)) for path in sorted(CORPUS.glob("*.txt")))
    assert len(graph.relationships) > 500
    assert found(graph) == []


def test_shacl_graphs_generated_ones_conform(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    from generated import documents as generated

    graph = merge(generated(10))
    graph = collect([*graph.items(), *derive(graph).items()])
    assert len(graph.relationships) > 1500
    assert found(graph) == []
    sys.modules.pop("generated")


def _above(graph: Graph, kind: Node) -> set[Node]:
    return set(graph.transitive_objects(kind, RDFS.subClassOf))


def test_shacl_graphs_have_a_shape_for_every_class() -> None:
    """A class has a shape of its own, or one of a class above it; members of closed lists stand in lists of shapes."""
    shapes, terms = shapes_graph(), ontology()
    targeted = set(shapes.objects(None, SH.targetClass))
    targeted |= {KG.Occurrence, KG.Text} if {KG.occurrence, KG.text} <= set(
        shapes.objects(None, SH.targetObjectsOf)) else set()
    classes = {kind for kind in terms.subjects(RDF.type, OWL.Class)
               if isinstance(kind, URIRef) and kind.startswith(str(KG))}
    without = {kind for kind in classes if not targeted & _above(terms, kind)}
    listed = {KG.Comparator, KG.Stage, KG.PairingKind, KG.SourceKind, KG.FigureKind}
    assert without == listed | {KG.Unit}
    text = files("ontology").joinpath("shapes.ttl").read_text(encoding="utf-8")
    for kind in listed:
        for member in terms.subjects(RDF.type, kind):
            assert f"kg:{str(member).removeprefix(str(KG))} " in text


def test_shacl_graphs_messages_are_in_both_languages() -> None:
    shapes = shapes_graph()
    top = {*shapes.subjects(RDF.type, SH.NodeShape), *shapes.objects(None, SH.property)}
    nested = {shape for group in (SH["or"], SH.xone) for head in shapes.objects(None, group)
              for shape in shapes.transitive_objects(head, None) if shape != RDF.nil}
    said = {shape: {text.language for text in shapes.objects(shape, SH.message)}  # type: ignore[attr-defined]
            for shape in top - nested}
    silent = {shape for shape, languages in said.items() if languages != {"zh-Hans", "en"}}
    # A node shape that only holds property shapes has nothing to say itself.
    tests = {SH["or"], SH.xone, SH["class"], SH.nodeKind}
    assert {shape for shape in silent if tests & set(shapes.predicates(shape))
            or (shape, SH.path, None) in shapes} == set()
