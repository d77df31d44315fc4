"""Which of the facts found in an annotated document are right: the alignment of ``evaluate.py``'s scorer, fact by fact.

A claim is right where the annotation has its type between the same two things, a figure where it has its kind, value,
unit, comparator and year with a like indicator. What the annotation marks as optional is left out.
"""
from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kg.pipeline import all_stages
from kg.read import read_file
from kg.relate.confidence import ANY, FIGURE, mention_rule
from kg.types import Claim, Entity, Graph
from kg.vocabulary import FIGURE_RELATIONS

_SYMMETRIC = ("PAIRS_WITH", "MERGES_WITH", "COOPERATES_WITH")
_MARKS = "《》“”‘’\"'「」『』〈〉<>"
_LIKE = 0.5
_HELD_BY = {"target": "TARGETS", "result": "REPORTS"}

Annotation = Mapping[str, Any]


class Judged(NamedTuple):
    """A fact found: the type of a relationship or ``figure``, the rules that found it, its confidence, and the verdict.
    """

    kind: str
    rule: str
    mention: str
    confidence: float
    right: bool


def judged_documents(texts: Path, gold: Path) -> list[list[Judged]]:
    """Extract the documents (NAME.txt) that are annotated (NAME.json) and judge the facts of each."""
    return [judged(texts / f"{path.stem}.txt", path) for path in sorted(gold.glob("*.json"))]


def judged(document: Path, annotation: Path) -> list[Judged]:
    """Extract a document and judge its facts by an annotation."""
    stages = all_stages(read_file(document))
    gold = json.loads(annotation.read_text(encoding="utf-8"))
    return [*_judged_claims(stages.claims, stages.resolved.entities, gold),
            *_judged_figures(stages.graph(), gold["figures"])]


def normal(text: str) -> str:
    """Return a name without blanks, quotation marks and differences of width."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if not c.isspace() and c not in _MARKS).lower()


def _aligned(gold: Iterable[Annotation], found: Iterable[Entity]) -> dict[str, str]:
    """Map ids of entities to ids of annotated ones of their class, one to one: the same names first, then aliases."""
    annotated = [(item["id"], item["type"], normal(item["name"]),
                  {normal(name) for name in (item["name"], *item.get("aliases", ()))}) for item in gold]
    entities = [(e.id, e.label, normal(e.name), {normal(name) for name in (e.name, *e.aliases)}) for e in found]
    mapped: dict[str, str] = {}
    for step in range(3):
        taken = set(mapped.values())
        for id, label, name, names in entities:
            for other, its_label, its_name, its_names in () if id in mapped else annotated:
                same = (name == its_name, name in its_names, its_name in names)[step]
                if same and its_label == label and other not in taken:
                    mapped[id] = other
                    taken.add(other)
                    break
    return mapped


def _key(kind: str, source: str, target: str) -> tuple[str, ...]:
    return (kind, *sorted((source, target))) if kind in _SYMMETRIC else (kind, source, target)


def _judged_claims(claims: Iterable[Claim], entities: Iterable[Entity], gold: Annotation) -> Iterator[Judged]:
    by_id = {entity.id: entity for entity in entities}
    mapped = _aligned(gold["entities"], (e for e in by_id.values() if not e.properties.get("derived")))
    optional = {item["id"] for item in gold["entities"] if item.get("optional")}
    stated, loose = set(), set()
    for item in gold["relations"]:
        ends = (str(item["source"]), str(item["target"]))
        (loose if item.get("optional") or optional.intersection(ends) else stated).add(_key(item["type"], *ends))
    for claim in claims:
        key = _key(claim.type, *(mapped.get(id, f"?{id}") for id in (claim.source, claim.target)))
        if key not in loose:
            rule = mention_rule(claim, by_id[claim.target])
            yield Judged(claim.type, claim.rule, rule, claim.confidence, key in stated)


def likeness(one: str, other: str) -> float:
    """Return the Dice coefficient of the character bigrams of two phrases."""
    a, b = (Counter(text[i:i + 2] for i in range(max(1, len(text) - 1))) for text in (normal(one), normal(other)))
    return 2 * (a & b).total() / (a.total() + b.total())


def _judged_figures(graph: Graph, gold: Sequence[Annotation]) -> Iterator[Judged]:
    claims = [item for item in graph.relationships if item.label in FIGURE_RELATIONS]
    nodes = {node.id: node.properties for node in graph.nodes}
    found = [nodes[item.end] for item in claims]
    pairs = sorted((-alike, i, j) for i, item in enumerate(gold) for j, claim in enumerate(claims)
                   if _HELD_BY[item["kind"]] == claim.label and _measured(item) == _measured(found[j])
                   and (alike := likeness(item["indicator"], str(found[j]["indicator"]))) >= _LIKE)
    partner: dict[int, int] = {}
    for _, i, j in pairs:
        if j not in partner and i not in partner.values():
            partner[j] = i
    for j, claim in enumerate(claims):
        item = gold[partner[j]] if j in partner else {}
        if not item.get("optional"):
            right = bool(item) and (item.get("comparator", "="), item.get("year")) == (
                found[j]["comparator"], found[j].get("year"))
            rule, confidence = claim.properties["rule"], claim.properties["confidence"]
            yield Judged(FIGURE, str(rule), ANY, float(confidence), right)


def _measured(figure: Annotation) -> tuple[float, float | None, str]:
    return figure["value"], figure.get("upper"), normal(figure["unit"])
