"""Documents that are replaced and taken out: what only they said goes, and all else is as if they had never been."""
from __future__ import annotations

from collections.abc import Callable

import pytest
from document_graphs import SOURCES, document_graphs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from store_sample import BUREAU, OTHER_BUREAU, PLAN, PROGRAM, SCHOOL, SUMMARY, digest, entity, mention, source

import kg
from kg.graph.exchange import collect
from kg.graph.merge import merge
from kg.types import Graph, Node, Relationship
from loaders.ask import ask
from loaders.bolt import load, load_documents, unload
from loaders.bookkeeping import said_node
from loaders.documents import Documents
from loaders.dump import stored_items
from loaders.target import Connection
from loaders.withdrawing import Withdrawn

pytest_plugins = ["store_fixtures"]
A, B, C = SOURCES


def held(store: Connection) -> Graph:
    return collect(stored_items(store.driver, store.database))


def empty(store: Connection) -> None:
    with store.driver.session(database=store.database) as session:
        session.run("MATCH (n) WHERE NOT n:KgSchema DETACH DELETE n").consume()


_slow = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_slow
@given(a=document_graphs(A), b=document_graphs(B), c=document_graphs(C), files=st.permutations(range(3)),
       together=st.booleans())
def test_unload_leaves_what_the_others_say(each_store: Connection, a: Graph, b: Graph, c: Graph, files: list[int],
                                           together: bool) -> None:
    empty(each_store)
    graphs = [(a, b, c)[place] for place in files]
    load_documents(each_store.driver, graphs, database=each_store.database, batch_size=1 if not together else 5000)
    assert held(each_store) == merge([a, b, c])
    unload(each_store.driver, [A], database=each_store.database)
    assert held(each_store) == merge([b, c])
    unload(each_store.driver, [B, C], database=each_store.database)
    assert held(each_store) == Graph()


@_slow
@given(a=document_graphs(A), changed=document_graphs(A), b=document_graphs(B))
def test_load_of_a_changed_document_replaces_what_it_said(each_store: Connection, a: Graph, changed: Graph, b: Graph
                                                          ) -> None:
    empty(each_store)
    load_documents(each_store.driver, [a, b], database=each_store.database)
    report = load(each_store.driver, changed, database=each_store.database)
    assert held(each_store) == merge([changed, b])
    assert report.documents == (Documents(unchanged=1) if a == changed else Documents(replaced=1))
    assert load(each_store.driver, b, database=each_store.database).documents == Documents(unchanged=1)
    assert held(each_store) == merge([changed, b])


@pytest.fixture(scope="module")
def samples() -> list[Graph]:
    from importlib.resources import files
    folder = files("kg").joinpath("data", "samples")
    return [kg.extract(path) for path in sorted(folder.iterdir(), key=lambda path: path.name)
            if path.name.endswith((".txt", ".html", ".docx"))]


def test_mentions_of_extracted_documents_say_all_of_their_names(samples: list[Graph]) -> None:
    for graph in samples:
        nodes = {node.id: node for node in graph.nodes}
        for item in graph.relationships:
            if item.label == "MENTIONED_IN":
                said = said_node(item.start, nodes[item.start].labels, item.properties)
                assert [said.properties.get(key) for key in ("name", "aliases")] == \
                    [nodes[item.start].properties.get(key) for key in ("name", "aliases")]


@pytest.mark.parametrize("merged", [False, True])
def test_unload_of_extracted_documents_leaves_the_others(each_store: Connection, samples: list[Graph], merged: bool
                                                         ) -> None:
    """Also where they were loaded as one merged graph."""
    if merged:
        load(each_store.driver, merge(samples), database=each_store.database)
    else:
        load_documents(each_store.driver, samples, database=each_store.database)
    gone, rest = samples[:3], samples[3:]
    unload(each_store.driver, [node.id for graph in gone for node in graph.nodes_with("Source")],
           database=each_store.database)
    assert held(each_store) == merge(rest)


def test_unload_of_nothing_and_of_unknown_documents_changes_nothing(each_store: Connection) -> None:
    load(each_store.driver, _named(PLAN, "青云一小"), database=each_store.database)
    before = digest(each_store)
    assert unload(each_store.driver, [], database=each_store.database) == Withdrawn()
    assert unload(each_store.driver, ["source/none", "x'}) DETACH DELETE n //"], database=each_store.database) \
        == Withdrawn()
    assert digest(each_store) == before


