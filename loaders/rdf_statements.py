"""Statements of RDF in memory, by subject, as they stand in a file of any syntax."""
from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import pyoxigraph as ox

from kg.errors import ExchangeError

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SPACE = "http://rdfs.org/ns/void#uriSpace"


class Term(NamedTuple):
    """An object: its IRI or lexical form, or the triple that it is."""

    text: str
    triple: tuple[str, str, str] | None = None


def _name(term: object) -> str:
    """Return the IRI of a node, or ``_:name`` of a blank node."""
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _term(object: object) -> Term:
    if isinstance(object, ox.Literal):
        return Term(object.value)
    if isinstance(object, ox.Triple):
        return Term("", (_name(object.subject), _name(object.predicate), _name(object.object)))
    return Term(sys.intern(_name(object)))


def quads_of(stream: BinaryIO, name: str, syntax: ox.RdfFormat) -> Iterator[ox.Quad]:
    """Yield the statements of a stream; raises ExchangeError with name and line where it is not RDF in the syntax."""
    try:
        yield from ox.parse(stream, format=syntax, rename_blank_nodes=True)
    except SyntaxError as error:
        at = f"{name}:{error.lineno}" if error.lineno else name
        raise ExchangeError(f"{at}: not RDF in this syntax ({error.msg}); give the right --format") from None
    except (OSError, ValueError) as error:
        raise ExchangeError(f"{name}: cannot be read as RDF ({error})") from None


class Statements:
    """Statements by subject: predicate, object and graph, in the order in which they were read."""

    def __init__(self) -> None:
        self._found: dict[str, list[tuple[str, Term, str]]] = {}

    def read(self, stream: BinaryIO, name: str, syntax: ox.RdfFormat) -> int:
        """Add the statements of a stream and return how many there were; raises ExchangeError with name and line."""
        count = 0
        for quad in quads_of(stream, name, syntax):
            graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else sys.intern(_name(quad.graph_name))
            row = sys.intern(_name(quad.predicate)), _term(quad.object), graph
            self._found.setdefault(sys.intern(_name(quad.subject)), []).append(row)
            count += 1
        return count

    def subjects(self) -> Iterator[str]:
        """Yield the subjects in order of their IRIs."""
        yield from sorted(self._found)

    def of(self, subject: str) -> list[tuple[str, Term, str]]:
        """Return what is said of a subject."""
        return self._found.get(subject, [])

    def types(self, subject: str) -> list[str]:
        """Return the classes that a subject is stated to be of."""
        return [object.text for predicate, object, _ in self.of(subject) if predicate == RDF_TYPE]

    def spaces(self) -> list[str]:
        """Return the base IRIs that data sets in the statements say of themselves (void:uriSpace)."""
        found = {object.text for rows in self._found.values() for predicate, object, _ in rows if predicate == _SPACE}
        return sorted(found)
