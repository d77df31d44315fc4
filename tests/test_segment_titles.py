"""Titles, and dates in a line of their own."""
import pytest

from kg.segment.dates import written, year_about
from kg.segment.titles import is_letter_title, is_title, title_kind, title_publisher, title_year
from kg.types import Kind


@pytest.mark.parametrize("line", [
    "青禾区教育局2023年工作要点", "2023年工作思路", "松涛县教育体育局2022年工作总结(公开版)",
    "松涛县“十四五”教育事业发展规划",
    "青禾区教育局关于2022年工作情况的报告", "关于印发《青禾区2023年教育工作要点》的通知",
    "2022年工作总结及2023年工作计划",
])
def test_segment_titles_are_titles(line: str) -> None:
    assert is_title(line)


@pytest.mark.parametrize("line", [
    "全区教育系统全面落实工作总结。", "现将2022年工作总结如下", "青禾区教育局", "总结", "一是完善方案;二是制定计划",
    "深化课程改革",
    "全区教育系统坚持以习近平新时代中国特色社会主义思想为指导,全面贯彻党的教育方针,落实立德树人根本任务,办好人民满意的教育,为全区经济社会发展作出贡献的总结",
])
def test_segment_titles_are_not(line: str) -> None:
    assert not is_title(line)


@pytest.mark.parametrize(("line", "letter"), [
    ("关于印发2023年工作要点的通知", True), ("关于报送2022年工作总结的函", True), ("青禾区教育局2023年工作要点", False),
])
def test_segment_titles_of_letters(line: str, letter: bool) -> None:
    assert is_letter_title(line) is letter


@pytest.mark.parametrize(("title", "kind"), [
    ("2023年工作要点", "plan"), ("2022年工作总结", "summary"), ("2022年工作总结和2023年工作思路", "summary"),
    ("2023年工作思路和2022年工作总结", "plan"), ("“十四五”教育事业发展规划", "plan"), ("上半年工作完成情况", "summary"),
    ("2025年民生实事和重点工作进展情况", "summary"), ("2024年工作要点落实情况及2025年工作打算", "summary"),
    ("关于印发2023年工作要点的通知", "notice"), ("在全区教育大会上的讲话", "other"),
])
def test_segment_titles_kind(title: str, kind: Kind) -> None:
    assert title_kind(title) == kind


@pytest.mark.parametrize(("title", "year"), [
    ("2023年工作要点", 2023), ("2022学年工作计划", 2022), ("2021-2022学年工作总结", 2022),
    ("2021年至2023年行动计划", 2023),
    ("2021—2025年教育发展规划", 2025), ("“十三五”规划", 2020), ("十四五规划", 2025), ("工作要点", None),
    ("教育局12023号方案", None),
])
def test_segment_titles_year(title: str, year: int | None) -> None:
    assert title_year(title) == year


@pytest.mark.parametrize(("title", "publisher"), [
    ("云川市青禾区教育局2023年工作要点", "云川市青禾区教育局"),
    ("松涛县教育和体育局2022年工作总结", "松涛县教育和体育局"),
    ("松涛县教育科技和体育局2022年工作总结", "松涛县教育科技和体育局"), ("松涛县教体局工作总结", "松涛县教体局"),
    ("重庆市滨江区教育委员会2024年工作要点", "重庆市滨江区教育委员会"),
    ("云川新城社会事业发展局工作计划", "云川新城社会事业发展局"),
    ("青禾区稻香镇中心学校工作计划", "青禾区稻香镇中心学校"), ("中共青禾区教育局委员会2023年工作要点", "青禾区教育局"),
    ("2023年全区教育工作要点", None), ("“双减”工作总结", None),
])
def test_segment_titles_publisher(title: str, publisher: str | None) -> None:
    assert title_publisher(title) == publisher


@pytest.mark.parametrize(("line", "expected"), [
    ("2023年1月5日", (2023, 1)), ("2023年12月", (2023, 12)), ("(2023年2月20日)", (2023, 2)),
    ("二〇二三年十二月五日", (2023, 12)),
    ("二○一九年三月二十一日", (2019, 3)), ("2023年×月×日", (2023, None)), ("2023年", None), ("2023年1月5日印发", None),
    ("", None),
])
def test_segment_dates_are_whole_lines(line: str, expected: tuple[int, int | None] | None) -> None:
    assert written(line) == expected


@pytest.mark.parametrize(("kind", "line", "year"), [
    ("summary", "2023年1月5日", 2022), ("summary", "2023年3月31日", 2022), ("summary", "2023年4月1日", 2023),
    ("summary", "2023年12月30日", 2023),
    ("summary", "2023年×月×日", 2023), ("plan", "2023年2月20日", 2023), ("plan", "2022年12月26日", 2023),
    ("other", "2023年1月5日", 2023),
])
def test_segment_dates_tell_the_year_that_a_text_is_about(kind: Kind, line: str, year: int) -> None:
    when = written(line)
    assert when is not None
    assert year_about(kind, when) == year
