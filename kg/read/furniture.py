"""Page furniture: which lines belong to the page around a text, and what they say of the text."""
from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from kg.read.knowledge import Key, PageKnowledge, page_knowledge
from kg.types import Span

_LONGEST = 240
_PROSE = 50
_LINE = re.compile(r"[^\r\n]+")
_BRACKET = re.compile("[【】〖〗\ufeff\u200b丨│]")
_BRACKETS = str.maketrans("【】〖〗\ufeff\u200b丨│", "      ||")
_MARKS = " :|,;>/·-[]()"
_ISO = re.compile(r"(\d{4}) ?[-./年] ?(\d{1,2}) ?[-./月] ?(\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Page:
    """What stands around a text: spans of whole lines, and values by field of Metadata."""

    furniture: frozenset[Span]
    metadata: dict[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of metadata: its keys with their values, which may be empty."""

    items: tuple[tuple[Key, str], ...]


def fold(line: str) -> str:
    """Return the form of a line in which rules are matched."""
    if _BRACKET.search(line):
        line = line.translate(_BRACKETS)
    return " ".join(unicodedata.normalize("NFKC", line).split())


def iso_date(text: str) -> str | None:
    """Return the first full date in a text as ISO 8601: ``2022- 05- 09`` and ``2022年5月9日`` are ``2022-05-09``."""
    match = _ISO.search(unicodedata.normalize("NFKC", text))
    if match is None:
        return None
    year, month, day = map(int, match.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def field_value(field: str, value: str) -> str | None:
    """Return the value as Metadata holds it, None where it says nothing."""
    if field in ("published", "written"):
        return iso_date(value)
    return None if value in ("", "无", "-", "--", "暂无") else value


def _spaced(names: Iterable[str]) -> str:
    """Return alternatives, longest first, with blanks allowed between the characters."""
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    return "|".join(" ?".join(re.escape(char) for char in name if char != " ") for name in ordered)


class Furniture:
    """Recognises lines of page furniture; ``edge`` says that the line stands outside the prose of its text."""

    def __init__(self, knowledge: PageKnowledge) -> None:
        self._keys = {name: key for key in knowledge.keys for name in key.names}
        names = _spaced(self._keys)
        self._start = re.compile(names)
        self._key = re.compile(rf"(?P<name>{names})(?P<mark> ?:[ :|]*)|"
                               rf"(?:^|(?<=[ :|]))(?P<bare>{names})(?: ?\|[ |]*|$)|"
                               rf"^(?P<first>{names}) ")
        shapes = {name: (re.compile(shape.inline), re.compile(shape.alone)) for name, shape in knowledge.shapes.items()}
        self._shapes = {name: shapes[key.shape] for name, key in self._keys.items()}
        self._leading_date = re.compile(rf"(?:{knowledge.shapes['date'].alone}) (?={names})")
        labels = _spaced(knowledge.labels.anywhere)
        everywhere = _spaced((*knowledge.labels.anywhere, *knowledge.labels.edge))
        marks = re.escape(_MARKS)
        self._labels = {edge: re.compile(rf"[{marks}]*(?:(?:{words})[{marks}]*)+")
                        for edge, words in ((False, labels), (True, everywhere))}
        self._tail = re.compile(rf"(?:[{marks}]+(?:{labels}))+[{marks}]*$")
        self._patterns = {edge: re.compile("|".join(f"(?:{pattern.regex})" for pattern in knowledge.patterns
                                                    if edge or not pattern.edge)) for edge in (False, True)}

    def row(self, folded: str, *, edge: bool) -> Row | None:
        """Return the keys and values of a line of metadata, None for any other line."""
        line = folded.strip(" |·[]*")
        if line.startswith("(") and line.endswith(")"):
            line = line[1:-1].strip()
        line = self._leading_date.sub("", line, count=1) if line[:1].isdigit() else line
        if not self._start.match(line):  # most lines end here: looking for keys inside a line is slow
            return None
        matches = list(self._key.finditer(line))
        if not matches or matches[0].start() != 0:
            return None
        items = []
        for match, end in zip(matches, [*(m.start() for m in matches[1:]), len(line)], strict=True):
            name = (match["first"] or match["name"] or match["bare"]).replace(" ", "")
            key, (inline, alone) = self._keys[name], self._shapes[name]
            value = self._tail.sub("", line[match.end():end]).strip(" :|;,")
            if key.edge and not edge:
                return None
            if value and not (inline if match["mark"] else alone).fullmatch(value):
                return None
            items.append((key, value))
        return Row(tuple(items))

    def is_furniture(self, folded: str, *, edge: bool) -> bool:
        """Say whether a line is furniture other than a row of metadata."""
        return bool(self._labels[edge].fullmatch(folded) or self._patterns[edge].fullmatch(folded))

    def continues(self, row: Row, folded: str) -> bool:
        """Say whether a line is the value of the key that ends the row before it."""
        key, value = row.items[-1]
        return not value and bool(self._shapes[key.names[0]][1].fullmatch(folded.strip(" |")))


@functools.cache
def _furniture() -> Furniture:
    return Furniture(page_knowledge())


def _prose(text: str, lines: list[Span]) -> tuple[int, int]:
    """Return the indexes of the first and the last paragraph of prose; where there is none all is edge."""
    prose = [index for index, (start, end) in enumerate(lines)
             if end - start >= _PROSE and text.find("。", start, end) >= 0]
    return (prose[0], prose[-1]) if prose else (len(lines), -1)


def examine(text: str) -> Page:
    """Find the page furniture of a text. Spans are whole lines without their line ends; linear in the text."""
    rules = _furniture()
    lines = [Span(*match.span()) for match in _LINE.finditer(text)]
    first, last = _prose(text, lines)
    found: set[Span] = set()
    metadata: dict[str, str] = {}
    open_row: Row | None = None
    for index, span in enumerate(lines):
        if span.end - span.start > _LONGEST:
            open_row = None
            continue
        folded = fold(text[span.start:span.end])
        if not folded:
            continue
        edge = not first <= index <= last
        row = rules.row(folded, edge=edge)
        if row is None and open_row is not None and rules.continues(open_row, folded):
            found.add(span)
            _note(metadata, open_row.items[-1][0], folded.strip(" |"))
            open_row = None
            continue
        open_row = row
        if row is not None:
            found.add(span)
            for key, value in row.items:
                _note(metadata, key, value)
        elif rules.is_furniture(folded, edge=edge):
            found.add(span)
    return Page(frozenset(found), metadata)


def _note(metadata: dict[str, str], key: Key, value: str) -> None:
    if key.field is not None and (known := field_value(key.field, value)) is not None:
        metadata.setdefault(key.field, known)
