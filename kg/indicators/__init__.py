"""Indicators of the sector: the scheme of concepts, phrases mapped to them, and quantities that can be compared."""
from kg.indicators.mapping import Mapped, canonical_name, map_phrase
from kg.indicators.quantities import Normal, comparable, decimal, normalise, plain
from kg.indicators.scheme import Concept, concepts

__all__ = ["Concept", "Mapped", "Normal", "canonical_name", "comparable", "concepts", "decimal", "map_phrase",
           "normalise", "plain"]
