"""Quantities in canonical units: exact, and comparable only where they are of one kind."""
from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.indicators import comparable, concepts, normalise, plain
from kg.indicators.quantities import units


@pytest.mark.parametrize(("value", "unit", "concept", "expected", "canonical"), [
    (5.64, "亿元", "一般公共预算教育支出", 564000000, "元"),
    (56400, "万元", "一般公共预算教育支出", 564000000, "元"),
    (0.1, "万元", "资助金额", 1000, "元"),
    (1.1, "万名", "在校学生数", 11000, "人"),
    (35, "位", "教师数", 35, "人"),
    (30, "个", "引进高层次人才", 30, "人"),
    (3.5, "万", "图书藏量", 35000, "册"),
    (12, "所", "小学数", 12, "个"),
    (12, "家", "校外培训机构数", 12, "个"),
    (2000, "个学位", "新增学位", 2000, "个"),
    (2000, "个", "新增学位", 2000, "个"),
    (2.3, "万平方米", "建筑面积", 23000, "平方米"),
    (30, "亩", "用地面积", 20000, "平方米"),
    (50, "亩", "用地面积", 33333.333333, "平方米"),
    (95.64, "%", "普惠性幼儿园覆盖率", 95.64, "%"),
    (3, "‰", None, 0.3, "%"),
    (30, "分钟", None, 0.5, "小时"),
    (0.36, "", "小学校际差异系数", 0.36, ""),
])
def test_indicators_quantities_are_normalised_without_noise(
        value: float, unit: str, concept: str | None, expected: float, canonical: str) -> None:
    normal = normalise(value, None, unit, concepts()[concept] if concept else None)
    assert normal is not None
    assert (repr(plain(normal.value)), normal.unit) == (repr(expected), canonical)


def test_indicators_quantities_range_has_both_ends() -> None:
    normal = normalise(1.5, 2.1, "万人", None)
    assert normal is not None
    assert (normal.value, normal.upper) == (15000, 21000)


def test_indicators_quantities_unknown_unit_has_no_value() -> None:
    assert normalise(3, None, "斛", None) is None


@pytest.mark.parametrize(("one", "other", "expected"), [
    ("亿元", "万元", True), ("人", "名", True), ("所", "个", True), ("亩", "平方米", True), ("人", "人次", False),
    ("人", "所", False),    ("%", "个百分点", False), ("元", "元/生", False), ("场", "次", True), ("所", "次", False),
])
def test_indicators_quantities_comparable_units(one: str, other: str, expected: bool) -> None:
    left, right = normalise(1, None, one), normalise(1, None, other)
    assert left is not None
    assert right is not None
    assert comparable(left, right) is expected


@given(st.decimals(0, 10**6, places=2), st.sampled_from(["万元", "亿元", "万人", "%", "所", "万平方米"]))
def test_indicators_quantities_no_value_has_float_noise(number: object, unit: str) -> None:
    normal = normalise(float(str(number)), None, unit)
    assert normal is not None
    assert normal.value == Fraction(str(number)) * units()[unit].factor
    assert Fraction(repr(plain(normal.value))) == normal.value
