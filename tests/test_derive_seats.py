"""Where institutions are, as far as it follows from whose documents name them."""
from __future__ import annotations

import pytest
from test_derive_same_as import SCOPE, document

from kg.derive import derive
from kg.derive.seats import SEATS
from kg.graph.exchange import collect
from kg.graph.merge import merge
from kg.types import Graph, Node, Relationship
from kg.vocabulary import labels


def _bureau(scope: str = SCOPE, *districts: str) -> Graph:
    body = f"governmentbody/{scope}/教育局"
    items: list[Node | Relationship] = [Node(body, labels("GovernmentBody"), {"id": body, "name": "教育局"})]
    for code in districts or (scope,):
        district = f"district/{code}"
        items.append(Node(district, labels("District"), {"id": district, "name": "瑞安市", "adcode": code}))
        items.append(Relationship(f"governs/{code}", "GOVERNS", body, district,
                                  {"derived": True, "source": "source/a"}))
    return collect(items)


def _located(*parts: Graph) -> set[tuple[str, str]]:
    found = derive(merge(parts), [SEATS]).relationships
    assert all(item.properties["derived"] is True and "source" not in item.properties for item in found)
    return {(item.start.split("/", 2)[2], item.end) for item in found}


@pytest.mark.parametrize("name", ["滨江小学", "瑞安中学", "瑞安市第三中学", "塘下镇第一小学", "新区实验小学"])
def test_derive_seats_in_the_district_that_names_it(name: str) -> None:
    [(_, district)] = _located(_bureau(), document("a", [name]))
    assert district == f"district/{SCOPE}"


@pytest.mark.parametrize("name", ["温州市实验中学", "永嘉县上塘中学", "温州中学", "杭州市上城区胜利小学",
                                  "松涛县第一小学"])
def test_derive_seats_not_where_the_name_says_another_place(name: str) -> None:
    assert _located(_bureau(), document("a", [name])) == set()


def test_derive_seats_need_one_district() -> None:
    assert _located(document("a", ["滨江小学"])) == set()
    assert _located(_bureau(SCOPE, SCOPE, "330382"), document("a", ["滨江小学"])) == set()
    assert _located(_bureau("330382"), document("a", ["滨江小学"])) == set()


def test_derive_seats_give_way_to_what_a_text_says() -> None:
    graph = merge([_bureau(), document("a", ["滨江小学"])])
    ends = f"school/{SCOPE}/滨江小学", "district/330382"
    stated = Relationship("claim/1", "LOCATED_IN", *ends, {"source": "source/a"})
    assert _located(graph, Graph((), (stated,))) == set()
