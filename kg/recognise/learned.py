"""Names that a text shows surely once are matched wherever they stand in it."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import ahocorasick_rs

from kg.recognise.naming import Candidate
from kg.recognise.tokens import Tokens
from kg.types import Mention, Span

_SURE, _LIKELY, _WEAK = 0.9, 0.8, 0.6


def _mention(text: str, candidate: Candidate) -> Mention:
    confidence = _SURE if candidate.sure() else _LIKELY if candidate.left.parts else _WEAK
    return Mention(Span(candidate.begin, candidate.end), candidate.label, text[candidate.begin:candidate.end],
                   "institution-suffix", confidence)


def apply_learned(text: str, tokens: Tokens, candidates: Sequence[Candidate]) -> list[Mention]:
    """Turn candidates into mentions.

    A name that ends in a sure one with words of the sentence before it is cut to it; a sure name that no candidate
    found is added.
    """
    sure = {text[c.begin:c.end]: c.label for c in candidates if c.sure() and c.end - c.begin >= 4}
    mentions = [_mention(text, candidate) for candidate in candidates]
    if not sure:
        return mentions
    names = tuple(sorted(sure))
    # Built for one text: the form of the automaton that is built fastest.
    automaton = ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
                                           implementation=ahocorasick_rs.Implementation.NoncontiguousNFA)
    occurrences = [(start, end, names[index]) for index, start, end in automaton.find_matches_as_indexes(text)]
    by_end = {end: (start, name) for start, end, name in occurrences}
    cut = [_cut(candidate, mention, by_end, sure) for candidate, mention in zip(candidates, mentions, strict=True)]
    return [*cut, *_added(text, tokens, occurrences, cut, sure)]


def _cut(candidate: Candidate, mention: Mention, by_end: dict[int, tuple[int, str]], sure: dict[str, str]) -> Mention:
    known = by_end.get(candidate.end)
    if known is None or known[0] <= candidate.begin or candidate.sure() or not _cuts_words(candidate, known[0]):
        return mention
    start, name = known
    return Mention(Span(start, candidate.end), sure[name], name, "institution-learned", _SURE)


def _cuts_words(candidate: Candidate, start: int) -> bool:
    """Tell whether only ordinary words stand before an offset in a candidate's name."""
    at = candidate.begin
    for word, kind in candidate.left.parts:
        if at >= start:
            break
        if kind not in ("common", "inner", "verb", "owner"):
            return False
        at += len(word)
    return at == start


def _added(text: str, tokens: Tokens, occurrences: Iterable[tuple[int, int, str]], mentions: Sequence[Mention],
           sure: dict[str, str]) -> Iterator[Mention]:
    taken = bytearray(len(text) + 1)
    for mention in mentions:
        taken[mention.span.start:mention.span.end] = b"\x01" * (mention.span.end - mention.span.start)
    for start, end, name in occurrences:
        stands = tokens.begins(start) or tokens.begins(end)
        if stands and taken.find(1, start, end) < 0 and text[end:end + 1] not in ("生", "段"):
            yield Mention(Span(start, end), sure[name], name, "institution-learned", _LIKELY)
