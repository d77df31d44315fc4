"""Coordinated titles written out: 省级、市级示范校 and 市级示范校8所、区级10所 name two titles each."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kg.recognise.honour_rules import COUNT, level_end, place_end
from kg.types import Mention, Span

_LEVEL = r"(?:全国|国家级?|[省市区县州镇]级)"
_BEFORE = re.compile(rf"(?P<level>国家级?|全国|[省市区县州]级?)(?:{COUNT})?(?:以上)?[、和与及或](?:{COUNT})?$")
_AFTER = re.compile(rf"(?:{COUNT})?(?:以上|左右)?[、,和及;](?:其中)?(?P<level>{_LEVEL})(?=(?:各)?{COUNT}|\d)")
_INNER = re.compile(r"[一-鿿]$")
# A single 省 or 市 is a level of its own behind such a verb, elsewhere the end of a word.
_VERB = re.compile(r"(?:创建|争创|申报|获评|创成|落实|入选|列入|评为|通过|新增|培育|打造|建设|建成|认定|获)$")
_DIRECT = re.compile(rf"(?P<level>{_LEVEL})(?={COUNT}|\d)")
_BRACKETED = re.compile(rf"(?:{COUNT})?\((?:其中)?:?(?P<level>{_LEVEL})(?=各?{COUNT}|\d)")


def direct_level(after: str) -> re.Match[str] | None:
    """Match a level with a number that stands behind the title that it belongs to (…基地省级1个)."""
    return _DIRECT.match(after)


def _split(mention: Mention) -> tuple[str, str]:
    """Return a title's level as it stands in the text, and the title without it."""
    end = level_end(mention.name, 0)
    return mention.name[:end], mention.name[end:]


def series(text: str, titles: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the titles that share their words with a title found before or behind them."""
    for title in titles:
        level, rest = _split(title)
        if len(rest) < 3:
            continue
        if level:
            yield from _before(text, title, level, rest)
        at = title.span.end
        direct = None if level else _DIRECT.match(text, at)
        if direct is not None:
            yield _written(title, Span(title.span.start, direct.end()), direct["level"], rest, rest + direct["level"])
            at = direct.end()
        bracket = _BRACKETED.match(text, at)
        if bracket is not None:
            yield _written(title, Span(bracket.start("level"), bracket.end()), bracket["level"], rest)
            at = bracket.end()
        while (match := _AFTER.match(text, at)) is not None:
            yield _written(title, Span(match.start("level"), match.end()), match["level"], rest)
            at = match.end()


# 省级二类、三类示范幼儿园; 省一级、省二级示范性高中: the grade before the last one, and the level, which may be both's.
_GRADE = r"(?:[一二三四五六][级类等档]|[一二三四五]星级?|[甲乙]级|[1-5]A级)"
_GRADED = re.compile(rf"(?P<level>(?:全国|国家级?|[省市区县州]级?)?)(?P<grade>{_GRADE})[、和与及]$")
_OPENS = re.compile(_GRADE)


def graded(text: str, titles: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the titles, each with the level and the titles of other grades that stand before it."""
    for title in titles:
        level, rest = _split(title)
        own = _OPENS.match(rest)
        before = _GRADED.search(text, max(0, title.span.start - 8), title.span.start) if own else None
        if own is None or before is None:
            yield title
            continue
        head = rest[own.end():]
        if before["level"] and not level:
            yield replace(title, name=before["level"] + rest, aliases=(*title.aliases, title.name))
        else:
            yield title
        yield _written(title, Span(before.start("grade") if not before["level"] else before.start("level"),
                                   before.end("grade")), before["level"] or level, before["grade"] + head)


def _before(text: str, title: Mention, level: str, rest: str) -> Iterator[Mention]:
    at = title.span.start
    while (match := _BEFORE.search(text, max(0, at - 14), at)) is not None:
        found = match["level"]
        edge = match.start("level")
        inner = len(found) == 1 and _INNER.search(text, max(0, edge - 2), edge)
        if inner and not _VERB.search(text, max(0, edge - 4), edge):
            return
        if level.endswith("级") and not found.endswith("级") and found != "全国":
            found += "级"
        yield _written(title, Span(match.start("level"), match.end("level")), found, rest)
        at = match.start("level")


def _written(title: Mention, span: Span, level: str, rest: str, *aliases: str) -> Mention:
    if rest.endswith(")"):
        aliases += (level + rest[:rest.rindex("(")],)
    return replace(title, span=span, name=level + rest, rule="honour-series", confidence=0.8, aliases=aliases)


_VARYING = re.compile("县域|(?<=均衡)发展(?=[区县市])")


def _key(name: str) -> str:
    """Return a title without the words that come and go in it (全国县域…均衡发展县, 全国…均衡县)."""
    return _VARYING.sub("", name)


def unify(titles: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the titles, each with the other forms of the same title in the text among its aliases.

    一级幼儿园 is 省一级幼儿园, and 市级示范校 is 甲市示范校, where the text has one such title only.
    """
    forms: dict[str, set[str]] = defaultdict(set)
    placed: dict[tuple[str, str], set[str]] = defaultdict(set)
    alike: dict[str, set[str]] = defaultdict(set)
    for title in titles:
        level, rest = _split(title)
        alike[_key(title.name)].add(title.name)
        if level:
            forms[rest].add(title.name)
            if place_end(level, 0) == len(level):
                placed[level[-1], rest].add(title.name)
    for title in titles:
        level, rest = _split(title)
        fuller = (placed[level.removesuffix("级"), rest] if level else forms[rest]) - {title.name}
        others = alike[_key(title.name)] - {title.name}
        if len(fuller) == 1 and (not level or place_end(level, 0) != len(level)):
            others |= fuller
        yield replace(title, aliases=tuple(dict.fromkeys((*title.aliases, *sorted(others)))))
