"""Programs, documents and honours whose titles are nearly alike, for a person to decide: never linked without one."""
from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from kg.derive.derivation import scope_of
from kg.derive.similar import TELLING
from kg.lexicon import read_table
from kg.types import Graph, Node

LABELS = frozenset({"Program", "Document", "Honor"})
_COLUMNS = ("label", "where", "word")
_CHOICES = {"label": tuple(sorted(LABELS)), "where": ("start", "end")}
_LEAST = 2  # characters of a title without the words that it may lack
# Levels tell titles apart too: 省学习型城区, 市学习型城区.
_TELLING = TELLING | frozenset("国省市区县旗州镇乡校园班")
_LONG = 5  # characters from which on titles that differ in one are nearly alike


@dataclass(frozen=True, slots=True)
class Titled:
    """A program, document or honour; ``form`` is its title as its id has it, ``sources`` the documents that name it."""

    id: str
    label: str
    scope: str
    form: str
    name: str
    number: str
    year: int | None
    sources: frozenset[str]


@dataclass(frozen=True, slots=True)
class Near:
    """Two of one class that may be one, with what speaks for it and what against."""

    one: Titled
    other: Titled
    reason: str
    against: tuple[str, ...]


def titled(graph: Graph) -> list[Titled]:
    """Return the programs, documents and honours of a graph, in order of their ids."""
    sources: dict[str, set[str]] = {}
    for item in graph.relationships:
        if item.label == "MENTIONED_IN":
            sources.setdefault(item.start, set()).add(item.end)
    return [_titled(node, label, sources) for node in graph.nodes for label in LABELS.intersection(node.labels)]


def _titled(node: Node, label: str, sources: dict[str, set[str]]) -> Titled:
    form, told = node.id.rsplit("/", 1)[-1], node.properties
    year = told.get("year")
    return Titled(node.id, label, scope_of(node.id), form, str(told.get("name", form)), str(told.get("number", "")),
                  year if isinstance(year, int) else None, frozenset(sources.get(node.id, ())))


@functools.cache
def _words(label: str, where: str) -> tuple[str, ...]:
    """Return the words that a title may lack at its start or end, longest first."""
    found = {row["word"] for row in read_table("lexicon/title_variants.tsv", _COLUMNS, choices=_CHOICES)
             if (row["label"], row["where"]) == (label, where)}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def core(form: str, label: str) -> str:
    """Return a title without the words that it may lack: 强师工程 and 强师计划 are both 强师."""
    form = form.strip("“”《》")
    while True:
        start = next((word for word in _words(label, "start") if form.startswith(word)), "")
        end = next((word for word in _words(label, "end") if form.endswith(word)), "")
        short = form.removeprefix(start).removesuffix(end)
        if short == form or len(short) < _LEAST:
            return form
        form = short


def near_titles(found: Iterable[Titled]) -> Iterator[Near]:
    """Yield each pair that may be one, once, in order of their ids.

    Those of one district, and those of a district and of what it is in (or the country): two districts' own programs of
    one name are two. Other years and rounds (第三轮, 第四轮) are other things.
    """
    pairs: dict[tuple[str, str], Near] = {}
    for groups, reason in ((_by_core(found), _by_words), (_by_one_character(found), _by_characters),
                           (_by_number(found), _by_numbers)):
        for group in groups:
            for one, other in combinations(sorted(group, key=lambda item: item.id), 2):
                if one.id != other.id and _within(one.scope, other.scope) and (why := reason(one, other)):
                    pairs.setdefault((one.id, other.id), Near(one, other, why, tuple(_against(one, other))))
    yield from (pairs[key] for key in sorted(pairs))


def _within(one: str, other: str) -> bool:
    """Tell whether one scope is the other, or above it: the country has none, 33 is the province of 330203."""
    return one == other or not one or not other or (
        one.isdigit() and other.isdigit() and (one.startswith(other) or other.startswith(one)))


def _by_core(found: Iterable[Titled]) -> Iterable[list[Titled]]:
    groups: dict[tuple[str, str], list[Titled]] = defaultdict(list)
    for item in found:
        groups[item.label, core(item.form, item.label)].append(item)
    return groups.values()


def _by_words(one: Titled, other: Titled) -> str:
    if one.form == other.form:
        return "the same title, once of the district and once of what it is in"
    shared = core(one.form, one.label)
    first, second = (item.form.replace(shared, "…", 1) for item in (one, other))
    return f"{first} and {second} around {shared}"


def _by_one_character(found: Iterable[Titled]) -> Iterable[list[Titled]]:
    groups: dict[tuple[str, str, int, str], list[Titled]] = defaultdict(list)
    for item in found:
        if len(item.form) >= _LONG:
            for at in range(len(item.form)):
                groups[item.label, item.scope, at, item.form[:at] + item.form[at + 1:]].append(item)
    return groups.values()


def _by_characters(one: Titled, other: Titled) -> str:
    if len(one.form) != len(other.form):
        return ""
    differ = [pair for pair in zip(one.form, other.form, strict=True) if pair[0] != pair[1]]
    return f"{differ[0][0]} for {differ[0][1]}" if len(differ) == 1 and _TELLING.isdisjoint(differ[0]) else ""


def _by_number(found: Iterable[Titled]) -> Iterable[list[Titled]]:
    groups: dict[str, list[Titled]] = defaultdict(list)
    for item in found:
        if item.number:
            groups[item.number].append(item)
    return groups.values()


def _by_numbers(one: Titled, other: Titled) -> str:
    return f"both have the number {one.number}"


def _against(one: Titled, other: Titled) -> Iterator[str]:
    if together := one.sources & other.sources:
        yield f"{len(together)} document(s) name both"
    if one.number and other.number and one.number != other.number:
        yield f"their numbers are {one.number} and {other.number}"
    if one.year and other.year and one.year != other.year:
        yield f"they are of {one.year} and {other.year}"
