from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdf_sample import PLAN, claim, exported, node, parsed, relationship, sample
from rdflib import Graph as RDFGraph

from kg.graph.exchange import collect
from kg.types import Graph, Node, Relationship
from loaders.rdf import DEFAULT_BASE, FORMATS
from loaders.rdf_vocabulary import KG

HOSTILE = [
    "“双减”", 'a"b', "'''", '"""', "\\", "\\u0041", "<b>&amp;</b>", "]]>", "一\r\n二", "\r", "\t", " 前 后 ", "😀",
    "𬭎", "\u2028\x85", "@en", "^^<x>", "{}|^`", "%20", "<>", "#?[]", "实验小学\u3000东校区", "kg:name",
    "_:b0", ".", "..", "a/../b", "//x", "http://x", "kg:x", ";,()",
]
# XML 1.0 has no other control characters, not even escaped; that they are refused is tested by itself.
characters = st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\t\n\r")
texts = st.sampled_from(HOSTILE) | st.text(characters, min_size=1, max_size=12) | st.builds(
    "".join, st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=3))
numbers = st.integers(0, 10**9) | st.floats(0, 1e9, allow_subnormal=False)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    names = draw(st.lists(texts, min_size=2, max_size=4, unique=True))
    items: list[Node | Relationship] = [node("Source", PLAN, name=draw(texts), title=draw(texts), kind="plan")]
    items += [node("School", f"school/330203/{name}", name=name, aliases=(draw(texts),)) for name in names]
    items.append(node("Target", f"target/{names[0]}", indicator=draw(texts), value=draw(numbers), unit=draw(texts),
                      comparator=draw(st.sampled_from(["=", ">=", "<=", "~"])), year=draw(st.integers(1, 9999))))
    start, end = (f"school/330203/{name}" for name in names[:2])
    items.append(claim("MERGES_WITH", start, end, PLAN, draw(st.integers(0, 10**6)), draw(texts), section=draw(texts)))
    items.append(claim("TARGETS", start, f"target/{names[0]}", PLAN, 3, draw(texts)))
    items.append(relationship("MENTIONED_IN", start, PLAN, PLAN, names=(draw(texts),), starts=(0,), ends=(5,)))
    items.append(relationship("LOCATED_IN", start, f"district/{names[1]}", PLAN, derived=True))
    return collect(items)


def triples(data: bytes, format: str) -> set[tuple[object, ...]]:
    graph = parsed(data, format)
    return {quad[:3] for quad in graph.quads()} if format in ("nquads", "trig") else set(graph)  # type: ignore[attr-defined]


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_rdf_round_trip_gives_the_same_triples_in_every_syntax(graph: Graph) -> None:
    expected = triples(exported(graph), "ntriples")
    for format in FORMATS:
        assert triples(exported(graph, format), format) == expected, format


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_rdf_round_trip_keeps_ids_and_names(graph: Graph) -> None:
    found: RDFGraph = parsed(exported(graph, "turtle"), "turtle")
    names = {(unquote(str(subject)[len(DEFAULT_BASE):]), str(name)) for subject, name in found.subject_objects(KG.name)}
    assert names == {(item.id, item.properties["name"]) for item in graph.nodes_with("School")}
    quotes = {str(value) for value in found.objects(None, KG["indicatorPhrase"])}
    assert quotes == {item.properties["indicator"] for item in graph.nodes_with("Target")}


@settings(max_examples=30, deadline=None)
@given(graphs())
def test_rdf_round_trip_keeps_named_graphs(graph: Graph) -> None:
    nquads, trig = (set(parsed(exported(graph, format), format).quads())  # type: ignore[attr-defined]
                    for format in ("nquads", "trig"))
    assert nquads == trig


@pytest.mark.parametrize("format", FORMATS)
def test_rdf_round_trip_of_the_sample(format: str) -> None:
    assert triples(exported(sample(), format), format) == triples(exported(sample()), "ntriples")
