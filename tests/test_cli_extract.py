"""The command extract: names of its files, one graph or many, the same bytes in any number of processes."""
from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import PLAN

from kg.cli import cli
from kg.cli.extract import output_names
from kg.graph.exchange import read
from kg.graph.merge import merge


def _extract(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["extract", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(40):
        (folder / f"plan{number:02}.txt").write_text(PLAN.replace("30名", f"{number + 2}名"), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("paths", "names"), [
    (["a/x.txt", "b/y.docx"], ["x.jsonl", "y.jsonl"]),
    (["a/x.txt", "a/x.pdf"], ["x.txt.jsonl", "x.pdf.jsonl"]),
    (["a/x.txt", "a/X.pdf"], ["x.txt.jsonl", "X.pdf.jsonl"]),
    (["2022/plan.txt", "2023/plan.txt", "2023/sum.txt"], ["2022-plan.txt.jsonl", "2023-plan.txt.jsonl", "sum.jsonl"]),
    (["a/1/x.txt", "b/1/x.txt"], ["a-1-x.txt.jsonl", "b-1-x.txt.jsonl"]),
])
def test_cli_extract_names_clashing_stems_apart(paths: list[str], names: list[str]) -> None:
    assert output_names(map(Path, paths)) == names


def test_cli_extract_names_are_never_the_same() -> None:
    paths = [Path("a-b/x.txt"), Path("a/b-x.txt"), Path("a/b/x.txt"), Path("x.txt"), Path("b-x.txt"), Path("../x.txt")]
    names = output_names(paths)
    assert len(set(names)) == len(paths)


def test_cli_extract_into_a_folder_that_exists(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    result = _extract(folder, "-o", out)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert sorted(path.name for path in out.iterdir()) == [f"plan{number:02}.jsonl" for number in range(40)]


def test_cli_extract_into_a_file_is_the_merged_graph(folder: Path, tmp_path: Path) -> None:
    assert _extract(folder, "-o", f"{tmp_path}/out/").exit_code == 0
    assert _extract(folder, "-o", tmp_path / "graph.jsonl").exit_code == 0
    parts = [read(path) for path in (tmp_path / "out").iterdir()]
    assert read(tmp_path / "graph.jsonl") == merge(parts)


def test_cli_extract_gives_the_same_bytes_for_any_number_of_processes(folder: Path) -> None:
    one, again, two, four = (_extract(folder, "--jobs", jobs).stdout_bytes for jobs in (1, 1, 2, 4))
    assert one
    assert one == again == two == four


def test_cli_extract_gives_the_same_bytes_for_another_hash_seed(kg, plan: Path) -> None:
    one, two = (kg("extract", plan, env={**os.environ, "PYTHONHASHSEED": seed})
                for seed in ("1", "2"))
    assert one.stdout
    assert one.stdout == two.stdout


def test_cli_extract_min_confidence_leaves_claims_out(plan: Path) -> None:
    everything, nothing = _extract(plan).stdout, _extract(plan, "--min-confidence", 1).stdout
    assert '"confidence"' in everything
    assert '"confidence"' not in nothing
    assert "MENTIONED_IN" in nothing


@pytest.mark.parametrize("target", ["nowhere/graph.jsonl", "plan.txt/graphs/"])
def test_cli_extract_output_that_cannot_be_written_is_an_error(plan: Path, target: str) -> None:
    result = _extract(plan, "-o", f"{plan.parent}/{target}")
    assert result.exit_code == 7
    assert target.rstrip("/") in result.stderr


def test_cli_extract_leaves_no_half_written_file(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = plan.parent / "graph.jsonl"
    out.write_text("before")

    def fail(_: object) -> bytes:
        raise OSError(28, "No space left on device")
    monkeypatch.setattr("kg.graph.exchange._relationship_line", fail)
    result = _extract(plan, "-o", out)
    assert result.exit_code == 7
    assert "No space left" in result.stderr
    assert sorted(path.name for path in plan.parent.iterdir()) == ["graph.jsonl", "plan.txt"]
    assert out.read_text() == "before"
