"""Checks of a graph: each kind of fault is found, a sound graph has none."""
from __future__ import annotations

import pytest
from msgspec.structs import replace

from kg.graph.check import check_evidence, check_items, check_source
from kg.pipeline import document_graph
from kg.read import read_bytes
from kg.types import Document, Graph, Node, Relationship

_BUREAU = Node("governmentbody/x/教育局", ("Entity", "GovernmentBody", "Institution"),
               {"id": "governmentbody/x/教育局", "name": "教育局"})
_PROGRAM = Node("program/双减", ("Entity", "Program"), {"id": "program/双减", "name": "双减"})
_SOURCE = Node("source/1", ("Source",), {"id": "source/1", "name": "a.txt"})
_CLAIM = Relationship("claim/1", "RUNS", _BUREAU.id, _PROGRAM.id,
                      {"id": "claim/1", "evidence": "推进双减", "start": 3, "end": 7, "source": "source/1"})
_MENTION = Relationship("mentioned/1", "MENTIONED_IN", _PROGRAM.id, "source/1",
                        {"names": ("双减",), "starts": (5,), "ends": (7,)})
_TARGET = Node("target/1", ("Entity", "Figure", "Target"),
               {"id": "target/1", "name": "x 60%", "indicator": "x", "value": 60, "unit": "%", "comparator": "=",
                "evidence": "x达60%", "start": 0, "end": 5})


def _without(item: Node | Relationship, key: str) -> Node | Relationship:
    return replace(item, properties={name: value for name, value in item.properties.items() if name != key})


def _with(item: Node | Relationship, **properties: object) -> Node | Relationship:
    return replace(item, properties={**item.properties, **properties})  # type: ignore[arg-type]


SOUND = [_BUREAU, _PROGRAM, _SOURCE, _TARGET, _CLAIM, _MENTION]


def test_graph_check_sound_items_have_no_findings() -> None:
    assert list(check_items(SOUND)) == []
    assert list(check_items(reversed(SOUND))) == []


@pytest.mark.parametrize(("item", "code", "words"), [
    (replace(_PROGRAM, id="n", labels=("Entity",)), "unknown-label", "no class"),
    (replace(_PROGRAM, id="n", labels=("Entity", "Programme")), "unknown-label", "Programme"),
    (replace(_PROGRAM, id="n", labels=("Entity", "Program", "School")), "unknown-label", "more than one"),
    (replace(_BUREAU, id="n", labels=("Entity", "GovernmentBody")), "unknown-label", "Institution"),
    (_without(replace(_PROGRAM, id="n"), "name"), "missing-field", "no name"),
    (_without(replace(_TARGET, id="n"), "value"), "missing-field", "Target without value"),
    (_with(replace(_TARGET, id="n"), end=9), "wrong-offsets", "5 characters"),
    (replace(_CLAIM, id="n", label="RUN"), "unknown-type", "RUN n"),
    (replace(_CLAIM, id="n", end="program/none"), "missing-node", "program/none"),
    (replace(_CLAIM, id="n", start="program/none"), "missing-node", "program/none"),
    (replace(_CLAIM, id="n", end=_BUREAU.id), "wrong-end", "a GovernmentBody; it may be at a Program"),
    (replace(_CLAIM, id="n", start=_PROGRAM.id), "wrong-end", "starts at"),
    (_without(replace(_CLAIM, id="n"), "evidence"), "missing-field", "without evidence"),
    (_without(replace(_CLAIM, id="n"), "start"), "missing-field", "without start"),
    (_without(replace(_CLAIM, id="n"), "source"), "missing-field", "without source"),
    (_with(replace(_CLAIM, id="n"), end=8), "wrong-offsets", "3 to 8"),
    (_with(replace(_MENTION, id="n"), ends=(7, 9)), "missing-field", "one length"),
    (_without(replace(_MENTION, id="n"), "names"), "missing-field", "one length"),
    (_PROGRAM, "repeated-id", "more than once"),
    (_CLAIM, "repeated-id", "more than once"),
])
def test_graph_check_finds_the_fault(item: Node | Relationship, code: str, words: str) -> None:
    findings = [finding for finding in check_items([*SOUND, item]) if finding.code == code]
    assert len(findings) == 1
    assert words in findings[0].message


def test_graph_check_evidence_is_held_against_the_text() -> None:
    graph = Graph((_BUREAU, _PROGRAM), (_CLAIM,))
    assert list(check_evidence(graph, Document("a.txt", "", "我们要推进双减。"))) == []
    findings = list(check_evidence(graph, Document("a.txt", "", "我们推进双减工作。")))
    assert [(finding.code, finding.source) for finding in findings] == [("wrong-offsets", "a.txt")]


def test_graph_check_source_lists_what_is_open() -> None:
    codes = {finding.code for finding in check_source(Graph((_SOURCE,)))}
    assert codes == {"no-publisher", "no-district", "no-year", "no-claims"}


@pytest.mark.parametrize("text", ["青禾区教育局2024年工作要点\n深化“双减”工作，公办园占比达到60%。", "诗", "《“（"])
def test_graph_check_what_is_extracted_is_sound(text: str) -> None:
    document = read_bytes(text.encode(), "a.txt")
    graph = document_graph(document)
    assert list(check_items(graph.items())) == []
    assert list(check_evidence(graph, document)) == []
