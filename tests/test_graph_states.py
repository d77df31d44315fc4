"""How far a school is in a year."""
from __future__ import annotations

import pytest
from figure_graphs import BUREAU, entity, link

from kg.findings import findings
from kg.graph.exchange import collect
from kg.graph.states import states_in
from kg.types import Graph, Node, Relationship

SCHOOL, SHORT = "school/青禾区/东湖小学", "school/青禾区/东湖小学新校区"


def _source(id: str, kind: str, year: int) -> Node:
    return Node(id, ("Source",), {"id": id, "name": "a.txt", "kind": kind, "year": year})


SOURCES = (
    _source("source/plan-21", "plan", 2021), _source("source/sum-22", "summary", 2022),
    _source("source/plan-23", "plan", 2023), _source("source/sum-23", "summary", 2023),
    Node("source/both", ("Source",), {"id": "source/both", "name": "b.txt", "kind": "summary", "year": 2022,
                                      "kinds": ("summary", "plan"), "years": (2022, 2023)}))


def _claim(stage: str, year: int | None, source: str, school: str = SCHOOL, work: str = "") -> Relationship:
    more = {key: value for key, value in (("year", year), ("work", work)) if value}
    words = f"{stage}{year}{work}"
    id = f"claim/{stage}/{year}/{source}/{school}/{work}"
    return Relationship(id, "BUILDS", BUREAU, school, {
        "id": id, "stage": stage, "source": source, "evidence": words, "start": 0, "end": len(words), **more})


def _graph(*claims: Relationship) -> Graph:
    return collect([*SOURCES, entity("School", SCHOOL, "东湖小学"), entity("School", SHORT, "东湖小学新校区"), *claims])


LIFE = (_claim("planned", 2021, "source/plan-21"), _claim("started", 2022, "source/sum-22"),
        _claim("in_use", 2023, "source/sum-23"))


@pytest.mark.parametrize(("year", "stage"), [
    (2020, None), (2021, "planned"), (2022, "started"), (2023, "in_use"), (2030, "in_use")])
def test_graph_states_one_school_with_three_claims(year: int, stage: str | None) -> None:
    found = states_in(_graph(*LIFE), SCHOOL, year)
    assert [one.stage for one in found.values()] == ([stage] if stage else [])


def test_graph_states_what_is_reported_goes_before_what_is_promised() -> None:
    promise = _claim("in_use", 2023, "source/plan-23")
    [now] = states_in(_graph(promise), SCHOOL, 2023).values()
    assert (now.stage, now.promised) == ("in_use", True)
    report = _claim("under_construction", 2023, "source/sum-23")
    [now] = states_in(_graph(promise, report), SCHOOL, 2023).values()
    assert (now.stage, now.promised) == ("under_construction", False)


def test_graph_states_of_a_document_with_summary_and_plan() -> None:
    graph = _graph(_claim("started", 2022, "source/both"), _claim("completed", 2023, "source/both"))
    assert [states_in(graph, SCHOOL, year)[""].promised for year in (2022, 2023)] == [False, True]


def test_graph_states_works_are_apart() -> None:
    graph = _graph(*LIFE, _claim("planned", 2024, "source/plan-23", work="扩建"))
    assert {work: one.stage for work, one in states_in(graph, SCHOOL, 2024).items()} == {
        "": "in_use", "扩建": "planned"}


def test_graph_states_see_through_same_as() -> None:
    graph = _graph(_claim("planned", 2021, "source/plan-21"), _claim("in_use", 2023, "source/sum-23", SHORT))
    assert states_in(graph, SCHOOL, 2023)[""].stage == "planned"
    linked = collect([*graph.items(), link("SAME_AS", SHORT, SCHOOL, derived=True)])
    assert states_in(linked, SCHOOL, 2023)[""].stage == "in_use"
    assert states_in(linked, SHORT, 2021)[""].stage == "planned"


def test_graph_states_claims_without_year_or_stage_tell_nothing() -> None:
    bare = Relationship("claim/x", "BUILDS", BUREAU, SCHOOL, {"id": "claim/x", "year": 2020})
    assert states_in(_graph(_claim("in_use", None, "source/sum-22"), bare), SCHOOL, 2030) == {}


@pytest.mark.parametrize(("claims", "count"), [
    (LIFE, 0),
    ((_claim("started", 2023, "source/sum-23"), _claim("in_use", 2023, "source/sum-23")), 1),
    ((_claim("started", 2023, "source/plan-23"), _claim("in_use", 2023, "source/sum-23")), 0),
    ((_claim("started", 2023, "source/plan-23"), _claim("in_use", 2023, "source/both")), 1),
    ((_claim("started", 2023, "source/sum-23", work="扩建"), _claim("in_use", 2023, "source/sum-23")), 0),
    ((_claim("started", 2023, "source/sum-23", SHORT), _claim("in_use", 2023, "source/sum-23"),
      link("SAME_AS", SHORT, SCHOOL, derived=True)), 1),
    ((_claim("started", 2023, "source/sum-23", SHORT), _claim("in_use", 2023, "source/sum-23")), 0),
])
def test_graph_states_two_stages_in_one_year_are_a_finding(claims: tuple[Relationship, ...], count: int) -> None:
    found = [one for one in findings(_graph(*claims)) if one.code == "two-stages"]
    assert len(found) == count
    assert all("2023" in one.message for one in found)
