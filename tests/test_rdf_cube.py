"""The figures of an export as data cubes: the integrity constraints of RDF Data Cube hold.

Each query finds what breaks the constraint of its number; those that are about slices, measure dimensions and code
lists (7 to 10, 15 to 21) have nothing to look at, which is tested too.
"""
from __future__ import annotations

import pyoxigraph as ox
import pytest
from rdf_sample import BUREAU, INDICATOR, PLAN, claim, documents, exported, node, relationship, sample

from kg.graph.exchange import collect
from kg.types import Graph
from loaders.rdf_vocabulary import ontology

PREFIXES = """PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
PROPERTY = "qb:component/(qb:dimension|qb:measure|qb:attribute)"
CONSTRAINTS = {
    1: """{ ?obs a qb:Observation FILTER NOT EXISTS { ?obs qb:dataSet ?set } }
          UNION { ?obs a qb:Observation ; qb:dataSet ?set, ?other FILTER ( ?set != ?other ) }""",
    2: """{ ?set a qb:DataSet FILTER NOT EXISTS { ?set qb:structure ?structure } }
          UNION { ?set a qb:DataSet ; qb:structure ?structure, ?other FILTER ( ?structure != ?other ) }""",
    3: f"""?structure a qb:DataStructureDefinition
           FILTER NOT EXISTS {{ ?structure {PROPERTY} ?measure . ?measure a qb:MeasureProperty }}""",
    4: "?dimension a qb:DimensionProperty FILTER NOT EXISTS { ?dimension rdfs:range ?range }",
    5: """?dimension a qb:DimensionProperty ; rdfs:range skos:Concept
          FILTER NOT EXISTS { ?dimension qb:codeList ?list }""",
    6: f"""?structure qb:component ?component . ?component qb:componentRequired false ; {PROPERTY[13:]} ?property
           FILTER NOT EXISTS {{ ?property a qb:AttributeProperty }}""",
    11: f"""?obs qb:dataSet/qb:structure/{PROPERTY} ?dimension . ?dimension a qb:DimensionProperty
            FILTER NOT EXISTS {{ ?obs ?dimension ?value }}""",
    12: f"""{{ SELECT ?obs ?other (MIN(?same) AS ?all) WHERE {{
              ?obs qb:dataSet ?set . ?other qb:dataSet ?set FILTER ( ?obs != ?other )
              ?set qb:structure/{PROPERTY} ?dimension . ?dimension a qb:DimensionProperty .
              ?obs ?dimension ?value . ?other ?dimension ?its BIND ( ?value = ?its AS ?same )
            }} GROUP BY ?obs ?other }} FILTER ( ?all )""",
    13: f"""?obs qb:dataSet/qb:structure/qb:component ?component .
            ?component qb:componentRequired true ; {PROPERTY[13:]} ?attribute
            FILTER NOT EXISTS {{ ?obs ?attribute ?value }}""",
    14: f"""?obs qb:dataSet/qb:structure/{PROPERTY} ?measure . ?measure a qb:MeasureProperty
            FILTER NOT EXISTS {{ ?obs ?measure ?value }}""",
}


def _twice() -> Graph:
    """A plan that states two targets for the same holder, indicator and year, and one without a year."""
    items = list(sample().items())
    for number, year in enumerate((2025, 2025, None, None)):
        id = f"target/990201/x/{number}"
        stated = {} if year is None else {"year": year}
        items += [node("Target", id, name="新增学位", indicator="新增学位", value=100 + number, unit="个",
                       comparator="=", evidence="新增学位", start=0, end=4, **stated),
                  claim("TARGETS", BUREAU, id, PLAN, 300 + number, "新增学位"),
                  relationship("MEASURES", id, INDICATOR, PLAN, derived=True)]
    return collect(items)


def _store(graph: Graph, *, plain: bool = False) -> ox.Store:
    store = ox.Store()
    store.bulk_load(exported(graph, plain=plain), format=ox.RdfFormat.N_TRIPLES)
    store.bulk_load(ontology().serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    return store


def _broken(store: ox.Store) -> set[int]:
    return {number for number, pattern in CONSTRAINTS.items()
            if store.query(f"{PREFIXES} ASK {{ {pattern} }}")}


@pytest.fixture(scope="module")
def twice() -> ox.Store:
    return _store(_twice())


def test_rdf_cube_keeps_the_integrity_constraints(twice: ox.Store) -> None:
    assert _broken(twice) == set()
    observations = list(twice.quads_for_pattern(None, ox.NamedNode("http://purl.org/linked-data/cube#dataSet"), None))
    assert len(observations) == 7
    assert len({quad.object for quad in observations}) == 2


def test_rdf_cube_of_documents_keeps_them_too() -> None:
    graph = documents()
    assert len(list(graph.nodes_with("Figure"))) > 100
    assert _broken(_store(graph, plain=True)) == set()


def test_rdf_cube_has_no_slices_measure_dimensions_or_code_lists(twice: ox.Store) -> None:
    terms = "qb:Slice", "qb:SliceKey", "qb:measureType", "qb:codeList", "qb:sliceStructure"
    for term in terms:
        assert not twice.query(f"{PREFIXES} ASK {{ {{ ?s ?p {term} }} UNION {{ ?s {term} ?o }} }}"), term


@pytest.mark.parametrize(("number", "update"), [
    (1, "DELETE WHERE { ?obs qb:dataSet ?set }"),
    (2, "DELETE WHERE { ?set qb:structure ?structure }"),
    (3, "DELETE WHERE { ?component qb:measure ?measure }"),
    (4, "DELETE { kg:holder rdfs:range ?r } WHERE { kg:holder rdfs:range ?r }"),
    (5, "INSERT DATA { kg:holder rdfs:range skos:Concept }"),
    (6, "INSERT { ?c qb:componentRequired false } WHERE { ?c qb:dimension kg:holder }"),
    (11, "DELETE WHERE { ?obs kg:measures ?indicator }"),
    (12, "DELETE { ?obs kg:figureId ?id } INSERT { ?obs kg:figureId '1' } WHERE { ?obs kg:figureId ?id }"),
    (13, "INSERT { ?c qb:componentRequired true } WHERE { ?c qb:attribute kg:upper }"),
    (14, "DELETE WHERE { ?obs kg:value ?value }")])
def test_rdf_cube_constraints_find_what_breaks_them(twice: ox.Store, number: int, update: str) -> None:
    store = ox.Store()
    store.extend(twice)
    store.update(f"{PREFIXES} PREFIX kg: <https://district-education-kg.example/ontology#> {update}")
    assert number in _broken(store)
