from __future__ import annotations

import pytest

from kg.recognise.documents import known_documents, marked_documents, plain_documents
from kg.recognise.tokens import tokenise


def named(text: str) -> set[str]:
    return {mention.name for mention in (*known_documents(text), *plain_documents(text, tokenise(text)))}


@pytest.mark.parametrize(("text", "expected"), [
    ("出台《名校长管理办法》《名师管理办法(试行)》。", ["名校长管理办法", "名师管理办法(试行)"]),
    ("落实《关于转发〈教师法〉的通知》。".replace("〈", "《").replace("〉", "》"), ["关于转发教师法的通知"]),
    ("学习《章程》、《廉洁自律准则》。", ["章程", "廉洁自律准则"]),
    ("发布《致家长的一封信》。", ["致家长的一封信"]),
    ("在《中国教育报》发表文章《山里娃的音乐梦》。", []),
    ("组织师生观看电影《长津湖》,诵读《论语》。", []),
    ("课题《大单元教学研究》获一等奖,编印《古城教研》。", []),
])
def test_documents_in_title_marks(text: str, expected: list[str]) -> None:
    assert [mention.name for mention in marked_documents(text)] == expected


@pytest.mark.parametrize(("text", "name"), [
    ("编制教育发展“十四五”规划。", "教育发展十四五规划"),
    ("“十四五”规划实施以来。", "十四五规划"),
    ("进一步落实20条规定。", "20条规定"),
    ("严格落实中央“八项规定”。", "中央八项规定"),
    ("制定适合本地的校长教师轮岗交流办法。", "校长教师轮岗交流办法"),
    ("落实好新修订的预约入学办法。", "预约入学办法"),
    ("制定推行“双公示”抽查监管工作实施方案。", "双公示抽查监管工作实施方案"),
    ("出台大田、古城部分小学学区调整方案。", "大田、古城部分小学学区调整方案"),
    ("联合市公安局出台校园安全管理实施意见。", "校园安全管理实施意见"),
    ("我市“国家校长队伍建设改革试点方案”上报教育部。", "国家校长队伍建设改革试点方案"),
])
def test_documents_without_marks(text: str, name: str) -> None:
    assert name in named(text)


def test_documents_of_coordinated_levels_are_written_out() -> None:
    assert {"省第五轮学前教育行动计划", "市第五轮学前教育行动计划"} <= named("落实省、市第五轮学前教育行动计划。")


@pytest.mark.parametrize("text", [
    "完善各项规章制度,制定详细的工作方案。",
    "完善教师绩效工资总量核定和绩效分配办法。",
    "落实安全管理办法和应急预案。",
    "提高普惠性民办园补助标准。",
    "实施学前教育发展行动计划。",
])
def test_documents_without_a_name_are_none(text: str) -> None:
    assert list(plain_documents(text, tokenise(text))) == []