def _named(document: str, name: str, *more: Node | Relationship) -> Graph:
    return collect([source(document, "要点", "plan", 2023), entity("School", SCHOOL, name=name),
                    mention(SCHOOL, document, name, 0), *more])


def test_unload_gives_an_entity_the_names_of_the_others(each_store: Connection) -> None:
    load_documents(each_store.driver, [_named(PLAN, "青云区第一小学"), _named(SUMMARY, "青云一小")],
                   database=each_store.database)
    assert unload(each_store.driver, [PLAN], database=each_store.database) == Withdrawn(1, 0, 1)
    assert ask(each_store, "MATCH (n:Entity) RETURN n.name, n.aliases", {}).rows == (("青云一小", None),)


def test_unload_takes_derived_facts_of_deleted_entities_along(each_store: Connection) -> None:
    same = Relationship("derived/1", "SAME_AS", SCHOOL, OTHER_BUREAU, {"id": "derived/1", "derived": True})
    load(each_store.driver, _named(PLAN, "青云一小", entity("GovernmentBody", OTHER_BUREAU, name="白塔区教育局"), same),
         database=each_store.database)
    unload(each_store.driver, [PLAN], database=each_store.database)
    assert [node.id for node in held(each_store).nodes] == [OTHER_BUREAU]  # no document said it, so none takes it out


def test_documents_are_marked_when_they_are_done(each_store: Connection) -> None:
    def marks() -> list[object]:
        return [row[0] for row in ask(each_store, "MATCH (s:Source) RETURN s.loaded_at ORDER BY s.id", {}).rows]

    broken = Relationship("claim/x", "RUNS", SCHOOL, "program/nowhere", {"id": "claim/x", "source": SUMMARY})
    stream = [*_named(PLAN, "青云一小").items(), *_named(SUMMARY, "青云一小", broken).items()]
    with pytest.raises(kg.KgError, match="program/nowhere"):
        load(each_store.driver, stream, database=each_store.database, batch_size=3)
    done, begun = marks()
    assert isinstance(done, str)
    assert done.startswith("20")
    assert begun is None

    said: list[str] = []
    whole = [*stream[:-1], entity("Program", "program/nowhere", name="繁星"), stream[-1]]
    load(each_store.driver, whole, database=each_store.database, say=said.append)
    assert said == ["An earlier load was interrupted: 1 of 2 documents are whole, 1 were begun; going on with them"]
    assert None not in marks()
    assert marks()[0] == done


@pytest.fixture
def two_versions() -> Callable[[int], Graph]:
    return lambda year: collect([
        source(PLAN, "要点", "plan", year), entity("GovernmentBody", BUREAU, name="青云区教育局"),
        entity("Program", PROGRAM, name="双减"), mention(BUREAU, PLAN, "青云区教育局", 0),
        mention(PROGRAM, PLAN, "双减", 9),
        Relationship(f"claim/{year}", "RUNS", BUREAU, PROGRAM, {"id": f"claim/{year}", "source": PLAN, "year": year})])


def test_load_of_another_version_reports_it(each_store: Connection, two_versions: Callable[[int], Graph]) -> None:
    load(each_store.driver, two_versions(2022), database=each_store.database)
    report = load(each_store.driver, two_versions(2023), database=each_store.database)
    assert report.documents == Documents(replaced=1)
    assert ask(each_store, "MATCH ()-[r:RUNS]->() RETURN r.year", {}).rows == ((2023,),)
    assert ask(each_store, "MATCH (s:Source) RETURN s.year", {}).rows == ((2023,),)


def test_load_of_a_figure_that_reads_otherwise_now_replaces_it(each_store: Connection) -> None:
    figure = entity("Target", "target/1", name="学位 3", value=3, comparator="=")
    holds = Relationship("claim/1", "TARGETS", SCHOOL, "target/1", {"id": "claim/1", "source": PLAN})
    load(each_store.driver, _named(PLAN, "青云一小", figure, holds), database=each_store.database)
    other = replace(figure, properties={**figure.properties, "comparator": ">="})
    load(each_store.driver, _named(PLAN, "青云一小", other, holds), database=each_store.database)
    assert ask(each_store, "MATCH (t:Target) RETURN t.comparator", {}).rows == ((">=",),)
