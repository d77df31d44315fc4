from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from loaders.rdf_terms import decimal, encode, is_base, literal


@pytest.mark.parametrize(("text", "expected"), [
    ("school/330203/某某中心小学", "school/330203/某某中心小学"),
    ("program/7202 工程", "program/7202%20工程"),
    ('a"b<c>d|e{f}g^h`i\\j', "a%22b%3Cc%3Ed%7Ce%7Bf%7Dg%5Eh%60i%5Cj"),
    ("50%", "50%25"), ("50%25", "50%2525"),
    ("a?b#c[d]", "a%3Fb%23c%5Bd%5D"),
    ("一\n二\t三\r", "一%0A二%09三%0D"),
    ("全角\u3000空格", "全角%E3%80%80空格"),
    ("\u200b\u202e\ufeff", "%E2%80%8B%E2%80%AE%EF%BB%BF"),
    ("\ue000\ufffe", "%EE%80%80%EF%BF%BE"),
    ("𬭎😀", "𬭎😀"),
    ("清华（附中）·“新”", "清华（附中）·“新”"),
])
def test_rdf_terms_encode_keeps_letters_and_encodes_what_iris_cannot_hold(text: str, expected: str) -> None:
    assert encode(text) == expected


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_rdf_terms_encode_can_be_undone_and_is_a_legal_iri(text: str) -> None:
    encoded = encode(text)
    assert unquote(encoded) == text
    assert not set(encoded) & set(' "<>|{}^`\\#?[]')
    URIRef(f"https://a.example/{encoded}").n3()


@pytest.mark.parametrize(("value", "expected"), [
    (60, "60.0"), (60.0, "60.0"), (5.64, "5.64"), (0, "0.0"), (-0.0, "0.0"), (-3, "-3.0"), (1e-7, "0.0000001"),
    (1e22, "10000000000000000000000.0"), (12500, "12500.0"), (0.1, "0.1"), (99.95, "99.95"),
])
def test_rdf_terms_decimal_has_one_form_without_exponent(value: float, expected: str) -> None:
    assert decimal(value) == expected


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_rdf_terms_literal_stays_on_one_line_of_ascii_controls(text: str) -> None:
    term = literal(text, language="zh")
    assert not any(ord(character) < 32 for character in term)
    assert term.endswith('"@zh')


@pytest.mark.parametrize(("text", "expected"), [
    ("https://data.example.org/kg/", True), ("http://数据.example/图谱/", True), ("https://a.example/%E4%B8%80/", True),
    ("https://data.example.org/kg", False), ("data/kg/", False), ("https://a.example/#", False), ("", False),
    ("https://a.example/?q=/", False), ("https://a.example/a b/", False), ("https://a.example/<x>/", False),
    ("https://a.example/50%/", False), ("https://a.example/\n", False),
])
def test_rdf_terms_base_is_an_absolute_iri_that_ids_can_follow(text: str, expected: bool) -> None:
    assert is_base(text) is expected


def test_rdf_terms_literal_has_the_datatype_of_xml_schema() -> None:
    assert literal("2024", datatype="gYear") == '"2024"^^<http://www.w3.org/2001/XMLSchema#gYear>'
    assert Literal('a"b\\c').n3() == literal('a"b\\c')
