"""How far a school is in a year, from what documents of several years claim: time is a property of claims."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.types import Graph, Node, Relationship

# What is read of a graph.
LABELS = frozenset({"Source"})
TYPES = frozenset({"BUILDS", "SAME_AS"})

STAGES = ("planned", "started", "under_construction", "completed", "in_use")


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim that a school is at a stage in a year.

    ``work`` is what is built where it is a part only (综合楼), else empty; ``promised`` tells that a plan says so,
    so that it may not have come true.
    """

    school: str
    year: int
    stage: str
    work: str
    promised: bool
    claim: Relationship


def same_schools(graph: Graph, school: str) -> frozenset[str]:
    """Return the ids of a school, by SAME_AS."""
    known, waiting = {school}, [school]
    pairs = [(item.start, item.end) for item in graph.relationships if item.label == "SAME_AS"]
    while waiting:
        now = waiting.pop()
        for one, other in pairs:
            for id in ((other,) if one == now else (one,) if other == now else ()):
                if id not in known:
                    known.add(id)
                    waiting.append(id)
    return frozenset(known)


def _kind(source: Node | None, year: int) -> str:
    """Return what a source is for a year: of a summary of 2022 with a plan of 2023, a plan for 2023."""
    if source is None:
        return ""
    kinds, years = source.properties.get("kinds", ()), source.properties.get("years", ())
    if isinstance(kinds, tuple) and isinstance(years, tuple) and len(kinds) == len(years):
        found = [str(kind) for kind, about in zip(kinds, years, strict=True) if about == year]
        if found:
            return "summary" if "summary" in found else found[0]
    return str(source.properties.get("kind", ""))


def stated_stages(graph: Graph, schools: Iterable[str] | None = None) -> Iterator[Stated]:
    """Yield the claims that tell how far schools are, of all or of some, by year; those without a year tell nothing."""
    wanted = None if schools is None else frozenset(schools)
    sources = {node.id: node for node in graph.nodes_with("Source")}
    found = []
    for item in graph.relationships:
        year, stage = item.properties.get("year"), item.properties.get("stage")
        if item.label == "BUILDS" and isinstance(year, int) and stage in STAGES and (
                wanted is None or item.end in wanted):
            kind = _kind(sources.get(str(item.properties.get("source"))), year)
            work = str(item.properties.get("work", ""))
            found.append(Stated(item.end, year, str(stage), work, kind == "plan", item))
    yield from sorted(found, key=lambda one: (one.year, one.school, one.work, STAGES.index(one.stage), one.claim.id))


def states_in(graph: Graph, school: str, year: int) -> Mapping[str, Stated]:
    """Return how far a school is in a year: for each work (empty: the school as a whole) the claim that tells it.

    That is the last claim about the year or one before it; in a year what is reported goes before what is promised,
    then the furthest stage. A school that is planned in 2021, started in 2022 and in use in 2023 is started in 2022
    and in use in 2024. Empty where nothing is said by then.
    """
    found: dict[str, Stated] = {}
    for one in stated_stages(graph, same_schools(graph, school)):
        if one.year > year:
            continue
        last = found.get(one.work)
        if last is None or _weight(one) >= _weight(last):
            found[one.work] = one
    return found


def _weight(one: Stated) -> tuple[int, bool, int]:
    return one.year, not one.promised, STAGES.index(one.stage)
