"""The query library in SPARQL: the questions of ``loaders.queries`` as ``.rq`` files, for any store of RDF.

A header is that of a Cypher query with ``#`` for ``//``. A parameter NAME is a line ``VALUES ?the_NAME { … }`` whose
value is an example, or ``UNDEF`` where it may be left out, so that each file runs as it is.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NoReturn

from kg.errors import KnowledgeError
from loaders.queries import ParameterValue, Query, read_header
from loaders.rdf_terms import literal

_VALUES = r"VALUES \?the_{name} {{ (?:UNDEF|\"[^\"]*\") }}"


def parse(text: str, file: str) -> Query:
    """Parse a ``.rq`` file. Raises KnowledgeError with file and line where header or statement is malformed."""
    lines = text.splitlines()
    size = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    query = read_header([f"//{line[1:]}" for line in lines[:size]], "\n".join(lines[size:]).strip(), file)

    def fail(reason: str) -> NoReturn:
        raise KnowledgeError(f"{file}:{size}: {reason}")

    if file.rpartition("/")[2] != f"{query.name}.rq":
        fail(f"the query is named {query.name}, the file is not")
    used, declared = set(re.findall(r"VALUES \?the_(\w+)", query.cypher)), {item.name for item in query.parameters}
    if used != declared:
        fail(f"parameters used and declared differ: {', '.join(sorted(used ^ declared))}")
    return query


def bound(query: Query, given: Mapping[str, ParameterValue]) -> str:
    """Return the SPARQL of a query with its parameters filled in. Raises ValueError as ``Query.bind`` does."""
    text = query.cypher
    for name, value in query.bind(given).items():
        term = literal(value) if isinstance(value, str) else "UNDEF" if value is None else str(value).lower()
        before, _, after = re.split(f"({_VALUES.format(name=name)})", text, maxsplit=1)
        text = f"{before}VALUES ?the_{name} {{ {term} }}{after}"
    return text


@cache
def library() -> Mapping[str, Query]:
    """Return the shipped queries by name, in order of names. Raises KnowledgeError where a file is malformed."""
    found = sorted((item for item in files("queries").iterdir() if item.name.endswith(".rq")),
                   key=lambda item: item.name)
    queries = [parse(item.read_text(encoding="utf-8"), f"queries/{item.name}") for item in found]
    return MappingProxyType({query.name: query for query in queries})
