"""The year before, from growth: what follows, what does not, and that it is marked."""
from __future__ import annotations

from importlib.resources import files

import pyshacl
import pytest
from figure_graphs import figure, graph_of
from rdf_sample import address, exported, parsed
from rdflib import Graph as RDFGraph
from rdflib import URIRef

from kg.derive import derive
from kg.derive.growth import grown
from kg.graph.check import check_items
from kg.pipeline import document_graph
from kg.read import read_bytes
from kg.types import Graph, Node
from loaders.rdf_vocabulary import KG

RATE, POSTS, MONEY = "普惠性幼儿园覆盖率", "招聘教师", "一般公共预算教育支出"


def _before(graph: Graph) -> list[tuple[object, ...]]:
    return [tuple(item.properties[key] for key in ("indicator", "year", "comparator", "value", "unit"))
            for item in grown(graph) if isinstance(item, Node)]


def _pair(indicator: str, value: float, unit: str, way: str, by: float, by_unit: str, words: str, /, *,
          signs: tuple[str, str] = ("=", "="), at: int = 20) -> Graph:
    return graph_of(
        figure("Result", indicator, value, unit, 2023, at=3, comparator=signs[0]),
        figure("Result", f"{indicator}{way}", by, by_unit, 2023, at=at, evidence=words, comparator=signs[1]))


@pytest.mark.parametrize(("graph", "expected"), [
    (_pair(RATE, 95.64, "%", "增长", 5.64, "个百分点", "比上年提升5.64个百分点"), (RATE, 2022, "=", 90, "%")),
    (_pair(RATE, 95.3, "%", "增长", 0.1, "个百分点", "比2021年提升0.1个百分点"), (RATE, 2021, "=", 95.2, "%")),
    (_pair(RATE, 95.64, "%", "增长", 5.64, "个百分点", "比上年提升5.64个百分点", at=3000), (RATE, 2022, "=", 90, "%")),
    (_pair("近视率", 48.2, "%", "下降", 1.3, "个百分点", "较去年下降1.3个百分点"), ("近视率", 2022, "=", 49.5, "%")),
    (_pair(POSTS, 120, "名", "增长", 20, "人", "比上年增加20人"), (POSTS, 2022, "=", 100, "名")),
    (_pair(MONEY, 12.5, "亿元", "增长", 5000, "万元", "比上年增加5000万元"), (MONEY, 2022, "=", 12, "亿元")),
    (_pair(MONEY, 12.5, "亿元", "增长", 12, "%", "同比增长12%"), (MONEY, 2022, "~", 11.16, "亿元")),
    (_pair(POSTS, 90, "名", "下降", 10, "%", "同比下降10%"), (POSTS, 2022, "~", 100, "名")),
])
def test_derive_growth_gives_the_year_before(graph: Graph, expected: tuple[object, ...]) -> None:
    assert [tuple(map(repr, row)) for row in _before(graph)] == [tuple(map(repr, expected))]


@pytest.mark.parametrize("graph", [
    _pair(RATE, 95, "%", "增长", 5, "%", "比上年增长5%"),  # points or percent
    _pair(RATE, 95, "%", "增长", 5, "个百分点", "提升5个百分点"),  # over which year
    _pair(RATE, 95, "%", "增长", 5, "个百分点", "比“十三五”以来年均提升5个百分点"),
    _pair(POSTS, 20, "名", "增长", 30, "名", "比上年增加30名"),  # less than nothing
    _pair(RATE, 98, "%", "下降", 5, "个百分点", "比上年下降5个百分点"),  # more than all
    _pair(POSTS, 100, "名", "增长", 1, "倍", "比上年增长1倍"),
    _pair(POSTS, 100, "名", "增长", 20, "名", "比上年增加20名", signs=(">=", "=")),
    _pair(POSTS, 100, "名", "增长", 20, "名", "比上年增加20名", at=900),  # far from each other
    _pair("示范园覆盖比率", 95, "%", "增长", 5, "个百分点", "比上年提升5个百分点", at=900),  # no rate that is known
    graph_of(figure("Result", RATE, 95, "%", 2023, at=3), figure("Result", RATE, 93, "%", 2023, at=400),  # of which
             figure("Result", f"{RATE}增长", 5, "个百分点", 2023, at=3000, evidence="比上年提升5个百分点")),
    _pair(RATE, 95, "%", "增长", 5, "个百分点", "比2024年提升5个百分点"),
])
def test_derive_growth_gives_nothing_where_it_does_not_follow(graph: Graph) -> None:
    assert list(grown(graph)) == []


def test_derive_growth_leaves_what_is_stated() -> None:
    pair = _pair(POSTS, 120, "名", "增长", 20, "名", "比上年增加20名")
    stated = graph_of(figure("Result", POSTS, 98, "名", 2022, source="source/b"))
    both = Graph(tuple({node.id: node for node in (*pair.nodes, *stated.nodes)}.values()),
                 tuple({item.id: item for item in (*pair.relationships, *stated.relationships)}.values()))
    assert list(grown(both)) == []


def test_derive_growth_of_several_figures_nearby_is_of_none() -> None:
    graph = graph_of(figure("Result", POSTS, 120, "名", 2023, at=3), figure("Result", POSTS, 60, "名", 2023, at=12),
                     figure("Result", f"{POSTS}增长", 20, "名", 2023, at=20, evidence="比上年增加20名"))
    assert list(grown(graph)) == []


def test_derive_growth_is_marked_and_sound_and_answers_targets() -> None:
    text = "青禾区教育局2023年工作总结\n普惠性幼儿园覆盖率达到95.64%，比上年提升5.64个百分点。"
    graph = document_graph(read_bytes(text.encode(), "a.txt"))
    target = graph_of(figure("Target", RATE, 88, "%", 2022, source="source/plan"))
    facts = Graph(tuple({node.id: node for node in (*graph.nodes, *target.nodes)}.values()),
                  tuple({item.id: item for item in (*graph.relationships, *target.relationships)}.values()))
    derived = derive(facts)
    [result] = derived.nodes
    told = result.properties
    assert (told["derived"], told["value"], told["value_si"], told["unit_si"]) == (True, 90, 90, "%")
    assert told["evidence"] == "比上年提升5.64个百分点"
    assert len(told["derived_from"]) == 2  # type: ignore[arg-type]
    assert "source" not in told
    assert [item.properties["met"] for item in derived.relationships if item.label == "FULFILS"] == [True]
    data = parsed(exported([*facts.items(), *derived.items()]))
    shapes = RDFGraph().parse(data=files("ontology").joinpath("shapes.ttl").read_text("utf-8"), format="turtle")
    conforms, _, report = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    assert conforms, report
    assert {str(node) for node in data.objects(URIRef(address(result.id)), KG.derivedFrom)} == {
        address(id) for id in told["derived_from"]}  # type: ignore[union-attr]
    found = [item for item in check_items([*facts.items(), *derived.items()]) if "derived" in item.message]
    assert found == []
