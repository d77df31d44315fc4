"""The stages as spaCy components: kg_segmenter, kg_recogniser, kg_resolver, kg_relater, in this order.

After ``nlp = spacy.blank("zh")`` and ``nlp.add_pipe`` for each of them, ``doc = nlp(text)`` holds

============================  ======================================================================================
``doc.spans["kg_mentions"]``  names; a span's label is the class (School, Program, …)
``span._.kg_id``, ``kg_name`` the entity's id and displayed name, ``span._.rule`` what found the name
``doc.spans["kg_figures"]``   quantities that are a Target or a Result (the label), parallel to ``doc._.kg_figures``
``doc._.kg_claims``           relationships: dicts with type, source, target (ids), start, end (offsets of the evidence
                              in ``doc.text``), rule, confidence, year and attributes
``doc._.kg_figures``          dicts with kind, holder (id), indicator, value, upper, unit, comparator, year, start, end
============================  ======================================================================================

Other tokenisers than that of the blank pipeline (one character a token) serve too: a span then begins and ends with
the tokens that hold the name. What the text alone does not say (the file's name, its metadata, page furniture) is
taken from ``doc._.kg_document`` where the caller has set it to a ``kg.types.Document`` of the same text.
"""
from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

import kg.types
from kg.errors import KgError
from kg.pipeline import Segmented, recognise_stage, relate_stage, resolve_stage, segment_stage
from kg.recognise import Recognition
from kg.resolve import Resolved
from kg.types import Claim, Document, Figure

MENTIONS, FIGURES = "kg_mentions", "kg_figures"
# What passes from one stage to the next; the last stage takes it away, so that the Doc can be serialised.
_WORK = "kg_work"


@dataclass(slots=True)
class _Work:
    segmented: Segmented
    starts: list[int]
    found: Recognition | None = None
    resolved: Resolved | None = None

    def span(self, doc: Doc, folded: kg.types.Span, label: str, *, id: str = "", rule: str = "") -> Span:
        """Return the tokens that hold a span of the folded text."""
        start, end = self.segmented.folded.original(folded)
        first, stop = bisect_right(self.starts, start) - 1, bisect_left(self.starts, end)
        return Span(doc, first, stop, label=label, kb_id=id, span_id=rule)


def _work(doc: Doc) -> _Work:
    work: _Work | None = doc.user_data.get(_WORK)
    if work is None:
        raise KgError("kg_segmenter has not seen this Doc; add it to the pipeline first: "
                      "kg_segmenter, kg_recogniser, kg_resolver, kg_relater")
    return work


def _needed(value: Recognition | Resolved | None, component: str) -> Any:
    if value is None:
        raise KgError(f"{component} has not seen this Doc; add it to the pipeline before this component")
    return value


def _document(doc: Doc) -> Document:
    given: Document | None = doc._.kg_document
    if given is None:
        return Document("text", hashlib.sha256(doc.text.encode()).hexdigest(), doc.text)
    if given.text != doc.text:
        raise KgError(f"{given.name}: doc._.kg_document has another text than the Doc")
    return given


def segmenter(doc: Doc) -> Doc:
    """Part the text into texts, sections, sentences and clauses, and find out who writes."""
    doc.user_data[_WORK] = _Work(segment_stage(_document(doc)), [token.idx for token in doc])
    return doc


def recogniser(doc: Doc) -> Doc:
    """Find names and quantities: fills ``doc.spans["kg_mentions"]``."""
    work = _work(doc)
    work.found = recognise_stage(work.segmented)
    doc.spans[MENTIONS] = [work.span(doc, m.span, m.label, rule=m.rule) for m in work.found.mentions]
    return doc


def resolver(doc: Doc) -> Doc:
    """Put the mentions of one thing together: fills ``span._.kg_id`` and ``span._.kg_name``."""
    work = _work(doc)
    found = _needed(work.found, "kg_recogniser")
    work.resolved = resolve_stage(work.segmented, found)
    doc.spans[MENTIONS] = [work.span(doc, mention.span, mention.label, id=id, rule=mention.rule)
                           for mention, id in zip(found.mentions, work.resolved.of, strict=True)]
    doc._.kg_names = {entity.id: entity.name for entity in work.resolved.entities}
    return doc


def relater(doc: Doc) -> Doc:
    """Find what the text states: fills ``doc._.kg_claims``, ``doc._.kg_figures`` and ``doc.spans["kg_figures"]``."""
    work = _work(doc)
    found, resolved = _needed(work.found, "kg_recogniser"), _needed(work.resolved, "kg_resolver")
    claims, figures = relate_stage(work.segmented, found, resolved)
    doc._.kg_claims = [_claim(claim, work) for claim in claims]
    doc._.kg_figures = [_figure(figure, work) for figure in figures]
    doc.spans[FIGURES] = [work.span(doc, figure.quantity.span, figure.kind.capitalize(), rule=figure.rule)
                          for figure in figures]
    del doc.user_data[_WORK]
    return doc


def _claim(claim: Claim, work: _Work) -> dict[str, Any]:
    start, end = work.segmented.folded.original(claim.evidence)
    return {"type": claim.type, "source": claim.source, "target": claim.target, "start": start, "end": end,
            "rule": claim.rule, "confidence": claim.confidence, "year": claim.year, **claim.attributes}


def _figure(figure: Figure, work: _Work) -> dict[str, Any]:
    start, end = work.segmented.folded.original(figure.evidence)
    quantity = figure.quantity
    return {"kind": figure.kind, "holder": figure.holder, "indicator": figure.indicator, "value": quantity.value,
            "upper": quantity.upper, "unit": quantity.unit, "comparator": quantity.comparator, "year": figure.year,
            "start": start, "end": end, "rule": figure.rule, "confidence": figure.confidence}


Component = Callable[[Doc], Doc]


@Language.factory("kg_segmenter")
def make_segmenter(nlp: Language, name: str) -> Component:
    """Return the component that parts the text."""
    return segmenter


@Language.factory("kg_recogniser", assigns=["doc.spans"])
def make_recogniser(nlp: Language, name: str) -> Component:
    """Return the component that finds names and quantities."""
    return recogniser


@Language.factory("kg_resolver", requires=["doc.spans"], assigns=["span._.kg_id", "span._.kg_name"])
def make_resolver(nlp: Language, name: str) -> Component:
    """Return the component that puts the mentions of one thing together."""
    return resolver


@Language.factory("kg_relater", requires=["doc.spans"], assigns=["doc._.kg_claims", "doc._.kg_figures", "doc.spans"])
def make_relater(nlp: Language, name: str) -> Component:
    """Return the component that finds what the text states."""
    return relater


# A Span's own fields hold these: two names may stand on the same characters (东湖、西岭学区), and spaCy keeps the
# values of plain extensions by offsets.
Span.set_extension("kg_id", getter=lambda span: span.kb_id_, force=True)
Span.set_extension("kg_name", getter=lambda span: span.doc._.kg_names.get(span.kb_id_), force=True)
Span.set_extension("rule", getter=lambda span: span.id_, force=True)
Doc.set_extension("kg_document", default=None, force=True)
for _name, _empty in (("kg_names", {}), ("kg_claims", []), ("kg_figures", [])):
    Doc.set_extension(_name, default=_empty, force=True)
