"""A graph for the queries that ask over many districts and years, and what they answer."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from store_sample import BUREAU, SCHOOL, SUMMARY, claim, entity, figure, mention, relationship, sample_graph, source

from kg.derive.derivation import derived_relationship
from kg.derive.review import Answer, review_item
from kg.graph.exchange import collect
from kg.types import Graph, Node, Relationship

NOTICE, THIRD_PLAN = "source/" + "c" * 32, "source/" + "d" * 32
THIRD_BUREAU, THIRD_DISTRICT = "government_body/990103/赤岭区教育局", "district/990103"
THIRD_SCHOOL = "school/990103/第一小学"
# SCHOOL under another name, in another document.
CLIPPED = "school/990101/城关一小"


def query_graph() -> Graph:
    """The sample graph with a third district, a target that is missed, a school under two names, and things that a data
    team looks for."""
    return collect([
        *sample_graph().items(),
        source(NOTICE, "关于放假的通知", "notice", 2021),
        source(THIRD_PLAN, "赤岭区教育局2024年工作要点", "plan", 2024),
        entity("District", THIRD_DISTRICT, name="赤岭区", adcode="990103", level="county"),
        entity("GovernmentBody", THIRD_BUREAU, name="赤岭区教育局"),
        entity("School", THIRD_SCHOOL, name="第一小学"),
        entity("School", "school/990101/第一小学", name="第一小学"),
        figure("Target", THIRD_PLAN, 1, "毛入园率", "毛入园率达到99%", value=99, unit="%", comparator=">=", year=2024),
        figure("Result", THIRD_PLAN, 2, "毛入园率", "毛入园率为97%", value=97, unit="%", comparator="=", year=2024),
        figure("Result", THIRD_PLAN, 3, "毛入园率", "毛入园率为96%", value=96, unit="%", comparator="=", year=2024),
        relationship("GOVERNS", THIRD_BUREAU, THIRD_DISTRICT, THIRD_PLAN, derived=True),
        claim("RUNS", THIRD_BUREAU, "program/双减", THIRD_PLAN, "实施双减", 10, year=2024),
        claim("TARGETS", THIRD_BUREAU, "target/dddd/1", THIRD_PLAN, "毛入园率达到99%", 1, year=2024),
        claim("REPORTS", THIRD_BUREAU, "result/dddd/2", THIRD_PLAN, "毛入园率为97%", 2, year=2024),
        claim("REPORTS", THIRD_BUREAU, "result/dddd/3", THIRD_PLAN, "毛入园率为96%", 3, year=2024),
        *(relationship("MEASURES", id, "indicator/毛入园率", THIRD_PLAN)
          for id in ("target/dddd/1", "result/dddd/2", "result/dddd/3")),
        relationship("FULFILS", "result/dddd/2", "target/dddd/1", THIRD_PLAN, derived=True, met=False),
        relationship("FULFILS", "result/bbbb/1", "target/aaaa/1", THIRD_PLAN, derived=True, met=True),
        _doubtful(),
        mention(THIRD_BUREAU, THIRD_PLAN, "区教育局", 0),
        mention(SCHOOL, NOTICE, "青云一小", 0),
        *_two_names(),
    ])


def _two_names() -> Iterator[Node | Relationship]:
    """What is said of one school under a clipped name, and under its full one."""
    yield entity("School", CLIPPED, name="城关一小")
    yield derived_relationship("SAME_AS", CLIPPED, SCHOOL, "test", "the only one")
    yield mention(CLIPPED, SUMMARY, "城关一小", 210)
    yield entity("Honor", "honor/市绿色学校", name="市绿色学校", level="city")
    yield claim("AWARDED", CLIPPED, "honor/市绿色学校", SUMMARY, "城关一小获评市绿色学校", 210, year=2023)
    yield claim("AWARDED", CLIPPED, "honor/省级文明校园", SUMMARY, "城关一小通过复评", 230, year=2023)
    yield claim("MANAGES", CLIPPED, THIRD_SCHOOL, SUMMARY, "城关一小托管第一小学", 240, year=2023)
    yield claim("BUILDS", BUREAU, CLIPPED, SUMMARY, "城关一小投用", 250, year=2021, stage="in_use")
    yield claim("BUILDS", BUREAU, SCHOOL, SUMMARY, "第一小学投用", 260, year=2021, stage="in_use")
    for number, holder, value in ((7, CLIPPED, 40), (8, SCHOOL, 42)):
        words = f"专任教师{value}名"
        yield figure("Result", SUMMARY, number, "专任教师", words, value=value, unit="名", comparator="=", year=2023)
        yield claim("REPORTS", holder, f"result/bbbb/{number}", SUMMARY, words, number, year=2023)
        yield relationship("MEASURES", f"result/bbbb/{number}", "indicator/专任教师", SUMMARY)
    yield entity("Indicator", "indicator/专任教师", name="专任教师")
    yield claim("RUNS", CLIPPED, "program/990101/晨读", SUMMARY, "城关一小开展晨读", 270, year=2023)
    yield claim("RUNS", SCHOOL, "program/990101/晨读", SUMMARY, "第一小学开展晨读", 280, year=2022)
    yield entity("Program", "program/990101/晨读", name="晨读")
    yield entity("Program", "program/990101/晨读工程", name="晨读工程")
    yield review_item(Answer("program/990101/晨读", "program/990101/晨读工程", "same"))
    yield claim("RUNS", BUREAU, "program/990101/晨读工程", SUMMARY, "实施晨读工程", 290, year=2021)


def _doubtful() -> Any:
    item = claim("BUILDS", THIRD_BUREAU, THIRD_SCHOOL, THIRD_PLAN, "新建第一小学", 20, year=2024, stage="planned")
    return type(item)(item.id, item.label, item.start, item.end, {**item.properties, "confidence": 0.5})


# (query, parameters, what to look at: a column, or column.property or column.type of what is drawn, rows)
MORE_ANSWERS: list[tuple[str, dict[str, Any], tuple[str, ...], list[tuple[Any, ...]]]] = [
    ("district_graph", {"district": "青云区", "year": 2022},
     ("actor.name", "claim.type", "claim.evidence", "what.name"),
     [("青云区教育局", "RUNS", "“双减”工作稳步推进", "双减")]),
    ("district_graph", {"district": "赤岭区"}, ("claim.type", "what.name"),
     [("BUILDS", "第一小学"), ("RUNS", "双减")]),
    ("plan_graph", {"district": "赤岭区", "year": 2024},
     ("actor.name", "held.type", "figure.value", "indicator.name", "fulfils.met", "other.value"),
     [("赤岭区教育局", "REPORTS", 97, "毛入园率", False, 99), ("赤岭区教育局", "REPORTS", 96, "毛入园率", None, None),
      ("赤岭区教育局", "TARGETS", 99, "毛入园率", None, None)]),
    ("plan_against_result", {"district": "青云区"},
     ("indicator", "year", "target", "unit", "result", "result_unit", "met", "result_evidence"),
     [("毛入园率", 2023, 98, "%", 98.5, "%", True, "毛入园率为98.5%")]),
    ("plan_against_result", {"district": "990103", "year": 2024}, ("target", "result", "met"), [(99, 97, False)]),
    ("plan_against_result", {"district": "赤岭区", "year": 2020}, ("target",), []),
    ("targets_missed", {}, ("holder", "indicator", "year", "target", "result", "result_evidence"),
     [("赤岭区教育局", "毛入园率", 2024, 99, 97, "毛入园率为97%")]),
    ("targets_missed", {"year": 2023}, ("holder",), []),
    ("honours_count", {"level": "provincial"}, ("holder", "honours", "names"),
     [("青云区第一小学", 1, ["省级文明校园"])]),
    ("building_stages", {}, ("institutions",), [(1,), (1,), (1,), (1,)]),
    ("honours_count", {"year": 1999}, ("holder",), []),
    ("program_spread", {}, ("program", "holders", "first", "last", "claims"), [("双减", 3, 2022, 2024, 4)]),
    ("program_adoption", {"program": "双减"}, ("holder", "first", "claims", "evidence"),
     [("青云区教育局", 2022, 2, "“双减”工作稳步推进"), ("白塔区教育局", 2023, 1, "白塔区推进双减"),
      ("赤岭区教育局", 2024, 1, "实施双减")]),
    ("programs_in_common", {"one": "青云区", "other": "990103"}, ("program", "other_years"), [("双减", [2024])]),
    ("programs_in_common", {"one": "青云区", "other": "无此区"}, ("program",), []),
    ("program_graph", {"program": "繁星计划"}, ("program.name", "claim.type", "holder.name", "district.name"),
     [("繁星计划", "RUNS", "青云区", None)]),
    ("program_graph", {"program": "双减", "limit": 1}, ("holder.name", "place.type", "district.name"),
     [("青云区第一小学", "LOCATED_IN", "青云区")]),
    ("entity_graph", {"name": "青云区南湖幼儿园"}, ("entity.name", "claim.type", "other.name"),
     [("青云区南湖幼儿园", "BUILDS", "青云区教育局"), ("青云区南湖幼儿园", "MANAGES", "青云区第一小学")]),
    ("cooperation_graph", {"name": "青云区南湖幼儿园"}, ("path",),
     [(["青云区南湖幼儿园", "MANAGES", "青云区第一小学"],),
      (["青云区南湖幼儿园", "MANAGES", "青云区第一小学", "PAIRS_WITH", "白塔区"],)]),
    ("indicator_by_year", {"indicator": "毛入园率"},
     ("year", "unit", "holders", "results", "least", "mean", "greatest"),
     [(2023, "%", 1, 1, 98.5, 98.5, 98.5), (2024, "%", 1, 2, 96, 96.5, 97)]),
    ("indicators_used", {}, ("indicator", "targets", "results"), [("毛入园率", 2, 3), ("专任教师", 0, 2)]),
    ("node_counts", {}, ("labels", "nodes"),
     [("District", 3), ("Figure", 8), ("GovernmentBody", 3), ("Honor", 2), ("Indicator", 2), ("Institution", 9),
      ("Kindergarten", 1), ("Program", 5), ("Result", 5), ("School", 5), ("Source", 4), ("Target", 3)]),
    ("relationship_counts", {}, ("type", "relationships", "derived"),
     [("AWARDED", 3, 0), ("BUILDS", 5, 0), ("FULFILS", 2, 2), ("GOVERNS", 4, 4), ("LOCATED_IN", 1, 0),
      ("MANAGES", 2, 0), ("MEASURES", 7, 0), ("MENTIONED_IN", 8, 0), ("PAIRS_WITH", 1, 0), ("PARTICIPATES_IN", 1, 0),
      ("REPORTS", 5, 0), ("RUNS", 9, 0), ("SAME_AS", 2, 1), ("SEEKS", 1, 0), ("TARGETS", 3, 0)]),
    ("document_graph", {"document": "赤岭区教育局2024年工作要点"}, ("from.name", "claim.type", "claim.start"),
     [("赤岭区教育局", "TARGETS", 1), ("赤岭区教育局", "REPORTS", 2), ("赤岭区教育局", "REPORTS", 3),
      ("赤岭区教育局", "RUNS", 10), ("赤岭区教育局", "BUILDS", 20)]),
    ("documents_without_facts", {}, ("id", "title"), [(NOTICE, "关于放假的通知")]),
    ("doubtful_claims", {}, ("confidence", "relation", "to", "evidence"),
     [(0.5, "BUILDS", "第一小学", "新建第一小学")]),
    ("unlocated_institutions", {}, ("name",),
     [("青云区南湖幼儿园",), ("第一小学",), ("青云区东岭小学",), ("第一小学",)]),
    ("same_names", {}, ("name", "ids"), [("第一小学", ["school/990101/第一小学", THIRD_SCHOOL])]),
    ("same_names", {"label": "Kindergarten"}, ("name",), []),
    ("figures_in_conflict", {}, ("holder", "indicator", "year", "values"),
     [("赤岭区教育局", "毛入园率", 2024, [97, 96]), ("青云区第一小学", "专任教师", 2023, [40, 42])]),
]

# The same for questions that see one school behind two names.
IDENTITY_ANSWERS: list[tuple[str, dict[str, Any], tuple[str, ...], list[tuple[Any, ...]]]] = [
    ("honours_of", {"name": "青云一小"}, ("holder", "honour"),
     [("城关一小", "市绿色学校"), ("城关一小", "省级文明校园"), ("青云区第一小学", "省级文明校园")]),
    ("honours_of", {"name": CLIPPED}, ("holder", "honour"),
     [("城关一小", "市绿色学校"), ("城关一小", "省级文明校园"), ("青云区第一小学", "省级文明校园")]),
    ("honours_count", {}, ("holder", "honours", "names"), [("青云区第一小学", 2, ["市绿色学校", "省级文明校园"])]),
    ("pairs_and_manages", {"name": "城关一小"}, ("relation", "from", "to"),
     [("MANAGES", "城关一小", "第一小学"), ("MANAGES", "青云区第一小学", "青云区南湖幼儿园"),
      ("PAIRS_WITH", "青云区第一小学", "白塔区")]),
    ("neighbourhood", {"name": "城关一小"}, ("name", "direction", "relation", "other"),
     [("城关一小", "->", "AWARDED", "市绿色学校"), ("城关一小", "->", "AWARDED", "省级文明校园"),
      ("城关一小", "<-", "BUILDS", "青云区教育局"), ("城关一小", "->", "MANAGES", "第一小学"),
      ("城关一小", "->", "REPORTS", "专任教师"), ("城关一小", "->", "RUNS", "晨读"),
      ("城关一小", "->", "SAME_AS", "青云区第一小学"), ("青云区第一小学", "->", "AWARDED", "省级文明校园"),
      ("青云区第一小学", "<-", "BUILDS", "青云区教育局"), ("青云区第一小学", "->", "LOCATED_IN", "青云区"),
      ("青云区第一小学", "->", "MANAGES", "青云区南湖幼儿园"), ("青云区第一小学", "->", "PAIRS_WITH", "白塔区"),
      ("青云区第一小学", "->", "PARTICIPATES_IN", "双减"), ("青云区第一小学", "->", "REPORTS", "专任教师"),
      ("青云区第一小学", "->", "RUNS", "晨读")]),
    ("entity_graph", {"name": "城关一小", "limit": 3}, ("entity.name", "claim.type", "other.name"),
     [("城关一小", "AWARDED", "市绿色学校"), ("城关一小", "AWARDED", "省级文明校园"),
      ("青云区第一小学", "AWARDED", "省级文明校园")]),
    ("mentions_of_entity", {"name": "城关一小"}, ("id", "source", "names"),
     [(CLIPPED, SUMMARY, ["城关一小"]), (SCHOOL, "source/" + "a" * 32, ["青云一小"]), (SCHOOL, NOTICE, ["青云一小"])]),
    ("evidence_of_entity", {"id": CLIPPED}, ("from", "relation", "evidence"),
     [("青云区第一小学", "PARTICIPATES_IN", "青云一小为双减试点校"),
      ("青云区第一小学", "PAIRS_WITH", "青云一小与白塔区结对"),
      ("青云区第一小学", "MANAGES", "青云一小托管南湖幼儿园"),
      ("城关一小", "REPORTS", "专任教师40名"), ("青云区第一小学", "REPORTS", "专任教师42名"),
      ("青云区第一小学", "AWARDED", "青云一小获评省级文明校园"), ("城关一小", "AWARDED", "城关一小获评市绿色学校"),
      ("城关一小", "AWARDED", "城关一小通过复评"), ("城关一小", "MANAGES", "城关一小托管第一小学"),
      ("青云区教育局", "BUILDS", "城关一小投用"), ("青云区教育局", "BUILDS", "第一小学投用"),
      ("城关一小", "RUNS", "城关一小开展晨读"), ("青云区第一小学", "RUNS", "第一小学开展晨读")]),
    ("school_state", {"name": "城关一小", "year": 2023}, ("stage", "since"), [("in_use", 2021)]),
    ("building_stages", {}, ("year", "stage", "kind", "institutions"),
     [(2021, "in_use", "School", 1), (2023, "in_use", "Kindergarten", 1), (2023, "planned", "School", 1),
      (2024, "planned", "School", 1)]),
    ("program_adoption", {"program": "晨读工程"}, ("program", "holder", "first", "claims", "evidence"),
     [("晨读", "青云区第一小学", 2022, 2, "第一小学开展晨读"), ("晨读工程", "青云区教育局", 2021, 1, "实施晨读工程")]),
    ("program_districts", {"program": "晨读"}, ("program", "holder", "year"),
     [("晨读", "青云区第一小学", 2022), ("晨读", "城关一小", 2023), ("晨读工程", "青云区教育局", 2021)]),
    ("timeline", {"name": "晨读工程"}, ("thing", "year", "other"),
     [("晨读工程", 2021, "青云区教育局"), ("晨读", 2022, "青云区第一小学"), ("晨读", 2023, "城关一小")]),
    ("indicator_by_year", {"indicator": "专任教师"}, ("year", "holders", "results", "least", "greatest"),
     [(2023, 1, 2, 40, 42)]),
]
