"""A graph of an invented district with every class and relationship type, for the tests of the RDF export."""
from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from golden_form import SAMPLES
from rdflib import Dataset
from rdflib import Graph as RDFGraph

from kg.derive import derive
from kg.graph.exchange import collect
from kg.graph.merge import merge
from kg.pipeline import document_graph
from kg.read import read_file
from kg.types import Graph, Node, Relationship, Value
from kg.vocabulary import labels
from loaders.rdf import DEFAULT_BASE, export
from loaders.rdf_terms import encode

PLAN, SUMMARY = "source/" + "a" * 32, "source/" + "b" * 32
BUREAU, DISTRICT, OTHER_DISTRICT = "governmentbody/990201/云岭区教育局", "district/990201", "district/990202"
SCHOOL, OTHER_SCHOOL = "school/990201/云岭区实验小学", "school/990201/云岭区第二小学"
KINDERGARTEN, BRANCH = "kindergarten/990201/云岭区中心幼儿园", "kindergarten/990201/云岭区中心幼儿园东园"
GROUP, UNIVERSITY = "schoolgroup/990201/实验小学教育集团", "university/青川大学"
INSTITUTE = "organization/青川教育研究院"
PROGRAM, POLICY, HONOR = "program/双减", "document/990201/云岭区学前教育规划", "honor/99/省一级幼儿园"
TARGET, RESULT, INDICATOR = "target/990201/2024/学位/0a", "result/990201/2024/学位/0b", "indicator/新增学位"
KINDERGARTEN_PLACES = "indicator/新增学前学位"
BEFORE = "result/990201/2023/学位/0e"
PARSERS = {"ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}


def address(id: str, folder: str = "") -> str:
    return f"{DEFAULT_BASE}{folder}{encode(id)}"


def exported(items: Graph | list[Node | Relationship], format: str = "ntriples", *, plain: bool = False) -> bytes:
    stream = io.BytesIO()
    export(items, stream, format=format, plain=plain)
    return stream.getvalue()


def parsed(data: bytes, format: str = "ntriples") -> RDFGraph:
    graph = Dataset() if format in ("nquads", "trig") else RDFGraph()
    return graph.parse(data=data, format=PARSERS.get(format, format))


def node(kind: str, id: str, /, **properties: Value) -> Node:
    return Node(id, ("Source",) if kind == "Source" else labels(kind), {"id": id, **properties})


def relationship(type: str, start: str, end: str, source: str, /, **properties: Value) -> Relationship:
    id = f"{type.lower()}/{start}/{end}/{source[7:11]}"
    return Relationship(id, type, start, end, {"id": id, "source": source, **properties})


def claim(type: str, start: str, end: str, source: str, at: int, quote: str, /, **properties: Value) -> Relationship:
    return relationship(type, start, end, source, **{
        "evidence": quote, "start": at, "end": at + len(quote), "year": 2024, "rule": "test", "confidence": 0.95,
        "section": "一、主要工作 > （一）学前教育", **properties})


def nodes() -> Iterator[Node]:
    yield node("Source", PLAN, name="plan.txt", title="云岭区教育局2024年工作要点", kind="plan", year=2024,
               digest="a" * 64, publisher="云岭区教育局", published="2024-02-20", written="2024-02",
               url="https://edu.example.org/plan?id=1", titles=("云岭区教育局2024年工作要点",),
               kinds=("plan",), years=(2024,), index_number="990201-JY-2024-05")
    yield node("Source", SUMMARY, name="summary.txt", title="云岭区教育局2024年工作总结", kind="summary", year=2024)
    yield node("District", DISTRICT, name="云岭区", aliases=("云岭",), adcode="990201", level="county", code_year=2023)
    yield node("District", OTHER_DISTRICT, name="梅溪区", adcode="990202", level="county")
    yield node("District", "district/990201101", name="南塘街道", adcode="990201101", level="township", derived=True)
    yield node("District", "district/新城区", name="新城区", candidates=("990203", "990305"))
    yield node("GovernmentBody", BUREAU, name="云岭区教育局", aliases=("区教育局", "我局"))
    yield node("School", SCHOOL, name="云岭区实验小学", aliases=("實驗小學",), stage="小学", ownership="公办")
    yield node("School", OTHER_SCHOOL, name="云岭区第二小学")
    yield node("Kindergarten", KINDERGARTEN, name="云岭区中心幼儿园")
    yield node("Kindergarten", BRANCH, name="云岭区中心幼儿园东园")
    yield node("University", UNIVERSITY, name="青川大学")
    yield node("SchoolGroup", GROUP, name="实验小学教育集团")
    yield node("Organization", INSTITUTE, name="青川教育研究院")
    yield node("Program", PROGRAM, name="双减", scope="national")
    yield node("Document", POLICY, name="云岭区学前教育规划", year=2024, number="云教〔2024〕5号")
    yield node("Honor", HONOR, name="省一级幼儿园", level="provincial")
    yield node("Indicator", INDICATOR, name="新增学位", unit="个", english="new places", dimension="count",
               direction="more", broader="学位数")
    yield node("Indicator", KINDERGARTEN_PLACES, name="新增学前学位", unit="个学位", dimension="count",
               direction="more", english="new places in kindergartens", broader="新增学位")
    yield node("Indicator", "indicator/新增课程", name="新增课程")
    yield node("Target", TARGET, name="新增学位 >=1800-2000个", indicator="新增学位", value=1800, upper=2000.5,
               unit="个", comparator=">=", year=2024, evidence="新增学位1800个以上", start=70, end=81, value_si=1800,
               upper_si=2000.5, unit_si="个")
    yield node("Result", RESULT, name="新增学位 1860个", indicator="新增学位", value=1860, unit="个", comparator="=",
               year=2024, evidence="新增学位1860个", start=20, end=29)
    yield node("Result", BEFORE, name="新增学位 1700个", indicator="新增学位", value=1700, unit="个", comparator="=",
               year=2023, evidence="比上年增加160个", start=30, end=39, derived=True, derived_from=(RESULT,))


def relationships() -> Iterator[Relationship]:
    yield claim("RUNS", BUREAU, PROGRAM, PLAN, 40, "深入推进“双减”")
    yield claim("RUNS", BUREAU, PROGRAM, SUMMARY, 40, "“双减”成效明显")
    yield claim("PARTICIPATES_IN", SCHOOL, PROGRAM, PLAN, 50, "实验小学为双减试点校")
    yield claim("PAIRS_WITH", DISTRICT, OTHER_DISTRICT, PLAN, 90, "与梅溪区结对", kind="pairing")
    yield claim("MANAGES", SCHOOL, OTHER_SCHOOL, PLAN, 100, "实验小学托管第二小学")
    yield claim("MEMBER_OF", SCHOOL, GROUP, PLAN, 110, "实验小学教育集团成员校")
    yield claim("PART_OF", BRANCH, KINDERGARTEN, PLAN, 120, "中心幼儿园东园")
    yield claim("MERGES_WITH", SCHOOL, OTHER_SCHOOL, PLAN, 130, "两校合并")
    yield claim("BUILDS", BUREAU, KINDERGARTEN, PLAN, 140, "建成中心幼儿园及东园", stage="completed", work="综合楼")
    yield claim("BUILDS", BUREAU, BRANCH, PLAN, 140, "建成中心幼儿园及东园", stage="completed")
    yield claim("ISSUED", BUREAU, POLICY, PLAN, 150, "制定《学前教育规划》")
    yield claim("IMPLEMENTS", BUREAU, POLICY, PLAN, 160, "落实《学前教育规划》")
    yield claim("AWARDED", KINDERGARTEN, HONOR, SUMMARY, 60, "创成省一级幼儿园")
    yield claim("SEEKS", BUREAU, HONOR, PLAN, 170, "争创省一级幼儿园")
    yield claim("COOPERATES_WITH", SCHOOL, UNIVERSITY, PLAN, 180, "与青川大学合作")
    yield claim("COOPERATES_WITH", BUREAU, INSTITUTE, PLAN, 190, "委托青川教育研究院")
    yield claim("RENAMED_TO", SCHOOL, OTHER_SCHOOL, SUMMARY, 70, "实验小学更名为第二小学")
    yield claim("TARGETS", BUREAU, TARGET, PLAN, 70, "新增学位1800个以上")
    yield claim("REPORTS", BUREAU, RESULT, SUMMARY, 20, "新增学位1860个")
    yield relationship("MEASURES", TARGET, INDICATOR, PLAN, derived=True)
    yield relationship("MEASURES", RESULT, INDICATOR, SUMMARY, derived=True)
    yield relationship("REPORTS", BUREAU, BEFORE, SUMMARY, derived=True)
    yield relationship("MEASURES", BEFORE, KINDERGARTEN_PLACES, SUMMARY, derived=True)
    yield relationship("GOVERNS", BUREAU, DISTRICT, PLAN, derived=True)
    yield relationship("LOCATED_IN", SCHOOL, DISTRICT, PLAN)
    yield Relationship("fulfils/0c", "FULFILS", RESULT, TARGET, {
        "id": "fulfils/0c", "derived": True, "met": True})
    yield Relationship("derived/0d", "SAME_AS", SCHOOL, OTHER_SCHOOL, {
        "id": "derived/0d", "derived": True, "rule": "same-as-clipped",
        "reason": "the only school of the district that it fits"})
    yield Relationship("review/0e", "DIFFERENT_FROM", KINDERGARTEN, BRANCH, {"id": "review/0e", "rule": "review"})
    yield relationship("MENTIONED_IN", BUREAU, PLAN, PLAN, names=("区教育局", "我局"), starts=(0, 30), ends=(4, 32))


def sample() -> Graph:
    return collect([*nodes(), *relationships()])


def documents(names: Iterable[str] = SAMPLES) -> Graph:
    """The graph of sample documents with what follows from them together."""
    folder = Path(str(files("kg").joinpath("data", "samples")))
    graph = merge(document_graph(read_file(folder / name)) for name in names)
    return collect([*graph.items(), *derive(graph).items()])
