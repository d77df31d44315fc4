"""Why the graph of a document holds what it holds: rules, the words that triggered them, and what lost.

Each explanation is one line of JSON. ``kind`` is ``claim``, ``figure`` or ``dropped``; offsets are half-open ranges of
characters in the document's text, as in the graph; ``id`` is that of the claim's relationship or the figure's node.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from kg.graph.build import claim_id, figure_id, source_id
from kg.pipeline import Stages
from kg.recognise import candidates, is_masked
from kg.recognise.honours import without_context
from kg.recognise.programs import general_work
from kg.recognise.selection import Loser, losers
from kg.types import Claim, Entity, Figure, Mention, Span


def losses(stages: Stages) -> list[Loser]:
    """Return the possible names of a document that did not become mentions, by offset, each with the reason."""
    now = stages.segmented
    text = now.folded.text
    found = candidates(text, now.segmentation, now.home)
    names = set(found.names)
    untitled = set(found.untitled)
    lost = [Loser(mention, "title of a text or section") for mention in found.programs if mention not in untitled]
    lost += [Loser(mention, "building works, or general words before a known name")
             for mention in found.untitled if mention not in names]
    lost += [Loser(mention, "nothing gives, seeks or counts it") for mention in without_context(text, found.tokens)]
    taken = {mention.span for mention in (*found.programs, *stages.found.mentions)}
    lost += [Loser(mention, "general work without a name of its own") for mention in general_work(text, found.tokens)
             if mention.span not in taken]
    lost += [Loser(mention, "masked") for mention in found.names if is_masked(mention)]
    lost += losers((name for name in found.names if not is_masked(name)), stages.found.mentions, now.segmentation)
    return sorted(dict.fromkeys(lost), key=lambda loser: (loser.mention.span, loser.mention.label, loser.mention.rule))


class _Explainer:
    """Writes explanations of one document; its graph's ids and names, and what lost in it, are at hand."""

    def __init__(self, stages: Stages) -> None:
        self.stages = stages
        self.entities = {entity.id: entity for entity in stages.resolved.entities}
        self.lost = losses(stages)
        self.source = source_id(stages.segmented.document)

    def words(self, span: Span) -> dict[str, Any]:
        start, end = self.stages.segmented.folded.original(span)
        return {"start": start, "end": end, "text": self.stages.segmented.document.text[start:end]}

    def mention(self, mention: Mention) -> dict[str, Any]:
        return {"label": mention.label, "name": mention.name, "rule": mention.rule, **self.words(mention.span)}

    def dropped(self, loser: Loser) -> dict[str, Any]:
        against = None if loser.against is None else self.mention(loser.against)
        return {**self.mention(loser.mention), "reason": loser.reason, "against": against}

    def entity(self, id: str, evidence: Span) -> dict[str, Any]:
        """Return an end of a claim: its name, and the mentions of it in the evidence."""
        entity: Entity | None = self.entities.get(id)
        inside = [m for m in entity.mentions if _within(m.span, evidence)] if entity is not None else []
        return {"id": id, "name": entity.name if entity else None, "mentions": [self.mention(m) for m in inside]}

    def basis(self, item: Claim | Figure, trigger: Span | None) -> dict[str, Any]:
        """Return what claims and figures have in common: rule, evidence, trigger, and what lost in the evidence."""
        lost = [loser for loser in self.lost if _within(loser.mention.span, item.evidence)]
        return {"rule": item.rule, "confidence": item.confidence, "year": item.year,
                "evidence": self.words(item.evidence), "trigger": None if trigger is None else self.words(trigger),
                "alternatives": [self.dropped(loser) for loser in lost]}

    def claim(self, claim: Claim) -> dict[str, Any]:
        return {"kind": "claim", "id": claim_id(claim, self.source), "type": claim.type,
                "source": self.entity(claim.source, claim.evidence),
                "target": self.entity(claim.target, claim.evidence),
                "attributes": dict(claim.attributes), **self.basis(claim, claim.trigger)}

    def figure(self, figure: Figure) -> dict[str, Any]:
        quantity = figure.quantity
        return {"kind": "figure", "id": figure_id(figure, self.stages.segmented.home, self.source),
                "type": figure.kind, "holder": self.entity(figure.holder, figure.evidence),
                "indicator": figure.indicator, "value": quantity.value, "upper": quantity.upper, "unit": quantity.unit,
                "comparator": quantity.comparator, **self.basis(figure, quantity.span)}

    def all(self) -> Iterator[dict[str, Any]]:
        yield from map(self.claim, self.stages.claims)
        yield from map(self.figure, self.stages.figures)
        yield from ({"kind": "dropped", **self.dropped(loser)} for loser in self.lost)


def _within(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


def explanations(stages: Stages) -> Iterator[dict[str, Any]]:
    """Yield the explanations of a document: its claims, its figures, then all possible names that were dropped."""
    return _Explainer(stages).all()


def explanation_lines(name: str, found: Iterable[dict[str, Any]]) -> bytes:
    """Return explanations as lines of JSON that begin with the document's name."""
    return b"".join(orjson.dumps({"document": name, **item}, option=orjson.OPT_APPEND_NEWLINE) for item in found)
