"""Findings on what graphs say: each kind is found where it is, and not where it is not."""
from __future__ import annotations

import pytest
from figure_graphs import DISTRICT, entity, figure, graph_of, link

from kg.findings import CODES, FindingsReader, findings
from kg.graph.merge import merge
from kg.pipeline import document_graph
from kg.read import read_bytes
from kg.types import Graph, Node, Relationship
from kg.vocabulary import labels

RATE, POSTS, PLACES, GAP = "普惠性幼儿园覆盖率", "招聘教师", "新增学位", "小学校际差异系数"


def _codes(graph: Graph) -> list[str]:
    return [finding.code for finding in findings(graph)]


def _of_text(*sentences: str, kind: str = "总结") -> Graph:
    text = f"青禾区教育局2023年工作{kind}\n" + "\n".join(sentences)
    return document_graph(read_bytes(text.encode(), "a.txt"))


@pytest.mark.parametrize(("graph", "codes"), [
    (graph_of(figure("Target", RATE, 95, "%", 2023)), []),
    (graph_of(figure("Target", RATE, 95, "", 2023)), ["target-without-unit"]),
    (graph_of(figure("Result", RATE, 95, "", 2023)), []),
    (graph_of(figure("Target", GAP, 0.4, "", 2023)), []),
    (graph_of(figure("Result", POSTS, 95, "名", 2023), figure("Result", POSTS, 95, "人", 2023, at=9)), []),
    (graph_of(figure("Result", POSTS, 95, "名", 2023), figure("Result", POSTS, 80, "人", 2023, at=9)),
     ["contradictory-results"]),
    (graph_of(figure("Result", POSTS, 95, "名", 2023), figure("Result", POSTS, 90, "人", 2023, at=9, comparator=">=")),
     []),
    (graph_of(figure("Result", POSTS, 95, "名", 2023), figure("Result", POSTS, 80, "人", 2022, at=9)), []),
    (graph_of(figure("Result", POSTS, 95, "名", 2023), figure("Target", POSTS, 80, "人", 2023, at=9)), []),
    (graph_of(figure("Result", POSTS, 95, "名", 2023), figure("Result", POSTS, 80, "人次", 2023, at=9)), []),
    (graph_of(figure("Result", RATE, 95, "%", 2023, source="source/x"),
              figure("Result", RATE, 93, "%", 2023, source="source/y")), ["contradictory-results"]),
    (graph_of(figure("Result", "一般公共预算教育支出", 1.2, "亿元", 2023),
              figure("Result", "一般公共预算教育支出", 12000, "万元", 2023, at=9)), []),
    # What no concept names is held against itself between documents only.
    (graph_of(figure("Result", "某事", 5, "个", 2023), figure("Result", "某事", 6, "个", 2023, at=9)),
     ["unknown-indicator"]),
    (graph_of(figure("Result", "某事", 5, "个", 2023), figure("Result", "某事", 6, "个", 2023, source="source/y")),
     ["contradictory-results", "unknown-indicator"]),
])
def test_findings_on_figures(graph: Graph, codes: list[str]) -> None:
    assert _codes(graph) == codes


def test_findings_contradiction_tells_both_with_their_documents() -> None:
    [found] = findings(graph_of(figure("Result", POSTS, 95, "名", 2023, source="source/x"),
                                figure("Result", POSTS, 80, "名", 2023, source="source/y")))
    assert all(word in found.message for word in ("95名", "80名", "source/x", "source/y", "2023"))


def test_findings_contradiction_of_a_bureau_and_its_district() -> None:
    graph = graph_of(figure("Result", RATE, 95, "%", 2023),
                     figure("Result", RATE, 90, "%", 2023, holder=DISTRICT, source="source/y"))
    assert _codes(graph) == ["contradictory-results"]


@pytest.mark.parametrize(("stated", "codes"), [(90, []), (89.5, ["growth-mismatch"]), (90.05, [])])
def test_findings_growth_that_does_not_fit_the_year_before(stated: float, codes: list[str]) -> None:
    graph = graph_of(
        figure("Result", RATE, 95.64, "%", 2023, at=3),
        figure("Result", f"{RATE}增长", 5.64, "个百分点", 2023, at=20, evidence="比上年提升5.64个百分点"),
        figure("Result", RATE, stated, "%", 2022, source="source/y"))
    assert _codes(graph) == codes


