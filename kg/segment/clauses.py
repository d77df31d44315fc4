"""Sentences and clauses of a line; marks inside quotation marks, title marks and brackets do not part."""
from __future__ import annotations

import re
from collections.abc import Iterator

from kg.types import Span

_TOKENS = re.compile(r"[“”《》()。;!?,\n]")
_OPEN = {"“": "”", "《": "》", "(": ")"}
# A mark that is not closed within this many characters is taken as damage, not as an opening.
_REACH = 80
# What goes on for so many characters without a mark that parts is no sentence, but a list or a text without marks; it
# is parted, so that the work on a sentence stays bounded.
_LONGEST = 2000


def _cuts(line: str) -> Iterator[tuple[int, bool]]:
    """Yield the offset behind each mark that parts, and whether it ends a sentence."""
    skip_to = 0
    for match in _TOKENS.finditer(line):
        at, mark = match.start(), match.group()
        if at < skip_to:
            continue
        if mark in _OPEN:
            close = line.find(_OPEN[mark], at + 1, at + _REACH)
            if close > 0 and "。" not in line[at:close]:
                skip_to = close + 1
        elif mark in "。;!?":
            yield at + 1, True
        elif mark == ",":
            yield at + 1, False


def sentences(line: str, offset: int) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """Yield the sentences of a line, each with its clauses; spans leave the last mark out and begin at ``offset``."""
    clause = 0
    clauses: list[Span] = []
    for cut, ends in (*_cuts(line), (len(line) + 1, True)):
        while clause < cut - 1:
            if clauses and offset + clause - clauses[0].start >= _LONGEST:
                yield Span(clauses[0].start, clauses[-1].end), tuple(clauses)
                clauses = []
            stop = min(clause + _LONGEST, cut - 1)
            clauses.append(Span(offset + clause, offset + stop))
            clause = stop
        clause = cut
        if ends:
            if clauses:
                yield Span(clauses[0].start, clauses[-1].end), tuple(clauses)
            clauses = []
