"""The texts of a file, their sections, and what each sentence is."""
import hashlib

import pytest

from kg.segment import fold, segment
from kg.types import Document, Metadata, Segmentation, Span

NO_METADATA = Metadata()


def _document(text: str, metadata: Metadata = NO_METADATA, furniture: tuple[Span, ...] = ()) -> Document:
    return Document("a.txt", hashlib.sha256(text.encode()).hexdigest(), text, metadata=metadata, furniture=furniture)


def _segment(*lines: str, metadata: Metadata = NO_METADATA) -> tuple[str, Segmentation]:
    document = _document("\n".join(lines), metadata)
    folded = fold(document.text)
    return folded.text, segment(document, folded)


def _texts(*lines: str, metadata: Metadata = NO_METADATA) -> list[tuple[str, str, int | None, str | None]]:
    return [(text.title, text.kind, text.year, text.publisher) for text in _segment(*lines, metadata=metadata)[1].texts]


def _sections(*lines: str) -> list[tuple[str, str, int | None]]:
    """The body sentences' section paths, kinds and years, each run once."""
    found = [(" > ".join(s.section.path), s.section.kind, s.section.year)
             for s in _segment(*lines)[1].sentences if s.role == "body"]
    return list(dict.fromkeys(found))


def _roles(*lines: str) -> list[tuple[str, str]]:
    text, segmentation = _segment(*lines)
    return [(s.role, text[s.span.start:s.span.end]) for s in segmentation.sentences]


BODY = "全区教育系统落实立德树人根本任务。"
QINGHE = "云川市青禾区教育局"


@pytest.mark.parametrize(("title", "kind", "year", "publisher"), [
    (f"{QINGHE}2023年工作要点", "plan", 2023, QINGHE),
    (f"{QINGHE}2022年工作总结", "summary", 2022, QINGHE),
    (f"{QINGHE}2022年工作总结和2023年工作思路", "summary", 2022, QINGHE),
    (f"{QINGHE}关于2023年上半年工作总结的报告", "summary", 2023, QINGHE),
    ("松涛县教育体育局2021年工作计划", "plan", 2021, "松涛县教育体育局"),
    ("松涛县教育科技局2019-2020学年度工作总结", "summary", 2020, "松涛县教育科技局"),
    ("松涛县“十四五”教育事业发展规划", "plan", 2025, None),
    ("2024年全区教育工作要点", "plan", 2024, None),
    ("青禾区实验小学2023年工作计划", "plan", 2023, "青禾区实验小学"),
    ("在全区教育工作会议上的讲话", "other", None, None),
    ("中共云川市青禾区委教育工作委员会2023年工作要点", "plan", 2023, "云川市青禾区委教育工作委员会"),
])
def test_segment_texts_title_tells_kind_year_and_publisher(title: str, kind: str, year: int | None,
                                                           publisher: str | None) -> None:
    assert _texts(title, BODY) == [(title, kind, year, publisher)]


@pytest.mark.parametrize(("lines", "titles"), [
    ([QINGHE, "2023年工作要点", BODY], [f"{QINGHE}2023年工作要点"]),
    ([f"{QINGHE}2022年工作总结暨", "2023年工作思路", BODY], [f"{QINGHE}2022年工作总结暨2023年工作思路"]),
    (["云 川 市 青 禾 区 教 育 局", "2023 年 工 作 要 点", BODY], [f"{QINGHE}2023年工作要点"]),
    ([f"{QINGHE}2023年工作要点", f"{QINGHE}2023年工作要点", BODY], [f"{QINGHE}2023年工作要点"]),
    ([f"{QINGHE}2023年工作要点", BODY, f"{QINGHE}2022年工作总结", BODY],
     [f"{QINGHE}2023年工作要点", f"{QINGHE}2022年工作总结"]),
    ([BODY], [""]),
])
def test_segment_texts_titles(lines: list[str], titles: list[str]) -> None:
    assert [title for title, *_ in _texts(*lines)] == titles


LETTER = (
    "关于印发《青禾区教育局2023年工作要点》的通知",
    "各中小学、幼儿园:",
    "现将《青禾区教育局2023年工作要点》印发给你们,请结合实际贯彻执行。",
    QINGHE,
    "2023年2月20日",
    f"{QINGHE}2023年工作要点",
    BODY,
)


