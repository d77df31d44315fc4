"""Mentions that name one thing become one entity, with the same id in every run."""
from __future__ import annotations

import pytest
from recognition import home_of

from kg.resolve import resolve
from kg.resolve.bodies import is_own_bureau
from kg.resolve.campuses import whole_of
from kg.resolve.names import institution
from kg.types import Entity, Mention, Span

HOME = home_of("安徽省滁州市定远县教育体育局")


def _entities(label: str, names: list[str], rule: str = "institution-suffix") -> tuple[Entity, ...]:
    mentions = [Mention(Span(10 * i, 10 * i + len(name)), label, name, rule, 0.9) for i, name in enumerate(names)]
    return resolve(mentions, HOME).entities


@pytest.mark.parametrize(("label", "names"), [
    ("School", ["定远县第一中学", "县一中", "定远一中"]),
    ("School", ["县实验小学", "定远县实验小学", "滁州市定远县实验小学", "实验小学"]),
    ("School", ["炉桥第二小学", "炉桥二小"]),
    ("School", ["定远县职业中专学校", "县职专", "定远职专"]),
    ("School", ["永康镇西河中学", "西河中学"]),
    ("SchoolGroup", ["炉桥小学教育集团", "炉桥小学集团"]),
    ("Kindergarten", ["永康第三幼儿园", "永康三幼"]),
    ("GovernmentBody", ["安徽省滁州市定远县教育体育局", "县教体局", "我局", "局党委", "定远县教育体育局"]),
    ("GovernmentBody", ["县政府", "定远县人民政府", "定远县政府"]),
    ("GovernmentBody", ["市教体局", "滁州市教育体育局"]),
    ("District", ["定远县", "定远"]),
])
def test_resolve_forms_of_one_thing(label: str, names: list[str]) -> None:
    entities = _entities(label, names)
    assert len(entities) == 1
    assert {entities[0].name, *entities[0].aliases} >= set(names)


@pytest.mark.parametrize(("label", "names"), [
    ("School", ["定远县第一中学", "炉桥第一中学"]),
    ("School", ["炉桥镇中心小学", "永康镇中心小学"]),
    ("GovernmentBody", ["县公安局", "县教体局"]),
    ("GovernmentBody", ["县政府", "市政府"]),
    ("School", ["炉桥中学", "炉桥中学南校区"]),
])
def test_resolve_things_that_differ(label: str, names: list[str]) -> None:
    assert len(_entities(label, names)) == len(names)


def test_resolve_own_bureau_bears_its_full_name() -> None:
    mentions = [Mention(Span(0, 2), "GovernmentBody", "我局", "body-own", 0.8)]
    resolved = resolve(mentions, HOME)
    assert resolved.entities[0].name == "安徽省滁州市定远县教育体育局"
    assert resolved.bureau == resolved.entities[0].id == "governmentbody/341125/教育体育局"


def test_resolve_whole_of_a_campus_is_an_entity() -> None:
    found = _entities("School", ["炉桥中学南校区"])
    assert [entity.name for entity in found] == ["炉桥中学", "炉桥中学南校区"]


def test_resolve_ids_are_stable() -> None:
    names = ["县一中", "定远县第一中学"]
    for ordered in (names, names[::-1]):
        assert [entity.id for entity in _entities("School", ordered)] == ["school/341125/第一中学"]


def test_resolve_ids_of_upper_bodies_have_their_scope() -> None:
    assert [e.id for e in _entities("GovernmentBody", ["市政府"])] == ["governmentbody/341100/人民政府"]


@pytest.mark.parametrize(("name", "expected"), [
    ("炉桥中学南校区", ("炉桥中学", "School")), ("永康三幼桂花园区", ("永康三幼", "Kindergarten")), ("炉桥中学", None),
    ("县开放大学炉桥分校", None),
])
def test_resolve_whole_of_name(name: str, expected: tuple[str, str] | None) -> None:
    assert whole_of(name) == expected


@pytest.mark.parametrize(("name", "expected"), [
    ("县教育体育局", True), ("定远县教体局", True), ("我局", True), ("教体局", True), ("市教体局", False),
    ("县体育局", False),
])
def test_resolve_own_bureau(name: str, expected: bool) -> None:
    assert is_own_bureau(name, HOME) is expected


@pytest.mark.parametrize(("name", "expected"), [
    ("实验二小", "实验第二小学"), ("县实小", "实验小学"), ("炉桥二小", "炉桥第二小学"), ("东山(暂名)学校", "东山学校"),
    ("县城小学", "县城小学"), ("县特校", "特殊教育学校"),
])
def test_resolve_normal_form(name: str, expected: str) -> None:
    assert institution(name, HOME) == expected
