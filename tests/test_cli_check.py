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


CONTRADICTION = """青禾区教育局2023年工作总结
全区现有幼儿园60所，其中公办幼儿园36所、民办幼儿园28所。发放某某器材12套。
"""


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    """A document that contradicts itself, and counts something that the scheme of indicators does not have."""
    path = tmp_path / "doubtful.txt"
    path.write_text(CONTRADICTION, encoding="utf-8")
    return path


def test_cli_check_lists_what_to_look_at_without_calling_it_wrong(doubtful: Path) -> None:
    result = _check(doubtful)
    assert result.exit_code == 0
    assert f"{doubtful}: does-not-add-up: " in result.stdout
    assert "unknown-indicator: 1 indicators are not in the scheme" in result.stdout


def test_cli_check_only_lists_one_kind_in_full(doubtful: Path) -> None:
    result = _check(doubtful, "--only", "unknown-indicator")
    assert result.exit_code == 0
    [line] = result.stdout.splitlines()
    assert "unknown-indicator: indicator/" in line
    assert "器材" in line


def test_cli_check_strict_ends_with_status_1_for_findings(doubtful: Path, graph: Path) -> None:
    assert _check(doubtful, "--strict").exit_code == 1
    assert _check(graph, "--strict").exit_code == 0


def test_cli_check_refuses_an_unknown_code(graph: Path) -> None:
    result = _check(graph, "--only", "nonsense")
    assert result.exit_code == 2
    assert "two-stages" in result.stderr
