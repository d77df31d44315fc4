"""What an export says of itself: DCAT, VoID and Data Cube for the data set, PROV-O for what made it."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.metadata import version

from loaders.rdf_concepts import SKOS, schemes
from loaders.rdf_evidence import Quad
from loaders.rdf_terms import iri, literal
from loaders.rdf_vocabulary import KG, ONTOLOGY

DCAT, DCTERMS = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"
PROV, QB, VOID = "http://www.w3.org/ns/prov#", "http://purl.org/linked-data/cube#", "http://rdfs.org/ns/void#"
SCHEMA = "https://schema.org/"
_TYPE = iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_LABEL = iri("http://www.w3.org/2000/01/rdf-schema#label")
_PACKAGE = "district-education-kg"


def _said(subject: str, predicate: str, *objects: str) -> Iterator[Quad]:
    return ((subject, iri(predicate), object, "") for object in objects)


def described(base: str) -> Iterator[Quad]:
    """Yield what is known of an export before its first item."""
    dataset, activity, software = (iri(f"{base}dataset{end}") for end in ("", "#extraction", "#software"))
    for kind in (f"{DCAT}Dataset", f"{VOID}Dataset", f"{PROV}Entity"):
        yield dataset, _TYPE, iri(kind), ""
    yield from _said(dataset, f"{DCTERMS}title", literal("区县教育知识图谱", language="zh-hans"),
                     literal("District education knowledge graph", language="en"))
    yield from _said(dataset, f"{DCTERMS}language", literal("zh"))
    yield from _said(dataset, f"{DCTERMS}conformsTo", iri(ONTOLOGY))
    yield from _said(dataset, f"{VOID}vocabulary", iri(ONTOLOGY))
    yield from _said(dataset, f"{VOID}uriSpace", literal(base))
    for dated, structure in ((True, KG.FigureStructure), (False, KG.UndatedFigureStructure)):
        yield figures(base, dated=dated), _TYPE, iri(f"{QB}DataSet"), ""
        yield from _said(figures(base, dated=dated), f"{QB}structure", iri(structure))
        yield from _said(dataset, f"{DCTERMS}hasPart", figures(base, dated=dated))
    for scheme, *titles in schemes(base):
        yield scheme, _TYPE, iri(f"{SKOS}ConceptScheme"), ""
        yield from _said(scheme, f"{DCTERMS}title", *titles)
        yield from _said(dataset, f"{DCTERMS}hasPart", scheme)
    yield from _said(dataset, f"{PROV}wasGeneratedBy", activity)
    yield activity, _TYPE, iri(f"{PROV}Activity"), ""
    yield activity, _LABEL, literal("从文件中抽取", language="zh-hans"), ""
    yield activity, _LABEL, literal("extraction from documents", language="en"), ""
    yield from _said(activity, f"{PROV}wasAssociatedWith", software)
    yield software, _TYPE, iri(f"{PROV}SoftwareAgent"), ""
    yield software, _LABEL, literal(_PACKAGE), ""
    yield from _said(software, f"{SCHEMA}softwareVersion", literal(version(_PACKAGE)))


def figures(base: str, *, dated: bool) -> str:
    """Return the data cube of the figures of a year, or of those without one."""
    return iri(f"{base}dataset#{'figures' if dated else 'undated'}")


def counted(base: str, entities: Mapping[str, int]) -> Iterator[Quad]:
    """Yield what is known after the last item: how many entities there were, of each class."""
    dataset = iri(f"{base}dataset")
    number = Counter(entities)
    yield from _said(dataset, f"{VOID}entities", literal(str(number.pop("Entity", 0)), datatype="integer"))
    for label, count in sorted(number.items()):
        part = iri(f"{base}dataset#{label}")
        yield from _said(dataset, f"{VOID}classPartition", part)
        yield from _said(part, f"{VOID}class", iri(KG[label]))
        yield from _said(part, f"{VOID}entities", literal(str(count), datatype="integer"))


def source_graph(base: str, graph: str, source: str) -> Iterator[Quad]:
    """Yield what a named graph comes from."""
    yield from _said(graph, f"{PROV}wasDerivedFrom", source)
    yield from _said(graph, f"{PROV}wasGeneratedBy", iri(f"{base}dataset#extraction"))
