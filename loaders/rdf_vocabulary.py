"""The mapping of the property graph to RDF, as ``ontology/kg.ttl`` declares it."""
from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files

from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.errors import KnowledgeError
from loaders.rdf_terms import iri

KG = Namespace("https://district-education-kg.example/ontology#")
ONTOLOGY = "https://district-education-kg.example/ontology"


@dataclass(frozen=True, slots=True)
class Property:
    """How a property of nodes or relationships is stated.

    ``predicates`` are terms, the ontology's own first. ``form`` is the local name of the datatype of values, ``text``
    where they have a ``language``, ``concept`` where they are ``members`` of a closed list (value of the property graph
    → term), or ``node`` where they are ids.
    """

    predicates: tuple[str, ...]
    form: str
    language: str = ""
    members: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Labels, relationship types and property keys of the property graph with their terms.

    ``classes`` maps a label to the classes that its nodes are stated to be, and ``names`` to its own class;
    ``relations`` maps a type to its property, ``also`` to common properties that say the same; ``properties`` maps the
    name of a class of the ontology and a key; ``units`` maps a unit as it is written to terms of QUDT.
    """

    classes: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    relations: Mapping[str, str]
    also: Mapping[str, tuple[str, ...]]
    properties: Mapping[tuple[str, str], Property]
    units: Mapping[str, str]


def _term(node: Node | None) -> str:
    return iri(str(node))


def _local(node: Node | None) -> str:
    return str(node).rpartition("#")[2]


def _domain(ontology: Graph, node: Node) -> Iterator[Node]:
    for domain in ontology.objects(node, RDFS.domain):
        union = ontology.value(domain, OWL.unionOf)
        yield from (domain,) if union is None else Collection(ontology, union)


def _also(ontology: Graph, node: Node) -> tuple[str, ...]:
    return tuple(sorted(map(_term, ontology.objects(node, KG.alsoStatedAs))))


def _property(ontology: Graph, node: Node) -> Property:
    predicates = (_term(node), *_also(ontology, node))
    language = ontology.value(node, KG.language)
    if language is not None:
        return Property(predicates, "text", language=str(language))
    range_ = ontology.value(node, KG.datatype) or ontology.value(node, RDFS.range)
    if str(range_).startswith(str(XSD)):
        return Property(predicates, _local(range_))
    members = {str(ontology.value(member, SKOS.notation)): _term(member)
               for member in ontology.subjects(RDF.type, range_)}
    return Property(predicates, "concept", members=members) if members else Property(predicates, "node")


def _classes(ontology: Graph) -> Iterator[tuple[str, Node]]:
    for node, label in ontology.subject_objects(KG.graphKey):
        if (node, RDF.type, OWL.Class) in ontology:
            yield str(label), node


def _above(ontology: Graph, node: Node) -> tuple[str, ...]:
    kinds = {node, *ontology.objects(node, RDFS.subClassOf)}
    return tuple(sorted(_term(kind) for kind in kinds if isinstance(kind, URIRef)))


def ontology() -> Graph:
    """Read the ontology; raises KnowledgeError where it is not Turtle."""
    file = files("ontology").joinpath("kg.ttl")
    try:
        return Graph().parse(data=file.read_text(encoding="utf-8"), format="turtle")
    except SyntaxError as error:  # what rdflib's parser of Turtle raises; its message has the line
        raise KnowledgeError(f"{file}: not Turtle ({error})") from error


@functools.cache
def vocabulary() -> Vocabulary:
    """Read the mapping from the ontology; raises KnowledgeError where the ontology is not Turtle."""
    graph = ontology()
    relations: dict[str, str] = {}
    also: dict[str, tuple[str, ...]] = {}
    properties: dict[tuple[str, str], Property] = {}
    for node, key in graph.subject_objects(KG.graphKey):
        if (node, RDF.type, OWL.Class) in graph:
            continue
        if str(key).isupper():
            relations[str(key)] = _term(node)
            also[str(key)] = _also(graph, node)
        else:
            properties.update(((_local(domain), str(key)), _property(graph, node)) for domain in _domain(graph, node))
    units = {str(written): _term(graph.value(unit, KG.quantityUnit))
             for unit in graph.subjects(RDF.type, KG.Unit) for written in graph.objects(unit, SKOS.notation)}
    return Vocabulary({label: _above(graph, node) for label, node in _classes(graph)},
                      {label: _term(node) for label, node in _classes(graph)}, relations, also, properties, units)
