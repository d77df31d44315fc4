"""One institution under different names in different documents, and namesakes that stay apart."""
from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.derive import base, derive
from kg.derive.derivation import scope_of
from kg.derive.review import Answer, with_answers
from kg.derive.same_as import SAME_AS, decide, representatives
from kg.derive.variants import normal
from kg.graph.exchange import collect, lines
from kg.graph.merge import merge
from kg.types import Graph, Node, Relationship
from kg.vocabulary import labels

SCOPE = "330381"  # 瑞安市


def document(source: str, names: Iterable[str], *, label: str = "School", scope: str = SCOPE,
             aliases: dict[str, tuple[str, ...]] | None = None, **properties: str) -> Graph:
    """Return the graph of a document that names some institutions."""
    file = f"source/{source}"
    items: list[Node | Relationship] = [Node(file, ("Source",), {"id": file, "name": source})]
    for name in names:
        id = f"{label.lower()}/{scope}/{normal(name, scope)}"
        others = (aliases or {}).get(name, ())
        items.append(Node(id, labels(label), {"id": id, "name": name, **({"aliases": others} if others else {}),
                                              **properties}))
        items.append(Relationship(f"mentioned/{source}{id}", "MENTIONED_IN", id, file, {
            "id": f"mentioned/{source}{id}", "source": file, "names": (name,), "starts": (0,), "ends": (len(name),)}))
    return collect(items)


def links(*documents: Graph) -> set[tuple[str, str]]:
    """Return the names at the ends of SAME_AS, without class and scope."""
    found = derive(merge(documents), [SAME_AS])
    return {(item.start.split("/", 2)[2], item.end.split("/", 2)[2]) for item in found.relationships}


@pytest.mark.parametrize(("one", "other"), [
    ("职专", "瑞安市职业中专学校"),
    ("瑞安职专", "职业中专学校"),
    ("瑞安第四小学", "第四小学"),
    ("塘下镇罗凤中学", "罗凤中学"),
    ("马屿镇第一小学", "马屿第一小学"),
    ("民办安阳实验学校", "安阳实验学校"),
    ("林垟九年一贯制学校", "林垟学校"),
    ("滨江初级中学", "滨江中学"),
    ("滨江初级中学", "滨江初中"),
    ("第三高级中学", "第三中学"),
    ("瑞安市滨江职业中等专业学校", "滨江职业学校"),
    ("塘下镇民办鲍田初级中学", "鲍田中学"),
    ("温州滨海外国语学校", "滨海外国语学校"),
])
def test_derive_same_as_links_the_only_candidate(one: str, other: str) -> None:
    found = links(document("a", [one]), document("b", [other]))
    longer, shorter = sorted((normal(one, SCOPE), normal(other, SCOPE)), key=lambda name: (-len(name), name))
    assert found == {(shorter, longer)}


@pytest.mark.parametrize(("one", "other"), [
    ("塘下中心小学", "马屿中心小学"),
    ("塘下镇中心小学", "中心小学"),
    ("瑞安中心小学", "中心小学"),
    ("温州市实验小学", "实验小学"),
    ("第三中学", "第三小学"),
    ("滨江中学", "滨江中学北校区"),
    ("滨江幼儿园", "滨江幼儿园东园区"),
    ("滨江中心幼儿园", "滨江幼儿园"),
    ("滨江实验小学", "滨江小学"),
    ("滨江小学", "江滨小学"),
    ("瑞安中学", "中学"),
])
def test_derive_same_as_leaves_namesakes_apart(one: str, other: str) -> None:
    assert links(document("a", [one]), document("b", [other])) == set()


def test_derive_same_as_needs_a_single_candidate() -> None:
    documents = document("a", ["第三初级中学"]), document("b", ["第三高级中学"]), document("c", ["第三中学"])
    assert links(*documents) == set()
    decisions, _ = decide(merge(documents))
    assert [(d.state, d.why) for d in decisions] == [("open", "2 institutions of the district fit")] * 2


def test_derive_same_as_keeps_apart_what_a_document_keeps_apart() -> None:
    documents = document("a", ["滨江初级中学", "滨江中学"]), document("b", ["滨江中学"])
    assert links(*documents) == set()
    [decision] = decide(merge(documents))[0]
    assert decision.pair.against == ("1 document(s) name both, apart from each other",)


def test_derive_same_as_never_joins_two_districts() -> None:
    assert links(document("a", ["职专"]), document("b", ["职业中专学校"], scope="330382")) == set()
    assert links(document("a", ["实验小学"]), document("b", ["实验小学"], scope="330382")) == set()


def test_derive_same_as_never_joins_two_classes() -> None:
    assert links(document("a", ["滨江民办学校"]), document("b", ["滨江民办学校"], label="SchoolGroup")) == set()


def test_derive_same_as_knows_aliases_that_a_document_taught() -> None:
    full = document("a", ["瑞安市塘下教育发展中心小学"], aliases={"瑞安市塘下教育发展中心小学": ("塘发小学",)})
    assert links(full, document("b", ["塘发小学"])) == {("塘发小学", "塘下教育发展中心小学")}


