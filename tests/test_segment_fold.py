"""Folding: one form for rules to read, and the way back to every original character."""
import opencc
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.segment import fold
from kg.types import Span

# Characters that stand in these documents: text, blanks, full-width forms, marks, line ends, Latin, digits.
_ALPHABET = (
    "教育局区县市的和学校新建所 \u3000\u00a0\t\u200b\ufeff，。；：（）％“”「」『』《》、·•…—-abAB019１２Ａ.%\r\n")
_TEXTS = st.text(st.sampled_from(_ALPHABET), max_size=80)
_ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
_QUOTES = {"「": "“", "」": "”", "『": "“", "』": "”", '"': "“”", "‘": "“", "’": "”", "＂": "“”", "〝": "“", "〞": "”"}


@pytest.mark.parametrize(("text", "folded"), [
    ("温 州 市 教 育 局", "温州市教育局"),
    ("　　全区新建（改、扩建）学校３所。", "全区新建(改、扩建)学校3所。"),
    ("达到79.89 %，比上年提高 ２．１ 个百分点；", "达到79.89%,比上年提高2.1个百分点;"),
    ("STEM 教育", "STEM教育"),
    ("project based learning", "project based learning"),
    ("2023 2024", "2023 2024"),
    ("“双减”", "“双减”"),
    ("「雙減」工作", "“双减”工作"),
    ("深化『双减』", "深化“双减”"),
    ('深化"双减"和"五项管理"', "深化“双减”和“五项管理”"),
    ("一行\"开\n二行\"开", "一行“开\n二行“开"),
    ("〈方案〉", "《方案》"),
    ("鹿鸣•实验", "鹿鸣·实验"),
    ("第一行\r\n第二行\r\n", "第一行\n第二行\n"),
    ("\ufeff青禾区", "青禾区"),
    ("总结(jié)2023年工作", "总结2023年工作"),
    ("", ""),
])
def test_segment_fold_gives_the_form_that_rules_read(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_segment_fold_simplifies_a_traditional_text_as_a_whole() -> None:
    text = "松濤區教育局2023年工作總結\n深化課後服務，開辦乾河小學。"
    assert fold(text).text == "松涛区教育局2023年工作总结\n深化课后服务,开办干河小学。"


def test_segment_fold_leaves_single_variant_characters_of_a_simplified_text() -> None:
    text = "乾县教育局深入实施教师培养工程，" + "加强学校食堂管理，保障校园安全。" * 3
    assert fold(text).text.startswith("乾县教育局")


_PARAGRAPH = "全区教育系统坚持以人民为中心的发展思想聚焦急难愁盼问题持续推进义务教育优质均衡发展" * 10 + "。"


def test_segment_fold_joins_the_lines_of_wrapped_paragraphs() -> None:
    lines = [_PARAGRAPH[at:at + 30] for at in range(0, len(_PARAGRAPH), 30)]
    folded = fold("\n".join([*lines, "二、工作打算", *lines]))
    assert folded.text == f"{_PARAGRAPH}\n二、工作打算\n{_PARAGRAPH}"


def test_segment_fold_keeps_the_lines_of_a_list() -> None:
    text = "\n".join(f"全区第{number}小学教育集团" for number in "一二三四五六七八九十")
    assert fold(text).text == text


@pytest.mark.parametrize(("text", "piece", "original"), [
    ("达到 79.89 %。", "79.89%", "79.89 %"),
    ("温 州 市教育局", "温州市", "温 州 市"),
    ("\ufeff  （一）“双减”", "“双减”", "“双减”"),
    ("松濤區「雙減」", "松涛区“双减”", "松濤區「雙減」"),
])
def test_segment_fold_leads_back_to_the_original(text: str, piece: str, original: str) -> None:
    folded = fold(text)
    at = folded.text.index(piece)
    start, end = folded.original(Span(at, at + len(piece)))
    assert text[start:end] == original


def test_segment_fold_of_an_empty_span_is_empty() -> None:
    folded = fold("  甲 乙")
    assert folded.original(Span(1, 1)) == (4, 4)
    assert folded.original(Span(2, 2)) == (0, 0)


@pytest.mark.parametrize(("offset", "position"), [(0, 0), (2, 0), (3, 1), (4, 1), (9, 2)])
def test_segment_fold_position_is_the_next_one_kept(offset: int, position: int) -> None:
    assert fold("  甲 乙").position(offset) == position


@given(_ANY)
def test_segment_fold_keeps_order_and_one_origin_a_character(text: str) -> None:
    folded = fold(text)
    assert len(folded.origin) == len(folded.text)
    assert all(a < b for a, b in zip(folded.origin, folded.origin[1:], strict=False))
    assert all(0 <= at < len(text) for at in folded.origin)


@given(_ANY)
def test_segment_fold_drops_blanks_alone(text: str) -> None:
    folded = fold(text)
    kept = set(folded.origin)
    # A reading behind a character (總結(jié)) is dropped too; the texts here have none.
    assert all(text[at].isspace() or text[at] in "\u00ad\ufeff\u200b\u200c\u200d\u200e\u200f"
               for at in range(len(text)) if at not in kept)


@given(_TEXTS, st.data())
def test_segment_fold_of_an_original_span_is_the_folded_span(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    piece = folded.text[start:end]
    assume(piece == piece.strip(" "))  # a blank stands between two words, so an end of a text has none
    original = folded.original(Span(start, end))
    assert fold(text[original.start:original.end]).text == piece


@given(_ANY)
def test_segment_fold_changes_a_character_only_to_its_own_form(text: str) -> None:
    folded = fold(text)
    convert = opencc.OpenCC("t2s").convert
    for char, at in zip(folded.text, folded.origin, strict=True):
        original = text[at]
        assert char == original or char in _QUOTES.get(original, "") or char == " " \
            or char in (fold(original).text, convert(original)) \
            or char == convert(fold(original).text)


@given(_TEXTS)
def test_segment_fold_twice_is_fold_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once
