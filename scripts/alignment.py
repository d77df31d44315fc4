"""Which of the facts found in an annotated document are right: the alignment of ``evaluate.py``'s scorer, fact by fact.

A claim is right where the annotation has its type between the same two things, a figure where it has its kind, value,
unit, comparator and year with a like indicator. What the annotation marks as optional is left out.
"""
from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kg.pipeline import recognise_stage, relate_stage, resolve_stage, segment_stage
from kg.read import read_file
from kg.relate.confidence import FIGURE, mention_rule
from kg.types import Claim, Entity, Figure

_SYMMETRIC = ("PAIRS_WITH", "MERGES_WITH", "COOPERATES_WITH")
_MARKS = "《》“”‘’\"'「」『』〈〉<>"
_LIKE = 0.5

Annotation = Mapping[str, Any]


class Judged(NamedTuple):
    """A fact found: the relationship's type or ``figure``, the rules that found it, its confidence, whether it is right.
    """

    kind: str
    rule: str
    mention: str
    confidence: float
    right: bool


def judged_documents(folder: Path) -> list[list[Judged]]:
    """Extract the annotated documents of a folder (NAME.txt beside NAME.json) and judge the facts of each."""
    return [judged(path.with_suffix(".txt"), path) for path in sorted(folder.glob("*.json"))]


def judged(document: Path, annotation: Path) -> list[Judged]:
    """Extract a document and judge its facts by an annotation."""
    segmented = segment_stage(read_file(document))
    found = recognise_stage(segmented)
    resolved = resolve_stage(segmented, found)
    claims, figures = relate_stage(segmented, found, resolved)
    gold = json.loads(annotation.read_text(encoding="utf-8"))
    entities = {entity.id: entity for entity in resolved.entities}
    known = [entity for entity in resolved.entities if not entity.properties.get("derived")]
    return [*_judged_claims(claims, entities, gold, _aligned(gold["entities"], known)),
            *_judged_figures(figures, gold["figures"])]


def normal(text: str) -> str:
    """Return a name without blanks, quotation marks and differences of width."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if not c.isspace() and c not in _MARKS).lower()


def _aligned(gold: Iterable[Annotation], found: Iterable[Entity]) -> dict[str, str]:
    """Map ids of entities to ids of annotated ones of their class, one to one: the same names first, then aliases."""
    annotated = [(item["id"], item["type"], normal(item["name"]), {normal(n) for n in (item["name"], *item["aliases"])})
                 for item in gold]
    entities = [(e.id, e.label, normal(e.name), {normal(n) for n in (e.name, *e.aliases)}) for e in found]
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


def _key(kind: str, source: str, target: str) -> tuple[str, str, str]:
    return (kind, *sorted((source, target))) if kind in _SYMMETRIC else (kind, source, target)  # type: ignore[return-value]


def _judged_claims(claims: Iterable[Claim], entities: Mapping[str, Entity], gold: Annotation,
                   mapped: Mapping[str, str]) -> Iterator[Judged]:
    optional = {item["id"] for item in gold["entities"] if item.get("optional")}
    stated, loose = set(), set()
    for item in gold["relations"]:
        ends = (item["source"], item["target"])
        (loose if item.get("optional") or optional.intersection(ends) else stated).add(_key(item["type"], *ends))
    for claim in claims:
        key = _key(claim.type, *(mapped.get(id, f"?{id}") for id in (claim.source, claim.target)))
        if key not in loose:
            rule = mention_rule(claim, entities[claim.target])
            yield Judged(claim.type, claim.rule, rule, claim.confidence, key in stated)


def likeness(one: str, other: str) -> float:
    """Return the Dice coefficient of the character bigrams of two phrases."""
    a, b = (Counter(text[i:i + 2] for i in range(max(1, len(text) - 1))) for text in (normal(one), normal(other)))
    return 2 * (a & b).total() / (a.total() + b.total())


def _judged_figures(figures: Iterable[Figure], gold: list[Annotation]) -> Iterator[Judged]:
    found = list(figures)
    pairs = sorted((-alike, i, j) for i, item in enumerate(gold) for j, figure in enumerate(found)
                   if _measured(item) == (figure.kind, figure.quantity.value, figure.quantity.upper,
                                          normal(figure.quantity.unit))
                   and (alike := likeness(item["indicator"], figure.indicator)) >= _LIKE)
    partner: dict[int, int] = {}
    for _, i, j in pairs:
        if j not in partner and i not in partner.values():
            partner[j] = i
    for j, figure in enumerate(found):
        item = gold[partner[j]] if j in partner else None
        if item is None or not item.get("optional"):
            right = item is not None and (item["comparator"], item["year"]) == (figure.quantity.comparator, figure.year)
            yield Judged(FIGURE, figure.rule, "*", figure.confidence, right)


def _measured(item: Annotation) -> tuple[str, float, float | None, str]:
    return item["kind"], item["value"], item["upper"], normal(item["unit"])
