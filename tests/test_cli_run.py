"""The command run: from documents to a store that answers."""
from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner
from conftest import PLAN

from kg.cli import cli
from kg.cli.run import Summary
from kg.types import Graph, Node, Relationship


def test_cli_run_loads_the_store_and_prints_what_is_there(plan: Path) -> None:
    (plan.parent / "bad.pdf").write_bytes(b"%PDF-1.7 cut")
    store = plan.parent / "store"
    result = CliRunner().invoke(cli, ["run", str(plan), str(plan.parent / "bad.pdf"), "--store", str(store)])
    assert result.exit_code == 3
    rows = dict(line.split() for line in result.stdout.splitlines())
    assert rows["documents"] == "1"
    assert int(rows["Program"]) >= 1
    assert "bad.pdf" in result.stderr
    statement = "MATCH (s:Source) RETURN s.name AS name"
    asked = CliRunner().invoke(cli, ["cypher", statement, "--store", str(store), "--format", "csv"])
    assert asked.stdout.splitlines() == ["name", "plan.txt"]


def test_cli_run_without_documents_makes_no_store(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["run", str(tmp_path), "--store", str(tmp_path / "store")])
    assert result.exit_code == 3
    assert not (tmp_path / "store").exists()


def _graph(source: str) -> Graph:
    program = Node("program/a", ("Entity", "Program"), {"id": "program/a", "name": "a"})
    return Graph((program, Node(source, ("Source",), {"id": source, "name": PLAN[:3]})),
                 (Relationship(f"c/{source}", "RUNS", "program/a", source, {"id": f"c/{source}"}),))


def test_cli_run_summary_counts_entities_once_and_claims_each() -> None:
    summary = Summary()
    for source in ("source/1", "source/2"):
        summary.add(_graph(source))
    rows = dict(summary.rows())
    counts = ("documents", "entities", "  Program", "relationships", "  RUNS")
    assert tuple(rows[name] for name in counts) == (2, 1, 1, 2, 2)
    assert rows["findings"] > 0
