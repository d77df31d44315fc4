"""Tab-separated tables of names and words in ``kg/data``: a header, ``#`` comments, alternatives parted by ``|``."""
from __future__ import annotations

from collections.abc import Collection, Mapping
from importlib.resources import files
from typing import TypeAlias

from kg.errors import KnowledgeError

Row: TypeAlias = Mapping[str, str]
# The values that a column may hold, by column; other columns hold anything.
Choices: TypeAlias = Mapping[str, Collection[str]]


def column_values(row: Row, *columns: str) -> list[str]:
    """Return all alternatives that stand in some columns of a row, without empty ones."""
    return [value for column in columns for part in row[column].split("|") if (value := part.strip())]


def _row(line: str, columns: tuple[str, ...], choices: Choices) -> Row:
    """Return the row of a line; raise ValueError that says what is wrong with it."""
    cells = [cell.strip() for cell in line.split("\t")]
    cells += [""] * (len(columns) - len(cells))
    if len(cells) != len(columns) or not cells[0]:
        raise ValueError(f"{len(cells)} cells in {line!r}, must be {len(columns)}, the first not empty")
    row = dict(zip(columns, cells, strict=True))
    for column, allowed in choices.items():
        if row[column] not in allowed:
            raise ValueError(f"{column} is {row[column]!r}, must be one of {sorted(allowed)}")
    return row


def parse_table(text: str, name: str, columns: tuple[str, ...], *, choices: Choices | None = None) -> list[Row]:
    """Parse a table whose header is exactly these columns; empty last cells of a line may be left out.

    Raises KnowledgeError with file and line for another header or none, too many cells, an empty first cell, or a value
    that is none of its column's ``choices``.
    """
    numbered = enumerate(text.splitlines(), 1)
    lines = [(number, line) for number, line in numbered if line.strip() and not line.startswith("#")]
    number, header = lines[0] if lines else (1, "")
    if tuple(cell.strip() for cell in header.split("\t")) != columns:
        raise KnowledgeError(f"{name}:{number}: columns are {header.split()}, must be {list(columns)}")
    rows = []
    for number, line in lines[1:]:
        try:
            rows.append(_row(line, columns, choices or {}))
        except ValueError as error:
            raise KnowledgeError(f"{name}:{number}: {error}") from None
    return rows


def read_table(name: str, columns: tuple[str, ...], *, choices: Choices | None = None) -> list[Row]:
    """Read ``kg/data/<name>``, a table with these columns. Raises KnowledgeError as ``parse_table`` does."""
    text = files("kg").joinpath("data", *name.split("/")).read_text(encoding="utf-8")
    return parse_table(text, name, columns, choices=choices)
