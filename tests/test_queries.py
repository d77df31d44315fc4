"""Every named query runs on the embedded store and answers what the sample graph holds."""
from __future__ import annotations

from typing import Any

import pytest
from query_sample import MORE_ANSWERS
from store_sample import DISTRICT, HOSTILE, PLAN, PROGRAM, SCHOOL

from kg.compare import QUESTIONS
from kg.errors import KnowledgeError
from kg.vocabulary import CLAIM_RELATIONS, STRUCTURE_RELATIONS
from loaders.ask import ask, ask_query
from loaders.queries import library, parse_query
from loaders.target import Connection

pytest_plugins = ["store_fixtures"]

GOOD = """\
// name: schools
// zh: 学校
// en: Schools
// param text: string -- part of a name
// param limit: integer = 10 -- how many
// columns: name, id
MATCH (s:School) WHERE s.name CONTAINS $text
RETURN s.name AS name, s.id AS id LIMIT $limit
"""

# (query, parameters, columns to look at, expected rows)
ANSWERS: list[tuple[str, dict[str, Any], tuple[str, ...], list[tuple[Any, ...]]]] = [
    ("district_programs", {"district": "青云区", "year": 2023}, ("program", "holder", "evidence", "document"),
     [("双减", "青云区教育局", "深入推进“双减”工作", "青云区教育局2023年工作要点"),
      ("繁星计划", "青云区", "全区实施繁星计划", "青云区教育局2023年工作要点")]),
    ("district_programs", {"district": "990101"}, ("program", "year"),
     [("双减", 2022), ("双减", 2023), ("繁星计划", 2023)]),
    ("district_programs", {"district": "990102", "year": 2023}, ("program",), [(HOSTILE,), ("双减",)]),
    ("district_programs", {"district": HOSTILE}, ("program",), []),
    ("program_districts", {"program": "双减", "year": 2023}, ("relation", "holder", "district"),
     [("RUNS", "白塔区教育局", "白塔区"), ("RUNS", "青云区教育局", "青云区"),
      ("PARTICIPATES_IN", "青云区第一小学", "青云区")]),
    ("program_districts", {"program": HOSTILE}, ("holder", "evidence"), [("白塔区教育局", HOSTILE)]),
    ("district_targets", {"district": DISTRICT}, ("indicator", "comparator", "value", "unit", "evidence"),
     [("新增学位", "=", 3000, "个", "新增学位3000个"), ("毛入园率", ">=", 98, "%", "学前毛入园率达到98%")]),
    ("district_targets", {"district": "青云区", "year": 2020}, ("indicator",), []),
    ("new_schools", {"district": "青云区"}, ("stage", "school", "kind", "work"),
     [("in_use", "青云区南湖幼儿园", "Kindergarten", None), ("planned", "青云区东岭小学", "School", "扩建")]),
    ("new_schools", {"district": "青云区", "stage": "planned"}, ("school", "evidence"),
     [("青云区东岭小学", "谋划东岭小学扩建")]),
    ("school_state", {"name": "青云区南湖幼儿园", "year": 2024}, ("stage", "since", "promised", "evidence"),
     [("in_use", 2023, True, "南湖幼儿园建成投用")]),
    ("school_state", {"name": "青云区东岭小学", "year": 2023}, ("work", "stage"), [("扩建", "planned")]),
    ("school_state", {"name": "青云区东岭小学", "year": 2022}, ("work", "stage"), []),
    ("honours_of", {"name": "青云一小"}, ("relation", "honour", "level", "evidence"),
     [("AWARDED", "省级文明校园", "provincial", "青云一小获评省级文明校园")]),
    ("honours_of", {"name": "青云区"}, ("holder", "relation"), [("青云区教育局", "SEEKS")]),
    ("pairs_and_manages", {"name": "青云区第一小学"}, ("relation", "kind", "from", "to"),
     [("MANAGES", None, "青云区第一小学", "青云区南湖幼儿园"), ("PAIRS_WITH", "pairing", "青云区第一小学", "白塔区")]),
    ("pairs_and_manages", {"name": "青云区"}, ("relation", "evidence"),
     [("MANAGES", "青云一小托管南湖幼儿园"), ("PAIRS_WITH", "青云一小与白塔区结对")]),
    ("neighbourhood", {"name": "青云区南湖幼儿园"}, ("direction", "relation", "other", "evidence"),
     [("<-", "BUILDS", "青云区教育局", "南湖幼儿园建成投用"),
      ("<-", "MANAGES", "青云区第一小学", "青云一小托管南湖幼儿园")]),
    ("neighbourhood", {"name": SCHOOL, "limit": 1}, ("relation",), [("AWARDED",)]),
    ("facts_of_document", {"document": PLAN}, ("start", "relation", "evidence"),
     [(1, "TARGETS", "学前毛入园率达到98%"), (2, "TARGETS", "新增学位3000个"), (40, "RUNS", "深入推进“双减”工作"),
      (60, "RUNS", "全区实施繁星计划"), (80, "PARTICIPATES_IN", "青云一小为双减试点校"),
      (120, "BUILDS", "南湖幼儿园建成投用"),
      (140, "BUILDS", "谋划东岭小学扩建"), (170, "SEEKS", "争创省级文明校园"),
      (180, "PAIRS_WITH", "青云一小与白塔区结对"),
      (200, "MANAGES", "青云一小托管南湖幼儿园")]),
    ("evidence_of_claim", {"id": f"MANAGES/{SCHOOL}/kindergarten/990101/青云区南湖幼儿园/2023/aaaa"},
     ("from", "to", "evidence", "source", "start", "end"),
     [("青云区第一小学", "青云区南湖幼儿园", "青云一小托管南湖幼儿园", PLAN, 200, 211)]),
    ("evidence_of_claim", {"id": HOSTILE}, ("claim",), []),
    ("evidence_of_entity", {"id": PROGRAM}, ("relation", "start"),
     [("RUNS", 40), ("PARTICIPATES_IN", 80), ("RUNS", 30), ("RUNS", 90)]),
    ("evidence_of_entity", {"id": "target/aaaa/1"}, ("from", "evidence"), [("青云区教育局", "学前毛入园率达到98%")]),
    ("mentions_of_entity", {"name": "区教育局"}, ("source", "names", "starts"),
     [(PLAN, ["区教育局"], [0]), ("source/" + "b" * 32, ["青云区教育局"], [0])]),
    ("search_entities", {"text": "一小"}, ("name", "aliases", "labels"),
     [("青云区第一小学", ["青云一小"], ["Institution", "School"])]),
    ("search_entities", {"text": "青云区", "label": "School"}, ("name",),
     [("青云区东岭小学",), ("青云区第一小学",)]),
    ("figures_by_indicator", {"indicator": "毛入园率"}, ("holder", "kind", "value", "evidence"),
     [("青云区教育局", "result", 98.5, "毛入园率为98.5%"),
      ("青云区教育局", "target", 98, "学前毛入园率达到98%")]),
    ("figures_by_indicator", {"indicator": "新增学位"}, ("indicator", "value"), [("新增学位", 3000)]),
    ("documents", {"year": 2023}, ("id", "kind"), [("source/" + "b" * 32, "summary"), (PLAN, "plan")]),
    ("documents", {"year": 1999}, ("id",), []),
    ("districts", {}, ("district", "programs", "targets", "results", "documents"),
     [("白塔区", 2, 0, 0, 0), ("青云区", 1, 2, 1, 2)]),
]


