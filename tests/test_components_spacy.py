"""The stages as spaCy components, found by their entry points."""
from __future__ import annotations

import pytest
import spacy
from conftest import PLAN
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from kg.errors import KgError
from kg.pipeline import document_graph
from kg.read import read_bytes
from kg.types import Document
from kg.vocabulary import RELATIONS

NAMES = ("kg_segmenter", "kg_recogniser", "kg_resolver", "kg_relater")


def _pipeline(*names: str) -> Language:
    nlp = spacy.blank("zh")
    for name in names:
        nlp.add_pipe(name)
    return nlp


@pytest.fixture(scope="module")
def nlp() -> Language:
    return _pipeline(*NAMES)


@pytest.fixture
def doc(nlp: Language) -> Doc:
    return nlp(PLAN)


def test_components_mentions_are_spans_with_class_id_name_and_rule(doc: Doc) -> None:
    mentions = {span.text: span for span in doc.spans["kg_mentions"]}
    school = mentions["青禾区实验小学"]
    assert (school.label_, school._.kg_name) == ("School", "青禾区实验小学")
    assert school._.kg_id.startswith("school/")
    assert school._.rule


def test_components_figures_are_spans_beside_their_dicts(doc: Doc) -> None:
    assert len(doc.spans["kg_figures"]) == len(doc._.kg_figures) > 0
    for span, figure in zip(doc.spans["kg_figures"], doc._.kg_figures, strict=True):
        assert span.label_.lower() == figure["kind"]
        assert figure["start"] <= span.start_char
        assert span.end_char <= figure["end"]


def test_components_give_what_the_pure_function_gives(doc: Doc) -> None:
    graph = document_graph(read_bytes(PLAN.encode(), "plan.txt"))
    claims = {(item.label, item.start, item.end, item.properties["evidence"])
              for item in graph.relationships if item.label in RELATIONS}
    assert {(claim["type"], claim["source"], claim["target"], doc.text[claim["start"]:claim["end"]])
            for claim in doc._.kg_claims} == claims
    assert {span._.kg_id for span in doc.spans["kg_mentions"]} <= {node.id for node in graph.nodes}


@pytest.mark.parametrize("text", [
    "", "区", "\r\n", "Ａ Ｂ　教育局 is　here", "温 州 市 教育局", "\ufeff青禾区教育局", "𠮷野家小学"])
def test_components_offsets_are_those_of_the_original_text(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    for span in doc.spans["kg_mentions"]:
        assert span.text.strip()


def test_components_serve_other_tokenisers() -> None:
    words = ["青禾区", "教育局", "2024年", "深化", "“双减”工作", "。"]
    doc = Doc(spacy.blank("zh").vocab, words=words, spaces=[False] * len(words))
    for name in NAMES:
        doc = _pipeline(name).get_pipe(name)(doc)
    assert "“双减”工作" in {span.text for span in doc.spans["kg_mentions"]}


def test_components_doc_can_be_serialised_and_made_in_processes(nlp: Language, doc: Doc) -> None:
    [back] = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    assert list(back._.kg_claims) == doc._.kg_claims
    many = list(nlp.pipe([PLAN] * 3, n_process=2, batch_size=1))
    assert [len(one._.kg_claims) for one in many] == [len(doc._.kg_claims)] * 3


@pytest.mark.parametrize(("names", "missing"), [
    (("kg_recogniser",), "kg_segmenter"), (("kg_segmenter", "kg_resolver"), "kg_recogniser"),
    (("kg_segmenter", "kg_recogniser", "kg_relater"), "kg_resolver")])
def test_components_out_of_order_say_what_is_missing(names: tuple[str, ...], missing: str) -> None:
    with pytest.raises(KgError, match=missing):
        _pipeline(*names)(PLAN)


def test_components_take_metadata_from_the_document(nlp: Language) -> None:
    doc = nlp.make_doc(PLAN)
    doc._.kg_document = Document("other.txt", "0", "another text")
    with pytest.raises(KgError, match=r"other\.txt"):
        nlp(doc)
