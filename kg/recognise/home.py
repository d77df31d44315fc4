"""The document's own district and bureau: who writes, and how the text may call them (我区, 区教育局, 我局)."""
from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kg.divisions import Division, Resolution, own_district, resolve, split_prefix
from kg.divisions.gazetteer import TOWNSHIP_SUFFIXES, townships_in
from kg.recognise.parts import LEVELS
from kg.recognise.zones import IS_ZONE, NAMED, own_word, zone_names
from kg.segment import fold
from kg.types import Document, Segmentation

_CHAIN = re.compile(
    r"([一-鿿]{2,7}?(?:自治区|省|自治州|市|州|盟|地区))?"
    r"([一-鿿]{1,7}?(?:自治县|自治旗|新区|开发区|高新区|园区|管理区|区|县|市|旗|镇|乡|街道))(?=[一-鿿])")
# A division of the Production and Construction Corps, which is one with its city (第八师石河子市).
_CORPS = re.compile(r"(?:新疆生产建设兵团)?(?P<division>第[一二三四五六七八九十]{1,3}师)")
_STEM = (r"(?:教育(?:[一-鿿]{0,8}?局|委员会|厅)|教体局|教科局|教科体局|教委|文教局|文教体局|社会事业局|社会事业发展局)")
_BUREAU = re.compile(rf"(?:[一-鿿]{{2,6}}[省市州盟])?[一-鿿]{{2,8}}?(?:区|县|市|旗){_STEM}")
# A bureau that is named without its district (教育局, 县教体局).
_BARE = re.compile(
    r"(?<![一-鿿*_×○□■?…#xX])[区县市旗州省]?(?:教育(?:和|与)?(?:体育|科技|科学技术|文化|卫生|旅游|和)*(?:局|委员会)"
    r"|教体局|教科局|教科体局|教委|文教局|文教体局|社会事业局)")
_PARTNER_BEFORE = re.compile(r"[与和同跟向、]$")
_MASKED = re.compile(r"[*_×○□■?…#]|(?<![A-Za-z])[xX]+(?=[省市区县])")
_HEAD = 600
# Names of zones that any city has.
_ANY_CITYS = re.compile(
    "(?:国家|国家级)?(?:高新|经开|(?:高新技术|经济技术|经济|高新技术产业|工业|产业)?(?:开发|园)|新|管理|度假|示范)区|园区")
_OPENING = 3000  # characters of a document in which its beginning names its city
_SUFFIX = re.compile(r"(?:自治县|自治旗|街道|新区|区|县|市|旗|镇|乡)$")


@functools.lru_cache(maxsize=256)
def _short(place: str) -> str:
    if IS_ZONE.search(place):
        return own_word(place)
    cut = _SUFFIX.sub("", place)
    return cut if len(cut) >= 2 else ""


@functools.lru_cache(maxsize=256)
def _full_names(places: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(("".join(places), *zone_names(places[-1])))) if places else ()


@functools.lru_cache(maxsize=256)
def _levels(places: tuple[str, ...]) -> tuple[str, ...]:
    last = places[-1][-1:] if places else ""
    if not last or last not in LEVELS:
        return ()
    if places[-1].endswith("林区"):
        return "林区", last
    return ("师市", last) if len(places) > 1 and _CORPS.fullmatch(places[-2]) else (last,)


@dataclass(frozen=True, slots=True)
class Home:
    """The publishing body and its district.

    ``places`` are the division names before the body's stem, outermost first; ``scope`` is the district's code, or its
    name where no division bears it, or the document's where it names no district, or one that several bear
    (``candidates``) and nothing decides.
    """

    publisher: str | None
    stem: str
    places: tuple[str, ...]
    division: Division | None
    scope: str
    year: int | None
    candidates: tuple[Division, ...] = ()

    @property
    def place(self) -> str:
        """The district's name as the publisher writes it, or an empty string."""
        return self.places[-1] if self.places else ""

    @property
    def short(self) -> str:
        """The district's name without 区, 县, 市 where two characters are left, or an empty string."""
        return _short(self.place)

    @property
    def names(self) -> tuple[str, ...]:
        """The district's names that are no short ones: as the publisher writes it, of a zone also clipped (高新区)."""
        return zone_names(self.place) if self.places else ()

    @property
    def full_names(self) -> tuple[str, ...]:
        """The district's names, the one with all divisions that the publisher names first."""
        return _full_names(self.places)

    def is_called(self, name: str) -> bool:
        """Tell whether a name is one of the district's own."""
        return bool(self.places) and name in (self.short, *self.full_names)

    @property
    def levels(self) -> tuple[str, ...]:
        """What stands for the district in 区教育局, 县政府, 林区公安局, longest first."""
        return _levels(self.places)

    @property
    def level(self) -> str:
        """The one character that stands for the district in 区教育局, 县政府."""
        return self.levels[-1] if self.levels else ""


@functools.lru_cache(maxsize=4096)
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
    if corps := _CORPS.match(name):
        places, stem = places_of(name[corps.end():])
        return (corps["division"], *places), stem
    match = _CHAIN.match(name)
    if match:
        found = tuple(part for part in match.groups() if part)
        return found, name[match.end():]
    zone = NAMED.match(name)
    return ((zone["zone"],), name[zone.end():]) if zone else ((), name)


