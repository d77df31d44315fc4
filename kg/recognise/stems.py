"""What bodies are called behind their division (教育体育局, clipped 教体局), and which names are one body's."""
from __future__ import annotations

import functools
import re

from kg.lexicon import Row, column_values, read_table

REGION = "自治区"  # a level of three characters
# Levels of more than one character: of a forestry district, of a division of the Corps that is one with its city.
LONG_LEVELS = (REGION, "林区", "师市")
LEVEL_INSIDE = re.compile("团[省市区县州旗]委")  # 团区委 is 区 + 团委


@functools.cache
def stem_rows() -> tuple[Row, ...]:
    """Return the rows of ``lexicon/government.tsv``."""
    return tuple(read_table("lexicon/government.tsv", ("stem", "clipped", "type", "national")))


@functools.cache
def stem_kinds() -> dict[str, tuple[str, bool]]:
    """Return for each stem and clipped form the class that it makes and whether it is a national body's."""
    kinds: dict[str, tuple[str, bool]] = {}
    for row in stem_rows():
        for value in column_values(row, "stem", "clipped"):
            kinds.setdefault(value, (row["type"], row["national"] == "yes"))
    return kinds


@functools.cache
def _families() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in stem_rows():
        for value in column_values(row, "stem", "clipped"):
            found.setdefault(value, []).append(row["stem"])
    return {value: tuple(sorted(stems)) for value, stems in found.items()}


def full_stems(stem: str) -> tuple[str, ...]:
    """Return the full stems that a stem may stand for (教体局: 教育体育局, 教育和体育局); an unknown one is its own."""
    return _families().get(stem, (stem,))


def same_stem(one: str, other: str) -> bool:
    """Tell whether two stems may name one kind of body (教育体育局, 教体局)."""
    return one == other or not set(full_stems(one)).isdisjoint(full_stems(other))
