"""What documents say of an institution, a program or another thing, year by year."""
from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kg.compare.facts import Facts, answers_to, name_of, number, text, title_of, year_of
from kg.types import Node, Relationship
from kg.vocabulary import FIGURE_RELATIONS, RELATIONS

# Links between nodes that are one thing: one named in two ways, or before and after it was renamed.
ONE_THING = ("SAME_AS", "RENAMED_TO")
_TOLD = (*RELATIONS, *FIGURE_RELATIONS, "RENAMED_TO", "SUCCEEDED_BY")
_NO_YEAR = 9999  # what is said of no year comes last


class Moment(NamedTuple):
    """What one document says of a thing; the fields are the columns of the query ``timeline``.

    ``id`` is the node that it is said of, ``detail`` the stage of a building or the kind of a pairing.
    """

    thing: str
    id: str
    year: int | None
    relation: str
    direction: str
    detail: str | None
    other: str
    evidence: str | None
    document: str | None
    claim: str


def things_named(facts: Facts, name: str) -> list[list[Node]]:
    """Return the things that a name, alias or id may mean; each is all of its nodes, by id."""
    found: dict[str, list[Node]] = {}
    for id in sorted(facts.nodes):
        node = facts.nodes[id]
        if "Entity" in node.labels and not {"Figure", "Indicator"} & set(node.labels) and answers_to(node, name):
            one = one_thing(facts, id)
            found[one[0]] = [facts.nodes[other] for other in one]
    return list(found.values())


def one_thing(facts: Facts, id: str) -> list[str]:
    """Return the ids of all nodes that are the same thing as a node, with its own, sorted."""
    found, open_ = {id}, [id]
    while open_:
        here = open_.pop()
        near = {item.end for item in facts.from_(here, *ONE_THING)}
        near |= {item.start for item in facts.to(here, *ONE_THING)}
        open_.extend(near - found)
        found |= near
    return sorted(found)


def timeline(facts: Facts, *, name: str) -> tuple[Moment, ...]:
    """Return what is said of the things with a name, alias or id, under all names that they have or had."""
    ids = {node.id for nodes in things_named(facts, name) for node in nodes}
    rows = [(_key(facts, item, id), _row(facts, item, id)) for id in ids for item in _said(facts, id, ids)]
    return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))


def _said(facts: Facts, id: str, ids: set[str]) -> Iterable[Relationship]:
    """Yield what is said of a node; what links two nodes of the answer is told of the first of them."""
    yield from facts.from_(id, *_TOLD)
    yield from (item for item in facts.to(id, *_TOLD) if item.start not in ids)


def _key(facts: Facts, item: Relationship, id: str) -> tuple[object, ...]:
    source = facts.document(item)
    return (year_of(item) or _NO_YEAR, year_of(source) or _NO_YEAR, text(source, "kind") or "", title_of(source) or "",
            number(item, "start") or 0, item.id, id)


def _row(facts: Facts, item: Relationship, id: str) -> Moment:
    outward = item.start == id
    other = facts.nodes[item.end if outward else item.start]
    return Moment(name_of(facts.nodes[id]), id, year_of(item), item.label, "->" if outward else "<-",
                  text(item, "stage") or text(item, "kind"), name_of(other), text(item, "evidence"),
                  title_of(facts.document(item), year_of(item)), item.id)
