"""A small graph of invented districts with its derived facts, for the tests of comparisons."""
from __future__ import annotations

from collections.abc import Iterator

from store_sample import claim, entity, relationship, source

from kg.graph.exchange import collect
from kg.types import Graph, Node, Relationship, Value

PLAN22, SUMMARY22, PLAN23, SUMMARY23, OTHER23 = ("source/" + letter * 32 for letter in "abcde")
EAST, WEST, SOUTH = "district/990101", "district/990201", "district/990102"
BUREAU, WESTERN, SOUTHERN = (f"governmentbody/{code}/教育局" for code in ("990101", "990201", "990102"))
SCHOOL, OLD, CLIPPED = "school/990101/云山实验小学", "school/990101/云山小学", "school/990102/青云区云山实验小学"
PROGRAM = "program/990101/繁星计划"


def _derived(type: str, start: str, end: str, /, **properties: Value) -> Relationship:
    id = f"derived/{type}/{start}/{end}"
    return Relationship(id, type, start, end, {"id": id, "derived": True, **properties})


def _figures() -> Iterator[tuple[str, str, str, str, str, str, float, str, float, str, int]]:
    """Yield (id, kind, holder, document, indicator, comparator, value, unit, value_si, unit_si, year)."""
    yield "t1", "Target", BUREAU, PLAN22, "在园率", ">=", 80, "%", 80, "%", 2022
    yield "t2", "Target", BUREAU, PLAN22, "在园率", "=", 85, "%", 85, "%", 2023  # a milestone of 2022's plan
    yield "t3", "Target", BUREAU, PLAN23, "在园率", ">=", 85, "%", 85, "%", 2023  # the same, said again
    yield "t4", "Target", BUREAU, PLAN23, "投资", "=", 1.2, "亿元", 120000000, "元", 2023
    yield "t5", "Target", BUREAU, PLAN23, "近视率", "<=", 40, "%", 40, "%", 2023
    yield "t6", "Target", BUREAU, PLAN23, "新增学位", "=", 300, "个", 300, "个", 2023
    yield "t7", "Target", BUREAU, PLAN23, "工作室", "=", 6, "个", 6, "个", 2023
    yield "t8", "Target", BUREAU, PLAN22, "工作室", "=", 5, "个", 5, "个", 2022
    yield "t9", "Target", SCHOOL, PLAN23, "社团", "=", 12, "个", 12, "个", 2023
    yield "tw", "Target", WESTERN, OTHER23, "在园率", ">=", 90, "%", 90, "%", 2023
    yield "r1", "Result", BUREAU, SUMMARY22, "在园率", "=", 79.5, "%", 79.5, "%", 2022
    yield "r2", "Result", BUREAU, SUMMARY23, "在园率", "=", 86, "%", 86, "%", 2023
    yield "r3", "Result", BUREAU, SUMMARY23, "投资", "=", 12500, "万元", 125000000, "元", 2023
    yield "r4", "Result", EAST, SUMMARY23, "近视率", "=", 41, "%", 41, "%", 2023
    yield "r5", "Result", BUREAU, SUMMARY23, "新增学位", "=", 290, "个", 290, "个", 2023
    yield "r6", "Result", BUREAU, SUMMARY23, "新增学位", "=", 310, "个", 310, "个", 2023  # contradicts r5
    yield "r7", "Result", BUREAU, SUMMARY23, "新增学位", "=", 310, "个", 310, "个", 2023  # repeats r6
    yield "r8", "Result", BUREAU, SUMMARY23, "筛查", "=", 900, "人", 900, "人", 2023
    yield "r9", "Result", BUREAU, SUMMARY23, "在园率增长", "=", 6.5, "个百分点", 6.5, "个百分点", 2023
    yield "ra", "Result", BUREAU, SUMMARY23, "社团增长", "=", 2, "个", 2, "个", 2023  # its level is not reported
    yield "rw", "Result", WESTERN, OTHER23, "在园率", "=", 89, "%", 89, "%", 2023
    yield "rv", "Result", WESTERN, OTHER23, "近视率", "=", 38, "%", 38, "%", 2023
    yield "rs", "Result", SOUTHERN, OTHER23, "在园率", "~", 70, "%", 70, "%", 2023


_FULFILS = (("r1", "t1", False), ("r2", "t2", True), ("r2", "t3", "true"), ("r3", "t4", "true"),
            ("r4", "t5", "false"), ("r5", "t6", "unknown"), ("r6", "t6", "unknown"), ("r7", "t6", "unknown"),
            ("rw", "tw", "false"))


