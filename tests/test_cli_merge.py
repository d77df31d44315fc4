"""The command merge."""
from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import extract
from kg.cli import cli
from kg.graph.exchange import lines

_TEXTS = ("青禾区教育局2024年工作要点\n深化“双减”工作，新建青禾区第三幼儿园。\n",
          "青禾区教育局2024年工作总结\n第三幼儿园建成投用，“双减”成效明显。\n")


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    paths = []
    for number, text in enumerate(_TEXTS):
        paths.append(tmp_path / f"{number}.jsonl")
        paths[-1].write_bytes(b"".join(lines(extract(text))))
    return list(map(str, paths))


def _run(*arguments: str, input: bytes | None = None) -> bytes:
    result = CliRunner().invoke(cli, ["merge", *arguments], input=input)
    assert result.exit_code == 0, result.stderr
    return result.stdout_bytes


def test_cli_merge_does_not_depend_on_order_or_repetition(files: list[str]) -> None:
    once = _run(*files)
    assert _run(*reversed(files), files[0]) == once
    assert _run("-", input=once) == once


def test_cli_merge_writes_a_graph_that_check_accepts(files: list[str], tmp_path: Path) -> None:
    out = tmp_path / "graph.jsonl"
    assert _run(*files, "-o", str(out)) == b""
    result = CliRunner().invoke(cli, ["check", str(out)])
    assert (result.exit_code, result.stdout) == (0, "")


def test_cli_merge_explains_which_documents_name_a_node(files: list[str], tmp_path: Path) -> None:
    _run(*files, "-o", str(tmp_path / "graph.jsonl"), "--explain")
    rows = [json.loads(line) for line in (tmp_path / "graph.explain.ndjson").read_bytes().splitlines()]
    [school] = [row for row in rows if row["id"].startswith("kindergarten/")]
    assert set(school["names"]) == {"青禾区第三幼儿园", "第三幼儿园"}
    assert school["reason"].startswith("2 documents")


def test_cli_merge_of_a_damaged_file_says_where(tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text('{"type": "node"}\n', encoding="utf-8")
    out = tmp_path / "graph.jsonl"
    result = CliRunner().invoke(cli, ["merge", str(file), "-o", str(out)])
    assert result.exit_code == 6
    assert f"{file}:1: not a node" in result.stderr
    assert not out.exists()
