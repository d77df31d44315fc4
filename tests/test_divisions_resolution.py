"""Names of divisions against a table of cases, and what holds for every case."""
import csv
from collections import Counter
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


def test_divisions_resolve_never_gives_a_code_where_the_truth_is_open() -> None:
    decided = [case["name"] for case in CASES if case["expected"] in UNDECIDED and ask(case).division is not None]
    assert decided == []
    right = sum(answer(ask(case)) == case["expected"] for case in CASES)
    assert right / len(CASES) >= 0.98


def test_divisions_resolve_never_decides_a_bare_short_name_of_several_counties() -> None:
    shared = {short: {item.code for item in group if item.until is None} for short, group in table().by_short.items()}
    for short, codes in shared.items():
        if len(codes) > 1 and {item.level for item in lookup(short) if item.until is None} == {"county"}:
            assert resolve(short, year=2026).division is None, short


@pytest.mark.parametrize("year", [2002, 2012, 2021])
def test_divisions_resolve_every_county_of_a_year_by_what_it_is_in(year: int) -> None:
    counties = [item for group in table().by_code.values() for item in group
                if item.level == "county" and item.since <= year and (item.until is None or item.until > year)]
    assert len(counties) > 2_800
    shared = {name for name, count in Counter(item.name for item in counties).items() if count > 1}
    for county in counties:
        above = by_code(county.parent, year=year)
        assert above is not None
        for outcome in (resolve(above.name + county.name, year=year),
                        resolve(county.name, year=year, context=[above]),
                        resolve(county.name, year=year, publisher=f"{above.name}{county.name}教育局")):
            assert outcome.division is not None, (county, outcome)
            assert (outcome.division.code, outcome.division.name) == (county.code, county.name)
        bare = resolve(county.name, year=year).division
        assert bare is None if county.name in shared else bare is None or bare.code == county.code