def test_segment_texts_letter_stands_before_the_text_that_it_encloses() -> None:
    assert _texts(*LETTER) == [
        ("关于印发《青禾区教育局2023年工作要点》的通知", "notice", 2023, QINGHE),
        (f"{QINGHE}2023年工作要点", "plan", 2023, QINGHE)]
    roles = _roles(*LETTER)
    assert [role for role, _ in roles] == ["title", "body", "letter", "letter", "letter", "title", "body"]
    assert [text for role, text in roles if role == "letter"][1:] == [QINGHE, "2023年2月20日"]


def test_segment_texts_have_spans_side_by_side() -> None:
    text, found = _segment(*LETTER)
    assert found.texts[0].span.end == found.texts[1].span.start
    assert found.texts[0].span.start == 0
    assert found.texts[-1].span.end == len(text)
    for sentence in found.sentences:
        span = found.texts[sentence.text].span
        assert span.start <= sentence.span.start < sentence.span.end <= span.end


@pytest.mark.parametrize(("lines", "expected"), [
    # A signature's date tells the year of an undated text; a summary of the first quarter looks back.
    ([f"{QINGHE}工作要点", BODY, QINGHE, "2023年2月20日"], 2023),
    ([f"{QINGHE}工作总结", BODY, QINGHE, "2023年1月12日"], 2022),
    ([f"{QINGHE}工作总结", BODY, QINGHE, "2023年7月3日"], 2023),
    ([f"{QINGHE}工作总结", BODY, QINGHE, "2023年12月30日"], 2023),
    ([f"{QINGHE}工作计划", BODY, QINGHE, "2022年12月26日"], 2023),
    ([f"{QINGHE}工作总结", "(2023年3月5日)", BODY], 2022),
    ([f"{QINGHE}工作总结", BODY, QINGHE, "二〇二三年十二月五日"], 2023),
    ([f"{QINGHE}工作总结", BODY, QINGHE, "二○二三年二月"], 2022),
    ([f"{QINGHE}工作总结", BODY, QINGHE, "2023年×月×日"], 2023),
    # The title, then one of the first lines, go before the date.
    ([f"{QINGHE}2021年工作总结", BODY, QINGHE, "2023年1月12日"], 2021),
    ([f"{QINGHE}工作总结", "2021年," + BODY, QINGHE, "2023年1月12日"], 2021),
    ([f"{QINGHE}工作要点", "2024年全区教育工作的总体要求是:立德树人。", BODY, "2023年12月30日"], 2024),
    # A year further down does not: it may be any year.
    ([f"{QINGHE}工作总结", BODY, BODY, BODY, "自2019年起实行校长职级制。", QINGHE, "2023年1月12日"], 2022),
    ([f"{QINGHE}工作总结", BODY, BODY, BODY, "自2019年起实行校长职级制。"], 2019),
    ([f"{QINGHE}工作要点", BODY], None),
])
def test_segment_texts_year(lines: list[str], expected: int | None) -> None:
    [text] = _texts(*lines)
    assert text[2] == expected


def test_segment_texts_year_of_an_undated_text_is_that_of_its_letter() -> None:
    lines = ("关于印发工作要点的通知", "各学校:", "现将《工作要点》印发给你们。", QINGHE, "2023年2月20日",
             f"{QINGHE}工作要点", BODY)
    assert [year for _, _, year, _ in _texts(*lines)] == [None, 2023]


@pytest.mark.parametrize(("metadata", "expected"), [
    (Metadata(published="2023-04-04"), 2023),
    (Metadata(published="2023-02-04"), 2022),
    (Metadata(published="2024-05-06", written="2023-01-30"), 2022),
    (Metadata(), None),
])
def test_segment_texts_year_of_an_undated_text_is_that_of_its_page(metadata: Metadata, expected: int | None) -> None:
    [(_, _, year, _)] = _texts(f"{QINGHE}工作总结", BODY, metadata=metadata)
    assert year == expected


def test_segment_texts_year_from_a_date_holds_for_the_sections() -> None:
    found = _sections(f"{QINGHE}工作总结", "一、主要成效", BODY, "二、下一步工作打算", BODY, QINGHE, "2023年1月12日")
    assert found == [("主要成效", "summary", 2022), ("下一步工作打算", "plan", 2023)]


