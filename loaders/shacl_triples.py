"""Triples in memory as shapes look at them: the values of a subject's property, and the members of a class."""
from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator

import pyoxigraph as ox
from rdflib import RDF, RDFS, URIRef

from loaders.rdf_terms import iri
from loaders.rdf_vocabulary import KG, ontology

_TYPE, _SUBCLASS = iri(RDF.type), iri(RDFS.subClassOf)
_SUBJECT, _PREDICATE, _OBJECT = iri(KG.subject), iri(KG.predicate), iri(KG.object)


class Triples:
    """Statements of all graphs together, each once; terms are in the syntax of N-Triples.

    What the ontology says of classes and those above them is known, too, so that a school need not be stated to be an
    institution. Some 100 bytes a statement.
    """

    def __init__(self) -> None:
        self._found: dict[str, dict[str, str | dict[str, None]]] = {}
        self._members: dict[str, dict[str, None]] = {}
        self._direct: dict[str, set[str]] = {}
        self._below: dict[str, frozenset[str]] = {}
        for below, above in ontology().subject_objects(RDFS.subClassOf):
            if isinstance(above, URIRef):
                self.add(iri(str(below)), _SUBCLASS, iri(str(above)))

    def add(self, subject: str, predicate: str, object: str) -> None:
        """Add a statement."""
        subject, predicate, object = map(sys.intern, (subject, predicate, object))
        said = self._found.setdefault(subject, {})
        already = said.setdefault(predicate, object)
        if isinstance(already, dict):
            already[object] = None
        elif already != object:
            said[predicate] = {already: None, object: None}
        if predicate == _TYPE:
            self._members.setdefault(object, {})[subject] = None

    def add_quad(self, quad: ox.Quad) -> None:
        """Add a statement of Oxigraph; a triple term of RDF 1.2 is what a statement of the ontology is about."""
        subject, object = str(quad.subject), quad.object
        if isinstance(object, ox.Triple):
            parts = (_SUBJECT, object.subject), (_PREDICATE, object.predicate), (_OBJECT, object.object)
            for predicate, part in parts:
                self.add(subject, predicate, str(part))
        else:
            self.add(subject, str(quad.predicate), str(object))

    def values(self, subject: str, predicate: str) -> Collection[str]:
        """Return the values of a property."""
        found = self._found.get(subject, {}).get(predicate, ())
        return (found,) if isinstance(found, str) else found

    def members(self, kind: str) -> Iterable[str]:
        """Return what is of a class or of one below it, each thing once."""
        return dict.fromkeys(member for below in sorted(self.below(kind)) for member in self._members.get(below, ()))

    def is_a(self, thing: str, kind: str) -> bool:
        """Tell whether a thing is stated to be of a class, or of one below it."""
        return not self.below(kind).isdisjoint(self.values(thing, _TYPE))

    def subjects(self, predicate: str) -> Iterator[str]:
        """Yield what has a property."""
        return (subject for subject, said in self._found.items() if predicate in said)

    def objects(self, predicate: str) -> Iterable[str]:
        """Return the values of a property of anything, each once."""
        return dict.fromkeys(object for subject in self.subjects(predicate)
                             for object in self.values(subject, predicate))

    def below(self, kind: str) -> frozenset[str]:
        """Return a class and those below it; asked for when all statements are there."""
        if not self._direct:
            for below in self.subjects(_SUBCLASS):
                for above in self.values(below, _SUBCLASS):
                    self._direct.setdefault(above, set()).add(below)
        if kind not in self._below:
            found, left = {kind}, [kind]
            while left:
                new = self._direct.get(left.pop(), set()) - found
                found |= new
                left += new
            self._below[kind] = frozenset(found)
        return self._below[kind]
