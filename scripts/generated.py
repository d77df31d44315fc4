"""Graphs of documents that nobody wrote, of invented districts, to measure how merging and loading grow.

Each district writes a plan and a summary a year. Documents of one district name the same schools in full and in clipped
forms, so that SAME_AS and FULFILS have something to find. The same numbers give the same graphs.
"""
from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from kg.derive.variants import normal
from kg.graph.exchange import collect, write
from kg.resolve.ids import digest
from kg.types import Graph, Node, Relationship, Value
from kg.vocabulary import labels

_FIRST, _SECOND = "青松白石云竹溪柳清明秀长安永新", "禾岭塔桥山园河林泉湖洲城台川原"
_PLACES = [first + second for first in "梅兰荷桂枫榕桐杉梨杏" for second in "溪塘坪坡村店港湾埠"]
_KINDS = ("第一小学", "第二小学", "初级中学", "实验学校", "职业中等专业学校", "九年一贯制学校")
_CLIPPED = {"初级中学": "中学", "九年一贯制学校": "学校", "职业中等专业学校": "职业学校"}
_INDICATORS = ("新增学位", "公办在园幼儿占比", "普惠性幼儿园覆盖率", "引进高层次人才", "新建学校", "课后服务参与率",
               "体质健康合格率", "开展督导", "培训教师", "发放资助")
_PROGRAMS = [f"第{number}号行动" for number in range(200)]
_YEARS = (2019, 2020, 2021, 2022, 2023)
_FACTS = 60  # claims of a document, apart from figures
_FIGURES = 30


def documents(count: int) -> Iterator[Graph]:
    """Yield the graphs of some documents, ten a district."""
    for number in range(count):
        district, rest = divmod(number, 2 * len(_YEARS))
        year, kind = _YEARS[rest // 2], ("plan", "summary")[rest % 2]
        yield _document(_district(district), year, kind, random.Random(number))


def write_documents(count: int, folder: Path) -> int:
    """Write the graphs into files of a folder and return how many claims and figures they state."""
    claims = 0
    for number, graph in enumerate(documents(count)):
        write(graph, folder / f"{number:06}.jsonl")
        claims += sum("evidence" in item.properties for item in graph.relationships)
    return claims


def _district(number: int) -> str:
    high, low = divmod(number, len(_FIRST) * len(_SECOND))
    name = _FIRST[low % len(_FIRST)] + _SECOND[low // len(_FIRST)]
    return f"{'' if high == 0 else '东西南北中上下'[high - 1]}{name}区"


def _document(scope: str, year: int, kind: str, chance: random.Random) -> Graph:
    source = f"source/{digest(scope, year, kind)}{digest(kind, year, scope)}"
    bureau, district = f"governmentbody/{scope}/教育局", f"district/{scope}"
    items: list[Node | Relationship] = [
        Node(source, ("Source",), {"id": source, "name": f"{scope}{year}{kind}.txt", "kind": kind, "year": year}),
        _entity("GovernmentBody", bureau, f"{scope}教育局"), _entity("District", district, scope),
        _link("GOVERNS", bureau, district, source, derived=True)]
    for at in range(_FACTS):
        items.extend(_claim(scope, bureau, source, year, at, chance))
    for at in range(_FIGURES):
        items.extend(_figure(scope, bureau, source, year, kind, at, chance))
    return collect(items)


def _claim(scope: str, bureau: str, source: str, year: int, at: int, chance: random.Random
           ) -> Iterator[Node | Relationship]:
    if at % 2:
        name = chance.choice(_PROGRAMS)
        node, type = _entity("Program", f"program/{name}", name), "RUNS"
    else:
        ending = chance.choice(_KINDS)
        name = chance.choice(_PLACES) + (_CLIPPED.get(ending, ending) if chance.random() < 0.2 else ending)
        node, type = _entity("School", f"school/{scope}/{normal(name, scope)}", name), "BUILDS"
    yield node
    yield _link("MENTIONED_IN", node.id, source, source, names=(name,), starts=(at * 90,), ends=(at * 90 + len(name),))
    yield _stated(type, bureau, node.id, source, at, f"{year}年我局继续推进{name}有关工作，确保按期完成各项任务", year)


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


def _entity(label: str, id: str, name: str) -> Node:
    return Node(id, labels(label), {"id": id, "name": name})


def _link(type: str, start: str, end: str, source: str, /, **properties: Value) -> Relationship:
    id = f"{type.lower()}/{digest(type, start, end, source)}"
    return Relationship(id, type, start, end, {"id": id, "source": source, **properties})


def _stated(type: str, start: str, end: str, source: str, at: int, words: str, year: int) -> Relationship:
    return _link(type, start, end, source, year=year, evidence=words, start=at, end=at + len(words), rule="generated",
                 confidence=0.9)
