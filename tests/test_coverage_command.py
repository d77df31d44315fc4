"""The command coverage: the list of what was not understood, in three forms, and the share in the summary of run."""
from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.cli.run import Summary
from kg.coverage import Counts
from kg.read import read_file

TEXT = "青禾区教育局2023年工作总结\n\n一、学位供给\n新增学位1200个，还差３７个。自2021年起稳步推进。\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def _coverage(*arguments: object) -> Result:
    result = CliRunner().invoke(cli, ["coverage", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result


def test_coverage_command_lists_clauses_with_offsets_section_and_cue(report: Path) -> None:
    result = _coverage(report, "--format", "json")
    (row,) = json.loads(result.stdout)
    assert read_file(report).text[row["start"]:row["end"]] == row["text"] == "还差３７个"
    assert (row["document"], row["section"], row["cue"]) == (str(report), "学位供给", ["number 37"])
    assert "66% of 3 clauses" in result.stderr


def test_coverage_command_writes_the_same_rows_in_each_form(report: Path) -> None:
    (text,) = _coverage(report).stdout.splitlines()
    (row,) = csv.DictReader(io.StringIO(_coverage(report, "--format", "csv").stdout))
    assert text == f"{report}:{row['start']}-{row['end']}: {row['cue']}: {row['text']} [{row['section']}]"


def test_coverage_command_lists_what_is_empty_with_its_reason(report: Path) -> None:
    rows = json.loads(_coverage(report, "--format", "json", "--all").stdout)
    assert [row["cue"] for row in rows] == [["number 37"], ["number 2021 (date)"]]


def test_coverage_command_adds_documents_up(report: Path) -> None:
    (report.parent / "other.txt").write_text(TEXT.replace("青禾区", "松涛县"), encoding="utf-8")
    result = _coverage(report.parent, "--jobs", 1)
    assert len(result.stdout.splitlines()) == 2
    assert "All: 66% of 6 clauses" in result.stderr


def test_coverage_command_goes_on_behind_a_document_that_fails(report: Path) -> None:
    (report.parent / "bad.pdf").write_bytes(b"%PDF-1.7 cut")
    result = CliRunner().invoke(cli, ["coverage", str(report.parent)])
    assert result.exit_code == 3
    assert "bad.pdf" in result.stderr
    assert "还差３７个" in result.stdout


def test_coverage_share_is_in_the_summary_of_run(report: Path) -> None:
    result = CliRunner().invoke(cli, ["run", str(report), "--store", str(report.parent / "store")])
    assert dict(line.split() for line in result.stdout.splitlines())["understood"] == "66%"


def test_coverage_share_is_left_out_where_no_clause_has_a_cue() -> None:
    summary = Summary()
    assert "understood" not in dict(summary.rows())
    summary.clauses = Counts(1, 0, 1)
    assert dict(summary.rows())["understood"] == "50%"
