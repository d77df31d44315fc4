"""Targets and results: quantities with what they count or measure, who holds them, and the year."""
from __future__ import annotations

from collections.abc import Iterator

from kg.relate.figures_indicators import readings
from kg.relate.figures_stance import holder, kind_and_year
from kg.relate.scene import Scene
from kg.types import Figure

# How often each rule was right on annotated documents.
_CONFIDENCE = {"figure-left": 0.9, "figure-right": 0.85, "figure-growth": 0.9, "figure-chain": 0.9, "figure-each": 0.85,
               "figure-share": 0.9, "figure-rate": 0.8, "figure-context": 0.75, "figure-table": 0.9}


def figures(scene: Scene) -> Iterator[Figure]:
    """Yield the figures of a sentence."""
    if scene.bureau is None or scene.sentence.role in ("title", "letter"):
        return
    for site, reading in readings(scene):
        kind, year = kind_and_year(scene, site)
        yield Figure(kind, holder(scene, site, reading.indicator), reading.indicator, reading.quantity,
                     scene.evidence(reading.quantity.span), reading.rule, _CONFIDENCE[reading.rule], year,
                     scene.sentence.section.path)
