"""The commands compare, benchmark, timeline and diff: forms of output, choices, and what they say on stderr."""
from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from compare_sample import EAST, PLAN22, comparison_graph

from kg.cli import cli
from kg.cli.asking import facts_of
from kg.compare import QUESTIONS
from kg.graph.exchange import write


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("compare") / "graph.jsonl"
    write(comparison_graph(), path)
    return path


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)))


def test_compare_command_writes_a_table_for_people(graph: Path) -> None:
    result = _run("compare", "白塔市青云区", 2023, graph)
    assert result.exit_code == 0
    lines = [line for line in result.stdout.splitlines() if "在园率" in line]
    assert len(lines) == 1
    assert [cell.strip() for cell in lines[0].strip("│").split("│")] == [
        "missed", "在园率", ">=90%", "89%", "白塔市青云区教育局", "在园率90%", "在园率89%"]


def test_compare_command_writes_csv_with_all_columns(graph: Path) -> None:
    result = _run("compare", "990101", 2023, graph, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert tuple(rows[0]) == QUESTIONS["compare"].columns
    assert [(row["status"], row["indicator"]) for row in rows[:2]] == [("missed", "近视率"), ("not reported", "工作室")]


def test_compare_command_writes_json(graph: Path) -> None:
    result = _run("compare", EAST, 2022, graph, "--format", "json")
    assert [(row["status"], row["target"], row["result"]) for row in json.loads(result.stdout)] == [
        ("missed", 80, 79.5), ("not reported", 5, None)]


def test_compare_command_reads_standard_input(graph: Path) -> None:
    result = CliRunner().invoke(cli, ["compare", "990101", "2022", "-", "--format", "csv"], input=graph.read_bytes())
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 3)


def test_compare_command_asks_which_of_several_districts(graph: Path) -> None:
    result = _run("compare", "青云区", 2023, graph)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == ("Error: 青云区: 2 districts have this name; give one of these ids instead: "
                             "district/990101 (黑塔市, 塔省); district/990201 (白塔市, 塔省)\n")


def test_compare_command_knows_no_such_district(graph: Path) -> None:
    result = _run("compare", "赤塔区", 2023, graph)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: 赤塔区: no district of this name")


@pytest.mark.parametrize("arguments", [
    ("compare", "990101", 1999), ("benchmark", "在园率", "--year", 1999), ("timeline", "赤塔小学"),
    ("diff", "990101:1998", "990101:1999")])
def test_compare_commands_say_on_stderr_that_there_is_nothing(graph: Path, arguments: tuple[object, ...]) -> None:
    result = _run(*arguments, graph)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.count("\n") == 1


def test_benchmark_command_knows_other_words_for_an_indicator(tmp_path: Path, graph: Path) -> None:
    text = graph.read_text(encoding="utf-8").replace("在园率", "公办在园幼儿覆盖率")
    other = tmp_path / "other.jsonl"
    other.write_text(text, encoding="utf-8")
    result = _run("benchmark", "公办园在园幼儿占比", "--year", 2023, "--within", "塔省", other)
    assert "青云区 (白塔市, 塔省)" in result.stdout


def test_timeline_command_shows_the_stage(graph: Path) -> None:
    result = _run("timeline", "云山小学", graph)
    assert "BUILDS in_use" in result.stdout
    assert "RENAMED_TO" in result.stdout


def test_diff_command_of_documents_takes_titles_names_and_ids(graph: Path) -> None:
    outputs = {_run("diff", before, "青云区教育局2023年工作要点", graph, "--format", "csv").stdout
               for before in (PLAN22, "青云区教育局2022年工作要点", "青云区教育局2022年工作要点.txt")}
    assert len(outputs) == 1
    assert "raised,target" in outputs.pop()


def test_diff_command_refuses_two_districts(graph: Path) -> None:
    result = _run("diff", "990101:2022", "990201:2023", graph)
    assert result.exit_code == 2
    assert "kg benchmark" in result.stderr


def test_diff_command_knows_no_such_document(graph: Path) -> None:
    result = _run("diff", "2022.txt", "2023.txt", graph)
    assert result.exit_code == 1
    assert "2022.txt: no document of this name" in result.stderr


def test_compare_facts_are_the_same_in_any_order_of_files() -> None:
    items = list(comparison_graph().items())
    assert facts_of(items) == facts_of([*items[::-1], *items])


def test_compare_command_asks_a_store(graph: Path, tmp_path: Path) -> None:
    store = tmp_path / "kg-store"
    assert _run("load", graph, "--store", store).exit_code == 0
    found = _run("compare", "白塔市青云区", 2023, "--store", store, "--format", "csv")
    assert found.stdout == _run("compare", "白塔市青云区", 2023, graph, "--format", "csv").stdout
