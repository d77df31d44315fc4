"""Phrases of texts mapped to the concepts of the scheme: exactly, then written alike; else a phrase stays as itself."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from kg.indicators.quantities import units
from kg.indicators.scheme import Concept, concepts
from kg.lexicon import read_rules
from kg.lexicon.rules import Example

_MARKS = re.compile("[“”]")
_DIVISION_ENDS = "区县市旗"


class Step(BaseModel):
    """A regular expression that is replaced where phrases are compared."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    find: str
    put: str


class IndicatorRules(BaseModel):
    """``rules/indicators.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    steps: tuple[Step, ...]
    rates: tuple[str, ...]
    growth: tuple[str, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a phrase measures: ``name`` is the canonical name, or the phrase without quotation marks.

    ``concept`` is None where the scheme has none; ``growth`` is 增长 or 下降 where the phrase measures how much the
    concept has grown, and ``name`` then ends with it.
    """

    name: str
    concept: Concept | None
    growth: str = ""


@functools.cache
def _rules() -> tuple[IndicatorRules, tuple[tuple[re.Pattern[str], str], ...]]:
    rules: IndicatorRules = read_rules("indicators", IndicatorRules)
    return rules, tuple((re.compile(step.find), step.put) for step in rules.steps)


@functools.lru_cache(maxsize=65536)
def key(phrase: str) -> str:
    """Return a phrase as it is compared: equal for phrases that differ only in how they put the same."""
    for pattern, put in _rules()[1]:
        phrase = pattern.sub(put, phrase)
    return phrase


@functools.cache
def _index() -> tuple[Mapping[str, tuple[Concept, ...]], Mapping[str, tuple[Concept, ...]]]:
    """Return the concepts by their forms as they stand, and by their forms as they are compared."""
    exact: dict[str, list[Concept]] = {}
    alike: dict[str, list[Concept]] = {}
    for concept in concepts().values():
        for form in concept.forms:
            for index, text in ((exact, _MARKS.sub("", form)), (alike, key(form))):
                if concept not in index.setdefault(text, []):
                    index[text].append(concept)
    return ({text: tuple(found) for text, found in exact.items()},
            {text: tuple(found) for text, found in alike.items()})


def _each(unit: str) -> bool:
    return "/" in unit


def measures(concept: Concept, unit: str) -> bool:
    """Tell whether a number with this unit can be a value of the concept: 大班额12个 is no share.

    A number without a unit, or with one that the lexicon does not have, can be a value of anything that has a unit.
    """
    known = units().get(unit)
    if known is None:
        return True
    if concept.dimension == "rate":
        points = concept.unit == "个百分点"
        return known.dimension == "percentage_points" if points and unit != "%" else known.dimension == "rate"
    if concept.dimension == "ratio":
        return False
    if concept.dimension == "persons":
        return known.dimension == "persons" or (known.canonical == "个" and unit in ("个", "万", "千"))
    if concept.dimension == "person_times":
        return known.dimension in ("persons", "person_times") or unit == "万"
    if concept.dimension == "score":
        return known.canonical == "分"
    if known.dimension != concept.dimension:
        return False
    own = units().get(concept.unit)
    if concept.dimension == "count" and own is not None:
        return own.canonical == known.canonical or (known.canonical == "个" and unit in ("个", "项", "万"))
    if concept.dimension == "money":
        return not _each(unit) or _each(concept.unit) or concept.unit == "元"
    return True


def _only(found: Iterable[Concept], unit: str) -> Concept | None:
    fitting = [concept for concept in found if measures(concept, unit)]
    if len(fitting) > 1 and (known := units().get(unit)):  # 视力筛查 in 人 and in 人次
        fitting = [concept for concept in fitting
                   if (own := units().get(concept.unit)) and own.canonical == known.canonical]
    return fitting[0] if len(fitting) == 1 else None


def _find(phrase: str, unit: str) -> Concept | None:
    exact, alike = _index()
    if phrase in exact:
        return _only(exact[phrase], unit)
    plain = key(phrase)
    if plain in alike:
        return _only(alike[plain], unit)
    if unit == "%" and plain.endswith(_rules()[0].rates):
        return _only(alike.get(f"{plain}率", ()), unit)
    return None


@functools.cache
def _levelled() -> frozenset[str]:
    """Return what the scheme has with a level before it (学科带头人: 市学科带头人, 区学科带头人)."""
    levels = re.compile(r"^(?:国家级|全国|省级?|市级?|区级?|县级?)(.{2,})$")
    return frozenset(match[1] for form in _index()[1] if (match := levels.match(form)))


def _of_place(phrase: str, unit: str, places: Iterable[str]) -> Concept | None:
    """Find a phrase without the name of the writer's district before it: 青禾区学科带头人 are those of the 区."""
    for place in places:
        if len(place) < 2 or not phrase.startswith(place) or len(phrase) - len(place) < 2:
            continue
        rest = phrase[len(place):]
        if key(rest) in _levelled():
            return _find(place[-1] + rest, unit) if place[-1] in _DIVISION_ENDS else None
        return _find(rest, unit)
    return None


@functools.lru_cache(maxsize=65536)
def map_phrase(phrase: str, unit: str = "", places: tuple[str, ...] = ()) -> Mapped:
    """Map a phrase in simplified characters to what it measures.

    ``unit`` is the unit of its number, as written; ``places`` are the names of the writer's own districts and body.
    """
    bare = _MARKS.sub("", phrase)
    if concept := _find(bare, unit) or _of_place(bare, unit, places):
        return Mapped(concept.name, concept)
    for end in _rules()[0].growth:
        if bare.endswith(end) and len(bare) > len(end) + 1:
            base = bare[:-len(end)]
            # The number is of the growth: in points where the indicator is a rate, else in its own unit or in percent.
            for own in ("%", unit):
                if concept := _find(base, own) or _of_place(base, own, places):
                    return Mapped(concept.name + end, concept, end)
            if unit in ("%", "倍") and len(found := _index()[1].get(key(base), ())) == 1:
                return Mapped(found[0].name + end, found[0], end)
    return Mapped(bare, None)


def canonical_name(phrase: str, unit: str = "", places: tuple[str, ...] = ()) -> str:
    """Return the canonical name of an indicator's phrase, or the phrase without quotation marks."""
    return map_phrase(phrase, unit, places).name
