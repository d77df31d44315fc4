from __future__ import annotations

import pytest
from claims import PLAN, SUMMARY, claims

BUREAU = "临海市教育局"


def _of(sentence: str, title: str) -> set[tuple[str, str, str]]:
    return claims(sentence, "AWARDED", "SEEKS", title=title)


@pytest.mark.parametrize(("sentence", "holders", "honour"), [
    ("大洋小学被省教育厅授予浙江省文明校园称号。", ["大洋小学"], "浙江省文明校园"),
    ("哲商小学、古城小学和杜桥中学获评省级绿色学校。", ["哲商小学", "古城小学", "杜桥中学"], "省级绿色学校"),
    ("3所学校(大洋小学、哲商小学)被认定为市级劳动教育基地学校。", ["大洋小学", "哲商小学"], "市级劳动教育基地学校"),
    ("创建大洋小学、哲商小学等2所“智慧校园”。", ["大洋小学", "哲商小学"], "智慧校园"),
    ("命名回浦中学为台州市科技特色学校。", ["回浦中学"], "台州市科技特色学校"),
    ("回浦中学通过省级健康促进学校验收,并被评为市级节水型单位。", ["回浦中学"], "市级节水型单位"),
    ("以大洋幼儿园等省一级园为主体,办好集团。", ["大洋幼儿园"], "省一级园"),
    ("回浦中学通过浙江省中等职业学校“群星”优质校验收。", ["回浦中学"], "浙江省中等职业学校群星优质校"),
    ("大洋小学、哲商小学分别通过浙江省示范小学、台州市文明校园评估。", ["大洋小学"], "浙江省示范小学"),
    ("我市成功创建浙江省教育现代化县。", ["临海市"], "浙江省教育现代化县"),
    ("椒江区、黄岩区成功创建全国学前教育普及普惠区。", ["椒江区", "黄岩区"], "全国学前教育普及普惠区"),
    ("我市获评浙江省教育现代化市。", ["临海市"], "浙江省教育现代化市"),
    ("白水洋镇被评为浙江省教育强镇。", ["白水洋镇"], "浙江省教育强镇"),
    ("我局被市委、市政府评为年度考核优秀单位。", [BUREAU], "年度考核优秀单位"),
    ("新增台州市美丽校园5所,累计达到32所。", [BUREAU], "台州市美丽校园"),
    ("大洋小学(足球)、哲商小学(排球)被认定为国家级体育传统特色学校。", ["大洋小学", "哲商小学"],
     "国家级体育传统特色学校"),
    ("省体育局授予市教育局“群众健身先进集体”。", [BUREAU], "群众健身先进集体"),
    ("回浦中学获评全省高品质示范高中首批建设立项学校。", ["回浦中学"], "全省高品质示范高中首批建设立项学校"),
    ("大洋小学获得“省级语言文字示范校”“市级书香校园”两块牌匾。", ["大洋小学"], "市级书香校园"),
    ("获评省级示范性家长学校3所,市级10所。", [BUREAU], "市级示范性家长学校"),
    ("大洋小学作为省级数字校园示范校,积极探索。", ["大洋小学"], "省级数字校园示范校"),
    ("全市通过全国义务教育发展基本均衡县国家复核。", ["临海市"], "全国义务教育发展基本均衡县"),
])
def test_honours_awarded_in_a_summary(sentence: str, holders: list[str], honour: str) -> None:
    assert {("AWARDED", holder, honour) for holder in holders} <= _of(sentence, SUMMARY)
    assert {source for _, source, target in _of(sentence, SUMMARY) if target == honour} == set(holders)


@pytest.mark.parametrize(("sentence", "holder", "honour"), [
    ("我市顺利通过全国学前教育普及普惠县省级评估。", "临海市", "全国学前教育普及普惠县"),
    ("全面启动全国义务教育优质均衡发展县创建。", "临海市", "全国义务教育优质均衡发展县"),
    ("推荐回浦中学申报全国国防教育示范学校。", "回浦中学", "全国国防教育示范学校"),
    ("下一步,争取创建浙江省中小学劳动教育实践基地。", BUREAU, "浙江省中小学劳动教育实践基地"),
    ("回浦中学创建省级示范校工作有序推进。", "回浦中学", "省级示范校"),
])
def test_honours_sought_in_a_summary(sentence: str, holder: str, honour: str) -> None:
    assert _of(sentence, SUMMARY) == {("SEEKS", holder, honour)}


@pytest.mark.parametrize(("sentence", "holder", "honour"), [
    ("力争大洋小学创成省级文明校园。", "大洋小学", "省级文明校园"),
    ("支持市职业中专争创省“双高”学校。", "市职业中专", "省双高学校"),
    ("力争通过省学前教育普及普惠县评估。", "临海市", "省学前教育普及普惠县"),
    ("深化平安校园创建,建成市级平安校园10所。", BUREAU, "市级平安校园"),
    ("申报第三批全国中小学中华优秀传统文化传承学校。", BUREAU, "全国中小学中华优秀传统文化传承学校"),
    ("推进回浦职业中学国家中等职业教育改革发展示范学校建设。", "回浦职业中学", "国家中等职业教育改革发展示范学校"),
])
def test_honours_sought_in_a_plan(sentence: str, holder: str, honour: str) -> None:
    assert _of(sentence, PLAN) == {("SEEKS", holder, honour)}


@pytest.mark.parametrize("sentence", [
    "市级平安校园创建率达100%,走在前列。",
    "市级以上文明校园达到25所以上。",
    "鼓励学校申报学术型普通高中和学科特色高中。",
    "张老师被评为全国模范教师,哲商小学在合唱比赛中获一等奖。",
])
def test_honours_of_nobody(sentence: str) -> None:
    assert _of(sentence, PLAN) == set()


def test_honours_won_by_named_schools_are_told_even_in_a_plan() -> None:
    assert _of("大洋小学、哲商小学入选省级劳动教育示范校。", PLAN) == {
        ("AWARDED", "大洋小学", "省级劳动教育示范校"), ("AWARDED", "哲商小学", "省级劳动教育示范校")}
