"""Numbers with units in running text and in cells of tables."""
from __future__ import annotations

import pytest

from kg.lexicon import read_rules
from kg.recognise.quantities import QuantityRules, cell_quantity, chinese_number, quantities
from kg.types import Span


def told(text: str) -> list[str]:
    return [f"{q.comparator} {q.value:g}{'' if q.upper is None else f'-{q.upper:g}'}{q.unit}" for q in quantities(text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("投入1,250.5万元", ["= 1250.5万元"]),
    ("目前34个项目开工,名列前10名", ["= 34个"]),
    ("10个多媒体教室,30多所学校", ["= 10个", ">= 30所"]),
    ("参训教师2.7万余人次", [">= 2.7万人次"]),
    ("培训1000余名教师", [">= 1000名"]),
    ("近300件作品,约40场活动", ["~ 300件", "~ 40场"]),
    ("不少于60学时", [">= 60学时"]),
    ("大班额比例控制在2%以内", ["<= 2%"]),
    ("15至20所,60%-70%,2~3项", ["= 15-20所", "= 60-70%", "= 2-3项"]),
    ("每所奖补5万元至8万元", ["= 5-8万元"]),
    ("每年下降0.5个至1个百分点", ["= 0.5-1个百分点"]),
    ("由3所减少到1所", ["= 3所", "= 1所"]),
    ("从3所到8所", ["= 8所"]),
    ("小学生均1100元/生", ["= 1100元/生"]),
    ("达到百分之九十五以上", [">= 95%"]),
    ("更新消防器材2300件(套),设备90台(套)", ["= 2300件", "= 90台"]),
    ("差异系数分别为0.31和0.29", ["= 0.31", "= 0.29"]),
])
def test_quantities_values_units_comparators(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("十余家单位", [">= 10家"]),
    ("三百二十名学生", ["= 320名"]),
    ("确保每天一小时运动", ["= 1小时"]),
    ("建成天文、航模、陶艺三个活动基地", ["= 3个"]),
    ("坚持三个面向,抓好两支队伍,一所学校", []),
])
def test_quantities_chinese_numerals(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("text", [
    "第三届", "2023年5月8日", "七年级2班级长", "6岁儿童", "“5名工程”", "《50条意见》", "前10名", "新增1××所", "G20峰会",
    "24小时值班", "为期三天", "5G网络"])
def test_quantities_no_figures(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("text", "unit", "expected"), [
    ("92", "%", (92, None, "%", "=")), ("98以上", "%", (98, None, "%", ">=")), ("3-5", "所", (3, 5, "所", "=")),
    ("2.4万人", "", (2.4, None, "万人", "=")), ("—", "%", None), ("见附表3", "%", None)])
def test_quantities_cells(text: str, unit: str, expected: tuple[object, ...] | None) -> None:
    found = cell_quantity(text, Span(0, len(text)), unit)
    assert (found and (found.value, found.upper, found.unit, found.comparator)) == expected


@pytest.mark.parametrize(("text", "value"), [
    ("两", 2), ("十五", 15), ("一千零二十", 1020), ("九十八点五", 98.5), ("甲", None)])
def test_quantities_chinese_number(text: str, value: float | None) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize("example", read_rules("quantities", QuantityRules).examples, ids=lambda example: example.text)
def test_quantities_examples_of_the_rules(example: object) -> None:
    assert told(example.text) == example.expect  # type: ignore[attr-defined]
