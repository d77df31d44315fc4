"""Tab-separated tables of names and words in ``kg/data``: a header line, ``#`` comments, alternatives parted by ``|``."""
from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import TypeAlias

from kg.errors import KnowledgeError

Row: TypeAlias = Mapping[str, str]


def column_values(row: Row, *columns: str) -> list[str]:
    """Return all alternatives that stand in some columns of a row, without empty ones."""
    return [value for column in columns for part in row[column].split("|") if (value := part.strip())]


def parse_table(text: str, name: str, columns: tuple[str, ...]) -> list[Row]:
    """Parse a table; the header must begin with exactly these columns, in this order.

    Raises KnowledgeError with file and line for a wrong header, a wrong number of cells, or an empty first cell.
    """
    rows: list[Row] = []
    header: list[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            if tuple(header) != columns:
                raise KnowledgeError(f"{name}:{number}: columns are {header}, must be {list(columns)}")
            continue
        cells += [""] * (len(header) - len(cells))
        if len(cells) != len(header) or not cells[0]:
            raise KnowledgeError(f"{name}:{number}: {len(cells)} cells in {line!r}, must be {len(header)}, the first not empty")
        rows.append(dict(zip(header, cells, strict=True)))
    return rows


def read_table(name: str, columns: tuple[str, ...]) -> list[Row]:
    """Read ``kg/data/<name>``, a table with these columns. Raises KnowledgeError as ``parse_table`` does."""
    text = files("kg").joinpath("data", *name.split("/")).read_text(encoding="utf-8")
    return parse_table(text, name, columns)
