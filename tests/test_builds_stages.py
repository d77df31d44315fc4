"""Which schools are built, how far the work is, and what of them."""
import pytest
from one_sentence import PLAN, SUMMARY, claims, graph_of


@pytest.mark.parametrize(("title", "sentence", "expected"), [
    (SUMMARY, "青河小学“青年文明号”创建成功。", []),
    (SUMMARY, "拟投资4500万元建设青河小学体育馆。", ["局 BUILDS 青河小学 planned"]),
    (PLAN, "建成投用青河小学。", ["局 BUILDS 青河小学 in_use"]),
    (PLAN, "青河小学9月投入使用。", ["局 BUILDS 青河小学 in_use"]),
    (PLAN, "谋划青河小学选址。", ["局 BUILDS 青河小学 planned"]),
    (PLAN, "启动青河小学迁建工程。", ["局 BUILDS 青河小学 started"]),
    (PLAN, "加快推进青河小学建设。", ["局 BUILDS 青河小学 under_construction"]),
    (PLAN, "青河小学综合楼竣工。", ["局 BUILDS 青河小学 completed"]),
    (SUMMARY, "建成青河小学,云溪幼儿园开工建设。", ["局 BUILDS 云溪幼儿园 started", "局 BUILDS 青河小学 completed"]),
    # Without a stage, a plan plans and a summary has done.
    (PLAN, "新建青河小学。", ["局 BUILDS 青河小学 planned"]),
    (SUMMARY, "新建青河小学。", ["局 BUILDS 青河小学 completed"]),
    # The closing words of a list hold for all of it.
    (SUMMARY, "青河小学、南屏小学、云溪幼儿园竣工并投入使用。",
     ["局 BUILDS 云溪幼儿园 in_use", "局 BUILDS 南屏小学 in_use", "局 BUILDS 青河小学 in_use"]),
    # Another body that is the subject builds.
    (SUMMARY, "青河小学主体封顶。", ["局 BUILDS 青河小学 under_construction"]),
    (SUMMARY, "青河小学于3月动工,现正进行基础施工。", ["局 BUILDS 青河小学 under_construction"]),
    (SUMMARY, "青河小学、南屏小学9月如期招生。", ["局 BUILDS 南屏小学 in_use", "局 BUILDS 青河小学 in_use"]),
    (SUMMARY, "青河小学建成,秋季学期如期开园招生。", ["局 BUILDS 青河小学 in_use"]),
    (SUMMARY, "青河小学装修完毕,推迟到2024年春季开学。", ["局 BUILDS 青河小学 completed"]),
    (SUMMARY, "青河小学教师周转宿舍48套竣工验收。", ["局 BUILDS 青河小学 completed"]),
    (PLAN, "青河小学8月投入使用、南屏小学10月主体完工。",
     ["局 BUILDS 南屏小学 under_construction", "局 BUILDS 青河小学 in_use"]),
    (SUMMARY, "青河小学食堂完成基础施工。", ["局 BUILDS 青河小学 under_construction"]),
    (PLAN, "做好青河小学开工准备。", ["局 BUILDS 青河小学 planned"]),
    (PLAN, "建成投用青河小学等5个项目和南屏小学综合楼等2个工程。",
     ["局 BUILDS 南屏小学 in_use", "局 BUILDS 青河小学 in_use"]),
    (PLAN, "区政府投资2亿元新建青河小学。", ["区政府 BUILDS 青河小学 planned"]),
])
def test_builds_stages_of_a_sentence(title: str, sentence: str, expected: list[str]) -> None:
    assert claims(sentence, "BUILDS", title=title) == expected


@pytest.mark.parametrize("sentence", [
    "东湖小学教师参加培训。",
    "推进东湖小学教育集团办学。",
    "东湖小学托管新建的西岭小学。",
    "东湖小学获评文明校园。",
    "东湖小学获评省示范学校首批建设立项学校。",
    "依托东湖小学开办周末学堂。",
    "新建公办幼儿园3所。",
])
def test_builds_stages_of_other_work_is_none(sentence: str) -> None:
    assert claims(sentence, "BUILDS") == []


@pytest.mark.parametrize(("sentence", "work"), [
    ("加快推进青河小学综合楼建设。", "综合楼"),
    ("启动青河小学改扩建工程。", "改扩建"),
    ("青河小学教学楼、食堂竣工。", "教学楼、食堂"),
    ("青河小学建成投用。", None),
])
def test_builds_stages_tell_the_work_where_a_part_is_built(sentence: str, work: str | None) -> None:
    [claim] = [item for item in graph_of(sentence).relationships if item.label == "BUILDS"]
    assert claim.properties.get("work") == work
