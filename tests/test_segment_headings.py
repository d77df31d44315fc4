"""Headings: their marks, which lines are ones, and what they make of a section."""
import pytest

from kg.segment.headings import enumerator, is_heading, run_in, section_kind
from kg.types import Kind


@pytest.mark.parametrize(("line", "level", "length"), [
    ("第一部分 2022年工作总结", 0, 4),
    ("第二章、基本原则", 0, 4),
    ("一、加强党的建设", 1, 2),
    ("十二、保障措施", 1, 3),
    ("【学前教育】", 1, 1),
    ("(一)思想引领", 2, 3),
    ("1.深化课程改革", 3, 2),
    ("12、课后服务", 3, 3),
    ("3深化课程改革", 3, 1),
    ("(3)开展培训", 4, 3),
    ("③开展培训", 5, 1),
])
def test_segment_headings_enumerator(line: str, level: int, length: int) -> None:
    assert enumerator(line) == (level, length)


@pytest.mark.parametrize("line",
                         ["加强党的建设", "3所学校建成投用", "2.5亿元用于建设", "2023年,全区", "95%以上", "一是抓党建",
                          "第一中学", ""])
def test_segment_headings_without_enumerator(line: str) -> None:
    assert enumerator(line) is None


@pytest.mark.parametrize(("line", "expected"), [
    ("一、加强党的建设", True),
    ("一、加强党的建设。", True),
    ("(一)聚焦立德树人,提升育人质量", True),
    ("工作成效", True),
    ("工作成效:", True),
    ("一、加强党的建设。全面落实党组织领导的校长负责制。", False),
    ("1.开展培训,覆盖全区所有中小学校和幼儿园的教师,提高教师的专业素养和教育教学能力,组织教学比武活动和展示", False),
    ("办好学校。", False),
    ("全区教育系统坚持以人民为中心的发展思想聚焦急难愁盼问题", False),
    ("学前教育,义务教育", False),
    ("新建学校3所", False),
    ("一、", False),
])
def test_segment_headings_are_short_phrases(line: str, expected: bool) -> None:
    assert is_heading(line, enumerator(line)) is expected


@pytest.mark.parametrize(("line", "heading"), [
    ("1.深化课程改革。全面推进新课程。", "1.深化课程改革。"),
    ("(二)优化布局:新建学校2所。", "(二)优化布局:"),
    ("1.深化课程改革。", ""),
    ("1.全面推进新课程,办好学校", ""),
    ("一、甲。乙。", ""),
])
def test_segment_headings_run_into_their_paragraph(line: str, heading: str) -> None:
    mark = enumerator(line)
    assert mark is not None
    assert line[:run_in(line, mark)] == heading


@pytest.mark.parametrize(("title", "around", "expected"), [
    ("主要工作成效", ("summary", 2022), ("summary", 2022)),
    ("下一步工作打算", ("summary", 2022), ("plan", 2023)),
    ("下一步工作打算", ("summary", None), ("plan", None)),
    ("2024年工作思路", ("summary", 2022), ("plan", 2024)),
    ("下半年工作安排", ("summary", 2022), ("plan", 2022)),
    ("2023年工作重点", ("summary", 2022), ("plan", 2023)),
    ("2021年以来的工作", ("summary", 2022), ("summary", 2022)),
    ("2022年工作回顾", ("plan", 2023), ("summary", 2022)),
    ("存在的问题及下一步打算", ("summary", 2022), ("plan", 2023)),
    ("总体要求", ("plan", 2023), ("plan", 2023)),
    ("加强教师队伍建设", ("summary", 2022), ("summary", 2022)),
    ("重点工作完成情况", ("summary", 2022), ("summary", 2022)),
])
def test_segment_headings_tell_kind_and_year(title: str, around: tuple[Kind, int | None],
                                             expected: tuple[Kind, int | None]) -> None:
    assert section_kind(title, *around) == expected
