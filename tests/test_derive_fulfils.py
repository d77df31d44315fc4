"""FULFILS: which results answer which targets, and whether these are met."""
from __future__ import annotations

import random
from itertools import pairwise

import pytest
from figure_graphs import BUREAU, DISTRICT, entity, figure, graph_of, link

from kg.derive import derive
from kg.derive.figures import wanted
from kg.derive.fulfils import fulfils
from kg.derive.verdict import verdict
from kg.indicators import normalise
from kg.types import Graph

RATE, SIGHT, POSTS, PUPILS = "普惠性幼儿园覆盖率", "近视率", "招聘教师", "在校学生数"


def _met(graph: Graph) -> list[object]:
    return sorted({True: "true", False: "false"}.get(item.properties.get("met"), "unknown") for item in fulfils(graph))


@pytest.mark.parametrize(("target", "result", "way", "expected"), [
    ((">=", 95, None, "%"), ("=", 95, None, "%"), "more", "true"),
    ((">=", 95, None, "%"), ("=", 94.9, None, "%"), "more", "false"),
    ((">=", 95, None, "%"), (">=", 95, None, "%"), "more", "true"),
    ((">=", 95, None, "%"), (">=", 90, None, "%"), "more", "unknown"),
    ((">=", 95, None, "%"), ("<=", 90, None, "%"), "more", "false"),
    (("<=", 50, None, "%"), ("=", 49, None, "%"), "less", "true"),
    (("<=", 50, None, "%"), ("=", 51, None, "%"), "less", "false"),
    (("=", 100, None, "名"), ("=", 120, None, "人"), "more", "true"),
    (("=", 100, None, "名"), ("=", 99, None, "人"), "more", "false"),
    (("=", 50, None, "%"), ("=", 49, None, "%"), "less", "true"),
    (("=", 50, None, "%"), ("=", 52, None, "%"), "less", "false"),
    (("=", 100, None, "人"), ("=", 100, None, "人"), "neither", "true"),
    (("=", 100, None, "人"), ("=", 90, None, "人"), "neither", "unknown"),
    (("=", 100, None, "人"), ("=", 110, None, "人"), None, "unknown"),
    (("=", 100, None, "人"), ("=", 100, None, "人"), None, "true"),
    (("=", 15, 20, "所"), ("=", 15, None, "所"), "more", "true"),
    (("=", 15, 20, "所"), ("=", 14, None, "所"), "more", "false"),
    (("=", 15, 20, "所"), ("=", 25, None, "所"), "more", "true"),
    (("=", 15, 20, "%"), ("=", 18, None, "%"), "neither", "true"),
    (("=", 15, 20, "%"), ("=", 21, None, "%"), "less", "false"),
    (("~", 100, None, "人"), ("=", 96, None, "人"), "more", "true"),
    (("~", 100, None, "人"), ("=", 90, None, "人"), "more", "false"),
    (("=", 100, None, "人"), ("~", 100, None, "人"), "more", "unknown"),
    (("=", 1.2, None, "亿元"), ("=", 12500, None, "万元"), "more", "true"),
    (("=", 0.3, None, "万元"), ("=", 3000, None, "元"), "more", "true"),
    (("=", 100, None, "人"), ("=", 100, None, "人次"), "more", "unknown"),
    (("=", 5, None, "斛"), ("=", 5, None, "斛"), "more", "unknown"),
])
def test_derive_fulfils_verdict(target: tuple[str, float, float | None, str],
                                result: tuple[str, float, float | None, str], way: str | None, expected: str) -> None:
    aim, found = normalise(target[1], target[2], target[3]), normalise(result[1], result[2], result[3])
    assert verdict(aim, target[0], found, result[0], way) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "expected"), [
    (RATE, "more"), (SIGHT, "less"), (PUPILS, "neither"), (f"{RATE}增长", "more"), (f"{SIGHT}增长", "less"),
    ("辍学率下降", "more"), (f"{PUPILS}增长", "neither"), ("没有人知道的指标", None), ("近视率下降", "more"),
])
def test_derive_fulfils_what_is_wanted(name: str, expected: str | None) -> None:
    assert wanted(name) == expected


def test_derive_fulfils_across_documents() -> None:
    graph = graph_of(figure("Target", RATE, 95, "%", 2023, comparator=">=", source="source/plan"),
                     figure("Result", RATE, 95.64, "%", 2023, source="source/summary"))
    [item] = fulfils(graph)
    assert (item.label, item.properties["met"], item.properties["year"]) == ("FULFILS", True, 2023)
    assert item.start.startswith("result/")
    assert item.end.startswith("target/")
    assert item.properties["derived"] is True
    assert "source" not in item.properties
    assert "95.64%" in str(item.properties["reason"])


