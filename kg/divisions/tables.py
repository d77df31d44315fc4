"""The tables of divisions as they stand in ``kg/data/divisions``, read once and on demand."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import get_args

from kg.divisions.types import Division, Level
from kg.errors import KnowledgeError
from kg.lexicon.tables import column_values, read_table

# The year whose divisions the tables give as those of today: see kg/data/divisions/NOTICE.md.
LATEST = 2026
HEADER = "code\tname\tshort\tabbreviation\tlevel\tparent\tsince\tuntil\tsuccessors"
_CODE = re.compile(r"\d{6}")
_LEVELS = get_args(Level)


@dataclass(frozen=True, slots=True)
class Table:
    """The divisions from province to county, by code (latest first), by full or abbreviated name, and by short name."""

    by_code: dict[str, tuple[Division, ...]]
    by_name: dict[str, tuple[Division, ...]]
    by_short: dict[str, tuple[Division, ...]]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of ``words.tsv``, which says what each kind is."""

    common: frozenset[str]
    fragment: frozenset[str]
    ordinary: frozenset[str]
    blocked: frozenset[str]
    tail: frozenset[str]
    follower: tuple[str, ...]
    agency: tuple[str, ...]
    title: tuple[str, ...]
    township: frozenset[str]
    foreign: tuple[str, ...]


def _text(name: str) -> str:
    return files("kg").joinpath("data", "divisions", name).read_text(encoding="utf-8")


def _groups(items: Iterable[tuple[str, Division]]) -> dict[str, tuple[Division, ...]]:
    groups: dict[str, list[Division]] = defaultdict(list)
    for key, division in items:
        groups[key].append(division)
    return {key: tuple(group) for key, group in groups.items()}


def parse_divisions(text: str, name: str) -> Table:
    """Parse the table of divisions. Raises KnowledgeError with file and line where a line is malformed."""
    codes: list[tuple[str, Division]] = []
    names: list[tuple[str, Division]] = []
    shorts: list[tuple[str, Division]] = []
    lines = text.splitlines()
    if not lines or lines[0] != HEADER:
        raise KnowledgeError(f"{name}:1: columns must be {HEADER.split()}")
    for number, line in enumerate(lines[1:], 2):
        try:
            code, full, short, abbreviation, level, parent, since, until, heirs = line.split("\t")
            if level not in _LEVELS or not _CODE.fullmatch(code):
                raise ValueError(f"level {level!r}, code {code!r}")
            division = Division(code, full, level, "" if parent == "-" else parent, int(since),  # type: ignore[arg-type]
                                None if until == "-" else int(until), () if heirs == "-" else tuple(heirs.split()))
        except ValueError as error:
            raise KnowledgeError(f"{name}:{number}: no division ({error}); make the table again") from None
        codes.append((code, division))
        names.append((full, division))
        if abbreviation != "-":
            names.append((abbreviation, division))
        if short != "-":
            shorts.append((short, division))
    by_code = _groups(codes)
    for code, group in by_code.items():
        by_code[code] = tuple(sorted(group, key=lambda item: -item.since))
    return Table(by_code, _groups(names), _groups(shorts))


@cache
def table() -> Table:
    """Return the divisions from province to county."""
    return parse_divisions(_text("divisions.tsv"), "kg/data/divisions/divisions.tsv")


@cache
def words() -> Words:
    """Return the words that decide whether a name is a division's."""
    kinds: dict[str, list[str]] = {kind: [] for kind in Words.__slots__}
    for row in read_table("divisions/words.tsv", ("kind", "words", "note")):
        if row["kind"] not in kinds:
            raise KnowledgeError(f"kg/data/divisions/words.tsv: kind {row['kind']!r} is none of {sorted(kinds)} "
                                 f"(the line of {row['words'][:20]})")
        kinds[row["kind"]] += column_values(row, "words")
    sets = {kind: frozenset(values) for kind, values in kinds.items()}
    return Words(common=sets["common"], fragment=sets["fragment"], ordinary=sets["ordinary"], blocked=sets["blocked"],
                 tail=sets["tail"], follower=tuple(kinds["follower"]), agency=tuple(kinds["agency"]),
                 title=tuple(kinds["title"]), township=sets["township"],
                 foreign=tuple(kinds["foreign"]))


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """Return how the characters of names are read, in letters without tones."""
    rows = read_table("divisions/readings.tsv", ("character", "readings"))
    return {row["character"]: tuple(column_values(row, "readings")) for row in rows}


def parse_townships(text: str, name: str) -> dict[str, str]:
    """Parse the table of townships into the unparsed lists by county. Raises KnowledgeError with file and line."""
    counties = {}
    for number, line in enumerate(text.splitlines(), 1):
        county, tab, items = line.partition("\t")
        if not tab or not _CODE.fullmatch(county):
            raise KnowledgeError(f"{name}:{number}: must be a county's code, a tab, and its townships; make it again")
        counties[county] = items
    return counties


@cache
def _township_lines() -> dict[str, str]:
    return parse_townships(_text("townships.tsv"), "kg/data/divisions/townships.tsv")


@cache
def townships_of(county: str) -> dict[str, Division]:
    """Return the townships and subdistricts of a county by name; of today, without history."""
    items = _township_lines().get(county, "").split()
    return {item[3:]: Division(county + item[:3], item[3:], "township", county, 2000) for item in items}


@cache
def township_counties() -> dict[str, tuple[str, ...]]:
    """Return the codes of the counties that have a township, by the township's name."""
    counties: dict[str, list[str]] = defaultdict(list)
    for county, line in _township_lines().items():
        for item in line.split():
            counties[item[3:]].append(county)
    return {name: tuple(codes) for name, codes in counties.items()}
