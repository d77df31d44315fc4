"""Quoted spans of a text, and what directly follows and precedes them."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.types import Span

_QUOTED = re.compile(r"“([^“”\n。]{1,45})”")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted span with its marks; ``content`` is what stands between them."""

    span: Span
    content: str


def quoted(text: str) -> Iterator[Quoted]:
    """Yield the quoted spans of a text, in order, without those inside title marks."""
    titles = [match.span() for match in re.finditer(r"《[^《》\n]{2,80}》", text)]
    at = 0
    for match in _QUOTED.finditer(text):
        while at < len(titles) and titles[at][1] <= match.start():
            at += 1
        if at < len(titles) and titles[at][0] < match.start():
            continue
        yield Quoted(Span(match.start(), match.end()), match.group(1))
