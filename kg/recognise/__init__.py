"""Names and quantities in a folded text."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.recognise.bodies import bodies
from kg.recognise.districts import districts
from kg.recognise.documents import known_documents, marked_documents, plain_documents
from kg.recognise.groups import companies, quoted_groups
from kg.recognise.home import Home, find_home
from kg.recognise.honours import honours
from kg.recognise.institutions import institutions, named_universities
from kg.recognise.places import find_places
from kg.recognise.programs import (
    known_programs,
    listed_programs,
    outside_titles,
    plain_programs,
    quoted_programs,
    settle,
)
from kg.recognise.quantities import quantities
from kg.recognise.quotes import quoted
from kg.recognise.selection import select
from kg.recognise.tokens import Tokens, tokenise
from kg.types import Mention, Quantity, Segmentation, Span

__all__ = ["Home", "Recognition", "candidates", "find_home", "is_masked", "recognise"]


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was found in a text: mentions and quantities in order of their offsets, and the words of the text."""

    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    tokens: Tokens


_SCHOOL = re.compile(r"(?:学校|小学|中学|初中|高中|中心校|书院)$")


def _publisher(text: str, home: Home) -> Iterator[Mention]:
    """Yield the mentions of the one who writes, by the name that title, letter or page gives."""
    name = home.publisher or ""
    if len(name) < 3:
        return
    label = "Kindergarten" if name.endswith("幼儿园") else "School" if _SCHOOL.search(name) else \
        "SchoolGroup" if name.endswith(("教育集团", "学区")) else "GovernmentBody"
    at = text.find(name)
    while at >= 0:
        yield Mention(Span(at, at + len(name)), label, name, "publisher", 0.95)
        at = text.find(name, at + len(name))


# What copies of documents put in the place of names: **县, xx市, 第__中学, ×月. A name with such a mask names nothing.
_MASK = re.compile(r"[*×○□■_]|[xX]{2,}|(?<![A-Za-z0-9+])[xX](?=[省市区县镇乡校年月日个名所人])")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Possible names of a text: ``programs`` are all that look like programs, ``untitled`` those of them that are no
    titles of texts or sections, ``names`` what ``select`` chooses from."""

    tokens: Tokens
    programs: list[Mention]
    untitled: list[Mention]
    names: list[Mention]


def is_masked(mention: Mention) -> bool:
    """Tell whether a copy of a document has put a mask into a name."""
    return _MASK.search(mention.name) is not None


def candidates(text: str, segmentation: Segmentation, home: Home) -> Candidates:
    """Find the possible names of a folded text."""
    tokens = tokenise(text)
    places = find_places(text, home)
    quotes = list(quoted(text))
    schools = list(institutions(text, tokens, places))
    programs = [*quoted_programs(text, quotes, tokens), *known_programs(text), *plain_programs(text, tokens),
                *listed_programs(text)]
    untitled = list(outside_titles(programs, segmentation, text))
    names = [
        *marked_documents(text), *known_documents(text), *plain_documents(text, tokens),
        *settle(untitled, schools), *quoted_groups(text), *companies(text), *honours(text, tokens), *schools,
        *named_universities(text), *_publisher(text, home), *bodies(text, tokens, places, home),
        *districts(text, places),
    ]
    return Candidates(tokens, programs, untitled, names)


def recognise(text: str, segmentation: Segmentation, home: Home) -> Recognition:
    """Find names and quantities in a folded text; of overlapping names those are kept that ``select`` prefers."""
    possible = candidates(text, segmentation, home)
    found = select(text, [mention for mention in possible.names if not is_masked(mention)], segmentation)
    sums = tuple(quantity for sentence in segmentation.sentences if sentence.role != "title"
                 for quantity in quantities(text, sentence.span.start, sentence.span.end))
    return Recognition(found, sums, possible.tokens)
