"""The five districts in stores: the queries give what the functions give."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from districts import district_facts, whole_graph
from districts_answers import CODES, read
from neo4j_fixtures import exclusive

from kg.cli.asking import ask_facts, ask_store
from loaders.bolt import load
from loaders.target import Connection, Target, open_target

pytest_plugins = ["neo4j_fixtures"]


def _questions() -> Iterator[tuple[str, dict[str, Any]]]:
    for code in CODES.values():
        for year in (2020, 2021, 2022, 2023, 2024):
            yield "compare", {"district": f"district/{code}", "year": year}
        yield "diff_years", {"district": f"district/{code}", "before": 2022, "after": 2023}
    for name in dict.fromkeys(key[0] for key in read("benchmark")):
        yield "benchmark", {"indicator": name}
        yield "benchmark", {"indicator": name, "within": "南京市"}
    for name in (*(key[0] for key in read("timeline")), "双减", "鼓楼区实验小学", "永泰县"):
        yield "timeline", {"name": name}
    for name in ("鼓楼区", "南京市鼓楼区", "福建省福州市鼓楼区", "永泰县教育局", "330113", "永泰"):
        yield "districts_named", {"name": name}
    for titles in read("diff"):
        ids = [ask_facts(district_facts(), "documents_named", {"name": title}).rows[0][0] for title in titles]
        yield "diff_documents", dict(zip(("before", "after"), ids, strict=True))


@pytest.fixture(scope="module", params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    opening = exclusive(request.getfixturevalue("neo4j_target")) if request.param == "neo4j" else open_target(
        Target(store=tmp_path_factory.mktemp("districts") / "kg-store"), create=True)
    with opening as connection:
        load(connection.driver, whole_graph(), database=connection.database)
        yield connection


def test_districts_stores_answer_as_the_graph_does(store: Connection) -> None:
    differing = [(name, given) for name, given in _questions()
                 if ask_store(store, name, given) != ask_facts(district_facts(), name, given)]
    assert differing == []
