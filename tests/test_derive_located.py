"""Districts located up to the province, and linked to what took their place."""
from __future__ import annotations

import hashlib
from itertools import permutations

import pytest

from kg.derive import base, derive
from kg.derive.located import located
from kg.divisions.gazetteer import by_key, key_of, successors
from kg.divisions.tables import table
from kg.graph.exchange import collect
from kg.graph.merge import merge
from kg.pipeline import document_graph
from kg.types import Document, Graph, Relationship


def document(title: str, sentence: str = "推进教育公平。") -> Graph:
    text = f"{title}\n\n一、总体要求\n{sentence}\n"
    return document_graph(Document("a.txt", hashlib.sha256(text.encode()).hexdigest(), text))


def pairs(graph: Graph, label: str) -> set[tuple[str, str]]:
    return {(item.start.removeprefix("district/"), item.end.removeprefix("district/"))
            for item in graph.relationships if item.label == label}


@pytest.mark.parametrize(("title", "sentence", "expected"), [
    ("宁波市海曙区教育局2022年工作总结", "推进教育公平。", {("330203", "330200"), ("330200", "330000")}),
    ("宁波市海曙区教育局2022年工作总结", "在章水镇开展试点。",
     {("330203106", "330203"), ("330203", "330200"), ("330200", "330000")}),
    ("上海市浦东新区教育局2022年工作总结", "推进教育公平。", {("310115", "310000")}),
    ("仙桃市教育局2022年工作总结", "推进教育公平。", {("429004", "420000")}),
    ("鼓楼区教育局2022年工作总结", "推进教育公平。", set()),
    ("云川市青禾区教育局2022年工作总结", "推进教育公平。", set()),
])
def test_located_leads_to_the_province(title: str, sentence: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(derive(document(title, sentence)), "LOCATED_IN") == expected


@pytest.mark.parametrize(("title", "expected"), [
    ("达县教育局2011年工作总结", {("511721", "511703", 2013)}),
    ("上海市南汇区教育局2008年工作总结", {("310119", "310115", 2009)}),
    ("襄樊市教育局2008年工作总结", {("420600-襄樊市", "420600", 2010)}),
    ("襄阳市教育局2018年工作总结", set()),
    ("绍兴县教育局2010年工作总结", {("330621", "330603", 2013)}),
    ("石家庄市桥东区教育局2010年工作总结", {("130103", "130102", 2014), ("130103", "130104", 2014)}),
    ("海曙区教育局2010年工作总结", set()),
])
def test_located_links_what_ceased_to_its_successors(title: str, expected: set[tuple[str, str, int]]) -> None:
    derived = derive(document(title))
    found = {(item.start.removeprefix("district/"), item.end.removeprefix("district/"), item.properties["year"])
             for item in derived.relationships if item.label == "SUCCEEDED_BY"}
    assert found == expected


def test_located_district_has_its_code_level_and_year() -> None:
    graph = document("上海市南汇区教育局2015年工作总结")
    own = graph.node("district/310119").properties
    assert (own["adcode"], own["level"], own["code_year"]) == ("310119", "county", 2008)
    heir = derive(graph).node("district/310115").properties
    assert (heir["name"], heir["level"], heir["code_year"], heir["derived"]) == ("浦东新区", "county", 2026, True)


def test_located_is_marked_and_goes_when_its_district_goes() -> None:
    graph = document("宁波市海曙区教育局2022年工作总结")
    derived = derive(graph)
    assert all(item.properties["derived"] is True and "source" not in item.properties for item in derived.items())
    assert base(merge([graph, derived])) == graph
    assert derive(merge([graph, derived])) == derived
    assert not derive(Graph()).nodes


def test_located_does_not_depend_on_the_order_of_documents() -> None:
    graphs = [document("杭州市临平区教育局2023年工作总结"), document("杭州市余杭区教育局2018年工作总结"),
              document("杭州市教育局2020年工作总结", "赴下城区、拱墅区调研。")]
    assert len({derive(merge(order)) == derive(merge(graphs)) for order in permutations(graphs)}) == 1
    derived = derive(merge(graphs))
    assert "district/330100" not in {node.id for node in derived.nodes}  # a document names it: not derived
    assert ("330103", "330105") in pairs(derived, "SUCCEEDED_BY")


def test_located_every_division_of_the_tables_reaches_a_province() -> None:
    everything = [item for group in table().by_code.values() for item in group]
    assert all(by_key(key_of(item)) is not None for item in everything)
    above = {item.start: item.end for item in _located_all() if item.label == "LOCATED_IN"}
    for division in everything:
        id, steps = f"district/{key_of(division)}", 0
        while id in above:
            id, steps = above[id], steps + 1
        assert id.endswith("0000"), division
        assert steps < 4


def test_located_successions_end() -> None:
    for division in (item for group in table().by_code.values() for item in group):
        seen, waiting = {key_of(division)}, [division]
        while waiting:
            for heir in successors(waiting.pop()):
                assert heir.since >= division.since or heir.until is None
                assert key_of(heir) != key_of(division) or heir.since != division.since
                if key_of(heir) not in seen:
                    seen.add(key_of(heir))
                    waiting.append(heir)


def _located_all() -> list[Relationship]:
    from kg.types import Node
    from kg.vocabulary import labels
    nodes = {f"district/{key_of(item)}": item.code for group in table().by_code.values() for item in group}
    graph = Graph(tuple(Node(id, labels("District"), {"id": id, "adcode": code}) for id, code in sorted(nodes.items())))
    return list(collect(list(located(graph))).relationships)