@pytest.mark.parametrize(("lines", "expected"), [
    ([f"{QINGHE}2023年工作要点", BODY, "一、全面加强党的建设", BODY, "(一)思想建设", BODY, "二、教师队伍", BODY],
     [("", "plan", 2023), ("全面加强党的建设", "plan", 2023), ("全面加强党的建设 > 思想建设", "plan", 2023),
      ("教师队伍", "plan", 2023)]),
    ([f"{QINGHE}2022年工作总结", "一、主要工作成效", BODY, "二、2023年工作思路", BODY],
     [("主要工作成效", "summary", 2022), ("2023年工作思路", "plan", 2023)]),
    ([f"{QINGHE}2022年工作总结", "一、主要工作成效", BODY, "二、下一步工作计划", BODY, "(一)学前教育", BODY],
     [("主要工作成效", "summary", 2022), ("下一步工作计划", "plan", 2023),
      ("下一步工作计划 > 学前教育", "plan", 2023)]),
    # Half a year: what is to come is the same year's.
    ([f"{QINGHE}2022年重点工作进展情况", "一、重点工作", BODY], [("重点工作", "summary", 2022)]),
    ([f"{QINGHE}2022年上半年工作总结", "一、上半年工作回顾", BODY, "二、下半年工作计划", BODY],
     [("上半年工作回顾", "summary", 2022), ("下半年工作计划", "plan", 2022)]),
    ([f"{QINGHE}2022年工作总结和2023年工作思路", "第一部分 2022年工作总结", "一、学前教育", BODY,
      "第二部分 2023年工作思路", "一、学前教育", BODY],
     [("2022年工作总结 > 学前教育", "summary", 2022), ("2023年工作思路 > 学前教育", "plan", 2023)]),
    ([f"{QINGHE}2023年工作要点", "一、2022年工作回顾", BODY, "二、2023年重点工作", BODY],
     [("2022年工作回顾", "summary", 2022), ("2023年重点工作", "plan", 2023)]),
    # Headings that run into their paragraph.
    ([f"{QINGHE}2023年工作要点", "1.深化课程改革。全面推进。"], [("深化课程改革", "plan", 2023)]),
    (["青禾区“十四五”教育事业发展规划", "一、发展基础", BODY], [("发展基础", "plan", 2025)]),
])
def test_segment_texts_sections(lines: list[str], expected: list[tuple[str, str, int | None]]) -> None:
    assert _sections(*lines) == expected


@pytest.mark.parametrize(("lines", "expected"), [
    ([f"{QINGHE}2023年工作要点", "一、加强党建", "开展主题教育。办好学校。"],
     [("title", f"{QINGHE}2023年工作要点"), ("heading", "加强党建"), ("body", "开展主题教育"), ("body", "办好学校")]),
    ([f"{QINGHE}2023年工作要点", "1.深化改革。全面推进课程改革。"],
     [("title", f"{QINGHE}2023年工作要点"), ("heading", "深化改革"), ("body", "全面推进课程改革")]),
    ([f"{QINGHE}2023年工作要点", BODY, "附件:重点项目表"],
     [("title", f"{QINGHE}2023年工作要点"), ("body", BODY[:-1]), ("body", "附件:重点项目表")]),
])
def test_segment_texts_roles(lines: list[str], expected: list[tuple[str, str]]) -> None:
    assert _roles(*lines) == expected


def test_segment_texts_leave_page_furniture_out() -> None:
    lines = ["首页>政务公开", f"{QINGHE}2023年工作要点", BODY, "打印 关闭"]
    text = "\n".join(lines)
    furniture = (Span(0, len(lines[0])), Span(len(text) - len(lines[-1]), len(text)))
    found = segment(_document(text, furniture=furniture), fold(text))
    assert [text.title for text in found.texts] == [f"{QINGHE}2023年工作要点"]
    assert [s.role for s in found.sentences] == ["title", "body"]


@pytest.mark.parametrize("text", ["", "\n\n  \n", "。", ";。!"])
def test_segment_texts_of_nothing_have_no_sentence(text: str) -> None:
    assert segment(_document(text), fold(text)).sentences == ()
