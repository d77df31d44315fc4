"""The command check: graphs and documents."""
from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli


def _check(*files: object, **options: object) -> Result:
    return CliRunner().invoke(cli, ["check", *map(str, files)], **options)  # type: ignore[arg-type]


@pytest.fixture
def graph(plan: Path) -> Path:
    path = plan.with_suffix(".jsonl")
    assert CliRunner().invoke(cli, ["extract", str(plan), "-o", str(path)]).exit_code == 0
    return path


def test_cli_check_sound_graph_is_silent(graph: Path) -> None:
    result = _check(graph)
    assert (result.exit_code, result.output) == (0, "")


def test_cli_check_names_file_and_fault_with_status_1(graph: Path) -> None:
    lines = [line for line in graph.read_text(encoding="utf-8").splitlines() if '"Program"' not in line]
    graph.write_text("\n".join(lines), encoding="utf-8")
    result = _check(graph)
    assert result.exit_code == 1
    assert f"{graph}: missing-node: " in result.stdout


def test_cli_check_reads_standard_input(graph: Path) -> None:
    assert _check("-", input=graph.read_bytes()).exit_code == 0


@pytest.mark.parametrize("line", ["{", '{"type": "edge"}', "[]", "null", '{"type": "node", "id": "a"}', "\x00"])
def test_cli_check_damaged_line_is_named_with_status_6(graph: Path, line: str) -> None:
    count = len(graph.read_text(encoding="utf-8").splitlines())
    with graph.open("a", encoding="utf-8") as out:
        out.write(line + "\n")
    result = _check(graph)
    assert result.exit_code == 6
    assert f"{graph}:{count + 1}: " in result.stderr


def test_cli_check_document_without_district_says_so(tmp_path: Path) -> None:
    path = tmp_path / "poem.txt"
    path.write_text("白日依山尽，黄河入海流。", encoding="utf-8")
    result = _check(path)
    assert result.exit_code == 1
    assert "no-district" in result.stdout
    assert "no-claims" in result.stdout


def test_cli_check_missing_graph_is_an_error(tmp_path: Path) -> None:
    result = _check(tmp_path / "nowhere.jsonl")
    assert result.exit_code == 6
    assert "nowhere.jsonl" in result.stderr
