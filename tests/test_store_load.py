"""Loading into the real embedded store and into a real Neo4j."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from msgspec.structs import replace
from store_sample import BUREAU, HOSTILE, PLAN, PROGRAM, SCHOOL, digest, entity, relationship, sample_graph, source

from kg.errors import ExchangeError
from kg.graph.merge import merge
from kg.types import Graph, Node, Relationship
from loaders.ask import ask
from loaders.bolt import LoadReport, load
from loaders.documents import Documents
from loaders.target import Connection
from loaders.writing import Written

pytest_plugins = ["store_fixtures"]


def loaded(store: Connection, *items: Node | Relationship, batch_size: int = 5000) -> LoadReport:
    return load(store.driver, items, database=store.database, batch_size=batch_size)


def node(store: Connection, id: str) -> dict[str, object]:
    ((labels, properties),) = ask(store, "MATCH (n:Entity {id: $id}) RETURN labels(n), properties(n)", {"id": id}).rows
    return {"labels": sorted(labels), **properties}


def test_load_twice_changes_nothing(each_store: Connection) -> None:
    graph = sample_graph()
    nodes, relationships = len(graph.nodes), len(graph.relationships)
    first = load(each_store.driver, graph, database=each_store.database)
    before = digest(each_store)
    second = load(each_store.driver, graph, database=each_store.database)
    assert first == LoadReport(Written(created=nodes), Written(created=relationships), Documents(new=2))
    assert second == LoadReport(Written(unchanged=nodes), Written(unchanged=relationships), Documents(unchanged=2))
    assert (second.nodes.matched, digest(each_store)) == (nodes, before)


def test_load_in_small_batches_gives_the_same_store(sample_store: Connection, each_store: Connection) -> None:
    graph = sample_graph()
    sizes: list[int] = []
    load(each_store.driver, graph, database=each_store.database, batch_size=7, progress=sizes.append)
    assert sum(sizes) == len(graph.nodes) + len(graph.relationships)
    assert max(sizes) == 7
    assert digest(each_store) == digest(sample_store)


def test_load_of_a_line_twice_writes_it_once(sample_store: Connection, each_store: Connection) -> None:
    graph = sample_graph()
    report = loaded(each_store, *graph.items(), *graph.relationships, batch_size=len(graph.nodes) + 5)
    assert report.relationships == Written(created=len(graph.relationships), unchanged=len(graph.relationships))
    assert digest(each_store) == digest(sample_store)


def test_load_keeps_labels_and_property_types(sample_store: Connection) -> None:
    assert node(sample_store, "result/bbbb/1")["value"] == 98.5
    target = node(sample_store, "target/aaaa/1")
    assert (target["labels"], target["value"]) == (["Entity", "Figure", "Target"], 98)
    assert node(sample_store, SCHOOL)["aliases"] == ["青云一小"]


def test_load_hostile_names_are_only_names(sample_store: Connection) -> None:
    assert node(sample_store, "program/hostile")["name"] == HOSTILE
    assert node(sample_store, "program/hostile")["aliases"] == [HOSTILE, "`:Admin"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("batch_size", [1, 100])
def test_load_unites_aliases_of_documents(each_store: Connection, order: tuple[int, ...], batch_size: int) -> None:
    forms = (entity("School", SCHOOL, name="青云一小", stage="primary"),
             entity("School", SCHOOL, name="青云区第一小学", aliases=("一小",)))
    loaded(each_store, *(forms[place] for place in order), batch_size=batch_size)
    (expected,) = merge([Graph((form,)) for form in forms]).nodes
    found = node(each_store, SCHOOL)
    assert (found["name"], found["aliases"], found["stage"]) == ("青云区第一小学", ["一小", "青云一小"], "primary")
    assert found["name"] == expected.properties["name"]


def test_load_changes_properties_of_a_known_relationship(each_store: Connection) -> None:
    nodes = (entity("Program", PROGRAM, name="双减"), entity("GovernmentBody", BUREAU, name="青云区教育局"))
    claim = relationship("RUNS", BUREAU, PROGRAM, PLAN, evidence="乙")
    loaded(each_store, *nodes, claim)
    report = loaded(each_store, replace(claim, properties={**claim.properties, "evidence": "丙", "note": "x"}),
                    replace(claim, properties={**claim.properties, "evidence": "一"}))
    assert report.relationships == Written(changed=1)
    assert ask(each_store, "MATCH ()-[r:RUNS]->() RETURN r.evidence", {}).rows == (("一",),)


@pytest.mark.parametrize(("item", "message"), [
    (Node("x", ("Admin", "Entity")), "no class of the ontology has the labels"),
    (Node("x", ("School",)), "no class of the ontology has the labels"),
    (Node("x", ("Entity", "School`) DETACH DELETE n //")), "no class of the ontology has the labels"),
    (Node("x", ()), "no class of the ontology has the labels"),
    (Relationship("x", "OWNS", PROGRAM, PROGRAM), "no type 'OWNS'"),
    (Relationship("x", "RUNS]->() DELETE r //", PROGRAM, PROGRAM), "no type"),
    (Relationship("x", "RUNS", PROGRAM, "school/nowhere"), "no Entity node with the id 'school/nowhere'"),
    (Relationship("x", "RUNS", "school/nowhere", PROGRAM), "no Entity node with the id 'school/nowhere'"),
    (Relationship("x", "MENTIONED_IN", PROGRAM, "source/none"), "no Source node with the id 'source/none'"),
    (entity("Honor", PROGRAM, name="双减"), "has the labels"),
])
def test_load_refuses_and_writes_nothing_of_the_batch(each_store: Connection, item: Node | Relationship,
                                                      message: str) -> None:
    loaded(each_store, entity("Program", PROGRAM, name="双减"))
    loaded(each_store, source(PLAN, "要点", "plan", 2023))
    before = digest(each_store)
    with pytest.raises(ExchangeError, match=message):
        loaded(each_store, entity("Honor", "honor/x", name="x"), item)
    assert digest(each_store) == before


def test_load_by_two_at_a_time_writes_nothing_twice(each_store: Connection, sample_store: Connection) -> None:
    loaded(each_store)  # makes the constraints
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(load, each_store.driver, sample_graph(), database=each_store.database, batch_size=9)
                for _ in range(2)]
        reports = [run.result() for run in runs]
    assert sum(report.nodes.created for report in reports) == len(sample_graph().nodes)
    assert digest(each_store) == digest(sample_store)
