"""Which of overlapping names stand.

Policy, in this order: names stand only inside sentences; what is in title marks belongs to the document; titles that
their context gives or seeks (Honor) and quoted programs with a head go before other names; then the longer one wins,
then the first. A division is kept inside bodies, programs, documents and titles, but not inside the name of a school,
an organisation or a university.
"""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.types import Mention, Segmentation, Sentence

_INSTITUTIONS = frozenset({"School", "Kindergarten", "University", "SchoolGroup", "Organization"})
# By rule: what goes before longer names that overlap it.
_RANK = {
    "document-marked": 9, "document-quoted": 9,
    "honour-award": 8, "honour-quoted": 8, "honour-anchored": 8, "honour-head": 8, "honour-grade": 8, "honour-noun": 8,
    "honour-series": 8,
    "group-quoted": 8, "program-quoted-head": 7, "program-quoted-known": 7,
}
# Below this a title has no level: in a heading it is a slogan.
_LEVELLED = 0.6


class _Sentences:
    """The sentences of a text by offset."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        self.starts = [sentence.span.start for sentence in sentences]

    def at(self, mention: Mention) -> Sentence | None:
        """Return the sentence that holds a mention."""
        index = bisect_right(self.starts, mention.span.start) - 1
        if index < 0 or mention.span.end > self.sentences[index].span.end + 1:
            return None
        return self.sentences[index]


class _Covered:
    """The characters of a text that names have taken."""

    def __init__(self, length: int) -> None:
        self.taken = bytearray(length + 1)

    def free(self, mention: Mention) -> bool:
        """Tell whether no character of a mention is taken."""
        return self.taken.find(1, *mention.span) < 0

    def take(self, mention: Mention) -> None:
        """Take a mention's characters."""
        start, end = mention.span
        self.taken[start:end] = b"\x01" * (end - start)


def _order(mention: Mention) -> tuple[int, int, int, str, str]:
    length = mention.span.end - mention.span.start
    return -_RANK.get(mention.rule.split(":")[0], 0), -length, mention.span.start, mention.label, mention.name


def _stands(mention: Mention, sentences: _Sentences) -> bool:
    sentence = sentences.at(mention)
    if sentence is None or mention.rule == "body-bare":
        return False
    return mention.label != "Honor" or mention.confidence >= _LEVELLED or sentence.role == "body"


def _fault(mention: Mention, sentences: _Sentences) -> str:
    """Return why a mention that does not stand, for itself, does not."""
    if sentences.at(mention) is None:
        return "outside of sentences"
    return "a bare body" if mention.rule == "body-bare" else "a title without a level in a heading"


def _disjoint(candidates: Iterable[Mention], covered: _Covered) -> list[Mention]:
    """Return the candidates that overlap none before them in the policy's order."""
    taken = []
    for mention in sorted(candidates, key=_order):
        if covered.free(mention):
            covered.take(mention)
            taken.append(mention)
    return taken


def select(text: str, candidates: list[Mention], segmentation: Segmentation) -> tuple[Mention, ...]:
    """Return the mentions that stand, by offset. Mentions outside of sentences (page furniture) are dropped."""
    sentences = _Sentences(segmentation.sentences)
    standing = [mention for mention in candidates if _stands(mention, sentences)]
    names = _disjoint((m for m in standing if m.label != "District"), _Covered(len(text)))
    institutions = _Covered(len(text))
    for mention in names:
        if mention.label in _INSTITUTIONS:
            institutions.take(mention)
    districts = _disjoint((m for m in standing if m.label == "District"), institutions)
    return tuple(sorted([*names, *districts], key=lambda m: (m.span, m.label, m.rule)))


class Loser(NamedTuple):
    """A mention that does not stand: the reason, and the mention that it lost against, if it lost against one."""

    mention: Mention
    reason: str
    against: Mention | None = None


def losers(candidates: Iterable[Mention], kept: Iterable[Mention], segmentation: Segmentation) -> Iterator[Loser]:
    """Yield the candidates that ``select`` did not keep, in their order; ``kept`` is what it returned for them."""
    sentences, standing = _Sentences(segmentation.sentences), tuple(kept)
    for mention in dict.fromkeys(candidates):
        if mention in standing:
            continue
        if not _stands(mention, sentences):
            yield Loser(mention, _fault(mention, sentences))
            continue
        overlapping = [other for other in standing if other.span.start < mention.span.end
                       and mention.span.start < other.span.end and _excludes(other, mention)]
        against = min(overlapping, key=_order, default=None)
        same = against is not None and (against.label, against.name) == (mention.label, mention.name)
        yield Loser(mention, "found by another rule" if same else "overlaps", against)


def _excludes(one: Mention, other: Mention) -> bool:
    """Tell whether a mention keeps another one from its characters: divisions stand inside all but institutions."""
    if other.label == "District":
        return one.label == "District" or one.label in _INSTITUTIONS
    return one.label != "District"
