"""What a number counts or measures: the indicator of each figure of a sentence."""
from __future__ import annotations

import pytest
from figure_scenes import figures_of

from kg.lexicon.rules import Example
from kg.relate.figures_rules import rules


@pytest.mark.parametrize("example", rules().examples, ids=lambda example: example.text)
def test_figures_examples_of_the_rules(example: Example) -> None:
    assert figures_of(example.text) == example.expect


@pytest.mark.parametrize(("text", "expected"), [
    ("全县高中阶段毛入学率达到97.2%", ["高中阶段毛入学率 = 97.2%"]),
    ("新增智慧教室80间、录播教室12间", ["新增智慧教室 = 80间", "录播教室 = 12间"]),
    ("在东岭小学、西河小学召开现场会2次", ["召开现场会 = 2次"]),
    ("联合县妇联开展家庭教育讲座30场", ["家庭教育讲座 = 30场"]),
    ("教育一般公共预算支出6.8亿元", ["教育一般公共预算支出 = 6.8亿元"]),
    ("全县现有在校学生3.2万人", ["在校学生 = 3.2万人"]),
    ("举办书法、合唱等赛事16项", ["举办赛事 = 16项"]),
    ("查处有偿补课行为3起", ["查处有偿补课行为 = 3起"]),
])
def test_figures_noun_before_the_number(text: str, expected: list[str]) -> None:
    assert figures_of(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("组建22个名师工作室", ["名师工作室 = 22个"]),
    ("检查36所学校", ["检查学校 = 36所"]),
    ("48名教师参加省级培训", ["教师参加省级培训 = 48名"]),
    ("14个党建联盟常态化开展主题党日", ["党建联盟 = 14个"]),
    ("6名教师被评为县级学科带头人", ["县级学科带头人 = 6名"]),
    ("3人被评为县优秀班主任", ["县优秀班主任 = 3人"]),
    ("为21所学校配备直饮水设备90台", ["学校配备直饮水设备 = 21所", "学校配备直饮水设备 = 90台"]),
    ("社会实践活动范围拓展至9个乡镇", ["社会实践活动范围 = 9个"]),
    ("组织党员志愿者300余人次进社区", ["党员志愿者进社区 >= 300人次"]),
    ("培育6所市级、12所县级书香校园", ["市级书香校园 = 6所", "县级书香校园 = 12所"]),
])
def test_figures_noun_behind_the_number(text: str, expected: list[str]) -> None:
    assert figures_of(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("普惠园覆盖率达91%,比上年提高2.4个百分点", ["普惠园覆盖率 = 91%", "普惠园覆盖率增长 = 2.4个百分点"]),
    ("网络空间开通率80%,较年初提高6个百分点", ["网络空间开通率 = 80%", "网络空间开通率增长 = 6个百分点"]),
    ("本科上线1200人,增加85人", ["本科上线 = 1200人", "本科上线增长 = 85人"]),
    ("近视率由51%下降到48.5%", ["近视率 = 48.5%"]),
    ("教师轮岗216人,占应交流教师总数的14.3%", ["教师轮岗 = 216人", "教师轮岗占应交流教师总数 = 14.3%"]),
    ("城区教师交流数不低于应交流教师的15%", ["城区教师交流数 >= 15%"]),
])
def test_figures_comparisons_and_shares(text: str, expected: list[str]) -> None:
    assert figures_of(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("小学、初中巩固率分别达到100%和99.6%", ["小学巩固率 = 100%", "初中巩固率 = 99.6%"]),
    ("七年级语文、数学优秀率分别为30%、41%", ["七年级语文优秀率 = 30%", "七年级数学优秀率 = 41%"]),
    ("课后服务开展率、学生参与率均达100%", ["课后服务开展率 = 100%", "学生参与率 = 100%"]),
    ("评选优秀校长、优秀班主任各20名", ["优秀校长 = 20名", "优秀班主任 = 20名"]),
    ("创建县级示范校10所,市级3所", ["县级示范校 = 10所", "市级示范校 = 3所"]),
    ("幼儿园88所(公办40所,民办48所)", ["幼儿园 = 88所", "公办幼儿园 = 40所", "民办幼儿园 = 48所"]),
    ("小学的劳动课时占到10%,初中占到8%", ["小学的劳动课时 = 10%", "初中的劳动课时 = 8%"]),
    ("每百名学生拥有计算机数:小学18台,初中22台",
     ["小学每百名学生拥有计算机数 = 18台", "初中每百名学生拥有计算机数 = 22台"]),
    ("参加全市中学生运动会,获金牌6枚、银牌4枚",
     ["全市中学生运动会获金牌 = 6枚", "全市中学生运动会获银牌 = 4枚"]),
    ("下达就业岗位任务数300个,已完成210个", ["就业岗位任务数 = 300个", "就业岗位 = 210个"]),
])
def test_figures_several_numbers(text: str, expected: list[str]) -> None:
    assert figures_of(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("每学期召开家长会2次", ["每学期召开家长会 = 2次"]),
    ("每月至少开展1次安全演练", ["每月开展安全演练 >= 1次"]),
    ("建成录播教室64间,覆盖率92%", ["录播教室 = 64间", "录播教室覆盖率 = 92%"]),
    ("推广校园阳光餐饮平台,覆盖面达到100%", ["校园阳光餐饮平台覆盖面 = 100%"]),
    ("开展40学时以上培训1600人", ["40学时以上培训 = 1600人"]),
    ("56人以上大班额占比降到2%以内", ["56人以上大班额占比 <= 2%"]),
])
def test_figures_rates_and_what_they_are_of(text: str, expected: list[str]) -> None:
    assert figures_of(text) == expected


@pytest.mark.parametrize("text", [
    "严格落实20条规定", "66人以上超大班额全部消除", "进入全市前5名", "另有2所正在选址", "第三轮行动计划于5月启动",
    "新建××所",
    "围绕两个层面精准发力"])
def test_figures_none(text: str) -> None:
    assert figures_of(text) == []
