"""Phrases mapped to concepts: right ones, and none where it would be another indicator."""
from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from kg.indicators import canonical_name, concepts, map_phrase
from kg.indicators.mapping import IndicatorRules, key, measures
from kg.indicators.quantities import units
from kg.lexicon import read_rules
from kg.lexicon.tables import parse_table
from kg.segment import fold

_DATA = Path(__file__).parent / "data"
_EXAMPLES = read_rules("indicators", IndicatorRules).examples


@pytest.mark.parametrize("example", _EXAMPLES, ids=[example.text for example in _EXAMPLES])
def test_indicators_mapping_examples_of_the_rules(example: object) -> None:
    phrase, _, unit = example.text.rpartition(" ")  # type: ignore[attr-defined]
    concept = map_phrase(phrase, unit.strip("[]")).concept
    assert ([] if concept is None else [concept.name]) == example.expect  # type: ignore[attr-defined]


def test_indicators_mapping_makes_no_two_concepts_alike() -> None:
    """No number with a unit of one concept may be a value of two that are written alike."""
    alike: dict[str, set[str]] = {}
    for concept in concepts().values():
        for form in concept.forms:
            alike.setdefault(key(form), set()).add(concept.name)
    for found in alike.values():
        for name in found:
            unit = concepts()[name].unit
            same = [other for other in found if measures(concepts()[other], unit) and concepts()[other].unit
                    and units()[concepts()[other].unit].canonical == units()[unit].canonical]
            assert same == [name] or not unit, found


def test_indicators_mapping_every_form_maps_to_its_concept() -> None:
    for concept in concepts().values():
        for form in concept.forms:
            assert map_phrase(form, concept.unit).concept == concept, (form, concept.name)


_BEFORE = ("全区", "我县", "目前", "全年", "全市", "现有", "其中")


@pytest.mark.parametrize("seed", range(8))
def test_indicators_mapping_variants_map_to_their_concept(seed: int) -> None:
    """Words of place and time before an indicator, and 的 and quotation marks in it, change nothing."""
    dice = random.Random(seed)
    wrong = []
    for concept in concepts().values():
        form = dice.choice(concept.forms)
        variant = dice.choice(_BEFORE) + form.replace("比例", "所占比例").replace("覆盖率", "的覆盖率", 1)
        found = map_phrase(variant, concept.unit).concept
        if found != concept:
            wrong.append((variant, found and found.name, concept.name))
    assert wrong == []


@pytest.mark.parametrize(("phrase", "unit", "name"), [
    ("普惠性幼儿园覆盖率增长", "个百分点", "普惠性幼儿园覆盖率增长"),
    ("普惠率增长", "个百分点", "普惠性幼儿园覆盖率增长"),
    ("教育支出增长", "%", "一般公共预算教育支出增长"),
    ("学生近视率下降", "个百分点", "近视率下降"),
    ("招聘教师增长", "名", "招聘教师增长"),
])
def test_indicators_mapping_growth_is_the_growth_of_the_concept(phrase: str, unit: str, name: str) -> None:
    assert canonical_name(phrase, unit) == name


@pytest.mark.parametrize(("phrase", "unit"), [
    ("学位", "个"), ("新增学位", "个"), ("新增公办学位", "个"), ("新增初中学位", "个"), ("学前学位", "个"),
])
def test_indicators_mapping_stock_flow_and_parts_stay_apart(phrase: str, unit: str) -> None:
    others = {"学位", "新增学位", "新增公办学位", "新增初中学位", "学前学位"} - {phrase}
    assert canonical_name(phrase, unit) not in {canonical_name(other, unit) for other in others}


@pytest.mark.parametrize(("phrase", "unit"), [
    ("城区学校", "所"), ("农村小学", "所"), ("完成率", "%"), ("合格率", "%"), ("获奖", "项"), ("大班额", "万元"),
    ("在校学生", "%"),    ("资助金额", "人次"),
    ("提供学位", "个"), ("六年级数学优秀率", "%"), ("培养区级名师", "名"), ("满意度", "%"),
    ("", "%"),
])
def test_indicators_mapping_phrases_of_other_things_stay_as_themselves(phrase: str, unit: str) -> None:
    mapped = map_phrase(phrase, unit)
    assert (mapped.concept, mapped.name) == (None, phrase)


@pytest.mark.parametrize(("phrase", "unit", "name"), [
    ("青禾区普惠性幼儿园覆盖率", "%", "普惠性幼儿园覆盖率"),
    ("青禾区学科带头人", "名", "区学科带头人数"),
    ("青禾区教育局招聘教师", "名", "招聘教师"),
    ("白塔区普惠性幼儿园覆盖率", "%", "白塔区普惠性幼儿园覆盖率"),
])
def test_indicators_mapping_own_district_before_an_indicator(phrase: str, unit: str, name: str) -> None:
    assert canonical_name(phrase, unit, ("青禾区教育局", "青禾区")) == name


_CASES = parse_table((_DATA / "indicator_cases.tsv").read_text("utf-8"), "indicator_cases.tsv",
                     ("phrase", "unit", "name"))


@pytest.mark.parametrize("case", _CASES, ids=[f"{case['phrase']}-{case['unit']}" for case in _CASES])
def test_indicators_mapping_phrases_of_annotated_documents(case: dict[str, str]) -> None:
    mapped = map_phrase(case["phrase"], case["unit"])
    assert (mapped.name if mapped.concept else "") == case["name"]


def test_indicators_mapping_covers_nearly_half_of_the_annotated_figures() -> None:
    """What is left are one-off counts (场, 项 of a named campaign), which no scheme would hold."""
    found = [map_phrase(fold(figure["indicator"]).text, fold(figure["unit"] or "").text).concept is not None
             for path in sorted((_DATA.parent / "gold" / "dev").glob("*.json"))
             for figure in json.loads(path.read_text("utf-8"))["figures"]]
    assert len(found) > 800
    assert sum(found) / len(found) > 0.48
