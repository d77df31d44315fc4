"""Who carries out a program, and who takes part in it."""
import pytest
from one_sentence import claims, graph_of


@pytest.mark.parametrize(("sentence", "expected"), [
    ("深入实施“青禾名师”培养工程。", ["局 RUNS 青禾名师培养工程"]),
    ("青河小学实施“阳光体育”工程。", ["青河小学 RUNS 阳光体育工程"]),
    ("支持青河小学实施“阳光体育”工程。", ["青河小学 RUNS 阳光体育工程"]),
    ("东湖小学获奖,青河小学“渔歌”海洋文化课程深受学生喜爱。", ["青河小学 RUNS 渔歌海洋文化课程"]),
    ("推广青河小学“流动课桌”的经验。", ["青河小学 RUNS 流动课桌"]),
    ("推进集团化办学,东湖小学教育集团吸纳西岭小学为成员校。", ["局 RUNS 集团化办学"]),
    ("遴选东湖小学、西岭中学为“智慧课堂”试点学校。",
     ["东湖小学 PARTICIPATES_IN 智慧课堂", "局 RUNS 智慧课堂", "西岭中学 PARTICIPATES_IN 智慧课堂"]),
    ("推进“智慧课堂”试点,东湖小学、西岭中学作为首批试点学校先行探索。",
     ["东湖小学 PARTICIPATES_IN 智慧课堂试点", "局 RUNS 智慧课堂试点", "西岭中学 PARTICIPATES_IN 智慧课堂试点"]),
    ("东湖小学入选“智慧课堂”试点学校。", ["东湖小学 PARTICIPATES_IN 智慧课堂", "局 RUNS 智慧课堂"]),
    ("积极参与全省教育数字化改革试点项目。", ["青禾区 PARTICIPATES_IN 教育数字化改革试点项目"]),
    ("根据区委组织部部署开展“双争”活动。", ["区委组织部 RUNS 双争活动"]),
    ("今年是“强师计划”实施五周年。", []),
    ("3名教师入选“强师计划”。", []),
    ("“双减”背景下,加强管理。", []),
    ("青河镇、东湖镇省级“强镇筑基”试点。",
     ["东湖镇 PARTICIPATES_IN 强镇筑基试点", "局 RUNS 强镇筑基试点", "青河镇 PARTICIPATES_IN 强镇筑基试点"]),
])
def test_programs_relations_of_a_sentence(sentence: str, expected: list[str]) -> None:
    assert claims(sentence, "RUNS", "PARTICIPATES_IN") == expected


def test_programs_relations_carry_clause_year_and_section() -> None:
    graph = graph_of("加强管理,2024年实施“青蓝”工程,提高质量。")
    [claim] = [item for item in graph.relationships if item.label == "RUNS"]
    assert claim.properties["evidence"] == "2024年实施“青蓝”工程"
    assert claim.properties["year"] == 2024
    assert claim.properties["section"] == "主要任务 > 各项工作"
