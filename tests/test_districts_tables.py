"""Five districts over three years: what the commands say against the tables that were written by hand."""
from __future__ import annotations

import pytest
from districts import table, whole_graph
from districts_answers import KEYS, Row, ask, differences, open_rows, read, rows, said

from kg.findings import findings

_QUESTIONS = [pytest.param(name, key, id="-".join((name, *filter(None, key)))) for name in KEYS for key in read(name)]


@pytest.mark.parametrize(("name", "key"), _QUESTIONS)
def test_districts_commands_say_what_a_reader_says(name: str, key: Row) -> None:
    """``open.tsv`` lists what is known to differ; where something else does, look at it, then run make golden."""
    here = " | ".join(key)
    found = [item for item in differences() if item[0] == name and item[2].startswith(here)]
    assert found == [item for item in open_rows() if item[0] == name and item[2].startswith(here)]


@pytest.mark.parametrize("key", list(read("benchmark")), ids="-".join)
def test_districts_benchmark_has_the_best_result_first(key: Row) -> None:
    def order(found: list[Row]) -> list[Row]:
        return [row[:3] for row in found]  # without the status

    assert order(list(said("benchmark", key))) == order(read("benchmark")[key])


@pytest.mark.parametrize("row", list(table("findings")), ids=lambda row: f"{row['code']}-{row['words']}")
def test_districts_findings_are_those_of_a_reader(row: dict[str, str]) -> None:
    assert any(item.code == row["code"] and row["words"] in item.message for item in findings(whole_graph()))


def test_districts_namesakes_are_told_apart() -> None:
    found = ask("districts_named", name="鼓楼区").rows
    assert [row[2:] for row in found if row[2]] == [("320106", ["南京市", "江苏省"]), ("350102", ["福州市", "福建省"])]
    schools = rows(ask("timeline", name="鼓楼区实验小学"), "id")
    assert {("school/320106/实验小学",), ("school/350102/实验小学",)} <= set(schools)
