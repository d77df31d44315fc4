"""From entities, claims and figures to nodes and relationships."""
import dataclasses

import pytest
from one_sentence import BUREAU, PLAN, document, graph_of

from kg import extract
from kg.graph.build import source_id
from kg.indicators import canonical_name
from kg.pipeline import document_graph
from kg.types import Graph, Metadata, Node, Relationship


def _only(graph: Graph, label: str) -> Node:
    [node] = graph.nodes_with(label)
    return node


def _claim(graph: Graph, label: str) -> Relationship:
    [item] = [item for item in graph.relationships if item.label == label]
    return item


def test_graph_build_source_tells_what_was_read() -> None:
    read = document("加强管理。")
    metadata = Metadata(published="2023-03-01", url="https://qinghe.example/1.html", number="青教〔2023〕1号")
    source = _only(document_graph(dataclasses.replace(read, metadata=metadata)), "Source")
    assert source.id == source_id(read) == f"source/{read.digest[:32]}"
    assert source.labels == ("Source",)
    assert dict(source.properties) == {
        "id": source.id, "digest": read.digest, "name": "a.txt", "title": PLAN, "kind": "plan", "year": 2023,
        "publisher": BUREAU, "published": "2023-03-01", "url": "https://qinghe.example/1.html",
        "number": "青教〔2023〕1号", "titles": (PLAN,), "kinds": ("plan",), "years": (2023,)}


def test_graph_build_source_without_a_title_has_the_page_s_or_the_file_s() -> None:
    read = dataclasses.replace(document("加强管理。"), text="全区教育系统加强学校管理,提高教育质量,办好每一所学校。\n")
    assert _only(document_graph(read), "Source").properties["title"] == "a.txt"
    titled = dataclasses.replace(read, metadata=Metadata(title="工作动态"))
    assert _only(document_graph(titled), "Source").properties["title"] == "工作动态"


def test_graph_build_claim_carries_verbatim_evidence_and_where_it_stands() -> None:
    graph = graph_of("加强管理，深化「双減」工作。")
    claim = _claim(graph, "RUNS")
    properties = claim.properties
    assert properties["evidence"] == "深化「双減」工作"
    assert graph.node(claim.start).properties["name"] == BUREAU
    assert graph.node(claim.end).properties["name"] == "双减"
    assert properties["source"] == _only(graph, "Source").id
    assert (properties["year"], properties["section"], properties["rule"]) == (2023, "主要任务 > 各项工作", "runs")
    assert 0 < float(properties["confidence"]) <= 1  # type: ignore[arg-type]


def test_graph_build_one_claim_a_year_and_stage() -> None:
    graph = graph_of("建成青河小学。建成青河小学。2024年建成青河小学。")
    years = [item.properties["year"] for item in graph.relationships if item.label == "BUILDS"]
    assert sorted(years) == [2023, 2024]  # type: ignore[type-var]


def test_graph_build_figure_is_a_node_with_its_indicator() -> None:
    graph = graph_of("公办园在园幼儿占比达到60%以上。")
    target = _only(graph, "Target")
    wanted = {"indicator": "公办园在园幼儿占比", "value": 60, "unit": "%", "comparator": ">=", "year": 2023,
              "evidence": "公办园在园幼儿占比达到60%以上"}
    assert {key: target.properties[key] for key in wanted} == wanted
    assert "upper" not in target.properties
    assert target.properties["name"] == "公办园在园幼儿占比 >=60%"
    assert graph.node(_claim(graph, "TARGETS").start).properties["name"] == BUREAU
    measures = _claim(graph, "MEASURES")
    assert (measures.start, measures.end) == (target.id, _only(graph, "Indicator").id)
    assert measures.properties["derived"] is True


@pytest.mark.parametrize(("sentence", "value", "upper", "end"), [
    ("新建公办幼儿园1-2所。", 1, 2, " 1-2所"),
    ("投入资金2.5亿元。", 2.5, None, " 2.5亿元"),
    ("投入资金约300万元。", 300, None, " ~300万元"),
])
def test_graph_build_figure_numbers_are_whole_where_they_can_be(sentence: str, value: float, upper: float | None,
                                                                end: str) -> None:
    target = _only(graph_of(sentence), "Target")
    assert (target.properties["value"], target.properties.get("upper")) == (value, upper)
    assert type(target.properties["value"]) is type(value)
    assert str(target.properties["name"]).endswith(end)


def test_graph_build_figure_is_as_written_and_its_indicator_is_not() -> None:
    traditional = document("教師輪崗比例達到15%，學區覆蓋率達到100%。", "雲川市青禾區教育局2023年工作要點")
    graph = document_graph(traditional)
    written = {str(node.properties["indicator"]) for node in graph.nodes_with("Target")}
    assert "教師輪崗比例" in written
    assert all(item.properties["evidence"] in traditional.text for item in graph.relationships
               if "evidence" in item.properties)
    assert not any("輪崗" in str(node.properties["name"]) for node in graph.nodes_with("Indicator"))


def test_graph_build_mentions_hold_every_form_with_its_offsets() -> None:
    graph = graph_of("东湖小学扩建,东湖小学改建。")
    school = _only(graph, "School")
    [mentions] = [item for item in graph.relationships if item.label == "MENTIONED_IN" and item.start == school.id]
    text = document("东湖小学扩建,东湖小学改建。").text
    starts, ends = mentions.properties["starts"], mentions.properties["ends"]
    assert [text[start:end] for start,
            end in zip(starts, ends, strict=True)] == ["东湖小学"] * 2  # type: ignore[arg-type]
    assert mentions.properties["names"] == ("东湖小学", "东湖小学")


def test_graph_build_bureau_governs_its_district() -> None:
    graph = graph_of("加强管理。")
    governs = _claim(graph, "GOVERNS")
    assert [graph.node(id).properties["name"] for id in (governs.start, governs.end)] == [BUREAU, "青禾区"]
    assert governs.properties["derived"] is True


def test_graph_build_school_that_writes_is_in_its_district() -> None:
    graph = extract("瑞安市滨江中学2023年工作总结\n\n一、教学\n我校新建综合楼,获评省级文明校园。\n")
    there = _claim(graph, "LOCATED_IN")
    assert [graph.node(id).properties["name"] for id in (there.start, there.end)] == ["瑞安市滨江中学", "瑞安市"]
    assert there.properties["source"] == _only(graph, "Source").id
    assert there.properties["derived"] is True


@pytest.mark.parametrize(("phrase", "name"), [
    ("“双减”达标率", "双减达标率"),
    ("没有人知道的指标", "没有人知道的指标"),
])
def test_graph_build_indicator_without_an_entry_is_its_phrase(phrase: str, name: str) -> None:
    assert canonical_name(phrase) == name