def _nodes() -> Iterator[Node]:
    yield source(PLAN22, "青云区教育局2022年工作要点", "plan", 2022)
    yield source(SUMMARY22, "青云区教育局2022年工作总结", "summary", 2022)
    yield source(PLAN23, "青云区教育局2023年工作要点", "plan", 2023)
    yield source(SUMMARY23, "青云区教育局2023年工作总结", "summary", 2023)
    yield Node(OTHER23, ("Source",), {  # a file with two texts
        "id": OTHER23, "name": "other.txt", "title": "白塔市青云区教育局2022年工作总结", "kind": "summary",
        "year": 2022, "titles": ("白塔市青云区教育局2022年工作总结", "白塔市青云区教育局2023年工作要点"),
        "years": (2022, 2023)})
    for code, name in (("990101", "青云区"), ("990201", "青云区"), ("990102", "南湖区"), ("990100", "黑塔市"),
                       ("990200", "白塔市"), ("990000", "塔省")):
        yield entity("District", f"district/{code}", name=name, adcode=code)
    yield entity("GovernmentBody", BUREAU, name="黑塔市青云区教育局")
    yield entity("GovernmentBody", WESTERN, name="白塔市青云区教育局")
    yield entity("GovernmentBody", SOUTHERN, name="南湖区教育局")
    yield entity("School", SCHOOL, name="云山实验小学")
    yield entity("School", OLD, name="云山小学")
    yield entity("School", CLIPPED, name="青云区云山实验小学")
    yield entity("Program", PROGRAM, name="繁星计划", aliases=("繁星",))
    yield entity("Program", "program/双减", name="双减")
    for name in sorted({row[4] for row in _figures()}):
        more = {"direction": "less"} if name == "近视率" else {}
        yield entity("Indicator", f"indicator/{name}", name=name, **more)
    for at, (id, kind, _, _, indicator, comparator, value, unit, si, unit_si, year) in enumerate(_figures()):
        yield entity(kind, f"{kind.lower()}/{id}", indicator=indicator, name=indicator, value=value, unit=unit,
                     year=year, value_si=si, unit_si=unit_si, comparator=comparator,
                     evidence=f"{indicator}{value}{unit}",
                     start=at, end=at + 1)


def _relationships() -> Iterator[Relationship]:
    for at, (id, kind, holder, document, indicator, _, value, unit, _, _, year) in enumerate(_figures()):
        figure = f"{kind.lower()}/{id}"
        yield claim("TARGETS" if kind == "Target" else "REPORTS", holder, figure, document, f"{indicator}{value}{unit}",
                    at, year=year)
        yield relationship("MEASURES", figure, f"indicator/{indicator}", document)
    for result, target, met in _FULFILS:
        yield _derived("FULFILS", f"result/{result}", f"target/{target}", met=met)
    for bureau, district in ((BUREAU, EAST), (WESTERN, WEST), (SOUTHERN, SOUTH)):
        yield relationship("GOVERNS", bureau, district, SUMMARY23, derived=True)
    for place, city in ((EAST, "990100"), (SOUTH, "990100"), (WEST, "990200"), ("district/990100", "990000"),
                        ("district/990200", "990000"), (SCHOOL, "990101"), (OLD, "990101")):
        yield relationship("LOCATED_IN", place, f"district/{city}", SUMMARY23)  # the gazetteer knows none of them
    yield _derived("SAME_AS", CLIPPED, SCHOOL)
    yield claim("RENAMED_TO", OLD, SCHOOL, SUMMARY22, "云山小学更名为云山实验小学", 50, year=2022)
    yield claim("BUILDS", BUREAU, OLD, PLAN22, "云山小学开工建设", 60, year=2022, stage="started")
    yield claim("BUILDS", BUREAU, SCHOOL, PLAN23, "云山实验小学开工建设", 61, year=2023, stage="started")
    yield claim("BUILDS", BUREAU, SCHOOL, SUMMARY23, "云山实验小学建成投用", 62, year=2023, stage="in_use")
    yield claim("PAIRS_WITH", SOUTHERN, CLIPPED, OTHER23, "与青云区云山实验小学结对", 63, year=2023, kind="pairing")
    yield claim("RUNS", BUREAU, PROGRAM, PLAN22, "实施繁星计划", 70, year=2022)
    yield claim("RUNS", BUREAU, "program/双减", SUMMARY22, "深化双减", 71, year=2022)
    yield claim("RUNS", BUREAU, "program/双减", PLAN23, "继续深化双减", 72, year=2023)
    for number, (id, document) in enumerate((
            (BUREAU, PLAN22), (BUREAU, SUMMARY22), (BUREAU, PLAN23), (BUREAU, SUMMARY23), (SCHOOL, PLAN23),
            (EAST, SUMMARY23), (WESTERN, OTHER23), (SOUTHERN, OTHER23))):
        yield relationship("MENTIONED_IN", id, document, document, names=("x",), starts=(number,), ends=(number + 1,))


def comparison_graph() -> Graph:
    return collect([*_nodes(), *_relationships()])
