"""Explanations of a document: rules, triggers, and the names that lost."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from one_sentence import document

from kg.cli import cli
from kg.explain import explanations
from kg.graph.exchange import read
from kg.pipeline import all_stages
from kg.types import Node
from kg.vocabulary import RELATIONS


def _explained(sentence: str, kind: str) -> list[dict[str, Any]]:
    return [item for item in explanations(all_stages(document(sentence))) if item["kind"] == kind]


@pytest.mark.parametrize(("sentence", "kind", "trigger"), [
    ("开工建设松涛小学。", "BUILDS", "开工建设"),
    ("制定《青禾区学前教育管理办法》。", "ISSUED", "制定"),
    ("《青禾区学前教育管理办法》出台。", "ISSUED", "出台"),
    ("贯彻落实《中华人民共和国教育法》。", "IMPLEMENTS", "贯彻落实"),
    ("松涛小学被评为全国文明校园。", "AWARDED", "评为"),
    ("松涛小学争创省文明校园。", "SEEKS", "争创"),
    ("松涛小学托管云溪小学。", "MANAGES", "托管"),
    ("青禾区实验小学与松涛小学结对。", "PAIRS_WITH", "结对"),
    ("与青禾师范大学合作。", "COOPERATES_WITH", "合作"),
    ("推进“双减”工作。", "RUNS", "推进"),
    ("“双减”成效明显。", "RUNS", "“双减”"),
    ("松涛小学、云溪小学入选全国智慧教育试点校。", "AWARDED", "入选"),
    ("松涛小学、云溪小学承担省“晨读”试点。", "PARTICIPATES_IN", "承担"),
    ("松涛小学东校区启用。", "PART_OF", "校区"),
    ("松涛教育集团吸纳云溪小学加盟。", "MEMBER_OF", "吸纳"),
    ("松涛小学综合楼扩建。", "BUILDS", "综合楼扩建"),
])
def test_explain_names_the_words_that_triggered_a_claim(sentence: str, kind: str, trigger: str) -> None:
    claim = next(item for item in _explained(sentence, "claim") if item["type"] == kind)
    assert claim["trigger"]["text"] == trigger


def test_explain_offsets_are_those_of_the_document() -> None:
    given = document("开工建设松涛小学，增加学位１２００个。")
    found = list(explanations(all_stages(given)))
    spans = [item[key] for item in found for key in ("evidence", "trigger") if item.get(key)]
    assert len(spans) == 4
    assert all(given.text[span["start"]:span["end"]] == span["text"] for span in spans)


def test_explain_figure_has_its_quantity_for_trigger() -> None:
    (figure,) = _explained("新增学位1200个以上。", "figure")
    assert (figure["trigger"]["text"], figure["indicator"]) == ("1200个以上", "新增学位")
    assert figure["rule"].startswith("figure-")


@pytest.mark.parametrize(("sentence", "name", "reason", "against"), [
    ("实施教师培训工程。", "教师培训工程", "general work without a name of its own", None),
    ("修订《青禾区“双减”工作方案》。", "双减", "overlaps", "青禾区“双减”工作方案"),
    ("建设教育强县。", "教育强县", "nothing gives, seeks or counts it", None),
    ("出台《**县教师管理办法》。", "**县教师管理办法", "masked", None),
])
def test_explain_tells_what_was_dropped_and_why(sentence: str, name: str, reason: str, against: str | None) -> None:
    dropped = {(item["name"], item["reason"], (item["against"] or {}).get("name"))
               for item in _explained(sentence, "dropped")}
    assert (name, reason, against) in dropped


def test_explain_claim_holds_the_alternatives_in_its_evidence() -> None:
    claims = _explained("修订《青禾区“双减”工作方案》，推进课后服务。", "claim")
    alternatives = {claim["type"]: {item["name"] for item in claim["alternatives"]} for claim in claims}
    assert "双减" in alternatives["ISSUED"]
    assert "双减" not in alternatives["RUNS"]


def _extract(*arguments: object) -> Result:
    result = CliRunner().invoke(cli, ["extract", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_explain_writes_beside_a_file_and_leaves_the_graph_as_it_is(plan: Path, tmp_path: Path) -> None:
    _extract(plan, "-o", tmp_path / "plain.jsonl")
    _extract(plan, "-o", tmp_path / "graph.jsonl", "--explain")
    assert (tmp_path / "graph.jsonl").read_bytes() == (tmp_path / "plain.jsonl").read_bytes()
    explained = _lines(tmp_path / "graph.explain.ndjson")
    graph = read(tmp_path / "graph.jsonl")
    held = {item.id for item in graph.items() if isinstance(item, Node) or "rule" in item.properties}
    assert {item["id"] for item in explained if item["kind"] != "dropped"} <= held
    claims = {item.id for item in graph.relationships if item.label in RELATIONS}
    assert {item["id"] for item in explained if item["kind"] == "claim"} == claims
    assert {item["document"] for item in explained} == {str(plan)}


def test_explain_writes_beside_each_file_of_a_folder(plan: Path, tmp_path: Path) -> None:
    _extract(plan, "-o", f"{tmp_path}/graphs/", "--explain")
    assert sorted(path.name for path in (tmp_path / "graphs").iterdir()) == ["plan.explain.ndjson", "plan.jsonl"]
    assert _lines(tmp_path / "graphs" / "plan.explain.ndjson")


def test_explain_goes_to_standard_error_where_the_graph_goes_to_standard_output(plan: Path) -> None:
    result = _extract(plan, "--explain")
    assert all(json.loads(line)["document"] == str(plan) for line in result.stderr.splitlines())
    assert len(result.stderr.splitlines()) > 3
    assert _extract(plan).stdout == result.stdout