def test_derive_same_as_chain_is_a_star_around_the_longest_name() -> None:
    found = links(document("a", ["职专"]), document("b", ["瑞安职专"]), document("c", ["瑞安市职业中专学校"]))
    assert {end for _, end in found} == {"职业中专学校"}
    assert {start for start, _ in found} == {"职专", "瑞安职专"}


def test_derive_same_as_ownership_that_differs_is_against_it() -> None:
    one, other = document("a", ["滨江初级中学"], ownership="公办"), document("b", ["滨江中学"], ownership="民办")
    assert links(one, other) == set()


def test_derive_same_as_merged_schools_are_two() -> None:
    graph = merge([document("a", ["滨江初级中学"]), document("b", ["滨江中学"])])
    ids = [node.id for node in graph.nodes_with("School")]
    claim = Relationship("claim/1", "MERGES_WITH", *ids, {"source": "source/c"})
    assert derive(merge([graph, Graph((), (claim,))]), [SAME_AS]).relationships == ()


_NAMES = ["职专", "瑞安职专", "瑞安市职业中专学校", "第三中学", "第三初级中学", "第三高级中学", "滨江中学",
          "滨江初级中学", "滨江初中", "塘下镇滨江中学", "滨江中学北校区", "民办滨江中学", "实验小学",
          "瑞安实验小学", "温州市实验小学"]
_documents = st.lists(st.tuples(st.sampled_from([SCOPE, "330382", "青禾区"]),
                                st.lists(st.sampled_from(_NAMES), min_size=1, max_size=4, unique=True)),
                      min_size=1, max_size=7)


def _graphs(drawn: list[tuple[str, list[str]]]) -> list[Graph]:
    return [document(str(number), names, scope=scope) for number, (scope, names) in enumerate(drawn)]


@given(_documents, st.randoms())
def test_derive_same_as_does_not_depend_on_order(drawn: list[tuple[str, list[str]]], chance: random.Random) -> None:
    parts = _graphs(drawn)
    shuffled = parts.copy()
    chance.shuffle(shuffled)
    one, other = merge(parts), merge(shuffled)
    assert b"".join(lines(derive(one))) == b"".join(lines(derive(other)))


@given(_documents)
def test_derive_same_as_ids_stay_when_documents_are_added(drawn: list[tuple[str, list[str]]]) -> None:
    parts = _graphs(drawn)
    for count in range(1, len(parts)):
        before = merge([merge(parts[:count]), derive(merge(parts[:count]))])
        after = merge([before, parts[count]])
        assert {node.id for node in before.nodes} <= {node.id for node in after.nodes}
        assert {item.id for item in base(before).relationships} <= {item.id for item in after.relationships}


@given(_documents)
def test_derive_same_as_is_a_star_within_a_district_and_class(drawn: list[tuple[str, list[str]]]) -> None:
    found = derive(merge(_graphs(drawn)), [SAME_AS]).relationships
    starts = {item.start for item in found}
    assert len(starts) == len(found)
    assert not starts & {item.end for item in found}
    assert all(scope_of(item.start) == scope_of(item.end) for item in found)


@given(_documents)
def test_derive_same_as_by_district_is_that_of_the_whole(drawn: list[tuple[str, list[str]]]) -> None:
    graph = merge(_graphs(drawn))
    parts = [Graph(tuple(node for node in graph.nodes if scope_of(node.id) in ("", scope)),
                   tuple(item for item in graph.relationships if scope_of(item.start) == scope))
             for scope in {scope_of(node.id) for node in graph.nodes} - {""}]
    assert merge(derive(part) for part in parts) == derive(graph)


def _reviewed(graph: Graph, answer: str, one: str, other: str) -> Graph:
    ids = [f"school/{SCOPE}/{name}" for name in (one, other)]
    return collect(with_answers(graph.items(), [Answer(*ids, answer)]))


def test_derive_same_as_respects_what_a_person_says() -> None:
    linked = merge([document("a", ["滨江初级中学"]), document("b", ["滨江中学"])])
    apart = _reviewed(linked, "different", "滨江初级中学", "滨江中学")
    assert derive(apart, [SAME_AS]).relationships == ()
    assert [decision.state for decision in decide(apart)[0]] == ["different"]
    both = _reviewed(merge([document("a", ["江滨小学"]), document("b", ["滨江小学"])]), "same", "江滨小学", "滨江小学")
    assert derive(both, [SAME_AS]).relationships == ()  # the answer itself is the link
    assert representatives(both) == {f"school/{SCOPE}/滨江小学": f"school/{SCOPE}/江滨小学"}


def test_derive_same_as_takes_answers_back_and_changes_them() -> None:
    graph = merge([document("a", ["滨江初级中学"]), document("b", ["滨江中学"])])
    apart = _reviewed(graph, "different", "滨江初级中学", "滨江中学")
    assert _reviewed(apart, "", "滨江中学", "滨江初级中学") == graph
    [answer] = [item for item in _reviewed(apart, "same", "滨江中学", "滨江初级中学").relationships
                if item.label == "SAME_AS"]
    assert answer.properties["rule"] == "review"


def test_derive_same_as_answers_on_what_is_not_there_are_left_out() -> None:
    graph = document("a", ["滨江中学"])
    assert _reviewed(graph, "same", "滨江中学", "不在的中学") == graph
