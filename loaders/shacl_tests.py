"""What the parameters of SHACL shapes ask of values: one test for each parameter that our shapes use.

A test takes the triples and one value, or all values of a property; terms are in the syntax of N-Triples.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

import pyoxigraph as ox
from rdflib import SH, Literal, URIRef
from rdflib.term import Node

from loaders.rdf_terms import XSD, iri
from loaders.shacl_triples import Triples

# Tells whether a value is as it should be.
ValueTest: TypeAlias = Callable[[Triples, str], bool]
# Yields what is wrong: a value, or "" where there are too few or too many, given the subject and all values.
ValuesTest: TypeAlias = Callable[[Triples, str, Collection[str]], Iterator[str]]
_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_STRING = f"{XSD}string"
_REMEMBERED = 100_000


def term(node: Node | None) -> str:
    """Return a term of rdflib in the syntax of N-Triples, as Oxigraph writes it."""
    if isinstance(node, Literal):
        datatype = None if node.language or node.datatype is None else ox.NamedNode(str(node.datatype))
        return str(ox.Literal(str(node), language=node.language, datatype=datatype))
    return iri(str(node))


def _parts(value: str) -> tuple[str, str] | None:
    """Return what stands in the quotation marks of a literal, and its datatype; nothing for other terms."""
    if value[0] != '"':
        return None
    text, _, kind = value[1:].rpartition('"')
    if kind.startswith("@"):
        return text, _LANG_STRING
    return text, kind[3:-1] if kind else _STRING


@lru_cache(_REMEMBERED)
def _literal(value: str) -> Literal | None:
    parts = _parts(value)
    if parts is None:
        return None
    quad = next(iter(ox.parse(f"<x:x> <x:x> {value} .", format=ox.RdfFormat.N_TRIPLES)))
    text = quad.object.value
    return Literal(text, datatype=None if parts[1] == _LANG_STRING else URIRef(parts[1]))


def _datatype(parameter: Node) -> ValueTest:
    wanted = str(parameter)

    def test(_: Triples, value: str) -> bool:
        parts = _parts(value)
        if parts is None or parts[1] != wanted:
            return False
        if wanted in (_STRING, _LANG_STRING):
            return True
        literal = _literal(value)
        return literal is not None and not literal.ill_typed
    return test


def _class(parameter: Node) -> ValueTest:
    wanted = term(parameter)
    return lambda triples, value: triples.is_a(value, wanted)


def _node_kind(parameter: Node) -> ValueTest:
    starts = {SH.IRI: "<", SH.BlankNode: "_", SH.Literal: '"', SH.BlankNodeOrIRI: "_<", SH.IRIOrLiteral: '<"',
              SH.BlankNodeOrLiteral: '_"'}[parameter]  # type: ignore[index]
    return lambda _, value: value[0] in starts


def _pattern(parameter: Node) -> ValueTest:
    found = re.compile(str(parameter)).search
    return lambda _, value: value[0] != "_" and found(_text(value)) is not None


def _text(value: str) -> str:
    """Return the lexical form of a literal, or an IRI."""
    if value[0] != '"':
        return value[1:-1]
    return str(_literal(value)) if "\\" in value else value[1:value.rindex('"')]


def _min_length(parameter: Node) -> ValueTest:
    least = int(str(parameter))
    return lambda _, value: value[0] != "_" and len(_text(value)) >= least


def _range(above: bool) -> Callable[[Node], ValueTest]:
    def made(parameter: Node) -> ValueTest:
        bound = term(parameter)
        return lambda _, value: _less(bound, value, True) if above else _less(value, bound, True)
    return made


def _less(first: str, second: str, equal: bool) -> bool:
    """Tell whether a value is less than another, or equal to it; values that cannot be compared are not."""
    one, other = _literal(first), _literal(second)
    if one is None or other is None or one.value is None or other.value is None:
        return False
    if isinstance(one.value, bool) != isinstance(other.value, bool):  # Python would take True for 1
        return False
    try:
        return bool(one.value < other.value or (equal and one.value == other.value))
    except TypeError:
        return False


def _compared(equal: bool) -> Callable[[Node], ValuesTest]:
    def made(parameter: Node) -> ValuesTest:
        other = term(parameter)

        def test(triples: Triples, subject: str, values: Collection[str]) -> Iterator[str]:
            bounds = triples.values(subject, other)
            return (value for value in values for bound in bounds if not _less(value, bound, equal))
        return test
    return made


def _count(wrong: Callable[[int, int], bool]) -> Callable[[Node], ValuesTest]:
    def made(parameter: Node) -> ValuesTest:
        bound = int(str(parameter))
        return lambda _, __, values: iter(("",) if wrong(len(values), bound) else ())
    return made


def _has_value(parameter: Node) -> ValuesTest:
    wanted = term(parameter)
    return lambda _, __, values: iter(() if wanted in values else ("",))


VALUE_TESTS: Mapping[Node, Callable[[Any], ValueTest]] = {
    SH.datatype: _datatype, SH["class"]: _class, SH.nodeKind: _node_kind, SH.pattern: _pattern,
    SH.minLength: _min_length, SH.minInclusive: _range(True), SH.maxInclusive: _range(False)}
VALUES_TESTS: Mapping[Node, Callable[[Any], ValuesTest]] = {
    SH.minCount: _count(lambda count, bound: count < bound), SH.maxCount: _count(lambda count, bound: count > bound),
    SH.lessThan: _compared(False), SH.lessThanOrEquals: _compared(True), SH.hasValue: _has_value}
