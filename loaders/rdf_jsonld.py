"""JSON-LD with short names: what ``ontology/context.jsonld`` says, turned round.

Ids are relative to the base IRI, so that a reader who knows no RDF finds the ids of the property graph.
"""
from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any, BinaryIO

import pyoxigraph as ox

from loaders.rdf_evidence import Quad

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_STRING = "http://www.w3.org/2001/XMLSchema#string"
# What resolves against the base to what it was cut from: a path that begins with a class, without colons (JSON-LD takes
# what stands before one for a prefix) and without segments that are empty or dots, which resolvers clear away, and
# without what is percent-encoded, which some resolvers decode.
_RELATIVE = re.compile(r"[A-Za-z]+(?:/[^/:?#%][^:?#%]*)?(?:#[^#:%]*)?")
_CLEARED = re.compile(r"/\.{0,2}(?:/|$|#)")


@dataclass(frozen=True, slots=True)
class _Context:
    """The terms of the context by IRI: each with the ``@type`` or ``@language`` of its values, or nothing."""

    data: Mapping[str, Any]
    terms: Mapping[str, tuple[str, str, str]]
    names: Mapping[str, str]
    prefixes: Mapping[str, str]


@cache
def _context() -> _Context:
    data = json.loads(files("ontology").joinpath("context.jsonld").read_text(encoding="utf-8"))["@context"]
    prefixes = {key: value for key, value in data.items() if isinstance(value, str) and value[-1] in "#/"}

    def whole(name: str) -> str:
        prefix, _, rest = name.partition(":")
        return prefixes[prefix] + rest if prefix in prefixes else name

    terms = {}
    for term, said in data.items():
        if not term.startswith("@") and term not in prefixes and not (isinstance(said, str) and said.startswith("@")):
            id = said if isinstance(said, str) else said["@id"]
            kind = "" if isinstance(said, str) else said.get("@type", "")
            language = "" if isinstance(said, str) else said.get("@language", "")
            terms[whole(id)] = (term, kind if kind.startswith("@") else whole(kind), language.lower())
    return _Context(data, terms, {iri: term for iri, (term, *_) in terms.items()}, prefixes)


def _short(iri: str, context: _Context) -> str:
    """Return a term of the context, a name with a prefix, or the IRI."""
    if iri in context.names:
        return context.names[iri]
    for prefix, space in context.prefixes.items():
        if iri.startswith(space) and re.fullmatch(r"[A-Za-z][\w.-]*", iri[len(space):]):
            return f"{prefix}:{iri[len(space):]}"
    return iri


def _id(iri: str, base: str) -> str:
    path = iri.removeprefix(base)
    if path != iri and _RELATIVE.fullmatch(path) and not _CLEARED.search(path):
        return path
    return iri


def _value(object: Any, said: tuple[str, str, str], base: str, context: _Context) -> Any:
    """Return an object as the value of a term, as short as the term's own type or language allows."""
    _, kind, language = said
    if not isinstance(object, ox.Literal):
        iri = _id(object.value, base)
        if kind == "@vocab":
            return context.names.get(object.value, object.value)
        return iri if kind == "@id" else {"@id": iri}
    if object.language:
        same = object.language == language
        return object.value if same else {"@value": object.value, "@language": object.language}
    datatype = object.datatype.value
    if datatype == kind or (datatype == _STRING and not kind and not language):
        return object.value
    return {"@value": object.value} if datatype == _STRING else {"@value": object.value, "@type": datatype}


def _node(subject: str, quads: Iterable[ox.Quad], base: str, context: _Context) -> dict[str, Any]:
    found: dict[str, list[Any]] = {}
    for quad in quads:
        predicate = quad.predicate.value
        if predicate == _RDF_TYPE:
            found.setdefault("type", []).append(_short(str(quad.object)[1:-1], context))
        else:
            said = context.terms.get(predicate, (_short(predicate, context), "", ""))
            found.setdefault(said[0], []).append(_value(quad.object, said, base, context))
    return {"id": _id(subject, base), **{key: values[0] if len(values) == 1 else values
                                        for key, values in sorted(found.items())}}


def json_ld(quads: Iterable[Quad], stream: BinaryIO, base: str) -> int:
    """Write statements as one JSON-LD document in order of their subjects; return how many there are."""
    context = _context()
    ordered = sorted({quad[:3] for quad in quads})
    data = "".join(f"{' '.join(triple)} .\n" for triple in ordered).encode()
    head = json.dumps({**context.data, "@base": base}, ensure_ascii=False, indent=1).replace("\n", "\n ")
    stream.write(f'{{\n "@context": {head},\n "@graph": ['.encode())
    parsed = ox.parse(data, format=ox.RdfFormat.N_TRIPLES)
    separator = "\n  "
    for subject, same in groupby(parsed, key=lambda quad: str(quad.subject)[1:-1]):
        node = json.dumps(_node(subject, same, base, context), ensure_ascii=False)
        stream.write(f"{separator}{node}".encode())
        separator = ",\n  "
    stream.write(b"\n ]\n}\n")
    return len(ordered)
