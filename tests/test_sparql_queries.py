"""The questions in SPARQL: rdflib and Oxigraph answer them alike, and as the Cypher of the same name does."""
from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from query_sample import IDENTITY_ANSWERS, MORE_ANSWERS, query_graph
from rdf_sample import address, exported
from rdflib.plugins.sparql import prepareQuery
from store_sample import sample_graph
from test_queries import ANSWERS

from kg.errors import KnowledgeError
from loaders import sparql
from loaders.ask import ask_query
from loaders.queries import Query
from loaders.queries import library as cypher_library
from loaders.rdf import DEFAULT_BASE
from loaders.rdf_terms import id_of
from loaders.rdf_vocabulary import KG, vocabulary
from loaders.target import Connection

pytest_plugins = ["store_fixtures"]

# What a query of SPARQL calls otherwise: ids are IRIs there, and stages are concepts.
IDS = {"name", "program", "district", "document", "id", "claim"}
RENAMED = {"evidence_of_claim": {"id": "claim"}, "evidence_of_entity": {"id": "name"}}
LEFT_OUT = {"limit", "labels"}
ROWS = [row for row in ANSWERS if row[0] in sparql.library() and not LEFT_OUT & set(row[1])]
MORE_ROWS = [row for row in (*MORE_ANSWERS, *IDENTITY_ANSWERS) if row[0] in sparql.library()]
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(scope="module")
def data() -> bytes:
    return exported(sample_graph())


@pytest.fixture(scope="module")
def graph(data: bytes) -> rdflib.Graph:
    return rdflib.Graph().parse(data=data, format="nt")


@pytest.fixture(scope="module")
def store(data: bytes) -> ox.Store:
    found = ox.Store()
    found.bulk_load(data, format=ox.RdfFormat.N_TRIPLES)
    return found


def _concepts() -> dict[str, str]:
    found = {term[1:-1]: value for property in vocabulary().properties.values()
             for value, term in property.members.items()}
    relations = {term[1:-1]: label for label, term in vocabulary().relations.items()}
    return {**found, **relations, str(KG.targetFigure): "target", str(KG.resultFigure): "result"}


def _value(term: Any) -> Any:
    """A term of rdflib or Oxigraph as the value that Cypher answers with."""
    if term is None:
        return None
    if isinstance(term, rdflib.URIRef | ox.NamedNode):
        iri = str(term) if isinstance(term, rdflib.URIRef) else term.value
        found = _concepts().get(iri)
        return found if found is not None else id_of(id_of(iri, DEFAULT_BASE, "statement/"), DEFAULT_BASE)
    text = str(term) if isinstance(term, rdflib.Literal) else term.value
    kind = str(term.datatype) if isinstance(term, rdflib.Literal) else term.datatype.value
    if kind in (f"{XSD}integer", f"{XSD}decimal", f"{XSD}nonNegativeInteger"):
        return float(text)
    return text == "true" if kind == f"{XSD}boolean" else text


