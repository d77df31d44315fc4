"""The query library for Neo4j Browser: favourites to import, and a style sheet.

Browser imports a zip archive of Cypher files that is dropped on it, a folder of the archive as a folder of favourites;
the first line of a file, a comment, is its title. A command such as ``:param`` cannot stand before a statement whose
result is to be drawn: so each folder has one favourite that sets the parameters of all its queries.
"""
from __future__ import annotations

import io
import json
import tomllib
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from kg.errors import KnowledgeError
from loaders.queries import Parameter, ParameterValue, Query, library

_EXAMPLES = "parameters.toml"
_STYLE = "style.grass"
# zip keeps times; a fixed one, so that the same library is the same bytes.
_TIME = (1980, 1, 1, 0, 0, 0)


@cache
def examples() -> Mapping[str, Any]:
    """Return a value for each parameter that has no default, and by name of query those that are its own.

    Raises KnowledgeError where the file is malformed.
    """
    name = f"queries/{_EXAMPLES}"
    try:
        return MappingProxyType(tomllib.loads(files("queries").joinpath(_EXAMPLES).read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{name}: {error}") from error


def example(query: Query, parameter: Parameter) -> ParameterValue:
    """Return the value that a favourite gives a parameter: its default, or an example where it has none.

    Raises KnowledgeError where there is no example of a parameter that must be given.
    """
    known = {**examples(), **examples().get(query.name, {})}
    if parameter.default is not None or (not parameter.required and parameter.name not in known):
        return parameter.default
    if parameter.name not in known:
        raise KnowledgeError(f"queries/{_EXAMPLES}: no value for the parameter {parameter.name!r}; add a line "
                             f"`{parameter.name} = …`")
    return known[parameter.name]  # type: ignore[no-any-return]


def _setting(name: str, value: ParameterValue) -> str:
    # A string of JSON is one of Cypher too, but for the escapes of characters beyond the basic plane.
    return f":param {name} => {json.dumps(value, ensure_ascii=False)}"


def favourite(query: Query) -> str:
    """Return the favourite of a query: its title, what it answers, how to set its parameters, and its statement."""
    title = f"// {query.zh} ({query.name})"
    settings = [f"// {_setting(item.name, example(query, item))}" for item in query.parameters]
    return "\n".join([title, f"// {query.en}", *settings, query.cypher, ""])


def parameter_favourite(folder: str, queries: Iterable[Query]) -> str:
    """Return the favourite that sets the parameters of all queries of a folder; to be run before them.

    Of several values for a parameter the greatest is taken, so that no query shows less than by itself; a query with
    values of its own names them in its favourite.
    """
    values: dict[str, list[ParameterValue]] = defaultdict(list)
    for query in queries:
        for item in query.parameters if query.name not in examples() else ():
            values[item.name].append(example(query, item))
    settings = [_setting(name, max((value for value in found if value is not None), default=None, key=_order))
                for name, found in sorted(values.items())]
    title = f"// 0 参数，先运行 Parameters of {folder}, to be run first"
    return "\n".join([title, *(f"{line};" for line in settings), ""])


def _order(value: ParameterValue) -> tuple[bool, float, str]:
    return isinstance(value, str), 0 if isinstance(value, str) or value is None else float(value), str(value)


def archive() -> bytes:
    """Return the zip archive of all favourites, which Browser imports when it is dropped on its window."""
    folders: dict[str, list[Query]] = defaultdict(list)
    for query in library().values():
        folders[query.folder].append(query)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for folder, queries in folders.items():
            _add(packed, f"kg-{folder}/0_parameters.cypher", parameter_favourite(folder, queries))
            for query in queries:
                _add(packed, f"kg-{folder}/{query.name}.cypher", favourite(query))
    return out.getvalue()


def _add(packed: zipfile.ZipFile, name: str, text: str) -> None:
    packed.writestr(zipfile.ZipInfo(name, _TIME), text.encode(), zipfile.ZIP_DEFLATED)


def style() -> str:
    """Return the style sheet (GraSS): colours, sizes and captions by class."""
    return files("queries").joinpath(_STYLE).read_text(encoding="utf-8")
