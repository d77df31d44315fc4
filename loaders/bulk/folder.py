"""A folder for ``neo4j-admin database import full``, whole or not at all, with the arguments of the import.

===================  =================================================================================
``*.header.csv``     the columns of the data file beside it and their types
``*.csv``            nodes of one label set, or relationships of one type (``.csv.gz`` where packed)
``import.args``      the options of the import, for ``neo4j-admin database import full neo4j @import.args``
``schema.cypher``    the constraints and indexes that ``kg load`` makes
===================  =================================================================================
"""
from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ExchangeError, WriteError
from kg.types import Node, Relationship
from loaders.bookkeeping import as_loaded
from loaders.bulk.files import DataFile, Writer
from loaders.bulk.survey import Survey, survey
from loaders.dialect import Dialect
from loaders.schema import schema_statements

ARGUMENTS, SCHEMA = "import.args", "schema.cypher"


@dataclass(frozen=True, slots=True)
class BulkReport:
    """What was written: numbers of items and of data files."""

    nodes: int
    relationships: int
    files: int


def write_folder(items: Callable[[], Iterator[Node | Relationship]], folder: Path, *,
                 packed: bool = False) -> BulkReport:
    """Write a graph, which ``items`` yields twice over with each item once, into a folder that is new or empty.

    Raises ExchangeError for what the ontology or the files cannot hold, WriteError where the folder cannot be written.
    """
    try:
        _check(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
        try:
            report = _write(items, part, packed=packed)
            part.chmod(0o755)
            os.replace(part, folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise WriteError(f"{folder}: cannot be written ({error.strerror}); give another folder, or check its "
                         "permissions and the space on it") from error
    return report


def _check(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WriteError(f"{folder}: holds something already; give a new or an empty folder")


def _write(items: Callable[[], Iterator[Node | Relationship]], part: Path, *, packed: bool) -> BulkReport:
    found = survey(as_loaded(items))
    if not found.nodes:
        raise ExchangeError("the graph has no nodes, and neo4j-admin imports none without; give another graph")
    with ExitStack() as stack:
        writer = Writer(part, found, packed=packed, stack=stack)
        writer.write(as_loaded(items))
    arguments = [_option(file) for file in writer.files]
    (part / ARGUMENTS).write_text("\n".join([*arguments, *_options(found)]) + "\n", encoding="utf-8")
    statements = "".join(f"{statement};\n" for statement in schema_statements(Dialect.NEO4J))
    (part / SCHEMA).write_text(statements, encoding="utf-8")
    return BulkReport(found.nodes, found.relationships, len(writer.files))


def _option(file: DataFile) -> str:
    shape = file.shape
    what = f"--relationships={shape}" if isinstance(shape, str) else f"--nodes={':'.join(shape)}"
    return f"{what}={file.header},{file.data}"


def _options(found: Survey) -> list[str]:
    # Nothing is passed over: a relationship without its ends, or an id that is there twice, ends the import.
    return [f"--array-delimiter=U+{ord(found.delimiter):04X}", "--id-type=string", "--strict=true", "--bad-tolerance=0",
            *(["--multiline-fields=true"] if found.line_breaks else [])]
