"""The concept scheme of indicators, read from ``kg/data/lexicon/indicators.tsv``.

The table is the one source; ``scripts/indicators.py`` writes ``ontology/indicators.ttl`` from it.
"""
from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from kg.errors import KnowledgeError
from kg.lexicon import column_values, read_table

Dimension = Literal["rate", "ratio", "count", "persons", "person_times", "money", "area", "score", "time"]
Direction = Literal["more", "less", "neither"]

_TABLE = "lexicon/indicators.tsv"
_COLUMNS = ("name", "english", "aliases", "unit", "dimension", "direction", "broader")
_CHOICES = {
    "dimension": ("rate", "ratio", "count", "persons", "person_times", "money", "area", "score", "time"),
    "direction": ("more", "less", "neither"),
}


@dataclass(frozen=True, slots=True)
class Concept:
    """An indicator: its canonical Chinese name, English label, other forms, and what its values are.

    ``unit`` is the unit that its values usually have, empty for ratios without one; ``direction`` tells whether more or
    less of it is wanted; ``broader`` is the name of the concept that it is a part or refinement of, or None.
    """

    name: str
    english: str
    aliases: tuple[str, ...]
    unit: str
    dimension: Dimension
    direction: Direction
    broader: str | None

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)


@functools.cache
def concepts() -> Mapping[str, Concept]:
    """Return the concepts by name, in the order of the table.

    Raises KnowledgeError where the table is malformed, a name stands twice, or a broader concept is not there.
    """
    found: dict[str, Concept] = {}
    for row in read_table(_TABLE, _COLUMNS, choices=_CHOICES):
        if row["name"] in found:
            raise KnowledgeError(f"{_TABLE}: the concept {row['name']} stands twice; keep one of the rows")
        found[row["name"]] = Concept(
            row["name"], row["english"], tuple(column_values(row, "aliases")), row["unit"],
            cast(Dimension, row["dimension"]), cast(Direction, row["direction"]), row["broader"] or None)
    for concept in found.values():
        if concept.broader is not None and concept.broader not in found:
            raise KnowledgeError(f"{_TABLE}: {concept.name} has the broader concept {concept.broader}, not there")
    return found