def from_rdflib(graph: rdflib.Graph, query: Query, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [tuple(map(_value, row)) for row in graph.query(sparql.bound(query, given))]  # type: ignore[arg-type]


def from_oxigraph(store: ox.Store, query: Query, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    solutions = store.query(sparql.bound(query, given))
    assert isinstance(solutions, ox.QuerySolutions)
    assert tuple(variable.value for variable in solutions.variables) == query.columns
    return [tuple(_value(solution[column]) for column in query.columns) for solution in solutions]


def parameters(name: str, given: dict[str, Any]) -> dict[str, Any]:
    """The parameters of a Cypher query as those of the SPARQL one: ids as IRIs, stages by the name of their concept."""
    found = {}
    for key, value in given.items():
        ours = RENAMED.get(name, {}).get(key, key)
        if isinstance(value, str) and "/" in value and " " not in value and ours in IDS:
            found[ours] = address(value, "statement/" if ours == "claim" else "")
        elif key == "stage":
            first, *others = value.split("_")
            found[ours] = first + "".join(map(str.capitalize, others))
        else:
            found[ours] = value
    return found


def _rows(name: str, columns: tuple[str, ...], found: list[tuple[Any, ...]], wanted: tuple[str, ...]
          ) -> set[tuple[Any, ...]]:
    places = [columns.index(column) for column in wanted]
    rows = {tuple(float(row[place]) if isinstance(row[place], int) and not isinstance(row[place], bool) else row[place]
                  for place in places) for row in found}
    assert len(rows) == len(found), name
    return rows


@pytest.mark.parametrize(("name", "given"), [row[:2] for row in ROWS],
                         ids=[f"{row[0]}-{number}" for number, row in enumerate(ROWS)])
def test_sparql_queries_answer_as_cypher_does(sample_store: Connection, graph: rdflib.Graph, store: ox.Store, name: str,
                                              given: dict[str, Any]) -> None:
    query = sparql.library()[name]
    answer = ask_query(sample_store, cypher_library()[name], given)
    ours = parameters(name, given)
    by_oxigraph, by_rdflib = from_oxigraph(store, query, ours), from_rdflib(graph, query, ours)
    columns, found = answer.columns or query.columns, [tuple(row) for row in answer.rows]
    if name == "mentions_of_entity":  # lists there, a row for each place here
        lists = [columns.index(key) for key in ("names", "starts", "ends")]
        found = [(*row[:4], *place) for row in found for place in zip(*(row[at] for at in lists), strict=True)]
        columns = query.columns
    wanted = tuple(column for column in query.columns if column in columns)
    assert set(query.columns) == set(wanted), "a column that the Cypher of the same name does not have"
    expected = _rows(name, columns, found, wanted)
    assert _rows(name, query.columns, by_oxigraph, wanted) == expected
    assert _rows(name, query.columns, by_rdflib, wanted) == expected


@pytest.fixture(scope="module")
def two_names() -> tuple[rdflib.Graph, ox.Store]:
    data, found = exported(query_graph()), ox.Store()
    found.bulk_load(data, format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=data, format="nt"), found


@pytest.mark.parametrize(("name", "given", "wanted", "expected"), MORE_ROWS)
def test_sparql_queries_see_one_school_behind_two_names_and_what_is_derived(
        two_names: tuple[rdflib.Graph, ox.Store], name: str, given: dict[str, Any], wanted: tuple[str, ...],
        expected: list[tuple[Any, ...]]) -> None:
    """The rows that the tests of stores assert of the Cypher of the same name."""
    query, ours = sparql.library()[name], parameters(name, given)
    if name == "mentions_of_entity":  # lists there, a row for each place here
        wanted = tuple("written" if column == "names" else column for column in wanted)
        expected = [(*row[:-1], row[-1][0]) for row in expected]
    places = [query.columns.index(column) for column in wanted]
    for found in (from_rdflib(two_names[0], query, ours), from_oxigraph(two_names[1], query, ours)):
        assert sorted(tuple(row[place] for place in places) for row in found) == sorted(expected)


def test_sparql_queries_have_answers_that_are_asserted() -> None:
    """Each query is compared at least once on a question whose answer, written down in the tests, is not empty."""
    assert {row[0] for row in (*ROWS, *MORE_ROWS) if row[3]} == set(sparql.library())
    assert len(sparql.library()) >= 15


@pytest.mark.parametrize("name", sorted(sparql.library()))
def test_sparql_queries_run_as_they_are(store: ox.Store, name: str) -> None:
    store.query(sparql.library()[name].cypher)


def test_sparql_queries_of_the_docs_are_sparql(store: ox.Store) -> None:
    text = (Path(__file__).parents[1] / "docs" / "rdf.md").read_text(encoding="utf-8")
    found = re.findall(r"```sparql\n(.*?)```", text, re.DOTALL)
    assert len(found) >= 2
    for query in found:
        prepareQuery(query)
        if "SERVICE" not in query:
            store.query(query)


GOOD = sparql.library()["documents"]


@pytest.mark.parametrize(("text", "line", "message"), [
    ("# name: x\n# zh: 一\n# en: one\nSELECT ?a {}", 4, "columns"),
    ("# name: y\n# zh: 一\n# en: one\n# columns: a\nSELECT ?a {}", 4, "the file is not"),
    ("# name: x\n# zh: 一\n# en: one\n# columns: a\n# param b: string -- b\nSELECT ?a {}", 5, "declared differ: b"),
    ("# name: x\n# just words\n", 2, "not a header line"),
])
def test_sparql_parse_refuses_with_file_and_line(text: str, line: int, message: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"^queries/x\.rq:{line}: .*{message}"):
        sparql.parse(text, "queries/x.rq")


def test_sparql_bound_escapes_what_it_is_given(store: ox.Store) -> None:
    query = sparql.library()["search_entities"]
    for text in ('"} DROP ALL #', "\\", "a\nb", "\\1"):
        assert from_oxigraph(store, query, {"text": text}) == []
    assert "UNDEF" in sparql.bound(GOOD, {})
    assert "VALUES ?the_year { 2023 }" in sparql.bound(GOOD, {"year": 2023})
