"""The district that a document is of."""
import pytest

from kg.divisions import own_district

PUBLISHERS = [
    ("湖州市吴兴区教育局", "330502"),
    ("德清县教育局", "330521"),
    ("保定市容城县教育局", "130629"),
    ("诸暨市教育体育局", "330681"),
    ("北京市东城区教委", "110101"),
    ("中共杭州市滨江区委教育工委", "330108"),
    ("汉中市教育局", "610700"),
    ("贵州省教育厅", "520000"),
    ("南京市鼓楼区人民政府", "320106"),
    ("鼓楼区教育局", "ambiguous"),
    ("区教育局", "unknown"),
    ("高新区教育局", "unknown"),
    (None, "unknown"),
]
HEADS = [
    ("德清县教育局2023年工作要点\n一、总体要求", "330521"),
    ("关于印发《湖州市吴兴区教育局2022年工作要点》的通知\n各学校：", "330502"),
    ("各学校：\n现将工作要点印发给你们。\n湖州市吴兴区教育局\n2022年1月5日\n2022年工作要点", "330502"),
    ("2021年，在上级的关心下，吴兴区教育局积极工作。吴兴区教育局联合德清县教育局开展活动。", "330502"),
    ("吴兴教育系统认真学习。学习湖州市教育局文件。吴兴教育稳步发展。", "330502"),
    ("鼓楼区教育局2022年工作总结\n在福州市教育局的指导下，我局开展工作。", "350102"),
    ("鼓楼区教育局2022年工作总结\n在徐州市委领导下，赴南京市学习。", "ambiguous"),
    ("鼓楼区教育局2022年工作总结\n我局开展工作。\n开封市鼓楼区教育局\n2022年12月30日", "410204"),
    ("本区教育事业发展良好，各校师生平安。", "unknown"),
    ("高新区教育局2022年工作要点\n一、总体要求", "unknown"),
]


def answer(publisher: str | None, head: str, year: int) -> str:
    outcome = own_district(publisher, head, year=year)
    return outcome.division.code if outcome.division else outcome.reason


@pytest.mark.parametrize(("publisher", "expected"), PUBLISHERS)
def test_divisions_own_district_from_the_publisher(publisher: str | None, expected: str) -> None:
    assert answer(publisher, "", 2022) == expected


@pytest.mark.parametrize(("head", "expected"), HEADS)
def test_divisions_own_district_from_the_head(head: str, expected: str) -> None:
    assert answer("区教育局", head, 2022) == expected
    assert answer(None, head, 2022) == expected


def test_divisions_own_district_prefers_the_publisher() -> None:
    assert answer("湖州市吴兴区教育局", "德清县教育局2023年工作要点", 2023) == "330502"


def test_divisions_own_district_completes_an_ambiguous_publisher() -> None:
    assert answer("鼓楼区教育局", "福州市鼓楼区教育局2022年工作要点\n", 2022) == "350102"
    assert answer("鼓楼区教育局", "德清县教育局2022年工作要点\n", 2022) == "ambiguous"


def test_divisions_own_district_reads_the_divisions_of_its_year() -> None:
    assert answer("上海市闸北区教育局", "", 2013) == "310108"
    assert answer("崇明县教育局", "", 2014) == "310230"
    assert answer("余杭区教育局", "", 2023) == "330110"
