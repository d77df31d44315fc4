"""A graph for the queries that ask over many districts and years, and what they answer."""
from __future__ import annotations

from typing import Any

from store_sample import SCHOOL, claim, entity, figure, mention, relationship, sample_graph, source

from kg.graph.exchange import collect
from kg.types import Graph

NOTICE, THIRD_PLAN = "source/" + "c" * 32, "source/" + "d" * 32
THIRD_BUREAU, THIRD_DISTRICT = "government_body/990103/赤岭区教育局", "district/990103"
THIRD_SCHOOL = "school/990103/第一小学"


def query_graph() -> Graph:
    """The sample graph with a third district, a target that is missed, and things that a data team looks for."""
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
    ])


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
    ("targets_missed", {}, ("holder", "indicator", "year", "target", "result", "result_evidence"),
     [("赤岭区教育局", "毛入园率", 2024, 99, 97, "毛入园率为97%")]),
    ("targets_missed", {"year": 2023}, ("holder",), []),
    ("honours_count", {"level": "provincial"}, ("holder", "honours", "names"),
     [("青云区第一小学", 1, ["省级文明校园"])]),
    ("honours_count", {"year": 1999}, ("holder",), []),
    ("building_stages", {}, ("year", "stage", "kind", "institutions"),
     [(2023, "in_use", "Kindergarten", 1), (2023, "planned", "School", 1), (2024, "planned", "School", 1)]),
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
    ("indicators_used", {}, ("indicator", "targets", "results"), [("毛入园率", 2, 3)]),
    ("node_counts", {}, ("labels", "nodes"),
     [("District", 3), ("Figure", 6), ("GovernmentBody", 3), ("Honor", 1), ("Indicator", 1), ("Institution", 8),
      ("Kindergarten", 1), ("Program", 3), ("Result", 3), ("School", 4), ("Source", 4), ("Target", 3)]),
    ("relationship_counts", {}, ("type", "relationships", "derived"),
     [("AWARDED", 1, 0), ("BUILDS", 3, 0), ("FULFILS", 2, 2), ("GOVERNS", 4, 4), ("LOCATED_IN", 1, 0),
      ("MANAGES", 1, 0), ("MEASURES", 5, 0), ("MENTIONED_IN", 7, 0), ("PAIRS_WITH", 1, 0), ("PARTICIPATES_IN", 1, 0),
      ("REPORTS", 3, 0), ("RUNS", 6, 0), ("SEEKS", 1, 0), ("TARGETS", 3, 0)]),
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
     [("赤岭区教育局", "毛入园率", 2024, [97, 96])]),
]
