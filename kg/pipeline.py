"""One pure function from a document to its graph, and the stages that it is made of.

The stages are functions without state; ``kg.components`` offers the same functions as spaCy pipeline components.
"""
from __future__ import annotations

from dataclasses import dataclass, replace

from kg.graph.build import build
from kg.recognise import Home, Recognition, find_home, recognise
from kg.relate import relate
from kg.resolve import Resolved, resolve
from kg.resolve.ids import entity_id
from kg.segment import Folded, fold, segment
from kg.types import Claim, Document, Entity, Figure, Graph, Segmentation

UNNAMED_WRITER = "未署名的发文机关"


@dataclass(frozen=True, slots=True)
class Segmented:
    """A document ready for recognising: its folded text, its texts and sentences, and whose text it is."""

    document: Document
    folded: Folded
    segmentation: Segmentation
    home: Home


def segment_stage(document: Document) -> Segmented:
    """Fold and part a document, and find out who writes."""
    folded = fold(document.text)
    segmentation = segment(document, folded)
    return Segmented(document, folded, segmentation, find_home(document, segmentation))


def recognise_stage(segmented: Segmented) -> Recognition:
    """Find names and quantities; spans are offsets into ``segmented.folded.text``."""
    return recognise(segmented.folded.text, segmented.segmentation, segmented.home)


def resolve_stage(segmented: Segmented, found: Recognition) -> Resolved:
    """Put the mentions of one thing together, with its id."""
    return with_writer(resolve(found.mentions, segmented.home, segmented.folded.text), segmented)


def with_writer(resolved: Resolved, segmented: Segmented) -> Resolved:
    """Give a document that names neither its bureau nor its district a writer of its own, marked as derived.

    What the document reports would otherwise have nobody who holds it; the writer is no one else's.
    """
    if resolved.bureau is not None or resolved.district is not None:
        return resolved
    id = entity_id("GovernmentBody", segmented.document.digest[:16])
    writer = Entity(id, "GovernmentBody", UNNAMED_WRITER, (), (), {"derived": True})
    return replace(resolved, entities=(*resolved.entities, writer), bureau=id)


def relate_stage(segmented: Segmented, found: Recognition, resolved: Resolved
                 ) -> tuple[tuple[Claim, ...], tuple[Figure, ...]]:
    """Find what the text states of the things it names; evidence is offsets into ``segmented.folded.text``."""
    return relate(segmented.folded.text, segmented.segmentation, found, resolved, segmented.home)


@dataclass(frozen=True, slots=True)
class Stages:
    """What each stage made of a document; spans are offsets into ``segmented.folded.text``."""

    segmented: Segmented
    found: Recognition
    resolved: Resolved
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]

    def graph(self) -> Graph:
        """Build the document's graph."""
        now = self.segmented
        return build(now.document, now.folded, now.segmentation, now.home, self.resolved, self.claims, self.figures)


def all_stages(document: Document) -> Stages:
    """Take one document through all stages."""
    segmented = segment_stage(document)
    found = recognise_stage(segmented)
    resolved = resolve_stage(segmented, found)
    return Stages(segmented, found, resolved, *relate_stage(segmented, found, resolved))


def document_graph(document: Document) -> Graph:
    """Return the graph of one document; the same document gives the same graph, whatever else was read."""
    return all_stages(document).graph()
