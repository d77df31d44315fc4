"""Quantities in canonical units, exactly: 5.64亿元 is 564000000元, 3.5万名 is 35000人, 30亩 is 20000平方米."""
from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kg.indicators.scheme import Concept
from kg.lexicon import read_table

# Places behind the point that a normalised value keeps where it has no end (50亩 is 33333.333333平方米).
_PLACES = 6
_SCALES = ("万", "亿", "千", "百", "万余", "万多")
# Measure words that count anything at all.
_ANY_THING = "个"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what it measures, the unit that its kind is compared in, and the factor to that one."""

    dimension: str
    canonical: str
    factor: Fraction


@dataclass(frozen=True, slots=True)
class Normal:
    """A quantity in its canonical unit; ``upper`` is the upper end of a range, or None."""

    value: Fraction
    upper: Fraction | None
    unit: str


@functools.cache
def units() -> Mapping[str, Unit]:
    """Return all units of the lexicon by how they are written, with full-width and with half-width signs."""
    found = {}
    for row in read_table("lexicon/units.tsv", ("unit", "dimension", "canonical", "factor", "figure")):
        unit = Unit(row["dimension"], row["canonical"], Fraction(row["factor"]))
        found[row["unit"]] = found[row["unit"].translate(str.maketrans("％（）", "%()"))] = unit
    return found


def decimal(value: float) -> Fraction:
    """Return the number that was written: 0.1 is a tenth, not the nearest binary fraction."""
    return Fraction(repr(value))


@functools.lru_cache(maxsize=65536)
def plain(value: Fraction) -> int | float:
    """Return a number for a property: whole where it is whole, else rounded to six places."""
    rounded = round(value, _PLACES)
    return int(rounded) if rounded.denominator == 1 else float(Decimal(rounded.numerator) / rounded.denominator)


def _canonical(unit: str, known: Unit, usual: str) -> str:
    """Return the unit to compare in: that of the concept where the words only count (3.5万 books, 30个 persons)."""
    own = units().get(usual)
    if own is None or known.canonical != _ANY_THING:
        return known.canonical
    return own.canonical if unit in _SCALES or own.dimension == "persons" else known.canonical


def normalise(value: float, upper: float | None, unit: str, concept: Concept | None = None) -> Normal | None:
    """Return a quantity in its canonical unit, or None where the unit is not known.

    ``concept`` is what the quantity measures, where that is known: it tells what a bare 万 counts. A number without a
    unit keeps its value and has the unit "".
    """
    return _normalise(value, upper, unit, concept.unit if concept else "")


@functools.lru_cache(maxsize=65536)
def _normalise(value: float, upper: float | None, unit: str, usual: str) -> Normal | None:
    if not unit:
        return Normal(decimal(value), None if upper is None else decimal(upper), "")
    known = units().get(unit)
    if known is None:
        return None
    high = None if upper is None else decimal(upper) * known.factor
    return Normal(decimal(value) * known.factor, high, _canonical(unit, known, usual))


def comparable(one: Normal, other: Normal) -> bool:
    """Tell whether two quantities of one indicator are of one unit."""
    return one.unit == other.unit
