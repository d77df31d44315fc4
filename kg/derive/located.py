"""Where districts are, up to the province, and what took the place of those that are no more.

Follows from the tables of divisions alone (``kg.divisions``). A division is where it is today, or was last.
"""
from __future__ import annotations

from collections.abc import Iterator

from kg.derive.derivation import Derivation, derived_node, derived_relationship
from kg.divisions import Division, ancestors, successors
from kg.divisions.gazetteer import by_key, code_year, key_of
from kg.types import Graph, Node, Relationship
from kg.vocabulary import labels

_PREFIX = "district/"


def located(graph: Graph) -> Iterator[Node | Relationship]:
    """Yield the divisions above a graph's districts and after them, LOCATED_IN and SUCCEEDED_BY.

    Districts without a code (invented, ambiguous) are passed over.
    """
    waiting = [division for node in graph.nodes_with("District")
               if "adcode" in node.properties and (division := by_key(node.id.removeprefix(_PREFIX))) is not None]
    seen = {key_of(division) for division in waiting}
    while waiting:
        division = waiting.pop()
        yield _node(division)
        above = ancestors(division)[:1]
        later = successors(division)
        for parent in above:
            yield derived_relationship("LOCATED_IN", _id(division), _id(parent), "division-parent",
                                       f"{division.code} {division.name} is a part of {parent.code} {parent.name}")
        for heir in later:
            if key_of(heir) != key_of(division):
                yield _succession(division, heir)
        new = [item for item in (*above, *later) if key_of(item) not in seen]
        seen.update(key_of(item) for item in new)
        waiting += new


def _succession(division: Division, heir: Division) -> Relationship:
    reason = f"{division.code} {division.name} ceased in {division.until}; {heir.code} {heir.name} took its place"
    return derived_relationship("SUCCEEDED_BY", _id(division), _id(heir), "division-successor", reason,
                                **({} if division.until is None else {"year": division.until}))


def _id(division: Division) -> str:
    return f"{_PREFIX}{key_of(division)}"


def _node(division: Division) -> Node:
    return derived_node(_id(division), labels("District"), name=division.name, adcode=division.code,
                        level=division.level, code_year=code_year(division, None))


LOCATED = Derivation(
    name="located", derive=located, labels=frozenset({"District"}), types=frozenset(), keys=frozenset({"adcode"}),
    gives=frozenset({"District", "LOCATED_IN", "SUCCEEDED_BY"}))
