"""Graphs for property tests: few ids, so that graphs share nodes and disagree on them."""
from __future__ import annotations

from hypothesis import strategies as st

from kg.graph.exchange import collect
from kg.types import Graph, Node, Relationship
from kg.vocabulary import RELATIONS, labels

_IDS = ("program/双减", "program/a", "school/330203/实验小学", "honor/33/省一级幼儿园")
_CLASS = {"program": "Program", "school": "School", "honor": "Honor"}
_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
_names = st.sampled_from(["双减", "“双减”", "双减政策", "实验小学", "一小", "a", "b"])
_scalars = st.one_of(_text, st.booleans(), st.integers(-2**53, 2**53), st.floats(allow_nan=False, allow_infinity=False))
_lists = st.one_of(st.lists(_text, min_size=1, max_size=3), st.lists(st.integers(0, 99), max_size=3))
_values = st.one_of(_scalars, _lists.map(tuple))
_properties = st.dictionaries(st.sampled_from(["level", "scope", "adcode", "year"]), _values, max_size=3)


@st.composite
def nodes(draw: st.DrawFn) -> Node:
    id = draw(st.sampled_from(_IDS))
    aliases = draw(st.lists(_names, max_size=2, unique=True))
    named = {"id": id, "name": draw(_names), **({"aliases": tuple(sorted(aliases))} if aliases else {})}
    return Node(id, labels(_CLASS[id.partition("/")[0]]), {**draw(_properties), **named})


@st.composite
def relationships(draw: st.DrawFn) -> Relationship:
    id = draw(st.sampled_from(["claim/1", "claim/2", "claim/3"]))
    ends = draw(st.sampled_from(_IDS)), draw(st.sampled_from(_IDS))
    return Relationship(id, draw(st.sampled_from(RELATIONS)), *ends, {"id": id, **draw(_properties)})


def graphs() -> st.SearchStrategy[Graph]:
    return st.lists(st.one_of(nodes(), relationships()), max_size=8).map(collect)
