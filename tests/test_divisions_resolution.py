"""Names of divisions against a table of cases, and what holds for every case."""
import csv
from pathlib import Path

import pytest

from kg.divisions import Resolution, by_code, lookup, resolve
from kg.divisions.tables import table

_LINES = (Path(__file__).parent / "data" / "divisions_cases.tsv").read_text(encoding="utf-8").splitlines()
CASES = list(csv.DictReader((line for line in _LINES if not line.startswith("#")), delimiter="\t"))
UNDECIDED = {"ambiguous", "ordinary", "unknown"}


def answer(outcome: Resolution) -> str:
    return outcome.division.code if outcome.division else outcome.reason


def ask(case: dict[str, str]) -> Resolution:
    return resolve(case["name"], year=int(case["year"]) if case["year"] else None, context=case["context"].split(),
                   publisher=case["publisher"] or None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join((case["name"], case["year"], case["context"])))
def test_divisions_resolve_case(case: dict[str, str]) -> None:
    assert answer(ask(case)) == case["expected"], case["what"]


def test_divisions_resolve_cases_are_many_and_differ() -> None:
    keys = {(case["name"], case["year"], case["context"], case["publisher"]) for case in CASES}
    assert len(keys) == len(CASES) >= 150


def test_divisions_resolve_never_decides_a_bare_ambiguous_county() -> None:
    shared = {name for name, group in table().by_name.items()
              if len({item.code for item in group if item.level == "county" and item.until is None}) > 1}
    assert len(shared) == 28
    assert shared <= {case["name"] for case in CASES if case["expected"] in UNDECIDED}
    for name in shared:
        outcome = resolve(name)
        assert outcome.division is None
        assert {item.code for item in lookup(name)} >= {item.code for item in outcome.candidates}


@pytest.mark.parametrize("case", [case for case in CASES if case["expected"].isdigit() and case["context"]],
                         ids=lambda case: "-".join((case["name"], case["year"], case["context"])))
def test_divisions_resolve_context_may_be_divisions_in_any_order(case: dict[str, str]) -> None:
    year = int(case["year"]) if case["year"] else None
    context = [found for code in reversed(case["context"].split()) if (found := by_code(code, year=year))]
    assert answer(resolve(case["name"], year=year, context=context,
                          publisher=case["publisher"] or None)) == case["expected"]


def test_divisions_resolve_keeps_the_candidates_of_an_open_question() -> None:
    outcome = resolve("鼓楼区", year=2020, context=["320000"])
    assert outcome.ambiguous
    assert [item.code for item in outcome.candidates] == ["320106", "320302", "350102", "410204"]
    assert not resolve("高新区").ambiguous