def test_derive_fulfils_milestone_of_a_plan_for_several_years() -> None:
    milestone = figure("Target", RATE, 96, "%", 2025, comparator=">=", source="source/plan-2021")
    early = figure("Result", RATE, 97, "%", 2023, source="source/summary-2023")
    due = figure("Result", RATE, 95, "%", 2025, source="source/summary-2025")
    assert list(fulfils(graph_of(milestone, early))) == []
    assert _met(graph_of(milestone, early, due)) == ["false"]


@pytest.mark.parametrize("other", [
    figure("Result", RATE, 97, "%", 2022),
    figure("Result", "学前教育毛入园率", 97, "%", 2023),
    figure("Result", RATE, 97, "%", 2023, holder="governmentbody/白塔区/教育局"),
])
def test_derive_fulfils_not_another_year_indicator_or_holder(other: list[object]) -> None:
    target = figure("Target", RATE, 95, "%", 2023)
    assert list(fulfils(graph_of(target, other))) == []  # type: ignore[arg-type]


def test_derive_fulfils_district_and_its_bureau_under_another_name_are_one_holder() -> None:
    renamed = "governmentbody/青禾区/教育体育局"
    more = (entity("GovernmentBody", renamed, "青禾区教育体育局"),
            link("GOVERNS", renamed, DISTRICT, source="source/b", derived=True))
    target = figure("Target", RATE, 95, "%", 2023)
    for holder in (DISTRICT, renamed):
        assert _met(graph_of(target, figure("Result", RATE, 96, "%", 2023, holder=holder), more=more)) == ["true"]


@pytest.mark.parametrize("type", ["SAME_AS", "RENAMED_TO"])
def test_derive_fulfils_same_school_under_two_names(type: str) -> None:
    one, other = "school/青禾区/第一小学", "school/青禾区/青禾一小"
    rows = (figure("Target", POSTS, 5, "名", 2023, holder=one), figure("Result", POSTS, 6, "名", 2023, holder=other))
    ends = (entity("School", one, "第一小学"), entity("School", other, "青禾一小"))
    assert _met(graph_of(*rows, more=ends)) == []
    assert _met(graph_of(*rows, more=(*ends, link(type, other, one, derived=True)))) == ["true"]


def test_derive_fulfils_results_that_disagree_leave_it_unknown() -> None:
    target = figure("Target", POSTS, 100, "名", 2023)
    assert _met(graph_of(target, figure("Result", POSTS, 120, "名", 2023, at=5),
                         figure("Result", POSTS, 80, "名", 2023, at=50))) == ["unknown", "unknown"]
    assert _met(graph_of(target, figure("Result", POSTS, 120, "名", 2023, at=5),
                         figure("Result", POSTS, 105, "名", 2023, at=50))) == ["true", "true"]


def test_derive_fulfils_targets_of_two_plans_are_held_apart() -> None:
    five_years = figure("Target", RATE, 90, "%", 2023, source="source/five-years")
    this_year = figure("Target", RATE, 95, "%", 2023, source="source/plan")
    result = figure("Result", RATE, 92, "%", 2023, source="source/summary")
    assert _met(graph_of(five_years, this_year, result)) == ["false", "true"]


def test_derive_fulfils_targets_of_one_plan_that_differ_leave_it_unknown() -> None:
    rows = (figure("Target", POSTS, 20, "名", 2023, at=5), figure("Target", POSTS, 60, "名", 2023, at=90),
            figure("Result", POSTS, 40, "名", 2023, source="source/b"))
    assert _met(graph_of(*rows)) == ["unknown", "unknown"]


def test_derive_fulfils_does_not_depend_on_the_order_of_documents() -> None:
    rows = [figure("Target", POSTS, value, "名", year, source=f"source/{value}") for value in (20, 60) for year in
            (2022, 2023)] + [figure("Result", POSTS, 40, "名", year, source="source/r") for year in (2022, 2023)]
    found = []
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        found.append(derive(graph_of(*rows)))
    assert all(one == other for one, other in pairwise(found))
    assert len([item for item in found[0].relationships if item.label == "FULFILS"]) == 4


def test_derive_fulfils_is_made_anew_from_a_graph_that_has_it() -> None:
    graph = graph_of(figure("Target", RATE, 95, "%", 2023), figure("Result", RATE, 96, "%", 2023, source="source/b"))
    derived = derive(graph)
    again = Graph(tuple(sorted((*graph.nodes, *derived.nodes), key=lambda node: node.id)),
                  tuple(sorted((*graph.relationships, *derived.relationships), key=lambda item: item.id)))
    assert derive(again) == derived
    assert BUREAU in {item.start for item in graph.relationships}