@pytest.mark.parametrize(("name", "given", "columns", "expected"), ANSWERS,
                         ids=[f"{row[0]}-{number}" for number, row in enumerate(ANSWERS)])
def test_queries_answer_from_the_store(sample_store: Connection, name: str, given: dict[str, Any],
                                       columns: tuple[str, ...], expected: list[tuple[Any, ...]]) -> None:
    query = library()[name]
    answer = ask_query(sample_store, query, given)
    if answer.rows:
        assert ask(sample_store, query.cypher, query.bind(given)).columns == query.columns
    places = [answer.columns.index(column) for column in columns]
    found = [tuple(row[place] for place in places) for row in answer.rows]
    assert found == expected


def test_queries_are_all_tested() -> None:
    # In test_compare_questions, of three kinds of graph, and in test_queries_stores.
    asked_elsewhere = {*QUESTIONS, *(row[0] for row in MORE_ANSWERS)}
    assert {row[0] for row in ANSWERS} == set(library()) - asked_elsewhere


def test_queries_run_on_an_empty_store(empty_store: Connection) -> None:
    values = {"string": "x", "integer": 1, "number": 1.5, "boolean": True}
    for query in library().values():
        given = {item.name: values[item.type] for item in query.parameters if item.required}
        assert ask_query(empty_store, query, given).rows == ()


def test_queries_evidence_of_claim_knows_every_type() -> None:
    text = library()["evidence_of_claim"].cypher
    for type in (*CLAIM_RELATIONS, *STRUCTURE_RELATIONS):
        assert (f"[c:{type}]" in text) == (type != "MENTIONED_IN"), type


def test_queries_parse_reads_the_header() -> None:
    query = parse_query(GOOD, "queries/schools.cypher")
    assert (query.zh, query.en, query.columns) == ("学校", "Schools", ("name", "id"))
    assert query.bind({"text": "一"}) == {"text": "一", "limit": 10}
    assert query.cypher.startswith("MATCH")


@pytest.mark.parametrize(("old", "new", "line"), [
    ("// en: Schools\n", "", 6),
    ("// zh: 学校", "// fr: écoles", 2),
    ("// zh: 学校", "// name: twice", 2),
    ("// zh: 学校", "// just a comment", 2),
    ("string -- part", "text -- part", 4),
    ("integer = 10", "integer = ten", 5),
    ("integer = 10", "integer = true", 5),
    ("columns: name, id", "columns: name, ids", 7),
    ("CONTAINS $text", "CONTAINS $word", 7),
    ("name: schools", "name: pupils", 7),
])
def test_queries_parse_refuses_with_file_and_line(old: str, new: str, line: int) -> None:
    assert old in GOOD
    with pytest.raises(KnowledgeError, match=rf"^queries/schools\.cypher:{line}: "):
        parse_query(GOOD.replace(old, new), "queries/schools.cypher")


@pytest.mark.parametrize(("given", "message"), [
    ({}, "needs the parameter 'text'"),
    ({"text": "a", "x": 1}, "no parameter 'x'"),
])
def test_queries_bind_refuses_wrong_parameters(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_query(GOOD, "queries/schools.cypher").bind(given)
