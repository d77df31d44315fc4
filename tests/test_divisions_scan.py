"""Names of divisions in running text."""
import time
from itertools import pairwise

import pytest

from kg.divisions import mentions

FULL = [
    ("我局与宁波市海曙区结对", ["宁波市", "海曙区"]),
    ("全市和县级学校", ["和县*"]),
    ("建设西部区域中心，提升市中区域品质", []),
    ("面向北京市场", []),
    ("城区学校与矿区学校", ["城区*", "矿区*"]),
    ("赴景宁县和凉山州支教", ["景宁县", "凉山州"]),
    ("赴东京都新宿区、大阪市访问", []),
    ("开发区和高新区的学校", []),
    ("创建瓯海区品牌", ["瓯海区"]),
    ("全市中小学和各市中小学", []),
    ("克孜勒苏柯尔克孜自治州阿克陶县", ["克孜勒苏柯尔克孜自治州", "阿克陶县"]),
]
SHORT = [
    ("与永嘉、乐清结对", ["永嘉", "乐清"]),
    ("建设和平校园", ["和平*"]),
    ("南京路小学在上海", ["上海"]),
    ("旧金山和新加坡的来宾", ["来宾"]),
    ("江北新城的上虞中心小学", ["新城*", "上虞"]),
    ("创建瓯海品牌", ["瓯海"]),
]


def names(text: str, **options: bool) -> list[str]:
    return [item.name + "*" * item.ordinary for item in mentions(text, **options)]


@pytest.mark.parametrize(("text", "expected"), FULL)
def test_divisions_mentions_finds_full_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(("text", "expected"), SHORT)
def test_divisions_mentions_finds_short_names_when_asked(text: str, expected: list[str]) -> None:
    assert names(text, short=True) == expected
    assert all(item.short for item in mentions(text, short=True))
    assert names(text) == []


def test_divisions_mentions_have_offsets_in_characters_and_do_not_overlap() -> None:
    text = "😀赴浙江省杭州市余杭区、临平区学习，与潘桥街道座谈"
    found = list(mentions(text, year=2022, short=True, townships=True))
    assert [text[item.start:item.end] for item in found] == [item.name for item in found]
    assert [item.name for item in found] == ["浙江省", "杭州市", "余杭区", "临平区", "潘桥街道"]
    assert all(one.end <= two.start for one, two in pairwise(found))


def test_divisions_mentions_pass_over_what_did_not_exist_yet() -> None:
    assert [item.name for item in mentions("余杭区、临平区", year=2015)] == ["余杭区"]


def test_divisions_mentions_carry_all_candidates() -> None:
    (found,) = mentions("鼓楼区", year=2020)
    assert sorted(item.code for item in found.candidates) == ["320106", "320302", "350102", "410204"]


def test_divisions_mentions_are_fast() -> None:
    text = "2023年，全区教育系统坚持立德树人，与宁波市海曙区结对，推进义务教育优质均衡发展，办人民满意的教育。" * 4000
    list(mentions(text[:100]))
    begin = time.perf_counter()
    count = sum(1 for _ in mentions(text))
    assert count == 8000
    assert len(text) / (time.perf_counter() - begin) > 1_000_000  # many times faster on an idle machine
