"""Graphs of documents that nobody wrote, of districts that exist, to measure how merging, loading and asking grow.

Each district writes a plan and a summary a year. Documents of one district name the same schools in full and in clipped
forms, so that SAME_AS and FULFILS have something to find. The same numbers give the same graphs; 1,700 documents have
100,000 nodes and 300,000 relationships, and 80,000 more that follow from them.
"""
from __future__ import annotations

import functools
import random
from collections.abc import Iterator
from pathlib import Path

from kg.derive.variants import normal
from kg.divisions import Division
from kg.divisions.tables import table
from kg.graph.exchange import collect, write
from kg.resolve.ids import digest
from kg.types import Graph, Node, Relationship, Value
from kg.vocabulary import labels

_PLACES = [first + second for first in "梅兰荷桂枫榕桐杉梨杏" for second in "溪塘坪坡村店港湾埠"]
_KINDS = ("第一小学", "第二小学", "初级中学", "实验学校", "职业中等专业学校", "九年一贯制学校")
_CLIPPED = {"初级中学": "中学", "九年一贯制学校": "学校", "职业中等专业学校": "职业学校"}
_INDICATORS = ("新增学位", "公办在园幼儿占比", "普惠性幼儿园覆盖率", "引进高层次人才", "新建学校", "课后服务参与率",
               "体质健康合格率", "开展督导", "培训教师", "发放资助")
_PROGRAMS = [f"第{number}号行动" for number in range(200)]
_HONOURS = [f"省第{number}批示范校" for number in range(40)]
_STAGES = ("planned", "started", "under_construction", "completed", "in_use")
_TITLES = {"plan": "工作要点", "summary": "工作总结"}
_YEARS = (2019, 2020, 2021, 2022, 2023)
_FACTS = 60  # claims of a document, apart from figures
_FIGURES = 30


def documents(count: int) -> Iterator[Graph]:
    """Yield the graphs of some documents, ten a district: some 28,000 at most."""
    for number in range(count):
        place, rest = divmod(number, 2 * len(_YEARS))
        year, kind = _YEARS[rest // 2], ("plan", "summary")[rest % 2]
        yield _document(_counties()[place], year, kind, random.Random(number))


def write_documents(count: int, folder: Path) -> int:
    """Write the graphs into files of a folder and return how many claims and figures they state."""
    claims = 0
    for number, graph in enumerate(documents(count)):
        write(graph, folder / f"{number:06}.jsonl")
        claims += sum("evidence" in item.properties for item in graph.relationships)
    return claims


@functools.cache
def _counties() -> tuple[Division, ...]:
    groups = (group[0] for _, group in sorted(table().by_code.items()))
    return tuple(item for item in groups if item.level == "county" and item.until is None)


def _document(place: Division, year: int, kind: str, chance: random.Random) -> Graph:
    scope, title = place.code, f"{place.name}教育局{year}年{_TITLES[kind]}"
    source = f"source/{digest(scope, year, kind)}{digest(kind, year, scope)}"
    bureau, district = f"governmentbody/{scope}/教育局", f"district/{scope}"
    items: list[Node | Relationship] = [
        Node(source, ("Source",), {"id": source, "name": f"{scope}-{year}-{kind}.txt", "title": title, "kind": kind,
                                   "year": year, "titles": (title,), "kinds": (kind,), "years": (year,)}),
        _entity("GovernmentBody", bureau, f"{place.name}教育局"),
        _entity("District", district, place.name, adcode=scope, level="county"),
        _mention(bureau, source, "我局", 0),
        _link("GOVERNS", bureau, district, source, derived=True)]
    for at in range(_FACTS):
        items.extend(_claim(scope, bureau, source, year, at, chance))
    for at in range(_FIGURES):
        items.extend(_figure(scope, bureau, source, year, kind, at, chance))
    return collect(items)


def _claim(scope: str, bureau: str, source: str, year: int, at: int, chance: random.Random
           ) -> Iterator[Node | Relationship]:
    """A program that the bureau runs, or a school that it builds, that has an honour, or that is paired with one."""
    if at % 2:
        name = chance.choice(_PROGRAMS)
        program = _entity("Program", f"program/{name}", name)
        yield program
        yield _mention(program.id, source, name, at * 90)
        yield _stated("RUNS", bureau, program.id, source, at, f"{year}年我局继续推进{name}有关工作，确保按期完成", year)
        return
    school, name = _school(scope, chance)
    yield school
    yield _mention(school.id, source, name, at * 90)
    if at % 10 == 4:
        honour = chance.choice(_HONOURS)
        yield _entity("Honor", f"honor/{honour}", honour, level="provincial")
        words = f"{name}获评{honour}，全区共有三所学校入选"
        yield _stated("AWARDED", school.id, f"honor/{honour}", source, at, words, year)
    elif at % 10 == 8:
        other, form = _school(scope, chance)
        yield other
        yield _mention(other.id, source, form, at * 90 + 40)
        yield _stated("PAIRS_WITH", school.id, other.id, source, at, f"{name}与{form}结对，全年开展教研活动十次", year)
    else:
        words = f"{year}年我局继续推进{name}有关工作，确保按期完成"
        yield _stated("BUILDS", bureau, school.id, source, at, words, year, stage=chance.choice(_STAGES))


def _school(scope: str, chance: random.Random) -> tuple[Node, str]:
    ending = chance.choice(_KINDS)
    name = chance.choice(_PLACES) + (_CLIPPED.get(ending, ending) if chance.random() < 0.2 else ending)
    return _entity("School", f"school/{scope}/{normal(name, scope)}", name), name


def _figure(scope: str, bureau: str, source: str, year: int, kind: str, at: int, chance: random.Random
            ) -> Iterator[Node | Relationship]:
    label, type = ("Target", "TARGETS") if kind == "plan" else ("Result", "REPORTS")
    phrase = f"{_INDICATORS[at % len(_INDICATORS)]}{'' if at < 10 else at}"
    value, words = chance.randrange(10, 99), f"全年{phrase}达到"
    id = f"{label.lower()}/{scope}/{year}/{phrase}/{digest(source, at)}"
    yield Node(id, labels(label), {
        "id": id, "name": f"{phrase} {value}%", "indicator": phrase, "value": value, "unit": "%", "comparator": "=",
        "year": year, "evidence": words, "start": 9000 + at, "end": 9000 + at + len(words)})
    yield _stated(type, bureau, id, source, 9000 + at, words, year)
    yield _entity("Indicator", f"indicator/{phrase}", phrase)
    yield _link("MEASURES", id, f"indicator/{phrase}", source, derived=True)


def _entity(label: str, id: str, name: str, **properties: Value) -> Node:
    return Node(id, labels(label), {"id": id, "name": name, **properties})


def _mention(entity: str, source: str, name: str, at: int) -> Relationship:
    return _link("MENTIONED_IN", entity, source, source, names=(name,), starts=(at,), ends=(at + len(name),))


def _link(type: str, start: str, end: str, source: str, /, **properties: Value) -> Relationship:
    id = f"{type.lower()}/{digest(type, start, end, source)}"
    return Relationship(id, type, start, end, {"id": id, "source": source, **properties})


def _stated(type: str, start: str, end: str, source: str, at: int, words: str, year: int, **properties: Value
            ) -> Relationship:
    return _link(type, start, end, source, year=year, evidence=words, start=at, end=at + len(words), rule="generated",
                 confidence=0.9, **properties)
