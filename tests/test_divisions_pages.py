"""Divisions in the addresses of government pages."""
from __future__ import annotations

import pytest

from kg.divisions import lookup, own_district
from kg.divisions.pages import on_page, page_divisions, spellings, tokens
from kg.divisions.tables import readings, table

CHOICES = [
    ("鼓楼区", "http://www.njgl.gov.cn/xxgk/", ["320106"]),
    ("鼓楼区", "http://www.xzgl.gov.cn", ["320302"]),
    ("鼓楼区", "https://gulou.xuzhou.gov.cn/", ["320302"]),
    ("鼓楼区", "http://www.gulou.gov.cn", ["320106", "320302", "350102", "410204"]),
    ("鼓楼区", "http://nanjing.example.com/gulou", []),
    ("鼓楼区", "no address at all", []),
    ("鼓楼区", "http://[broken", []),
    ("海曙区", "http://www.ouhai.gov.cn", []),
    ("海曙区", "http://www.nbhs.gov.cn", ["330203"]),
    ("普陀区", "http://www.shpt.gov.cn", ["310107"]),
    ("普陀区", "http://www.zhoushan.gov.cn/putuo/", ["330903"]),
    ("和平区", "http://www.syhp.gov.cn", ["210102"]),
    ("通州区", "http://www.bjtzh.gov.cn", ["110112"]),
    ("铁西区", "http://www.anshan.gov.cn/jyj", ["210303"]),
]
FOUND = [
    ("http://www.ouhai.gov.cn/art/2023/1.html", "区", ["330304"]),
    ("http://jyj.ouhai.gov.cn", "区", ["330304"]),
    ("https://www.ouhaiedu.gov.cn", "区", ["330304"]),
    ("http://www.yueqing.gov.cn", "市", ["330382"]),
    ("http://www.yueqing.gov.cn", "区", []),
    ("http://www.changsha.gov.cn", "市", ["430100"]),
    ("http://www.luhe.gov.cn", "区", ["320116"]),
    ("http://www.lucheng.gov.cn", "区", ["140406", "330302"]),
    ("http://www.gulou.gov.cn", "区", ["320106", "320302", "350102", "410204"]),
    ("http://gulou.nanjing.gov.cn", "区", ["320106"]),
    ("http://www.ningbo.gov.cn/haishu/1.html", "区", ["330203"]),
    ("http://www.nanjing.gov.cn/haishu/1.html", "区", []),
    ("http://www.ningbo.gov.cn/", "区", []),
    ("http://www.nbhs.gov.cn/", "区", []),
    ("http://www.jiaoyu.gov.cn/", "", []),
    ("http://www.ouhai.com/", "区", []),
]


@pytest.mark.parametrize(("name", "address", "expected"), CHOICES)
def test_pages_choose_among_namesakes(name: str, address: str, expected: list[str]) -> None:
    assert sorted(item.code for item in on_page(lookup(name, year=2022), address)) == expected


@pytest.mark.parametrize(("address", "ending", "expected"), FOUND)
def test_pages_find_what_they_spell_in_full(address: str, ending: str, expected: list[str]) -> None:
    assert [item.code for item in page_divisions(address, year=2022, ending=ending)] == expected


def test_pages_find_the_divisions_of_their_year() -> None:
    address = "http://www.linping.gov.cn"
    assert [item.code for item in page_divisions(address, year=2023, ending="区")] == ["330113"]
    assert page_divisions(address, year=2015, ending="区") == ()


def test_pages_do_not_overrule_a_name() -> None:
    outcome = own_district("海曙区教育局", "", year=2022, page="http://www.ouhai.gov.cn")
    assert outcome.division is not None
    assert outcome.division.code == "330203"


@pytest.mark.parametrize(("publisher", "expected"), [
    ("区教育局", "330304"), ("教育局", "330304"), (None, "330304"), ("县教育局", None), ("市教育局", None),
    ("高新区教育局", None), ("新田小学", None)])
def test_pages_speak_for_bureaus_without_a_name(publisher: str | None, expected: str | None) -> None:
    outcome = own_district(publisher, "", year=2022, page="http://www.ouhai.gov.cn")
    assert (outcome.division.code if outcome.division else None) == expected


def test_pages_tokens_are_parts_of_government_addresses() -> None:
    assert tokens("http://jyj.ouhai.gov.cn/art/2023") == (("jyj", "ouhai"), ("art",))
    assert tokens("http://www.ouhai.com/art") == ((), ())


def test_pages_every_character_of_a_name_has_a_reading() -> None:
    assert {character for name in table().by_short for character in name} <= readings().keys()
    for group in table().by_code.values():
        assert spellings(group[0]), group[0]
