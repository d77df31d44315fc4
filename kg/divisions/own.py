"""The district that a document is of: from its publisher, its title, its signature, its page's address."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.divisions.pages import on_page, page_divisions
from kg.divisions.prefix import steps
from kg.divisions.resolution import resolve
from kg.divisions.scan import mentions
from kg.divisions.tables import words
from kg.divisions.types import Division, Mention, Resolution

HEAD = 3000  # characters of a text in which title, covering letter and signature stand
_TITLE = 60
_SIGNATURE = 30
_BARE = re.compile(r"[区县市旗州盟]?(?=$|教|文教|科教|社会)")  # what stands before the stem of a bureau without a name
_TITLE_END = re.compile(r"[》”\"]*(?:的通知)?[（(]?[^（）()]{0,8}[）)]$|[》”\"]*(?:的通知)?$")


def _paths(text: str, found: list[Mention]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of adjoining names (南京市鼓楼区)."""
    index = 0
    while index < len(found):
        start, end = found[index].start, found[index].end
        covered = start + sum(len(piece) for piece, _ in steps(text[start:start + 40]))
        while index + 1 < len(found) and found[index + 1].start == end and found[index + 1].end <= covered:
            index += 1
            end = found[index].end
        yield start, end
        index += 1


def _districts(text: str, year: int | None) -> list[tuple[str, str]]:
    """Return the paths of names in a line, each with what follows it."""
    return [(text[start:end], text[end:]) for start, end in _paths(text, list(mentions(text, year=year, short=True)))]


def _tiers(publisher: str, head: str, year: int | None) -> Iterator[list[str]]:
    """Yield the names that may be the own district's: of the publisher, the titles, the signatures, all agencies."""
    agencies = words().agency
    yield [name for name, _ in _districts(publisher, year)][:1]
    lines = [line.strip() for line in head.splitlines()]
    titles = [line for line in lines if len(line) <= _TITLE and _TITLE_END.sub("", line).endswith(words().title)]
    yield [name for line in titles for name, _ in _districts(line, year)[:1]]
    signatures = [line for line in lines if len(line) <= _SIGNATURE and any(word in line for word in agencies)]
    yield [name for line in signatures for name, rest in _districts(line, year)[:1] if rest.startswith(agencies)]
    yield [name for line in lines for name, rest in _districts(line, year) if rest.startswith(agencies)]


def _settle(names: list[str], year: int | None, context: tuple[Division, ...]) -> Resolution | None:
    """Resolve the most frequent of the names, of equally frequent ones the longest."""
    ranked = sorted(Counter(names).items(), key=lambda item: (-item[1], -len(item[0]), item[0]))
    outcomes = (resolve(name, year=year, context=context) for name, _ in ranked)
    return next((outcome for outcome in outcomes if outcome.candidates), None)


def own_district(publisher: str | None, text_head: str, *, year: int | None = None, page: str | None = None
                 ) -> Resolution:
    """Say which district a document is of, from the publisher's name, the beginning of the text and its page's address.

    Publishers are often only 区教育局; then the title, the covering letter's signature and the agencies named in the
    head decide, in this order. A name that several districts bear is decided by a fuller one later in the head, by the
    address, or by the other divisions that the head names, or stays ambiguous. Where no name is found, a government's
    address that spells one decides.
    """
    head = text_head[:HEAD]
    open_question: Resolution | None = None
    for names in _tiers(publisher or "", head, year):
        outcome = _settle(names, year, ())
        if outcome is None:
            continue
        if outcome.division is not None and (open_question is None or outcome.division in open_question.candidates):
            return outcome
        open_question = open_question or outcome
    if open_question is None:
        return _by_page(publisher or "", year, page)
    fits = on_page(open_question.candidates, page) if page else ()
    if len(fits) == 1:
        return Resolution(open_question.name, fits[0], open_question.candidates, "page")
    context = tuple(dict.fromkeys(
        item.candidates[0] for item in mentions(head, year=year) if len(item.candidates) == 1 and not item.ordinary))
    return resolve(open_question.name, year=year, context=context)


def _by_page(publisher: str, year: int | None, page: str | None) -> Resolution:
    """Say which district the address of a bureau's page spells where its name has none (区教育局)."""
    bare = _BARE.match(publisher)
    found = page_divisions(page, year=year, ending=bare.group()) if page and bare else ()
    if not found:
        return Resolution(publisher, None, (), "unknown")
    if len(found) > 1:
        return Resolution(publisher, None, found, "ambiguous")
    return Resolution(publisher, found[0], found, "page")
