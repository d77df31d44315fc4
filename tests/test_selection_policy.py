from __future__ import annotations

import pytest
from msgspec.structs import replace

from kg.recognise.selection import select
from kg.types import Mention, Section, Segmentation, Sentence, Span

TEXT = "甲市出台《甲市文明校园实施方案》并创建省级文明校园"
BODY = Sentence(Span(0, len(TEXT)), (Span(0, len(TEXT)),), 0, Section((), 0, "plan", 2024), "body")


def named(words: str, label: str, rule: str, confidence: float = 0.9) -> Mention:
    start = TEXT.rindex(words)
    return Mention(Span(start, start + len(words)), label, words, rule, confidence)


def kept(*candidates: Mention, sentence: Sentence = BODY) -> set[str]:
    return {mention.name for mention in select(TEXT, list(candidates), Segmentation((), (sentence,)))}


@pytest.mark.parametrize(("stays", "goes"), [
    (named("《甲市文明校园实施方案》", "Document", "document-marked"), named("甲市文明校园", "Honor", "honour-head")),
    (named("省级文明校园", "Honor", "honour-head"), named("创建省级文明校园", "Program", "program-plain")),
    (named("创建省级文明校园", "Program", "program-plain"), named("文明校园", "Program", "program-plain")),
])
def test_selection_prefers_the_surer_then_the_longer(stays: Mention, goes: Mention) -> None:
    assert kept(stays, goes) == kept(goes, stays) == {stays.name}


def test_selection_keeps_divisions_inside_documents_not_inside_schools() -> None:
    place = named("甲市", "District", "division")
    document = named("《甲市文明校园实施方案》", "Document", "document-marked")
    assert kept(place, document) == {place.name, document.name}
    school = named("甲市文明校园", "School", "institution-suffix")
    assert kept(place, school) == {school.name}


def test_selection_drops_slogans_in_headings_and_names_outside_of_sentences() -> None:
    slogan = named("文明校园", "Honor", "honour-head", 0.55)
    assert kept(slogan) == {"文明校园"}
    assert kept(slogan, sentence=replace(BODY, role="heading")) == set()
    assert kept(slogan, sentence=replace(BODY, span=Span(0, 4), clauses=(Span(0, 4),))) == set()
