"""The questions of kg.compare, asked of facts, of the embedded store and of a Neo4j server, with the same answers."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from compare_sample import EAST, PLAN22, PLAN23, SUMMARY22, SUMMARY23, comparison_graph
from neo4j_fixtures import exclusive

from kg.cli.asking import Ask, ask_facts, ask_store
from kg.compare import QUESTIONS, Facts
from loaders.ask import Answer
from loaders.bolt import load
from loaders.queries import library
from loaders.target import Target, open_target

pytest_plugins = ["neo4j_fixtures"]

# (question, parameters, columns to look at, expected rows in order)
ANSWERS: list[tuple[str, dict[str, Any], tuple[str, ...], list[tuple[Any, ...]]]] = [
    ("compare", {"district": EAST, "year": 2023},
     ("status", "indicator", "comparator", "target", "target_unit", "result", "result_unit", "holder"),
     [("missed", "近视率", "<=", 40, "%", 41, "%", "黑塔市青云区教育局"),
      ("not reported", "工作室", "=", 6, "个", None, None, "黑塔市青云区教育局"),
      ("not reported", "社团", "=", 12, "个", None, None, "云山实验小学"),
      ("unknown", "新增学位", "=", 300, "个", 290, "个", "黑塔市青云区教育局"),
      ("unknown", "新增学位", "=", 300, "个", 310, "个", "黑塔市青云区教育局"),
      ("met", "在园率", ">=", 85, "%", 86, "%", "黑塔市青云区教育局"),
      ("met", "投资", "=", 1.2, "亿元", 12500, "万元", "黑塔市青云区教育局"),
      ("new", "社团增长", None, None, None, 2, "个", "黑塔市青云区教育局"),
      ("new", "筛查", None, None, None, 900, "人", "黑塔市青云区教育局")]),
    ("compare", {"district": EAST, "year": 2022},
     ("status", "indicator", "target_evidence", "target_document", "result_evidence", "result_document"),
     [("missed", "在园率", "在园率80%", "青云区教育局2022年工作要点", "在园率79.5%", "青云区教育局2022年工作总结"),
      ("not reported", "工作室", "工作室5个", "青云区教育局2022年工作要点", None, None)]),
    ("compare", {"district": EAST, "year": 1999}, ("status",), []),
    ("compare", {"district": "district/990201", "year": 2023},
     ("status", "indicator", "target_figure", "result_figure", "result_document"),
     [("missed", "在园率", "target/tw", "result/rw", "白塔市青云区教育局2023年工作要点"),
      ("new", "近视率", None, "result/rv", "白塔市青云区教育局2023年工作要点")]),
    ("benchmark", {"indicator": "在园率", "year": 2023},
     ("district", "adcode", "within", "status", "target", "result_comparator", "result"),
     [("青云区", "990201", ["白塔市", "塔省"], "missed", 90, "=", 89),
      ("青云区", "990101", ["黑塔市", "塔省"], "met", 85, "=", 86),
      ("南湖区", "990102", ["黑塔市", "塔省"], "new", None, "~", 70)]),
    ("benchmark", {"indicator": "近视率"}, ("year", "adcode", "result"), [(2023, "990201", 38), (2023, "990101", 41)]),
    ("benchmark", {"indicator": "在园率", "within": "黑塔市"}, ("year", "adcode", "status"),
     [(2022, "990101", "missed"), (2023, "990101", "met"), (2023, "990102", "new")]),
    ("benchmark", {"indicator": "工作室", "within": "990000"}, ("year", "status", "target"),
     [(2022, "not reported", 5), (2023, "not reported", 6)]),
    ("benchmark", {"indicator": "社团"}, ("year",), []),  # a school's, not a district's
    ("timeline", {"name": "云山实验小学"}, ("year", "thing", "direction", "relation", "detail", "other", "document"),
     [(2022, "云山小学", "<-", "BUILDS", "started", "黑塔市青云区教育局", "青云区教育局2022年工作要点"),
      (2022, "云山小学", "->", "RENAMED_TO", None, "云山实验小学", "青云区教育局2022年工作总结"),
      (2023, "青云区云山实验小学", "<-", "PAIRS_WITH", "pairing", "南湖区教育局", "白塔市青云区教育局2023年工作要点"),
      (2023, "云山实验小学", "->", "TARGETS", None, "社团", "青云区教育局2023年工作要点"),
      (2023, "云山实验小学", "<-", "BUILDS", "started", "黑塔市青云区教育局", "青云区教育局2023年工作要点"),
      (2023, "云山实验小学", "<-", "BUILDS", "in_use", "黑塔市青云区教育局", "青云区教育局2023年工作总结")]),
    ("timeline", {"name": "繁星"}, ("year", "relation", "evidence"), [(2022, "RUNS", "实施繁星计划")]),
    ("timeline", {"name": "工作室"}, ("year",), []),
    ("diff_years", {"district": EAST, "before": 2022, "after": 2023},
     ("change", "kind", "name", "before", "after", "before_stage", "after_stage"),
     [("raised", "result", "在园率", 79.5, 86, None, None), ("raised", "target", "在园率", 80, 85, None, None),
      ("raised", "target", "工作室", 5, 6, None, None),
      ("changed", "BUILDS", "云山实验小学", None, None, "started", "in_use"),
      ("new", "result", "在园率增长", None, 6.5, None, None), ("new", "result", "投资", None, 12500, None, None),
      ("new", "result", "新增学位", None, 290, None, None), ("new", "result", "社团增长", None, 2, None, None),
      ("new", "result", "筛查", None, 900, None, None), ("new", "result", "近视率", None, 41, None, None),
      ("new", "target", "投资", None, 1.2, None, None), ("new", "target", "新增学位", None, 300, None, None),
      ("new", "target", "社团", None, 12, None, None), ("new", "target", "近视率", None, 40, None, None),
      ("gone", "RUNS", "繁星计划", None, None, None, None)]),
    ("diff_documents", {"before": PLAN22, "after": PLAN23}, ("change", "kind", "name", "before", "after"),
     [("raised", "target", "在园率", 80, 85), ("raised", "target", "工作室", 5, 6), ("new", "RUNS", "双减", None, None),
      ("new", "target", "投资", None, 1.2), ("new", "target", "新增学位", None, 300),
      ("new", "target", "社团", None, 12), ("new", "target", "近视率", None, 40),
      ("gone", "RUNS", "繁星计划", None, None), ("gone", "target", "在园率", 85, None)]),
    ("diff_documents", {"before": SUMMARY23, "after": SUMMARY22},
     ("change", "kind", "name", "before_unit", "after_unit"),
     [("lowered", "result", "在园率", "%", "%"), ("new", "RUNS", "双减", None, None),
      ("gone", "BUILDS", "云山实验小学", None, None), ("gone", "result", "在园率增长", "个百分点", None),
      ("gone", "result", "投资", "万元", None), ("gone", "result", "新增学位", "个", None),
      ("gone", "result", "社团增长", "个", None), ("gone", "result", "筛查", "人", None),
      ("gone", "result", "近视率", "%", None)]),
    ("districts_named", {"name": "青云区"}, ("id", "within"),
     [("district/990101", ["黑塔市", "塔省"]), ("district/990201", ["白塔市", "塔省"])]),
    ("districts_named", {"name": "白塔市青云区"}, ("id",), [("district/990201",)]),
    ("districts_named", {"name": "塔省黑塔市青云区"}, ("id",), [("district/990101",)]),
    ("districts_named", {"name": "南湖区教育局"}, ("id",), [("district/990102",)]),
    ("districts_named", {"name": "990100"}, ("district",), [("黑塔市",)]),
    ("districts_named", {"name": "黑塔"}, ("id",), []),
    ("documents_named", {"name": "青云区教育局2022年工作总结"}, ("id", "kind", "year"), [(SUMMARY22, "summary", 2022)]),
    ("documents_named", {"name": "青云区教育局2022年工作要点.txt"}, ("id",), [(PLAN22,)]),
    ("documents_named", {"name": "青云区"}, ("id",), []),
]


@pytest.fixture(scope="module", params=["facts", "embedded", "neo4j"])
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    graph = comparison_graph()
    if request.param == "facts":
        facts = Facts.of(graph.items())
        yield lambda name, values: ask_facts(facts, name, values)
        return
    target = Target(store=Path(tmp_path_factory.mktemp("compare") / "kg-store"))
    opening = open_target(target, create=True) if request.param == "embedded" else exclusive(
        request.getfixturevalue("neo4j_target"))
    with opening as connection:
        load(connection.driver, graph, database=connection.database)
        yield lambda name, values: ask_store(connection, name, values)


@pytest.mark.parametrize(("name", "given", "columns", "expected"), ANSWERS,
                         ids=[f"{row[0]}-{number}" for number, row in enumerate(ANSWERS)])
def test_compare_question_has_this_answer_wherever_it_is_asked(
        asked: Ask, name: str, given: dict[str, Any], columns: tuple[str, ...],
        expected: list[tuple[Any, ...]]) -> None:
    answer = asked(name, given)
    assert answer.columns == QUESTIONS[name].columns == library()[name].columns
    places = [answer.columns.index(column) for column in columns]
    assert [tuple(row[place] for place in places) for row in answer.rows] == expected


def test_compare_questions_are_all_asked() -> None:
    assert {row[0] for row in ANSWERS} == set(QUESTIONS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_compare_questions_have_nothing_to_say_of_an_empty_graph(name: str) -> None:
    values = {"string": "x", "integer": 2023}
    given = {item.name: values[item.type] for item in library()[name].parameters if item.required}
    assert ask_facts(Facts.of(()), name, given) == Answer(library()[name].columns, ())
