"""From a document to its texts, sections, sentences and clauses."""
from kg.segment.fold import Folded, fold
from kg.segment.texts import segment

__all__ = ["Folded", "fold", "segment"]
