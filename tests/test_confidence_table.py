"""The calibrated confidence of claims and figures: its table, and what a fact takes from it."""
from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg import extract
from kg.errors import KnowledgeError
from kg.relate import confidence
from kg.relate.confidence import FIGURE, calibrated, mention_rule, precision, precisions
from kg.types import Claim, Entity, Mention, Span
from kg.vocabulary import FIGURE_RELATIONS, RELATIONS

_TABLE = {("*", "*", "*"): 0.5, ("RUNS", "*", "*"): 0.6, ("RUNS", "runs", "*"): 0.7,
          ("RUNS", "runs", "program-lexicon"): 0.8}


def _named(*found: tuple[int, str]) -> Entity:
    mentions = tuple(Mention(Span(start, start + 2), "Program", "双减", rule, 0.9) for start, rule in found)
    return Entity("program/双减", "Program", "双减", (), mentions)


def _claim(start: int, end: int) -> Claim:
    return Claim("RUNS", "body/a", "program/双减", Span(start, end), "runs", 0.123)


@pytest.fixture
def _fresh() -> Iterator[None]:
    precisions.cache_clear()
    yield
    precisions.cache_clear()


@pytest.mark.parametrize(("kind", "rule", "mention", "expected"), [
    ("RUNS", "runs", "program-lexicon", 0.8),
    ("RUNS", "runs", "program-new", 0.7),
    ("RUNS", "runs-new", "program-lexicon", 0.6),
    ("SEEKS", "seeks", "honour-award", 0.5),
])
def test_confidence_falls_back_to_rule_kind_and_all(kind: str, rule: str, mention: str, expected: float) -> None:
    assert precision(_TABLE, kind, rule, mention) == expected


@pytest.mark.parametrize(("found", "expected"), [
    (((3, "program-quoted-head"), (12, "program-lexicon:双减")), "program-lexicon"),
    (((12, "program-plain-free"), (15, "program-lexicon:双减")), "program-plain-free"),
    (((3, "program-quoted-head"), (19, "program-lexicon:双减")), "program-quoted-head"),
    ((), "*"),
])
def test_confidence_mention_rule_is_that_of_the_name_in_the_evidence(
        found: tuple[tuple[int, str], ...], expected: str) -> None:
    assert mention_rule(_claim(10, 20), _named(*found)) == expected


def test_confidence_of_a_claim_is_the_tables() -> None:
    claim = calibrated(_claim(0, 9), _named((3, "program-lexicon:双减")))
    assert claim.confidence == precisions()["RUNS", "runs", "program-lexicon"]


def test_confidence_table_knows_the_kinds_of_facts() -> None:
    kinds = {kind for kind, rule, _ in precisions() if rule == "*"}
    assert kinds == {"*", FIGURE, *RELATIONS}
    assert all(0 < value < 1 for value in precisions().values())


def test_confidence_in_a_graph_is_the_tables() -> None:
    graph = extract("青禾区教育局2024年工作要点\n深化“双减”工作，新建青禾区第三幼儿园，公办园在园幼儿占比达到60%。\n")
    found = {item.label: (item.properties["rule"], item.properties["confidence"]) for item in graph.relationships
             if "confidence" in item.properties}
    assert {"RUNS", "BUILDS", "TARGETS"} <= set(found)
    for label, (rule, value) in found.items():
        kind = FIGURE if label in FIGURE_RELATIONS else label
        assert value in {value for key, value in precisions().items() if key[:2] == (kind, rule)}


@pytest.mark.usefixtures("_fresh")
@pytest.mark.parametrize(("rows", "message"), [
    ([("RUNS", "runs", "*", "0.9", "3")], "no row"),
    ([("*", "*", "*", "high", "3")], "'high' is no number"),
    ([("*", "*", "*", "1.5", "3")], "not from 0 to 1"),
])
def test_confidence_table_that_is_malformed_is_an_error(
        monkeypatch: pytest.MonkeyPatch, rows: list[tuple[str, ...]], message: str) -> None:
    read = [dict(zip(confidence.COLUMNS, row, strict=True)) for row in rows]
    monkeypatch.setattr(confidence, "read_table", lambda *_: read)
    with pytest.raises(KnowledgeError, match=message):
        precisions()
