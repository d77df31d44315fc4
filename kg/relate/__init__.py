"""From entities in sentences to claims and figures."""
from __future__ import annotations

from collections.abc import Iterator

from kg.recognise import Home, Recognition
from kg.relate.builds import builds
from kg.relate.confidence import calibrated
from kg.relate.documents import documents
from kg.relate.figures import distinct, figures
from kg.relate.honours import honours
from kg.relate.partners import partners
from kg.relate.programs import programs
from kg.relate.renames import renames
from kg.relate.scene import Scene, scenes
from kg.resolve import Resolved
from kg.types import Claim, Figure, Segmentation

__all__ = ["relate"]

_RULES = (builds, documents, programs, honours, partners, renames)


def relate(text: str, segmentation: Segmentation, found: Recognition, resolved: Resolved, home: Home
           ) -> tuple[tuple[Claim, ...], tuple[Figure, ...]]:
    """Return the claims and figures that a text states, each once: of several statements of one fact the surest, then
    the first. The numbers by which the rules rank such statements give way to calibrated confidences.
    """
    claims: dict[tuple[object, ...], Claim] = {}
    numbers: list[Figure] = []
    for scene in scenes(text, segmentation.sentences, found, resolved, home):
        for claim in _claims(scene):
            if claim.source == claim.target:
                continue
            key = (claim.type, claim.source, claim.target, claim.year, claim.attributes.get("stage"))
            known = claims.get(key)
            if known is None or claim.confidence > known.confidence:
                claims[key] = claim
        numbers.extend(figures(scene))
    entities = {entity.id: entity for entity in resolved.entities}
    return tuple(calibrated(claim, entities[claim.target]) for claim in claims.values()), tuple(distinct(numbers))


def _claims(scene: Scene) -> Iterator[Claim]:
    if scene.names:
        for rule in _RULES:
            yield from rule(scene)
