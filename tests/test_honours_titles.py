from __future__ import annotations

import pytest

from kg.recognise.honour_rules import holder_of, level_end
from kg.recognise.honours import honours
from kg.recognise.tokens import tokenise


def titles(text: str) -> list[str]:
    return sorted(mention.name for mention in honours(text, tokenise(text)))


@pytest.mark.parametrize(("text", "expected"), [
    ("创建市级示范幼儿园2所、市级书香校园3所。", ["市级书香校园", "市级示范幼儿园"]),
    ("古城小学创建市级智慧校园。", ["市级智慧校园"]),
    ("成功创建浙江省学习型城市。", ["浙江省学习型城市"]),
    ("支持回浦中学创建浙江省科技高中。", ["浙江省科技高中"]),
    ("申报省“三全育人”典型学校。", ["省三全育人典型学校"]),
    ("入选台州市“大课间特色学校”。", ["台州市大课间特色学校"]),
    ("命名回浦中学为台州市科技特色学校。", ["台州市科技特色学校"]),
    ("新增成都市新优质学校3所。", ["成都市新优质学校"]),
    ("被确定为首批山东省中等职业教育发展示范学校。", ["山东省中等职业教育发展示范学校"]),
    ("专家到古城小学等4所台州市深化课程改革样本学校指导。", ["台州市深化课程改革样本学校"]),
    ("市少工委荣获台州市先进少工委称号。", ["台州市先进少工委"]),
    ("获得“市直机关目标考核优秀领导班子”称号。", ["市直机关目标考核优秀领导班子"]),
    ("被授予台州市平安校园创建工作先进单位。", ["台州市平安校园创建工作先进单位"]),
    ("加快创建全国优质中职专业。", ["全国优质中职专业"]),
    ("建设“云课”应用示范校3所。", ["云课应用示范校"]),
    ("鼓励学校申报学术型普通高中和学科特色高中。", ["学术型普通高中", "学科特色高中"]),
    ("被评为“省级语言文字规范化示范校,全校振奋。", ["省级语言文字规范化示范校"]),
])
def test_honours_are_bounded_by_their_verb_and_level(text: str, expected: list[str]) -> None:
    assert titles(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("积极争创省级、市级绿色学校示范校。", ["市级绿色学校示范校", "省级绿色学校示范校"]),
    ("分别晋升省级二类、三类示范幼儿园。", ["省级三类示范幼儿园", "省级二类示范幼儿园"]),
    ("创建省、市级绿色学校示范校各2所。", ["市级绿色学校示范校", "省级绿色学校示范校"]),
    ("培育创建县级党建示范校10所,市级8所。", ["县级党建示范校", "市级党建示范校"]),
    ("创建6所市级、10所县级党建示范校。", ["县级党建示范校", "市级党建示范校"]),
    ("申报省品质型社区学校1所,台州市示范性社区分校1所,市三级社区学校(分校)2所。",
     ["台州市示范性社区分校", "市三级社区学校(分校)", "省品质型社区学校"]),
])
def test_honours_written_out_of_coordinations(text: str, expected: list[str]) -> None:
    assert titles(text) == expected


def test_honours_with_the_level_behind_them() -> None:
    found = titles("创建中小学研学实践基地省级1个、市级3个以上。")
    assert {"省级中小学研学实践基地", "市级中小学研学实践基地"} <= set(found)


@pytest.mark.parametrize(("text", "alias"), [
    ("古城小学获评首批省绿色学校示范校。", "首批省绿色学校示范校"),
    ("荣获2022年度台州市教育工作先进集体。", "2022年度台州市教育工作先进集体"),
    ("创建市级后勤装备达标园(优秀园)7所。", "市级后勤装备达标园"),
    ("创建省一级幼儿园5所。创建一级幼儿园要有特色,创成一级幼儿园2所。", "省一级幼儿园"),
    ("被列入台州市书香校园。创建市级书香校园2所。", "台州市书香校园"),
])
def test_honours_keep_other_forms_as_aliases(text: str, alias: str) -> None:
    mentions = list(honours(text, tokenise(text)))
    assert any(alias in mention.aliases for mention in mentions)
    assert all(not mention.name.startswith(("首批", "2022")) for mention in mentions)


@pytest.mark.parametrize("text", [
    "推进平安校园建设,深化清廉学校建设。",
    "推进校园篮球特色学校创建工作。",
    "推进国家级信息化教学实验区建设。",
    "在文明校园创建工作动员会上发言。",
    "打造中国式现代化先行示范区。",
    "评选出县级师德标兵20名、先进集体20个。",
    "新建公办幼儿园3所,新增实训基地3个。",
    "建成投用古城幼儿园、临海市大洋中心幼儿园。",
    "古城小学、区示范幼儿园3家单位作了发言。",
    "建设教育强区,办人民满意的教育。",
])
def test_honours_are_no_campaigns_kinds_or_schools(text: str) -> None:
    assert titles(text) == []


@pytest.mark.parametrize(("name", "holder"), [
    ("全国学前教育普及普惠区", "District"), ("省级示范幼儿园", "Kindergarten"), ("市级书香校园", "School"),
    ("台州市先进集体", "any"), ("全国义务教育优质均衡发展县(市、区)", "District"), ("不是称号的词", "any"),
])
def test_honour_rules_holder_of_a_title(name: str, holder: str) -> None:
    assert holder_of(name) == holder


@pytest.mark.parametrize(("text", "level"), [
    ("省一级幼儿园", "省"), ("市级以上文明校园", "市级以上"), ("浙江省台州市文明校园", "浙江省台州市"),
    ("全国文明校园", "全国"), ("市民学校", ""), ("书香校园", ""),
])
def test_honour_rules_level_at_the_beginning(text: str, level: str) -> None:
    assert text[:level_end(text, 0)] == level
