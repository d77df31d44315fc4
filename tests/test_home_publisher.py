"""Who writes: from titles, letters, the page's metadata, or the running text alone."""
from __future__ import annotations

import pytest

from kg.recognise.home import Home, find_home
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
])
def test_home_publisher_and_places(text: str, publisher: str | None, expected: str, places: tuple[str, ...]) -> None:
    home = _home(text, publisher)
    assert (home.publisher, home.places) == (expected, places)


def test_home_masked_publisher_is_read_as_far_as_it_can_be() -> None:
    home = _home("**县教育局2013年工作总结\n\n我局建成学校2所。")
    assert (home.publisher, home.places, home.scope) == ("县教育局", (), "source-000000000000")


def test_home_scope_is_the_code() -> None:
    home = _home("滁州市定远县教育体育局2022年工作总结\n\n建成学校2所。")
    assert (home.scope, home.level, home.short) == ("341125", "县", "定远")
