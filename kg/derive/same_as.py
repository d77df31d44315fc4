"""SAME_AS: one institution that goes by different names in different documents.

Ids stay as they are. Each set of nodes that are one institution is a star: every other node has one SAME_AS to the node
with the longest name, so that two steps along SAME_AS, in any direction, reach all of them.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.derive.derivation import Derivation, derived_relationship
from kg.derive.institutions import BETWEEN, Institution, institutions
from kg.derive.namesakes import Pair, pairs
from kg.derive.review import REVIEW, reviewed
from kg.types import Graph, Node, Relationship

RULE = "same-as-only-candidate"


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a pair: ``state`` is same, different, or open; ``why`` says what decided."""

    pair: Pair
    state: str
    why: str


class _Classes:
    """Sets of institutions that are one; the one with the longest name stands for its set."""

    def __init__(self, found: Iterable[Institution], different: frozenset[tuple[str, str]]) -> None:
        self._parent = {item.id: item.id for item in found}
        self._by_id = {item.id: item for item in found}
        self._members = {item.id: {item.id} for item in found}
        self._different = different

    def find(self, id: str) -> str:
        while self._parent[id] != id:
            id = self._parent[id]
        return id

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.find(one), self.find(other)), key=self._rank)
        if first != second:
            self._parent[second] = first
            self._members[first] |= self._members.pop(second)

    def apart(self, one: str, other: str) -> bool:
        """Tell whether someone has said that a member of one set is none of the other."""
        if not self._different:
            return False
        return any((a, b) in self._different or (b, a) in self._different
                   for a in self._members[self.find(one)] for b in self._members[self.find(other)])

    def sources(self, id: str) -> frozenset[str]:
        members = self._members[self.find(id)]
        return frozenset[str]().union(*(self._by_id[member].sources for member in members))

    def sets(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the one that stands for a set, and the others."""
        for first, members in sorted(self._members.items()):
            if len(members) > 1:
                yield first, sorted(members - {first})

    def _rank(self, id: str) -> tuple[int, str]:
        form = self._by_id[id].form
        return -len(form), form


def decide(graph: Graph) -> tuple[list[Decision], dict[str, tuple[str, str]]]:
    """Return what became of each pair of near namesakes, and for each institution that is another its id and why."""
    found = institutions(graph)
    same, different = reviewed(graph)
    classes = _Classes(found, different)
    known = {item.id for item in found}
    for one, other in sorted(same):
        if one in known and other in known:
            classes.join(one, other)
    by_short: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs(found):
        by_short[pair.short.id].append(pair)
    decisions: list[Decision] = []
    why: dict[str, str] = {}
    # The longest first: what two names are short for may itself be short for a longer one.
    for id in sorted(by_short, key=lambda id: (-len(by_short[id][0].short.form), id)):
        decisions.extend(_decide(by_short[id], classes, why))
    return decisions, {member: (first, why.get(member, "a person has said so"))
                       for first, members in classes.sets() for member in members}


def _decide(candidates: list[Pair], classes: _Classes, why: dict[str, str]) -> Iterator[Decision]:
    short = candidates[0].short
    possible = []
    for pair in candidates:
        if classes.find(short.id) == classes.find(pair.full.id):
            yield Decision(pair, "same", "a person has said so")
        elif classes.apart(short.id, pair.full.id):
            yield Decision(pair, "different", "a person has said so")
        else:
            possible.append(pair)
    if len(possible) < len(candidates) and any(classes.find(short.id) == classes.find(pair.full.id)
                                               for pair in candidates):
        yield from (Decision(pair, "different", "a person has said that it is another") for pair in possible)
        return
    roots = {classes.find(pair.full.id) for pair in possible if pair.links}
    fitting = [pair for pair in possible if pair.links]
    against = [reason for pair in fitting for reason in pair.against]
    alone = len(roots) == 1 and not against and not short.sources & classes.sources(next(iter(roots)))
    for pair in possible:
        if alone and pair.links:
            why.setdefault(short.id, f"{pair.reason}; the only one in {short.scope} that it fits")
            yield Decision(pair, "same", "the only one of the district that fits")
        elif not pair.links:
            yield Decision(pair, "open", "the names alone do not tell")
        elif len(roots) > 1:
            yield Decision(pair, "open", f"{len(roots)} institutions of the district fit")
        else:
            yield Decision(pair, "open", "; ".join(pair.against) or "a document names both, apart from each other")
    if alone:
        classes.join(short.id, next(iter(roots)))


def same_as(graph: Graph) -> Iterator[Node | Relationship]:
    """Yield SAME_AS from each institution to the one with the longest name that it is."""
    _, others = decide(graph)
    said = {frozenset((item.start, item.end)) for item in graph.relationships
            if item.label == "SAME_AS" and item.properties.get("rule") == REVIEW}
    for id, (first, why) in sorted(others.items()):
        if frozenset((id, first)) not in said:
            yield derived_relationship("SAME_AS", id, first, RULE, why)


def representatives(graph: Graph) -> Mapping[str, str]:
    """Return for each institution of a graph with SAME_AS that is not the one which stands for its set, that one's id.

    Commands look through names with it: two institutions are one where their representatives are.
    """
    parent: dict[str, str] = {}

    def find(id: str) -> str:
        while parent.get(id, id) != id:
            id = parent[id]
        return id

    for item in graph.relationships:
        if item.label == "SAME_AS":
            one, other = find(item.start), find(item.end)
            if one != other:
                first, second = sorted((one, other), key=lambda id: (-len(id), id))
                parent[second] = first
    return {id: find(id) for id in sorted(parent)}


SAME_AS = Derivation(
    "same_as", same_as, frozenset({"School", "Kindergarten", "SchoolGroup", "Organization"}),
    frozenset({"MENTIONED_IN", "SAME_AS", "DIFFERENT_FROM"}) | BETWEEN,
    frozenset({"name", "aliases", "ownership", "rule"}), frozenset({"SAME_AS"}))
