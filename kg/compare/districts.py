"""Which district a name means, what it lies in, and who speaks for it."""
from __future__ import annotations

from typing import NamedTuple

from kg.compare.facts import Facts, answers_to, name_of, text
from kg.types import Node

_LEVELS = 3  # a township lies in a county, a city and a province


class FoundDistrict(NamedTuple):
    """A district that a name may mean: ``within`` is what it lies in, from the nearest (南京市; 江苏省)."""

    id: str
    district: str
    adcode: str | None
    within: list[str]


def around(facts: Facts, district: Node) -> tuple[Node, ...]:
    """Return the districts that a district lies in, from the nearest to the province."""
    found: list[Node] = []
    here = district
    while len(found) < _LEVELS:
        above = [facts.nodes[item.end] for item in facts.from_(here.id, "LOCATED_IN")
                 if "District" in facts.nodes[item.end].labels]
        if not above:
            break
        here = above[0]
        found.append(here)
    return tuple(found)


def bureaus(facts: Facts, district: str) -> tuple[Node, ...]:
    """Return the bureaus that govern a district, by id."""
    ids = {item.start for item in facts.to(district, "GOVERNS")}
    return tuple(facts.nodes[id] for id in sorted(ids))


def speakers(facts: Facts, district: str) -> tuple[str, ...]:
    """Return the ids of a district and its bureaus: what they plan and report is the district's."""
    return (district, *(node.id for node in bureaus(facts, district)))


def holders(facts: Facts, district: str) -> tuple[tuple[str, ...], ...]:
    """Return the ids of the holders that belong to a district: of it and its bureaus, which are one, and of each
    institution that lies in it.
    """
    own = speakers(facts, district)
    located = {item.start for item in facts.to(district, "LOCATED_IN")
               if "Institution" in facts.nodes[item.start].labels}
    return (own, *((id,) for id in sorted(located - set(own))))


def districts_named(facts: Facts, *, name: str) -> tuple[FoundDistrict, ...]:
    """Return the districts that a name may mean, by id: an id, a code, a name, an alias, a name with the city or
    province before it (南京市鼓楼区), or the name of a bureau that governs it.
    """
    found = []
    for node in facts.labelled("District"):
        above = around(facts, node)
        if (answers_to(node, name) or any(answers_to(bureau, name) for bureau in bureaus(facts, node.id))
                or any(name == name_of(one) + name_of(node) for one in above)
                or name == "".join(name_of(one) for one in reversed((node, *above)))):
            found.append(FoundDistrict(node.id, name_of(node), text(node, "adcode"), [name_of(one) for one in above]))
    return tuple(found)
