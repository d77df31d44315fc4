"""Divisions in running text: short names, pairs of levels, townships, and words that are none."""
from __future__ import annotations

import pytest
from recognition import district_mentions, home_of

HOME = home_of("安徽省滁州市定远县教育体育局")

DISTRICTS = [
    ("与湖北巴东、贵州台江等地结对", ["湖北", "巴东", "贵州", "台江"]),
    ("对口支援甘孜州巴塘县", ["甘孜州", "巴塘县"]),
    ("对标昆山抓教科研", ["昆山"]),
    ("创建市级以上示范镇", []),
    ("把炉桥镇、池河镇作为试点", ["炉桥镇", "池河镇"]),
    ("在炉桥、池河等地开展", ["炉桥", "池河"]),
    ("新建区级劳动实践基地,创建县级校园", []),
    ("友好合作,和平发展,前进的脚步", []),
    ("英国、美国友好学校", []),
    ("定远教育再上台阶", ["定远"]),
    ("《定远教育》刊发", []),
]


@pytest.mark.parametrize(("sentence", "expected"), DISTRICTS)
def test_districts_of_sentence(sentence: str, expected: list[str]) -> None:
    assert [mention.name for mention in district_mentions(sentence, HOME)] == expected


def test_districts_short_township_has_its_full_name() -> None:
    mention = next(iter(district_mentions("在炉桥、池河等地", HOME)))
    assert mention.aliases == ("炉桥镇",)
