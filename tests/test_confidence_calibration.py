"""How confidence is fitted and measured: verdicts on facts, smoothing, bins."""
from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

from alignment import Judged, judged, likeness
from calibrate import fit, table
from reliability import bins, calibration_error, cross_validated, section

from kg.lexicon.tables import parse_table
from kg.relate.confidence import COLUMNS

_TEXT = "青禾区教育局2024年工作要点\n\n深化“双减”工作，新建青禾区第三幼儿园，公办园在园幼儿占比达到60%。\n"
_ENTITIES = [
    {"id": "b", "type": "GovernmentBody", "name": "青禾区教育局", "aliases": []},
    {"id": "p", "type": "Program", "name": "双减", "aliases": []},
    {"id": "k", "type": "Kindergarten", "name": "第三幼儿园", "aliases": ["青禾区第三幼儿园"]}]
_RUNS = {"type": "RUNS", "source": "b", "target": "p", "year": 2024}
_BUILDS = {"type": "BUILDS", "source": "b", "target": "k", "year": 2024, "stage": "planned"}
_FIGURE = {"kind": "target", "holder": "b", "indicator": "公办园在园幼儿占比", "value": 60, "upper": None, "unit": "%",
           "comparator": "=", "year": 2024}


def _verdicts(folder: Path, relations: list[dict[str, Any]], figures: list[dict[str, Any]]) -> dict[str, bool]:
    (folder / "plan.txt").write_text(_TEXT, encoding="utf-8")
    gold = {"entities": _ENTITIES, "relations": relations, "figures": figures}
    (folder / "plan.json").write_text(json.dumps(gold), encoding="utf-8")
    return {fact.kind: fact.right for fact in judged(folder / "plan.txt", folder / "plan.json")}


@pytest.mark.parametrize(("relations", "figures", "expected"), [
    ([_RUNS, _BUILDS], [_FIGURE], {"RUNS": True, "BUILDS": True, "figure": True}),
    ([_RUNS], [], {"RUNS": True, "BUILDS": False, "figure": False}),
    ([_RUNS | {"target": "k"}, _BUILDS | {"optional": True}], [_FIGURE | {"optional": True}], {"RUNS": False}),
    ([_RUNS, _BUILDS], [_FIGURE | {"indicator": "公办幼儿在园占比"}], {"RUNS": True, "BUILDS": True, "figure": True}),
    ([_RUNS, _BUILDS], [_FIGURE | {"year": 2023}], {"RUNS": True, "BUILDS": True, "figure": False}),
    ([_RUNS, _BUILDS], [_FIGURE | {"value": 61}], {"RUNS": True, "BUILDS": True, "figure": False}),
])
def test_confidence_verdicts_follow_the_annotation(
        tmp_path: Path, relations: list[dict[str, Any]], figures: list[dict[str, Any]], expected: dict[str, bool]
) -> None:
    assert _verdicts(tmp_path, relations, figures) == expected


@pytest.mark.parametrize(("one", "other", "expected"), [
    ("省一级幼儿园", "省一级幼儿园", 1.0), ("学位", "招聘教师", 0.0), ("新增学位", "新增“学位”", 1.0),
    ("新增学位", "学位", 0.5)])
def test_confidence_likeness_of_indicators(one: str, other: str, expected: float) -> None:
    assert likeness(one, other) == pytest.approx(expected)


def _facts(rule: str, mention: str, right: int, wrong: int) -> list[Judged]:
    return [Judged("RUNS", rule, mention, 0.5, index < right) for index in range(right + wrong)]


def test_confidence_fit_draws_small_groups_to_their_wider_group() -> None:
    found = fit([*_facts("runs", "a", 90, 10), *_facts("runs", "b", 2, 0), *_facts("runs", "c", 0, 2)], prior=4.0)
    assert found["RUNS", "runs", "a"][1] == 100
    assert found["RUNS", "runs", "a"][0] == pytest.approx(0.9, abs=0.02)
    assert 0.9 < found["RUNS", "runs", "b"][0] < 0.95
    assert 0.5 < found["RUNS", "runs", "c"][0] < 0.65


def test_confidence_fit_counts_a_group_without_others_around_it_once() -> None:
    found = fit(_facts("runs", "a", 4, 0), prior=4.0)
    assert {mean for mean, _ in found.values()} == {0.75}  # (4 + 4 · ½) / 8, on each level


def test_confidence_table_is_read_as_it_is_written() -> None:
    found = fit([*_facts("runs", "a", 3, 1), Judged("figure", "figure-left", "*", 0.5, True)])
    rows = parse_table(table(found), "confidence.tsv", COLUMNS)
    read = {(row["kind"], row["rule"], row["mention"]): (float(row["precision"]), int(row["support"])) for row in rows}
    assert read == {key: (pytest.approx(mean, abs=0.0005), support) for key, (mean, support) in found.items()}


def test_confidence_is_cross_validated_without_the_documents_own_facts() -> None:
    documents = [_facts("runs", "a", 50, 0), _facts("runs", "a", 0, 50)]
    first, second = cross_validated(documents)[0], cross_validated(documents)[-1]
    assert first.confidence < 0.2 < 0.8 < second.confidence


def test_confidence_bins_and_calibration_error() -> None:
    facts = [Judged("RUNS", "runs", "a", 0.9, index > 0) for index in range(10)]
    facts += [Judged("RUNS", "runs", "a", 1.0, index > 0) for index in range(2)]
    found = list(bins(facts))
    assert [(item.low, item.count, item.precision) for item in found] == [(0.9, 10, 0.9), (0.98, 2, 0.5)]
    assert calibration_error(found) == pytest.approx(2 / 12 * 0.5)
    assert "| 0.98 – 1.00 | 2 | 1.000 | 0.500 |" in section("Some", facts).splitlines()
