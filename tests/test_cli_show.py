"""The command show: a document with its names marked."""
from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.cli.show import Mark, marks
from kg.types import Graph, Node, Relationship


def _graph(*mentions: tuple[str, str, int, int]) -> Graph:
    nodes = {id: Node(id, ("Entity", label), {"id": id}) for id, label, _, _ in mentions}
    items = tuple(Relationship(f"m{number}", "MENTIONED_IN", id, "s", {"starts": (start,), "ends": (end,)})
                  for number, (id, _, start, end) in enumerate(mentions))
    return Graph((*nodes.values(), Node("s", ("Source",))), items)


@pytest.mark.parametrize(("mentions", "expected"), [
    ([("a", "School", 5, 8), ("b", "District", 0, 3)], [Mark(0, 3, "District"), Mark(5, 8, "School")]),
    ([("a", "School", 0, 6), ("b", "District", 0, 3)], [Mark(0, 6, "School")]),
    ([("a", "School", 0, 6), ("b", "District", 4, 8)], [Mark(0, 6, "School")]),
    ([("a", "SchoolGroup", 0, 6), ("b", "SchoolGroup", 0, 6)], [Mark(0, 6, "SchoolGroup")]),
])
def test_cli_show_marks_are_in_order_without_overlap(
        mentions: list[tuple[str, str, int, int]], expected: list[Mark]) -> None:
    assert marks(_graph(*mentions)) == expected


def test_cli_show_writes_a_page_with_legend(plan: Path) -> None:
    out = plan.parent / "plan.html"
    assert CliRunner().invoke(cli, ["show", str(plan), "-o", str(out)]).exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert "<title>plan.txt</title>" in page
    assert '">Program 1</li>' in page
    assert page.count('class="entity"') >= 3


def test_cli_show_escapes_what_the_document_says(plan: Path) -> None:
    plan.write_text(plan.read_text(encoding="utf-8") + "<script>alert(1)</script> & more", encoding="utf-8")
    page = CliRunner().invoke(cli, ["show", str(plan)]).stdout
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page
