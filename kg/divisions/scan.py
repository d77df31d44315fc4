"""Names of divisions in a text, by Aho–Corasick."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from kg.divisions.gazetteer import in_year, lookup, named
from kg.divisions.tables import table, township_counties, words
from kg.divisions.types import Mention


@cache
def _automaton(townships: bool) -> tuple[AhoCorasick, tuple[str, ...]]:
    """Return the leftmost-longest automaton of full names and blocked words, and its patterns."""
    names = set(table().by_name) | words().blocked
    if townships:
        names |= set(township_counties()) - words().township
    patterns = tuple(sorted(names))
    kind = Implementation.ContiguousNFA if townships else Implementation.DFA
    return AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest, implementation=kind), patterns


@cache
def _short_automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    """Return the automaton of short names, which finds overlapping ones too, and its patterns."""
    patterns = tuple(sorted(table().by_short))
    return AhoCorasick(patterns, implementation=Implementation.DFA), patterns


def _shorts(text: str, taken: Iterable[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Return the short names outside the ranges taken; of overlapping ones the longer, and before it the no-word.

    So 创建瓯海 has 瓯海, not 建瓯.
    """
    automaton, patterns = _short_automaton()
    rules = words()
    found = [(start, end, patterns[index])
             for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
             if not text.startswith(rules.follower, end)]
    covered = {position for start, end in taken for position in range(start, end)}
    kept = []
    for start, end, name in sorted(found, key=lambda item: (item[2] in rules.ordinary, item[0] - item[1], item[0])):
        if covered.isdisjoint(range(start, end)):
            covered.update(range(start, end))
            kept.append((start, end, name))
    return kept


def mentions(text: str, *, year: int | None = None, short: bool = False, townships: bool = False) -> Iterator[Mention]:
    """Yield the names of divisions in a text from left to right, without overlap, each with its candidates.

    ``short`` finds short names too (海曙 in 海曙教育), outside the full ones; ``townships`` finds the townships of the
    whole country. Names that no division bore in ``year`` or before are passed over. Many names are words as well: see
    ``Mention.ordinary``.
    """
    automaton, patterns = _automaton(townships)
    rules, by_name = words(), table().by_name
    found = [(start, end, patterns[index]) for index, start, end in automaton.find_matches_as_indexes(text)
             if text[end - 1:end + 1] not in rules.tail]
    if short:
        found = sorted(found + _shorts(text, ((start, end) for start, end, _ in found)))
    for start, end, name in found:
        if name in rules.blocked or text.endswith(rules.foreign, 0, start):
            continue
        is_short = name not in by_name and name in table().by_short
        candidates = lookup(name, year=year) if townships and not named(name) else in_year(
            table().by_short[name] if is_short else by_name[name], year)
        if candidates:
            ordinary = name in rules.ordinary if is_short else name in rules.common or name in rules.fragment
            yield Mention(start, end, name, candidates, is_short, ordinary)
