"""LOCATED_IN of institutions: a district's documents speak of its own schools, unless a name says otherwise.

No text says so, and it is marked as derived. Institutions whose names begin with another division (甲县乙小学,
甲市科技馆) are left out, unless documents of that division are there and name its bureau: their ids have its scope.
"""
from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from kg.derive.derivation import Derivation, derived_relationship, scope_of
from kg.derive.variants import place_of
from kg.divisions import Division, split_prefix
from kg.types import Graph, Relationship

_LABELS = frozenset({"School", "Kindergarten", "SchoolGroup", "Organization"})
_RULE = "publishing-district"
# A division that no table has (甲县乙小学), and what only looks like one (新区实验小学, 社区学校).
_OTHER = re.compile("[一-鿿]{1,3}(?:县|市|(?<![开新园城社校小库矿林景山发])区)(?=[一-鿿]{3})")


def seats(graph: Graph) -> Iterator[Relationship]:
    """Yield LOCATED_IN from institutions to the district whose documents name them as its own.

    The district is the one that the bureau of the same scope governs; where it governs several, none is meant.
    """
    districts: dict[str, set[str]] = {}
    for item in graph.relationships:
        if item.label == "GOVERNS" and (scope := scope_of(item.start)):
            districts.setdefault(scope, set()).add(item.end)
    stated = {item.start for item in graph.relationships if item.label == "LOCATED_IN"}
    names = {node.id: str(node.properties.get("name", node.id)) for node in graph.nodes_with("District")}
    for node in graph.nodes:
        if _LABELS.isdisjoint(node.labels) or node.id in stated:
            continue
        scope, form = scope_of(node.id), node.id.split("/", 2)[-1]
        found = districts.get(scope, set())
        if len(found) == 1 and _own(form, scope):
            [district] = found
            yield derived_relationship(
                "LOCATED_IN", node.id, district, _RULE,
                f"documents of {names.get(district, scope)} name it without another district")


def _own(form: str, scope: str) -> bool:
    """Tell whether a name begins with no other division than the own one."""
    place = place_of(scope)
    if form.startswith(place.above):
        return False  # 甲市第一中学 may be the city's
    first = _first_division(form)
    if first is None:
        return form.startswith(place.own) or not _OTHER.match(form)
    return first in place.own if isinstance(first, str) else first.name in place.own or first.level == "township"


@functools.lru_cache(maxsize=65536)  # schools of many districts have the same names
def _first_division(form: str) -> Division | str | None:
    pieces, _ = split_prefix(form, short=False)
    return pieces[0] if pieces else None


SEATS = Derivation("seats", seats, _LABELS | {"District"}, frozenset({"GOVERNS", "LOCATED_IN"}),
                   frozenset({"name"}), frozenset({"LOCATED_IN"}))
