"""The shapes of ``ontology/shapes.ttl`` checked in one pass over statements in memory, as a SHACL processor would.

Validators of others need hours or tens of gigabytes for an export of a hundred thousand claims. This one knows the
part of SHACL that our shapes use, refuses what it does not know, and is tested to find what pySHACL finds.
"""
from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files

from rdflib import RDF, SH, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.errors import KnowledgeError
from kg.types import Finding
from loaders.shacl_tests import VALUE_TESTS, VALUES_TESTS, ValuesTest, ValueTest, term
from loaders.shacl_triples import Triples

_LANGUAGES = ("zh-Hans", "en")
_GROUPS = (SH["or"], SH.xone)
_QUALIFIED = (SH.qualifiedMinCount, SH.qualifiedMaxCount)
_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
_KNOWN = frozenset((*VALUE_TESTS, *VALUES_TESTS, *_GROUPS, *_QUALIFIED, *_TARGETS, SH["in"], SH["not"], SH.path,
                    SH.property, SH.qualifiedValueShape, SH.message, SH.severity))


@dataclass(frozen=True, slots=True)
class Fault:
    """A value, or a thing, that is not as a shape says; terms are in the syntax of N-Triples, or empty.

    ``shape`` is the shape's IRI where it has one, ``component`` the parameter of SHACL that is broken, ``severity``
    violation, warning or info.
    """

    shape: str
    focus: str
    path: str
    value: str
    component: str
    severity: str
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a thing (or, with a ``path``, the values of its property) should be like; tests by parameter of SHACL."""

    iri: str
    path: str
    severity: str
    messages: tuple[str, ...]
    value_tests: tuple[tuple[str, ValueTest], ...]
    values_tests: tuple[tuple[str, ValuesTest], ...]
    properties: tuple[Shape, ...] = field(repr=False)

    def faults(self, triples: Triples, focus: str) -> Iterator[Fault]:
        """Yield what is wrong with a thing."""
        values = triples.values(focus, self.path) if self.path else (focus,)
        for component, values_test in self.values_tests:
            for value in values_test(triples, focus, values):
                yield self._fault(focus, value, component)
        for value in values:
            for component, test in self.value_tests:
                if not test(triples, value):
                    yield self._fault(focus, value, component)
            for shape in self.properties:
                yield from shape.faults(triples, value)

    def _fault(self, focus: str, value: str, component: str) -> Fault:
        return Fault(self.iri, focus, self.path, value, component, self.severity, self.messages)

    def fits(self, triples: Triples, thing: str) -> bool:
        """Tell whether nothing is wrong with a thing."""
        return next(self.faults(triples, thing), None) is None


def faults(triples: Triples) -> Iterator[Fault]:
    """Yield what the shapes find in statements: shape by shape, things in the order in which they were added.

    Raises KnowledgeError where the shapes use a part of SHACL that is not known here.
    """
    for targets, shape in _shapes():
        for focus in dict.fromkeys(focus for target in targets for focus in target(triples)):
            yield from shape.faults(triples, focus)


def finding(fault: Fault, shorten: Callable[[str], str]) -> Finding:
    """Return a fault as a line for readers: the thing, the property and value, and what is asked in both languages."""
    where = " ".join(map(shorten, filter(None, (fault.focus, fault.path, fault.value))))
    return Finding(fault.severity, f"{where}: {' '.join(fault.messages)}")


@functools.cache
def _shapes() -> tuple[tuple[list[Callable[[Triples], Iterable[str]]], Shape], ...]:
    file = files("ontology").joinpath("shapes.ttl")
    return tuple(read_shapes(file.read_text(encoding="utf-8"), str(file)))


def read_shapes(turtle: str, name: str) -> Iterator[tuple[list[Callable[[Triples], Iterable[str]]], Shape]]:
    """Yield each node shape with what gives the things that it is about.

    Raises KnowledgeError, beginning with ``name``, where the text is not Turtle or asks for what is not known here.
    """
    try:
        graph = Graph().parse(data=turtle, format="turtle")
    except SyntaxError as error:
        raise KnowledgeError(f"{name}: not Turtle ({error})") from error
    for node in sorted(graph.subjects(RDF.type, SH.NodeShape), key=str):
        targets: list[Callable[[Triples], Iterable[str]]] = []
        targets += [functools.partial(Triples.members, kind=term(kind)) for kind in graph.objects(node, SH.targetClass)]
        targets += [functools.partial(Triples.subjects, predicate=term(path))
                    for path in graph.objects(node, SH.targetSubjectsOf)]
        targets += [functools.partial(Triples.objects, predicate=term(path))
                    for path in graph.objects(node, SH.targetObjectsOf)]
        if targets:
            yield targets, _shape(graph, node, name)


def _shape(graph: Graph, node: Node, name: str) -> Shape:
    unknown = sorted(str(path) for path in graph.predicates(node)
                     if str(path).startswith(str(SH)) and path not in _KNOWN)
    if unknown:
        raise KnowledgeError(f"{name}: {node} uses {', '.join(unknown)}, which this check does not know; use pySHACL")
    value_tests: list[tuple[str, ValueTest]] = []
    values_tests: list[tuple[str, ValuesTest]] = []
    for path, parameter in sorted(graph.predicate_objects(node), key=str):
        component = str(path).removeprefix(str(SH))
        if path in VALUE_TESTS:
            value_tests.append((component, VALUE_TESTS[path](parameter)))
        elif path in VALUES_TESTS:
            values_tests.append((component, VALUES_TESTS[path](parameter)))
        elif path == SH["in"]:
            value_tests.append((component, _in(frozenset(map(term, Collection(graph, parameter))))))
        elif path == SH["not"]:
            value_tests.append((component, _times([_shape(graph, parameter, name)], "not")))
        elif path in _GROUPS:
            shapes = [_shape(graph, member, name) for member in Collection(graph, parameter)]
            value_tests.append((component, _times(shapes, component)))
        elif path in _QUALIFIED:
            of = _shape(graph, graph.value(node, SH.qualifiedValueShape), name)  # type: ignore[arg-type]
            values_tests.append((component, _qualified(of, int(str(parameter)), path == SH.qualifiedMinCount)))
    said = {str(text.language): str(text) for text in graph.objects(node, SH.message)}  # type: ignore[attr-defined]
    severity = graph.value(node, SH.severity, default=SH.Violation)
    path_of = graph.value(node, SH.path)
    return Shape(term(node) if isinstance(node, URIRef) else "", "" if path_of is None else term(path_of),
                 str(severity).removeprefix(str(SH)).lower(),
                 tuple(said[language] for language in _LANGUAGES if language in said), tuple(value_tests),
                 tuple(values_tests),
                 tuple(_shape(graph, below, name) for below in sorted(graph.objects(node, SH.property), key=str)))


def _in(members: frozenset[str]) -> ValueTest:
    return lambda _, value: value in members


def _times(shapes: list[Shape], component: str) -> ValueTest:
    """Tell whether a value fits one shape at least, just one (xone), or none (not)."""
    if component == "or":
        return lambda triples, value: any(shape.fits(triples, value) for shape in shapes)
    wanted = 1 if component == "xone" else 0
    return lambda triples, value: sum(shape.fits(triples, value) for shape in shapes) == wanted


def _qualified(shape: Shape, bound: int, least: bool) -> ValuesTest:
    def test(triples: Triples, _: str, values: Iterable[str]) -> Iterator[str]:
        count = sum(shape.fits(triples, value) for value in values)
        if count < bound if least else count > bound:
            yield ""
    return test
