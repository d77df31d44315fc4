"""Division names at the beginning of the names of agencies and institutions."""
import pytest

from kg.divisions import Division, ancestors, split_prefix
from kg.divisions.tables import table

AGENCIES = [
    ("南京市鼓楼区教育局", ["320100", "320106"], "教育局"),
    ("江苏省南京市鼓楼区教育局", ["320000", "320100", "320106"], "教育局"),
    ("鼓楼区教育局", ["鼓楼区"], "教育局"),
    ("浙江省教育厅", ["330000"], "教育厅"),
    ("上海市浦东新区教育局", ["310000", "310115"], "教育局"),
    ("黔东南苗族侗族自治州凯里市教育和科技局", ["522600", "522601"], "教育和科技局"),
    ("凉山州教育和体育局", ["513400"], "教育和体育局"),
    ("教育部", [], "教育部"),
    ("区教育局", [], "区教育局"),
    ("高新区教育局", [], "高新区教育局"),
    ("城区教育局", [], "城区教育局"),
    ("晋城市城区教育局", ["140500", "140502"], "教育局"),
]
INSTITUTIONS = [
    ("杭州学军中学", ["330100"], "学军中学"),
    ("苏州市姑苏区平江实验学校", ["320500", "320508"], "平江实验学校"),
    ("南通市通州区实验小学", ["320600", "320612"], "实验小学"),
    ("海盐县武原街道中心幼儿园", ["330424", "330424001"], "中心幼儿园"),
    ("朝阳小学", [], "朝阳小学"),
    ("和平里第四小学", [], "和平里第四小学"),
    ("南京路小学", [], "南京路小学"),
    ("中山大学附属小学", [], "中山大学附属小学"),
    ("长春市朝阳实验小学", ["220100"], "朝阳实验小学"),
    ("深圳市光明小学", ["440300"], "光明小学"),
    ("新建中学", [], "新建中学"),
    ("第三中学", [], "第三中学"),
    ("大阪市立小学", [], "大阪市立小学"),
]


def codes(pieces: tuple[Division | str, ...]) -> list[str]:
    return [piece if isinstance(piece, str) else piece.code for piece in pieces]


@pytest.mark.parametrize(("name", "expected", "rest"), AGENCIES + INSTITUTIONS)
def test_divisions_split_prefix_separates_divisions_from_the_rest(name: str, expected: list[str], rest: str) -> None:
    pieces, remainder = split_prefix(name, year=2022)
    assert (codes(pieces), remainder) == (expected, rest)


@pytest.mark.parametrize(("year", "expected"), [(2009, "420607"), (2015, "420600")])
def test_divisions_split_prefix_reads_a_name_in_its_year(year: int, expected: str) -> None:
    name = {2009: "襄樊市襄阳区第一中学", 2015: "襄阳市第一中学"}[year]
    pieces, rest = split_prefix(name, year=year)
    assert codes(pieces)[-1] == expected
    assert rest == "第一中学"


@pytest.mark.parametrize("county", [item for group in table().by_code.values() for item in group
                                    if item.level == "county" and item.until is None and item.code[2:4] == "01"],
                         ids=lambda county: county.code)
def test_divisions_split_prefix_reads_the_counties_of_every_capital(county: Division) -> None:
    (above, *_) = ancestors(county)
    pieces, rest = split_prefix(f"{above.name}{county.name}教育局", year=2026)
    assert (codes(pieces)[-1], rest) == (county.code, "教育局")


def test_divisions_split_prefix_knows_the_townships_of_its_own_district() -> None:
    assert split_prefix("桥头镇中心小学", own="330324")[1] == "中心小学"
    assert split_prefix("桥头镇中心小学")[1] == "桥头镇中心小学"
    assert codes(split_prefix("城关区第一小学", own="620100")[0]) == ["620102"]


def test_divisions_split_prefix_leaves_short_names_when_told() -> None:
    assert split_prefix("杭州学军中学", short=False) == ((), "杭州学军中学")
