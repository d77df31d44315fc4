"""The institution that a campus belongs to, as its name says (甲中学东校区: 甲中学), a thing of its own."""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.recognise.suffixes import parts, suffixes
from kg.types import Mention, Span

_CAMPUSES = ("School", "Kindergarten", "Organization")
_WHOLES = ("School", "Kindergarten", "SchoolGroup")
_LONGEST_SUFFIX = 14


def whole_of(name: str) -> tuple[str, str] | None:
    """Return the name and the class of the institution that a name's part belongs to, or None where it is no part."""
    part = next((name[-length:] for length in range(min(6, len(name)), 1, -1) if name[-length:] in parts()), None)
    if part is None:
        return None
    known = suffixes()
    for end in range(len(name) - len(part), 2, -1):
        for length in range(min(end, _LONGEST_SUFFIX), 1, -1):
            suffix = name[end - length:end]
            if suffix in known and suffix not in parts() and known[suffix].label in _WHOLES:
                return name[:end], known[suffix].label
    return None


def wholes(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield a mention of the whole for every mention of a part of it, over the beginning of the same words."""
    for mention in mentions:
        if mention.label in _CAMPUSES and mention.rule.startswith("institution") and (found := whole_of(mention.name)):
            name, label = found
            yield Mention(Span(mention.span.start, mention.span.start + len(name)), label, name, "institution-whole",
                          mention.confidence)
