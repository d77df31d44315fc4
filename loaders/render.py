"""Answers as text: a table for people, CSV and JSON for programs."""
from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TextIO

import orjson
from rich.console import Console
from rich.table import Table
from rich.text import Text

from loaders.ask import Answer

_PIPE_WIDTH = 100_000  # columns of characters: in a file or a pipe no cell is folded
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(item, dict | list) for item in value):
        return "; ".join(map(_cell, value))
    return orjson.dumps(value).decode() if isinstance(value, dict | list) else str(value)


def write_table(answer: Answer, out: TextIO) -> None:
    """Write a table; on a terminal it folds to its width. Control characters of a text never reach the terminal."""
    console = Console(file=out, width=None if out.isatty() else _PIPE_WIDTH, highlight=False)
    table = Table(show_lines=False)
    for column in answer.columns:
        table.add_column(Text(_CONTROL.sub("�", column)), overflow="fold")
    for row in answer.rows:
        table.add_row(*(Text(_CONTROL.sub("�", _cell(value))) for value in row))
    console.print(table)


def write_csv(answer: Answer, out: TextIO) -> None:
    """Write CSV with a header (RFC 4180, but with plain line feeds); members of a list are parted by ``; ``."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([_cell(value) for value in row] for row in answer.rows)


def write_json(answer: Answer, out: TextIO) -> None:
    """Write a JSON array with one object a row."""
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    out.write(orjson.dumps(rows, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode())


FORMATS: Mapping[str, Callable[[Answer, TextIO], None]] = MappingProxyType(
    {"table": write_table, "csv": write_csv, "json": write_json})
