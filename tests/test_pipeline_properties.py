"""What holds for every graph: of the samples, of annotated invented documents, of real ones where they are."""
import dataclasses
import functools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.check import check_evidence, check_items
from kg.graph.exchange import lines
from kg.pipeline import document_graph
from kg.read import read_bytes, read_file
from kg.types import Document, Graph, Relationship
from kg.vocabulary import CLAIM_RELATIONS, STRUCTURE_RELATIONS

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
SAMPLES = [*sorted(path for path in (ROOT / "kg" / "data" / "samples").iterdir()
                   if path.suffix in (".txt", ".html", ".docx")),
           *sorted((ROOT / "tests" / "gold" / "dev").glob("*.txt"))]
NO_CORPUS = f"no real documents beside the project: next to {ROOT.name}/ there is no {CORPUS.parent.name}/{CORPUS.name}"
REAL = [pytest.param(path, id=path.stem[:3]) for path in sorted(CORPUS.glob("*.txt"))] or [
    pytest.param(None, id="corpus", marks=pytest.mark.skip(reason=NO_CORPUS))]
EVERY = [*(pytest.param(path, id=path.stem) for path in SAMPLES), *REAL]

# Words and marks that documents are made of, in any order.
_PIECES = ("青禾区", "教育局", "实验小学", "第一幼儿园", "教育集团", "“双减”", "《教育规划》", "“新苗”工程", "行动计划",
           "建成投用", "新建", "与", "结对", "托管", "被评为", "省一级幼儿园", "制定", "达到", "95%以上", "3所",
           "1-2个", "2023年", "、",
           ",", "。", ";", ":", "\n", "一、", "(一)", "1.", "(", ")", "“", "”", "《", "》", "等", "全区", "比上年提高",
           "万元", " ", "\u3000", "×",
           "總結", "工作要点", "工作总结")


@functools.cache
def _document(path: Path) -> Document:
    return read_file(path)


@functools.cache
def _graph(path: Path) -> Graph:
    return document_graph(_document(path))


def _stated(graph: Graph) -> list[Relationship]:
    return [item for item in graph.relationships if "evidence" in item.properties]


def _span(item: Relationship) -> slice:
    start, end = item.properties["start"], item.properties["end"]
    assert isinstance(start, int)
    assert isinstance(end, int)
    assert start < end
    return slice(start, end)


def _assert_sound(graph: Graph, text: str) -> None:
    ids = {node.id for node in graph.nodes}
    assert [node.id for node in graph.nodes] == sorted(ids)
    assert [item.id for item in graph.relationships] == sorted({item.id for item in graph.relationships})
    for item in graph.relationships:
        assert item.start in ids, item
        assert item.end in ids, item
        assert item.label in (*CLAIM_RELATIONS, *STRUCTURE_RELATIONS), item
        assert ("evidence" in item.properties) == (item.label in CLAIM_RELATIONS), item
    for item in _stated(graph):
        assert text[_span(item)] == item.properties["evidence"], item


@pytest.mark.parametrize("path", EVERY)
def test_pipeline_graph_is_sound_with_verbatim_evidence(path: Path) -> None:
    _assert_sound(_graph(path), _document(path).text)


@pytest.mark.parametrize("path", EVERY)
def test_pipeline_graph_says_something(path: Path) -> None:
    assert _stated(_graph(path)) or path.stem == "masked-copy"


@pytest.mark.parametrize("path", EVERY)
def test_pipeline_figures_have_verbatim_evidence(path: Path) -> None:
    for node in _graph(path).nodes_with("Figure"):
        start, end = node.properties["start"], node.properties["end"]
        assert _document(path).text[start:end] == node.properties["evidence"]  # type: ignore[misc]


@pytest.mark.parametrize("path", EVERY)
def test_pipeline_mentions_lie_in_the_text_once_each(path: Path) -> None:
    for item in _graph(path).relationships:
        if item.label == "MENTIONED_IN":
            names, starts, ends = (item.properties[key] for key in ("names", "starts", "ends"))
            spans = list(zip(starts, ends, names, strict=True))  # type: ignore[arg-type]
            assert spans == sorted(set(spans))
            assert all(0 <= start < end <= len(_document(path).text) for start, end, _ in spans)


@pytest.mark.parametrize("path", EVERY)
def test_pipeline_every_entity_is_mentioned(path: Path) -> None:
    graph = _graph(path)
    mentioned = {item.start for item in graph.relationships if item.label == "MENTIONED_IN"}
    own = {node.id for node in graph.nodes_with("District")}  # known by the writer's name alone
    unsaid = {"Figure", "Indicator"}
    entities = {node.id for node in graph.nodes_with("Entity") if not unsaid & {*node.labels}
                and not node.properties.get("derived")}
    assert entities - own <= mentioned <= entities


@pytest.mark.parametrize("path", EVERY)
def test_pipeline_graph_passes_the_check(path: Path) -> None:
    graph = _graph(path)
    assert [*check_items([*graph.nodes, *graph.relationships]), *check_evidence(graph, _document(path))] == []


@pytest.mark.parametrize("path", EVERY)
def test_pipeline_gives_the_same_bytes_twice(path: Path) -> None:
    assert b"".join(lines(document_graph(_document(path)))) == b"".join(lines(_graph(path)))


@pytest.mark.parametrize("path", EVERY)
def test_pipeline_does_not_know_the_name_of_the_file(path: Path) -> None:
    document = _document(path)
    name, other = f'"name":"{document.name}"'.encode(), "青禾区教育局2001年工作要点.txt"
    renamed = b"".join(lines(document_graph(dataclasses.replace(document, name=other))))
    assert renamed.replace(f'"name":"{other}"'.encode(), name) == b"".join(lines(_graph(path)))


@settings(max_examples=150)
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=40).map("".join))
def test_pipeline_graph_of_any_text_is_sound(body: str) -> None:
    text = f"云川市青禾区教育局2023年工作要点\n{body}\n"
    document = read_bytes(text.encode(), "a.txt")
    _assert_sound(document_graph(document), document.text)