def _readable(name: str | None) -> str | None:
    """Return a name, or what can be read of it where a part is blotted out, or None."""
    if not name or not _MASKED.search(name):
        return name
    match = _BARE.search(re.sub(_MASKED, " ", name))
    return match.group() if match else None


def _publishers(document: Document, segmentation: Segmentation) -> list[str]:
    """Return the names that titles, letters and the page give for the one who writes.

    Where they give none, the bureau that the text names most often is taken. Of a name that is blotted out (**县教育局)
    what can be read counts.
    """
    names = [text.publisher for text in segmentation.texts] + [document.metadata.publisher]
    given = [name for name in map(_readable, names) if name]
    if given:
        return given
    head = [line.strip() for line in fold(document.text[:_HEAD]).text.splitlines()]
    lines = [match.group() for line in head if (match := _BUREAU.match(line))]
    if lines:
        return lines
    text = fold(document.text).text
    full: Iterator[str | None] = (
        _without_words_before(match.group()) for match in _BUREAU.finditer(text)
        if not _PARTNER_BEFORE.search(text[max(0, match.start() - 1):match.start()]))
    bare: Iterator[str | None] = (match.group() for match in _BARE.finditer(text))
    for found in (full, bare):
        counted = Counter(name for name in found if name)
        if counted:
            return sorted(counted, key=lambda name: (-counted[name], name))[:1]
    return []


def _without_words_before(name: str) -> str | None:
    """Return a bureau's name from its first known division on (在甲市乙区教育局), or None where none is known."""
    for cut in range(len(name) - 3):
        pieces, rest = split_prefix(name[cut:], short=False)
        if pieces and rest and not _CHAIN.match(rest):
            return name[cut:] if not _PARTNER_BEFORE.search(name[:cut]) else None
    return None


def find_home(document: Document, segmentation: Segmentation) -> Home:
    """Find out who writes: the fullest name among signatures, titles and the page's metadata."""
    named = [(name, *places_of(name)) for name in _publishers(document, segmentation)]
    years = [text.year for text in segmentation.texts if text.year]
    year = max(years) if years else None
    titles = " ".join(text.title for text in segmentation.texts)[:200]
    if not named:
        places, _ = places_of(re.sub(r"^中共", "", titles))
        named = [("", places if places and not _MASKED.search(titles) else (), "")]
    publisher, places, stem = max(named, key=lambda item: (bool(item[1]), len(item[1]), len(item[0])))
    own = _own_district(publisher, places, titles, year, document)
    division = own.division
    if not places and division is not None:
        places = (division.name,)
    scope = division.code if division else "" if own.ambiguous else _named_scope(places) or _zone(publisher)
    # Without a district, names are the document's own: its 第一中学 is no other document's.
    scope = scope or f"source-{document.digest[:12]}"
    return Home(publisher or None, stem, places, division, scope, year, own.candidates if own.ambiguous else ())


def _named_scope(places: tuple[str, ...]) -> str:
    """Return the scope of a district that no table has: its name, behind its city's where others have one (高新区)."""
    if places and (_ANY_CITYS.fullmatch(places[-1]) or places[-1].endswith(TOWNSHIP_SUFFIXES)):
        return "".join(places) if len(places) > 1 else ""
    return places[-1] if places else ""


def _zone(publisher: str) -> str:
    """Return the development zone that a body's name begins with (某某经济技术开发区社会事业局), or an empty string."""
    match = re.match(r"[一-鿿]{2,14}?(?:开发区|高新区|新区|示范区|度假区|管理区|园区)(?!小学|中学|学校)", publisher)
    named = match is not None and not _MASKED.search(publisher) and not _ANY_CITYS.fullmatch(match.group())
    return match.group() if match and named else ""


def _own_district(publisher: str, places: tuple[str, ...], titles: str, year: int | None, document: Document
                  ) -> Resolution:
    """Say which division the publisher's name means; none for a zone that no table has.

    Where titles and the page's address do not decide among namesakes, the beginning of the text may.
    """
    page = document.metadata.url
    if len(places) > 1 and places[-1].endswith(TOWNSHIP_SUFFIXES):
        return _own_township(publisher, places, year)
    own = own_district(publisher or None, titles, year=year, page=page)
    if own.ambiguous:
        head = fold(document.text[:_OPENING]).text
        own = own_district(publisher or None, f"{titles}\n{head}", year=year, page=page)
    if not places:
        return own if own.division or own.reason == "ambiguous" else Resolution(own.name, None, (), "unknown")
    fits = tuple(item for item in own.candidates if _bears(item, places[-1]))
    if own.division is not None:
        return own if own.division in fits else Resolution(own.name, None, (), "unknown")
    return own if fits else Resolution(own.name, None, (), "unknown")


def _own_township(publisher: str, places: tuple[str, ...], year: int | None) -> Resolution:
    """Say which township the publisher's name means where it names the county too (甲县乙镇中心学校)."""
    county = resolve("".join(places[:-1]), year=year).division
    township = townships_in(county).get(places[-1]) if county is not None else None
    found = () if township is None else (township,)
    return Resolution(publisher, township, found, "unique" if found else "unknown")


def _bears(division: Division, place: str) -> bool:
    return division.name == place or (not IS_ZONE.search(place) and division.name.startswith(place[:2]))
