"""What the names of divisions in whole documents mean, against a table of cases."""
from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.cli.run import Summary
from kg.findings.names import ambiguous_districts
from kg.pipeline import document_graph
from kg.types import Document, Graph, Metadata, Node

_LINES = (Path(__file__).parent / "data" / "divisions_documents.tsv").read_text(encoding="utf-8").splitlines()
CASES = list(csv.DictReader((line for line in _LINES if not line.startswith("#")), delimiter="\t"))


def graph_of(case: dict[str, str]) -> Graph:
    title = f"{case['publisher']}{case['year']}年工作要点"
    text = f"{title}\n\n一、总体要求\n{case['text']}\n二、主要任务\n{case['publisher']}加强管理。\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return document_graph(Document("a.html", digest, text, format="html", metadata=Metadata(url=case["url"] or None)))


def district(graph: Graph, name: str) -> Node | None:
    """Return the district of a name; of several the one that is named so first of all."""
    found = [node for node in graph.nodes_with("District")
             if name == node.properties["name"] or name in node.properties.get("aliases", ())]
    assert len(found) < 2, found
    return found[0] if found else None


def answer(node: Node | None) -> str:
    if node is None:
        return "none"
    return str(node.properties.get("adcode") or ("ambiguous" if "candidates" in node.properties else "unknown"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join((case["publisher"], case["name"], case["url"])))
def test_divisions_documents_case(case: dict[str, str]) -> None:
    graph = graph_of(case)
    node = district(graph, case["name"])
    assert answer(node) == case["expected"], case["what"]
    findings = list(ambiguous_districts(graph))
    assert any(node is not None and node.id in finding.message for finding in findings) == (
        case["expected"] == "ambiguous")


def test_divisions_documents_commands_tell_what_is_open(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("鼓楼区教育局2022年工作总结\n\n一、工作情况\n我局新建学校2所。\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["check", str(file)])
    (line,) = (line for line in result.stdout.splitlines() if "ambiguous-district" in line)
    assert "江苏省徐州市鼓楼区 (320302)" in line
    case = {"publisher": "鼓楼区教育局", "year": "2022", "text": "新建学校2所。", "url": ""}
    assert [finding.code for finding in Summary().add(graph_of(case))] == ["ambiguous-district"]
