"""The query library: one ``.cypher`` file a query, whose header says what it answers, its parameters and its columns.

The folder that a file is in says whom it is for: analysts, researchers, data teams. A header is the comment lines at
the beginning of the file::

    // name: district_programs                      the file's name without .cypher
    // zh: 某区某年开展的项目
    // en: The programs that a district runs in a year
    // param district: string -- name, alias, id or code
    // param year: integer = null -- only this year       (with a default, as JSON: may be left out)
    // result: table                               (or graph: nodes and relationships, to be drawn; a table if not said)
    // scan: counts everything                     (why it reads all nodes of a label: only where no index can help)
    // columns: district, program, year, evidence
"""
from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import NoReturn, TypeAlias

from kg.errors import KnowledgeError

ParameterValue: TypeAlias = str | int | float | bool | None

_TYPES: Mapping[str, tuple[type, ...]] = MappingProxyType(
    {"string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,)})
_KEYS = ("name", "zh", "en", "columns")
_OPTIONAL = ("result", "scan")
_RESULTS = ("table", "graph")
_LINE = re.compile(r"// (?P<key>\w+)(?: (?P<argument>\w+))?: (?P<value>.+)")
_PARAMETER = re.compile(r"(?P<type>\w+)(?: = (?P<default>.+?))? -- (?P<text>.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query; ``type`` is string, integer, number or boolean."""

    name: str
    type: str
    text: str
    required: bool
    default: ParameterValue = None

    def parse(self, text: str) -> ParameterValue:
        """Read a value as it is written on a command line. Raises ValueError where it is not of the type."""
        if self.type == "string":
            return text
        try:
            value = json.loads(text)
        except json.JSONDecodeError:
            value = None
        if not _is_of_type(value, self.type):
            raise ValueError(f"the parameter {self.name} is of type {self.type}, not {text!r}")
        return value  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Query:
    """A named query: its statement in Cypher (or SPARQL), and what its header says.

    ``result`` is ``table`` or ``graph``, ``scan`` is why it needs no index (empty where it uses one), and ``folder`` is
    the folder of the library that it is in (empty for the library's own).
    """

    name: str
    zh: str
    en: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    cypher: str
    result: str = "table"
    scan: str = ""
    folder: str = ""

    def bind(self, given: Mapping[str, ParameterValue]) -> dict[str, ParameterValue]:
        """Return the parameters of a run: those given, and defaults for the others.

        Raises ValueError for a parameter that the query does not have, and for one that it needs.
        """
        names = {parameter.name for parameter in self.parameters}
        if unknown := sorted(set(given) - names):
            raise ValueError(f"{self.name} has no parameter {unknown[0]!r}; it has: {', '.join(sorted(names))}")
        if missing := [item.name for item in self.parameters if item.required and item.name not in given]:
            raise ValueError(f"{self.name} needs the parameter {missing[0]!r}")
        return {parameter.name: given.get(parameter.name, parameter.default) for parameter in self.parameters}


def _is_of_type(value: object, type: str) -> bool:
    return isinstance(value, _TYPES[type]) and (type == "boolean" or not isinstance(value, bool))


def _parameter(name: str, value: str) -> Parameter:
    match = _PARAMETER.fullmatch(value)
    if match is None or match["type"] not in _TYPES:
        raise ValueError(f"a parameter is written `name: type = default -- text`, with one of {', '.join(_TYPES)}")
    default = json.loads(match["default"]) if match["default"] else None
    if default is not None and not _is_of_type(default, match["type"]):
        raise ValueError(f"the default {match['default']} is not of type {match['type']}")
    return Parameter(name, match["type"], match["text"], match["default"] is None, default)


def parse_query(text: str, file: str) -> Query:
    """Parse a query file. Raises KnowledgeError with file and line where header or statement is malformed."""
    lines = text.splitlines()
    size = next((number for number, line in enumerate(lines) if not line.startswith("//")), len(lines))
    query = read_header(lines[:size], "\n".join(lines[size:]).strip(), file)
    _check_statement(query, file, size + 1)
    return query


def read_header(lines: Sequence[str], statement: str, file: str) -> Query:
    """Return the query of a header and its statement. Raises KnowledgeError with file and line."""
    header: dict[str, str] = {}
    parameters: dict[str, Parameter] = {}
    for number, line in enumerate(lines, 1):
        try:
            _read_header_line(line, header, parameters)
        except ValueError as error:
            raise KnowledgeError(f"{file}:{number}: {error}") from None
    if missing := [key for key in _KEYS if key not in header]:
        raise KnowledgeError(f"{file}:{len(lines) + 1}: the header has no line `// {missing[0]}: …`")
    return Query(header["name"], header["zh"], header["en"], tuple(parameters.values()),
                 tuple(re.split(r",\s*", header["columns"])), statement,
                 header.get("result", _RESULTS[0]), header.get("scan", ""), "/".join(file.split("/")[1:-1]))


def _read_header_line(line: str, header: dict[str, str], parameters: dict[str, Parameter]) -> None:
    match = _LINE.fullmatch(line.rstrip())
    if match is None:
        raise ValueError(f"not a header line `// key: value`: {line!r}")
    key, argument, value = match["key"], match["argument"], match["value"].strip()
    if key == "param" and argument and argument not in parameters:
        parameters[argument] = _parameter(argument, value)
    elif key in (*_KEYS, *_OPTIONAL) and not argument and key not in header:
        header[key] = value
    else:
        raise ValueError(f"{key!r} is unknown or said twice; legal are {', '.join((*_KEYS, *_OPTIONAL))} and "
                         "`param name`")


def _check_statement(query: Query, file: str, number: int) -> None:
    def fail(reason: str) -> NoReturn:
        raise KnowledgeError(f"{file}:{number}: {reason}")

    if file.rpartition("/")[2] != f"{query.name}.cypher":
        fail(f"the query is named {query.name}, the file is not")
    if query.result not in _RESULTS:
        fail(f"the result is {query.result!r}; legal are {', '.join(_RESULTS)}")
    used, declared = set(re.findall(r"\$(\w+)", query.cypher)), {item.name for item in query.parameters}
    if used != declared:
        fail(f"parameters used and declared differ: {', '.join(sorted(used ^ declared))}")
    answer = re.split(r"\bRETURN\b", query.cypher)[-1]
    if (returned := tuple(re.findall(r"\bAS (\w+)", answer))) != query.columns:
        fail(f"the last RETURN has the columns {list(returned)}, the header {list(query.columns)}")


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _files(item, f"{path}/{item.name}")
        elif item.name.endswith(".cypher"):
            yield f"{path}/{item.name}", item


@cache
def library() -> Mapping[str, Query]:
    """Return the shipped queries by name, in order of folders and names.

    Raises KnowledgeError where a file is malformed, or two have one name.
    """
    queries: dict[str, Query] = {}
    for path, item in sorted(_files(files("queries"), "queries"), key=lambda found: found[0].rsplit("/", 1)):
        query = parse_query(item.read_text(encoding="utf-8"), path)
        if query.name in queries:
            raise KnowledgeError(f"{path}:1: a query of this name is in queries/{queries[query.name].folder} already")
        queries[query.name] = query
    return MappingProxyType(queries)
