"""Government bodies: divisions before stems, lists, clipped bodies, the writer's own forms."""
from __future__ import annotations

import pytest
from recognition import body_mentions, home_of

from kg.recognise.home import Home

HOME = home_of("安徽省滁州市定远县教育体育局")
NOBODY = Home(None, "", (), None, "", None)

BODIES = [
    ("县委、县政府高度重视", ["县委", "县政府"]),
    ("县委县政府高度重视", ["县委", "县政府"]),
    ("落实县委县政府工作部署", ["县委", "县政府"]),
    ("市人口计生委、市农委、市建设交通委", ["市人口计生委", "市农委", "市建设交通委"]),
    ("云川县科教局", ["云川县科教局"]),
    ("省市政府对县政府督导", ["省政府", "市政府", "县政府"]),
    ("联合县公安、卫健、市监等部门", ["县公安", "县卫健", "县市监"]),
    ("会同财政局、规建局建立调度制度", ["财政局", "规建局"]),
    ("滁州市教育体育局、定远县人民政府", ["滁州市教育体育局", "定远县人民政府"]),
    ("珠海市斗门区教育局选派教师", ["珠海市斗门区教育局"]),
    ("清河县教育局与云溪区教育局", ["清河县教育局", "云溪区教育局"]),
    ("联合林区公安局、师市公安局", ["林区公安局", "师市公安局"]),
    ("开发区党工委、管委会高度重视", ["开发区党工委", "开发区管委会"]),
    ("教育部、财政部、国家发改委联合印发", ["教育部", "财政部", "国家发改委"]),
    ("团县委、县妇联、县残联", ["团县委", "县妇联", "县残联"]),
    ("纲要由县教体局负责解释,我局落实", ["县教体局", "我局"]),
    ("建立健全县委教育工作领导小组机制", ["县委教育工作领导小组"]),
    ("局党委召开会议", ["局党委"]),
    ("与自治区教育厅衔接", ["自治区教育厅"]),
    ("牵头综治、交警、消防等单位检查", ["综治", "交警", "消防"]),
    ("与公安、交警、食药监局联合执法9次", ["公安", "交警", "食药监局"]),
]


@pytest.mark.parametrize(("sentence", "expected"), BODIES)
def test_bodies_names_of_sentence(sentence: str, expected: list[str]) -> None:
    found = sorted(body_mentions(sentence, HOME), key=lambda mention: mention.span)
    assert [mention.name for mention in found] == expected


@pytest.mark.parametrize("sentence", [
    "县委托管办学机构", "全市教育系统干部", "县委书记、市委副书记到校调研", "与公安衔接的抓拍功能", "消防安全演练",
    "交警进校园宣讲", "各部门协同配合",
    "校区政府路", "省、市教育部门的支持",
])
def test_bodies_phrases_are_no_names(sentence: str) -> None:
    assert [mention.name for mention in body_mentions(sentence, HOME)] == []


def test_bodies_first_person_stands_without_a_publisher() -> None:
    assert [mention.name for mention in body_mentions("我局落实,局党委召开会议", NOBODY)] == ["我局", "局党委"]
