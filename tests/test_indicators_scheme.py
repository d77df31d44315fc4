"""The concept scheme of indicators: the table is sound, and the SKOS file says the same."""
from __future__ import annotations

from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph, URIRef

from kg.errors import KnowledgeError
from kg.indicators import concepts
from kg.indicators.quantities import units
from kg.lexicon.tables import parse_table
from loaders.rdf_vocabulary import KG

SCHEME = URIRef("https://district-education-kg.example/indicators")


@pytest.fixture(scope="module")
def skos() -> Graph:
    return Graph().parse(data=files("ontology").joinpath("indicators.ttl").read_text("utf-8"), format="turtle")


def _iri(name: str) -> URIRef:
    return URIRef(f"{SCHEME}#{name}")


def test_indicators_scheme_file_says_what_the_table_says(skos: Graph) -> None:
    assert set(skos.subjects(RDF.type, SKOS.Concept)) == {_iri(name) for name in concepts()}
    for name, concept in concepts().items():
        node = _iri(name)
        assert {(str(label), label.language) for label in skos.objects(node, SKOS.prefLabel)} == {
            (name, "zh-Hans"), (concept.english, "en")}
        assert {str(label) for label in skos.objects(node, SKOS.altLabel)} == set(concept.aliases)
        assert str(skos.value(node, KG.unit) or "") == concept.unit
        assert str(skos.value(node, KG.dimension)) == concept.dimension
        assert str(skos.value(node, KG.direction)) == concept.direction
        broader = [_iri(concept.broader)] if concept.broader else []
        assert list(skos.objects(node, SKOS.broader)) == broader
        assert ((node, SKOS.topConceptOf, SCHEME) in skos) == (not broader)
        assert (node, SKOS.inScheme, SCHEME) in skos


def test_indicators_scheme_file_is_written_by_the_script() -> None:
    script = Path(__file__).parent.parent / "scripts" / "indicators.py"
    found: dict[str, object] = {"__name__": "indicators", "__file__": str(script)}
    exec(compile(script.read_text("utf-8"), str(script), "exec"), found)
    assert found["main"](["--check"]) == 0  # type: ignore[operator]


def test_indicators_scheme_has_a_title_and_a_licence(skos: Graph) -> None:
    assert {title.language for title in skos.objects(SCHEME, DCTERMS.title)} == {"zh-Hans", "en"}
    assert skos.value(SCHEME, DCTERMS.license) is not None


def test_indicators_scheme_is_large_and_covers_every_dimension() -> None:
    assert len(concepts()) >= 150
    assert min(Counter(concept.dimension for concept in concepts().values()).values()) >= 2
    assert {concept.direction for concept in concepts().values()} == {"more", "less", "neither"}


def test_indicators_scheme_labels_are_unique() -> None:
    english = Counter(concept.english for concept in concepts().values())
    assert [label for label, count in english.items() if count > 1 or not label] == []
    for concept in concepts().values():
        assert len(set(concept.forms)) == len(concept.forms), concept.name


def test_indicators_scheme_forms_are_told_apart_by_what_they_measure() -> None:
    named: dict[str, list[str]] = {}
    for concept in concepts().values():
        for form in concept.forms:
            named.setdefault(form, []).append(units()[concept.unit].canonical if concept.unit else "")
    assert [form for form, found in named.items() if len(set(found)) < len(found)] == []


def test_indicators_scheme_units_are_of_the_dimension() -> None:
    for concept in concepts().values():
        assert (concept.unit == "") == (concept.dimension == "ratio"), concept.name
        if concept.unit:
            expected = {"percentage_points": "rate", "other": "score"}
            dimension = units()[concept.unit].dimension
            assert expected.get(dimension, dimension) == concept.dimension, concept.name


def test_indicators_scheme_broader_concepts_have_no_circle_and_are_of_one_kind() -> None:
    kinds = {"person_times": "persons"}
    for concept in concepts().values():
        above, seen = concept.broader, {concept.name}
        while above is not None:
            assert above not in seen, concept.name
            seen.add(above)
            dimension = concepts()[above].dimension
            assert kinds.get(dimension, dimension) == kinds.get(concept.dimension, concept.dimension), concept.name
            above = concepts()[above].broader


@pytest.mark.parametrize("name", [
    "公办在园幼儿覆盖率", "普惠性幼儿园覆盖率", "省一级幼儿园", "新增学位", "引进高层次人才", "一般公共预算教育支出",
    "学生体质健康合格率",    "课后服务参与率"])
def test_indicators_scheme_has_the_indicators_that_everyone_plans(name: str) -> None:
    assert name in concepts()


def test_indicators_scheme_refuses_an_unknown_direction() -> None:
    with pytest.raises(KnowledgeError, match="direction is 'up'"):
        parse_table("name\tdirection\n近视率\tup\n", "indicators.tsv", ("name", "direction"),
                    choices={"direction": ("more", "less", "neither")})
