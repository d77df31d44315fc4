"""The document's own district and bureau: who writes, and how the text may call them (我区, 区教育局, 我局)."""
from __future__ import annotations

import re
from dataclasses import dataclass

from kg.divisions import Division, ancestors, own_district, split_prefix
from kg.types import Document, Segmentation

_CHAIN = re.compile(r"([一-鿿]{2,7}?(?:自治区|省|自治州|市|州|盟|地区))?([一-鿿]{1,7}?(?:自治县|自治旗|新区|开发区|高新区|园区|管理区|区|县|市|旗|镇|乡|街道))(?=[一-鿿])")
_ZONE = re.compile(r"(?:新区|开发区|高新区|园区|管理区|高新技术产业开发区|示范区)$")
_SUFFIX = re.compile(r"(?:自治县|自治旗|街道|新区|区|县|市|旗|镇|乡)$")


@dataclass(frozen=True, slots=True)
class Home:
    """The publishing body and its district. ``places`` are the division names before the body's stem, outermost first;
    ``scope`` is the district's code, or its name where no division bears it."""

    publisher: str | None
    stem: str
    places: tuple[str, ...]
    division: Division | None
    scope: str
    year: int | None

    @property
    def place(self) -> str:
        """The district's name as the publisher writes it, or an empty string."""
        return self.places[-1] if self.places else ""

    @property
    def short(self) -> str:
        """The district's name without 区, 县, 市 where two characters are left, or an empty string."""
        cut = _SUFFIX.sub("", self.place)
        return cut if len(cut) >= 2 else ""

    @property
    def level(self) -> str:
        """The one character that stands for the district in 区教育局, 县政府."""
        return self.place[-1:] if self.place[-1:] in "省市区县州旗镇乡" else ""


def places_of(name: str) -> tuple[tuple[str, ...], str]:
    """Split the division names off the front of a body's name, also those that no gazetteer has (invented, renamed)."""
    pieces, rest = split_prefix(name, short=False)
    if pieces and not _CHAIN.match(rest):
        names, at = [], 0
        head = name[:len(name) - len(rest)]
        for piece in pieces:
            text = piece if isinstance(piece, str) else piece.name
            if head.startswith(text, at):
                names.append(text)
                at += len(text)
        if at == len(head):
            return tuple(names), rest
    match = _CHAIN.match(name)
    if match:
        found = tuple(part for part in match.groups() if part)
        return found, name[match.end():]
    return (), name


def _publishers(document: Document, segmentation: Segmentation) -> list[str]:
    names = [text.publisher for text in segmentation.texts if text.publisher]
    if document.metadata.publisher:
        names.append(document.metadata.publisher)
    return [name for name in names if name]


def find_home(document: Document, segmentation: Segmentation) -> Home:
    """Find out who writes: the fullest name among signatures, titles and the page's metadata."""
    named = [(name, *places_of(name)) for name in _publishers(document, segmentation)]
    named = [item for item in named if item[1] or item[0]]
    years = [text.year for text in segmentation.texts if text.year]
    year = max(years) if years else None
    if not named:
        head = " ".join(text.title for text in segmentation.texts)
        places, _ = places_of(re.sub(r"^中共", "", head))
        named = [("", places, "")]
    best = max(named, key=lambda item: (bool(item[1]), len(item[1]), len(item[0])))
    publisher, places, stem = best
    resolution = own_district(publisher or None, " ".join(text.title for text in segmentation.texts)[:200], year=year)
    division = resolution.division
    if division is not None and places and division.name != places[-1] and not _ZONE.search(places[-1]):
        division = division if division.name.startswith(places[-1][:2]) else None
    if division is not None and places and _ZONE.search(places[-1]) and division.name != places[-1]:
        division = None
    scope = division.code if division else (places[-1] if places else "")
    return Home(publisher or None, stem, places, division, scope, year)


def above(home: Home) -> tuple[str, ...]:
    """Return the names of the divisions above the own district, nearest first."""
    return tuple(division.name for division in ancestors(home.division)) if home.division else home.places[-2::-1]
