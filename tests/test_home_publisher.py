"""Who writes: from titles, letters, the page's metadata, or the running text alone."""
from __future__ import annotations

import pytest

from kg.recognise.home import Home, find_home
from kg.recognise.zones import own_word, zone_names
from kg.segment import fold, segment
from kg.types import Document, Metadata


def _home(text: str, publisher: str | None = None) -> Home:
    document = Document("a.txt", "0" * 64, text, metadata=Metadata(publisher=publisher))
    return find_home(document, segment(document, fold(text)))


@pytest.mark.parametrize(("text", "publisher", "expected", "places"), [
    ("滁州市定远县教育体育局2022年工作总结\n\n一、工作情况\n建成学校2所。", None, "滁州市定远县教育体育局",
     ("滁州市", "定远县")),
    ("2022年工作总结\n\n一、工作情况\n建成学校2所。", "定远县教育体育局", "定远县教育体育局", ("定远县",)),
    ("在全系统大会上的讲话\n株洲市荷塘区教育局  (2021年7月16日)\n\n同志们:\n今天开会。", None, "株洲市荷塘区教育局",
     ("株洲市", "荷塘区")),
    ("2022年工作总结\n\n今年,定远县教育体育局建成学校2所。与南京市鼓楼区教育局签订协议。", None, "定远县教育体育局",
     ("定远县",)),
    ("滁州经济开发区社会事业局2023年教育工作计划\n\n建成学校2所。", None, "滁州经济开发区社会事业局",
     ("滁州经济开发区",)),
    ("长沙望岳高新技术产业开发区教育局2021年工作总结\n\n建成学校2所。", None, "长沙望岳高新技术产业开发区教育局",
     ("长沙望岳高新技术产业开发区",)),
    ("第八师石河子市教育局2023年工作要点\n\n建成学校2所。", None, "第八师石河子市教育局", ("第八师", "石河子市")),
])
def test_home_publisher_and_places(text: str, publisher: str | None, expected: str, places: tuple[str, ...]) -> None:
    home = _home(text, publisher)
    assert (home.publisher, home.places) == (expected, places)


@pytest.mark.parametrize(("zone", "own", "names"), [
    ("长沙望岳高新技术产业开发区", "望岳",
     ("望岳高新区", "长沙望岳高新区", "望岳高新技术产业开发区", "高新区", "开发区")),
    ("成都高新技术产业开发区", "", ("成都高新区", "高新区", "开发区")),
    ("滁州经济开发区", "", ("滁州经开区", "经开区", "开发区")),
    ("杭州湾新区", "杭州湾", ()),
    ("浦东新区", "浦东", ()),
    ("芜湖三山经济开发区", "三山", ("三山经开区", "芜湖三山经开区", "三山经济开发区", "经开区", "开发区")),
    ("青岛西海岸新区", "西海岸", ("西海岸新区",)),
])
def test_home_zone_is_called_by_its_own_word_and_clipped(zone: str, own: str, names: tuple[str, ...]) -> None:
    assert own_word(zone) == own
    assert set(zone_names(zone)) == {zone, *names}


@pytest.mark.parametrize(("publisher", "levels"), [
    ("神农架林区教育局", ("林区", "区")), ("第八师石河子市教育局", ("师市", "市")), ("定远县教育体育局", ("县",)),
    ("滁州经济开发区社会事业局", ("区",)), ("教育局", ()),
])
def test_home_levels(publisher: str, levels: tuple[str, ...]) -> None:
    assert _home(f"{publisher}2022年工作总结\n\n建成学校2所。").levels == levels


@pytest.mark.parametrize("publisher", ["郑州航空港经济综合实验区教育局", "西双版纳旅游度假区教育局"])
def test_home_zone_of_any_kind_has_not_the_code_of_its_city(publisher: str) -> None:
    home = _home(f"{publisher}2022年工作总结\n\n建成学校2所。")
    assert (home.division, home.scope) == (None, publisher.removesuffix("教育局"))


def test_home_masked_publisher_is_read_as_far_as_it_can_be() -> None:
    home = _home("**县教育局2013年工作总结\n\n我局建成学校2所。")
    assert (home.publisher, home.places, home.scope) == ("县教育局", (), "source-000000000000")


def test_home_scope_is_the_code() -> None:
    home = _home("滁州市定远县教育体育局2022年工作总结\n\n建成学校2所。")
    assert (home.scope, home.level, home.short) == ("341125", "县", "定远")
