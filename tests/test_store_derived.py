"""Derived facts in both stores: those of the graph after every load, and gone with what they followed from."""
from __future__ import annotations

import pytest
from document_graphs import SOURCES, bureau_graphs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j.exceptions import ClientError
from store_sample import entity, mention, source
from test_derive_same_as import document

from kg import extract
from kg.derive import base, derive
from kg.derive.derivation import Derivation, derived_node, derived_relationship, scope_of
from kg.derive.review import Answer, review_item, with_answers
from kg.graph.exchange import lines
from kg.graph.merge import merge
from kg.types import Graph, Node, Relationship
from kg.vocabulary import labels
from loaders import derived
from loaders.ask import ask
from loaders.bolt import load
from loaders.derived import load_and_derive, load_documents_and_derive, refresh, unload_and_derive
from loaders.dump import stored_items
from loaders.target import Connection
from loaders.writing import Refreshed

pytest_plugins = ["store_fixtures"]

_PARTS = [document("a", ["滨江初级中学", "职专", "第三中学"]), document("b", ["滨江中学", "瑞安市职业中专学校"]),
          document("c", ["瑞安职专", "第三初级中学"]), document("d", ["滨江初级中学", "滨江中学"], scope="330382"),
          document("e", ["第三高级中学"])]


@pytest.fixture(params=["empty_store", "neo4j_store"])
def store(request: pytest.FixtureRequest) -> Connection:
    """An empty store: the embedded one, and a Neo4j server's."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Connection)
    return found


def _load(store: Connection, graph: Graph) -> Refreshed:
    return load_and_derive(store.driver, graph.items(), database=store.database).derived


def _held(store: Connection) -> bytes:
    return b"".join(lines(stored_items(store.driver, store.database)))


def _expected(*parts: Graph) -> bytes:
    graph = merge(parts)
    return b"".join(lines(merge([base(graph), derive(graph)])))


def test_store_derived_facts_are_those_of_the_merged_graph(store: Connection) -> None:
    for count in range(1, len(_PARTS) + 1):
        _load(store, _PARTS[count - 1])
        assert _held(store) == _expected(*_PARTS[:count]), count


def test_store_derived_facts_of_one_load_are_those_of_many(store: Connection) -> None:
    everything = [item for part in _PARTS for item in part.items()]
    report = load_and_derive(store.driver, iter(everything), database=store.database)
    assert report.derived.made > 0
    assert _held(store) == _expected(*_PARTS)
    again = load_and_derive(store.driver, iter(everything), database=store.database)
    assert again.derived == Refreshed()


def _bureau(number: int, code: str = "330212", name: str = "鄞州区") -> Graph:
    """A document of a bureau whose district no text names: it is known by GOVERNS alone."""
    id, bureau, district = f"source/{number:032x}", f"governmentbody/{code}/教育局", f"district/{code}"
    governs = f"governs/{code}/{number}"
    return Graph((source(id, "要点", "plan", 2023), entity("GovernmentBody", bureau, name=f"{name}教育局"),
                  entity("District", district, name=name, adcode=code, level="county", code_year=2023)),
                 (mention(bureau, id, f"{name}教育局", 0),
                  Relationship(governs, "GOVERNS", bureau, district, {"id": governs, "source": id, "derived": True})))


def test_store_derived_facts_between_districts_are_known_again(store: Connection) -> None:
    assert _load(store, _bureau(1)).made > 3  # the city, the province, and where each is
    assert _load(store, _bureau(1)) == Refreshed()
    assert _load(store, _bureau(2)) == Refreshed()


@pytest.mark.parametrize("scopes", [None, {"330212"}])
def test_store_derived_facts_between_districts_go_where_they_no_longer_follow(
        store: Connection, scopes: set[str] | None) -> None:
    _load(store, _bureau(1))
    wrong = derived_relationship("LOCATED_IN", "district/330200", "district/330212", "wrong", "it is the other way")
    load(store.driver, [wrong], database=store.database)
    assert refresh(store.driver, database=store.database, scopes=scopes) == Refreshed(0, 1)
    assert _held(store) == _expected(_bureau(1))


def test_store_is_empty_when_the_last_document_of_a_district_is_taken_out(store: Connection) -> None:
    first, second, other = _bureau(1), _bureau(2), _bureau(3, "330204", "江东区")
    for part in (first, second, other):
        _load(store, part)
    for gone, rest in ((first, [second, other]), (other, [second])):
        unload_and_derive(store.driver, [node.id for node in gone.nodes_with("Source")], database=store.database)
        assert _held(store) == _expected(*rest)
    unload_and_derive(store.driver, [node.id for node in second.nodes_with("Source")], database=store.database)
    assert ask(store, "MATCH (n) RETURN labels(n), [(n)--(m) | m.id]", {}).rows == ((["KgSchema"], []),)


def test_store_is_empty_when_the_document_of_a_school_is_taken_out(store: Connection) -> None:
    """Its district, which it does not name, is known by where the school is."""
    plan, summary = (extract(f"瑞安市滨江中学{title}\n\n一、教学\n我校新建综合楼,获评省级文明校园。\n")
                     for title in ("2022年工作计划", "2023年工作总结"))
    for part in (plan, summary):
        _load(store, part)
    for gone, rest in ((plan, [summary]), (summary, [])):
        unload_and_derive(store.driver, [node.id for node in gone.nodes_with("Source")], database=store.database)
        assert _held(store) == _expected(*rest)


def test_store_derived_facts_in_a_file_are_made_anew(store: Connection) -> None:
    graph = merge(_PARTS[:2])
    wrong = Relationship("derived/0", "SAME_AS", *[node.id for node in graph.nodes_with("School")][:2],
                         {"id": "derived/0", "derived": True, "rule": "wrong"})
    _load(store, merge([graph, Graph((), (wrong,))]))
    assert _held(store) == _expected(graph)


@pytest.mark.parametrize("scopes", [None, {"330381"}])
def test_store_derived_facts_go_with_what_they_followed_from(
        store: Connection, scopes: set[str] | None) -> None:
    _load(store, merge(_PARTS[:2]))
    with store.driver.session(database=store.database) as session:
        session.run("MATCH (n:Entity {id: 'school/330381/滨江初级中学'}) DETACH DELETE n").consume()
        session.run("MATCH (n:Entity {id: 'school/330381/职业中专学校'})-[r:SAME_AS]-() SET r.reason = 'old'").consume()
    refreshed = refresh(store.driver, database=store.database, scopes=scopes)
    gone = "school/330381/滨江初级中学"
    rest = merge(_PARTS[:2])
    rest = Graph(tuple(node for node in rest.nodes if node.id != gone),
                 tuple(item for item in rest.relationships if item.start != gone))
    assert _held(store) == _expected(rest)
    assert refreshed.removed == 1  # the changed link; the other went with its node


def test_store_derived_facts_respect_what_a_person_says(store: Connection) -> None:
    graph = merge(_PARTS[:2])
    answer = Answer("school/330381/滨江初级中学", "school/330381/滨江中学", "different")
    _load(store, graph)
    answered = Graph((), tuple(item for item in with_answers(graph.items(), [answer])
                               if isinstance(item, Relationship) and item.label == "DIFFERENT_FROM"))
    refreshed = _load(store, answered)
    assert refreshed == Refreshed(0, 1)
    assert _held(store) == _expected(graph, answered)
    _load(store, _PARTS[2])
    assert _held(store) == _expected(graph, answered, _PARTS[2])


@pytest.mark.parametrize(("both", "interrupted"), [(True, False), (False, False), (False, True)])
def test_store_answers_stay_as_long_as_their_institutions_are_named(
        store: Connection, monkeypatch: pytest.MonkeyPatch, both: bool, interrupted: bool) -> None:
    one, other = "滨江初级中学", "滨江中学"
    answer = Answer(f"school/330381/{one}", f"school/330381/{other}", "different")
    load_and_derive(store.driver, document("a", [one, other]).items(), database=store.database, answers=[answer])
    version = document("a", [one, other, "第三中学"] if both else [other, "第三中学"])
    if interrupted:
        with monkeypatch.context() as patch:
            patch.setattr("loaders.writing.statements.create_relationships", lambda type: "RETURN 1 / 0 AS created")
            with pytest.raises(ClientError):
                _load(store, version)
    _load(store, version)
    expected = merge([version, Graph((), (review_item(answer),))]) if both else version
    assert _held(store) == _expected(expected)


def test_store_derived_nodes_change_without_losing_their_relationships(
        store: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    def located(graph: Graph):  # type: ignore[no-untyped-def]
        schools = list(graph.nodes_with("School"))
        for node in schools:
            yield derived_node(f"district/{scope_of(node.id)}", labels("District"), name=str(len(schools)))
            yield derived_relationship("LOCATED_IN", node.id, f"district/{scope_of(node.id)}", "test", "its scope")
    rule = Derivation("located", located, frozenset({"School"}), frozenset(), frozenset(),
                      frozenset({"District", "LOCATED_IN"}))
    monkeypatch.setattr("kg.derive.DERIVATIONS", (rule,))
    monkeypatch.setattr(derived, "DERIVATIONS", (rule,))
    _load(store, document("a", ["滨江中学"]))
    _load(store, document("b", ["第三中学"]))
    items = list(stored_items(store.driver, store.database))
    [district] = [item for item in items if isinstance(item, Node) and "District" in item.labels]
    assert district.properties["name"] == "2"
    assert len([item for item in items if isinstance(item, Relationship) and item.label == "LOCATED_IN"]) == 2


def test_store_derived_facts_of_many_districts_are_read_at_once(
        store: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derived, "_SCOPES", 1)
    for count, part in enumerate(_PARTS[:4], 1):
        _load(store, part)
        assert _held(store) == _expected(*_PARTS[:count])


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(a=bureau_graphs(SOURCES[0]), b=bureau_graphs(SOURCES[1]), c=bureau_graphs(SOURCES[2]), together=st.booleans())
def test_store_after_unload_equals_one_that_never_had_the_document(
        store: Connection, a: Graph, b: Graph, c: Graph, together: bool) -> None:
    """With divisions, LOCATED_IN, SUCCEEDED_BY, SAME_AS and FULFILS."""
    with store.driver.session(database=store.database) as session:
        session.run("MATCH (n) WHERE NOT n:KgSchema DETACH DELETE n").consume()
    if together:
        load_documents_and_derive(store.driver, [a, b, c], database=store.database)
    else:
        for graph in (a, b, c):
            _load(store, graph)
    assert _held(store) == _expected(a, b, c)
    unload_and_derive(store.driver, [SOURCES[0]], database=store.database)
    assert _held(store) == _expected(b, c)
    unload_and_derive(store.driver, [SOURCES[2]], database=store.database)
    assert _held(store) == _expected(b)
    unload_and_derive(store.driver, [SOURCES[1]], database=store.database)
    assert _held(store) == b""