@pytest.mark.parametrize(("sentence", "count"), [
    ("全区现有幼儿园60所，其中公办幼儿园36所、民办幼儿园28所。", 1),
    ("全区现有幼儿园60所，其中公办幼儿园36所、民办幼儿园24所。", 0),
    ("全区现有幼儿园60所，其中公办幼儿园36所、民办幼儿园20所。", 1),
    ("全区现有幼儿园60所，其中公办幼儿园36所。", 0),
    ("新建学校5所，其中小学3所、初中1所。", 0),
    ("新建学校5所，其中小学3所、初中3所。", 1),
    ("在校学生3.5万人，其中小学生2万人，初中生1万人，高中生0.5万人。", 0),
    ("在校学生3.5万人，其中小学生2万人，初中生1万人，高中生0.8万人。", 1),
    ("在校学生3.5万人，其中小学生20000人，初中生16000人。", 1),
    ("招聘教师50名，其中研究生20名。培训教师300人次。", 0),
    ("新建小学2所。其中一所已经投用，新增学位5000个。", 0),
])
def test_findings_totals_and_their_parts(sentence: str, count: int) -> None:
    assert _codes(_of_text(sentence)).count("does-not-add-up") == count


def test_findings_ambiguous_district_names_the_candidates() -> None:
    node = Node("district/x/鼓楼区", labels("District"), {
        "id": "district/x/鼓楼区", "name": "鼓楼区", "candidates": ("320106", "350102")})
    [found] = findings(graph_of(more=(node,)))
    assert (found.code, "320106" in found.message, "350102" in found.message) == ("ambiguous-district", True, True)


def test_findings_near_namesakes_until_a_person_has_answered() -> None:
    one, others = "school/青禾区/第三中学", ("school/青禾区/第三初级中学", "school/青禾区/第三高级中学")
    nodes = tuple(entity("School", id, id.rpartition("/")[2]) for id in (one, *others))
    found = [item for item in findings(graph_of(more=nodes)) if item.code == "near-namesakes"]
    assert found
    assert all(one in item.message for item in found)
    answers = tuple(Relationship(f"review/{id}", "DIFFERENT_FROM", *sorted((one, id)), {
        "id": f"review/{id}", "rule": "review"}) for id in others)
    assert [item for item in findings(graph_of(more=(*nodes, *answers))) if item.code == "near-namesakes"] == []
    assert _codes(graph_of(more=nodes[1:])) == []


def test_findings_unknown_indicator_is_told_once_with_its_figures() -> None:
    rows = [figure("Result", "某事", 5, "个", year) for year in (2021, 2022)]
    known = [figure("Result", RATE, 90, "%", 2023), figure("Result", f"{RATE}增长", 1, "%", 2023)]
    [found] = findings(graph_of(*rows, *known))
    assert found.code == "unknown-indicator"
    assert "2 figure(s)" in found.message


def test_findings_reader_keeps_what_findings_need_and_passes_everything() -> None:
    graph = graph_of(figure("Target", RATE, 95, "", 2023), more=(
        entity("School", "school/a/b", "某小学"), link("SAME_AS", "school/a/b", "school/a/c")))
    reader = FindingsReader()
    assert list(reader.passing(graph.items())) == list(graph.items())
    assert list(reader.findings()) == list(findings(graph))
    assert len(CODES) == len(set(CODES))


@pytest.mark.parametrize(("publishers", "found"), [
    (("杭州市青禾区", "南京市青禾区"), 1), (("杭州市青禾区", "浙江省青禾区", "青禾区"), 0), (("杭州市青禾区",), 0),
    (("杭州市余杭区", "杭州市西湖区"), 0),
])
def test_findings_district_that_no_table_has_in_two_cities(publishers: tuple[str, ...], found: int) -> None:
    graph = merge(document_graph(read_bytes(f"{publisher}教育局2023年工作总结\n第一小学投用。".encode(), "a.txt"))
                  for publisher in publishers)
    told = [finding.message for finding in findings(graph) if finding.code == "ambiguous-district"]
    assert len(told) == found
    assert all("南京市, 杭州市" in message for message in told)
    reader = FindingsReader()
    assert list(reader.passing(graph.items())) == list(graph.items())
    assert [finding.message for finding in reader.findings() if finding.code == "ambiguous-district"] == told
