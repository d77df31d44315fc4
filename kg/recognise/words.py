"""What words say about the names beside them, from the lexicons: verbs, generic words, words inside names, kinds."""
from __future__ import annotations

import functools

from kg.lexicon import column_values, read_rules, read_table

_NAME_WORDS = ("inner", "name", "owner", "nation", "surname", "opening", "noun", "field")
_KINDS = ("kind", "alone", "single", "part")


@functools.cache
def verbs() -> frozenset[str]:
    """Return all governing verbs of ``rules/verbs.yaml``."""
    return frozenset(verb for words in read_rules("verbs", dict[str, tuple[str, ...]]).values() for verb in words)


def _by_kind(name: str, kinds: tuple[str, ...]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {kind: set() for kind in kinds}
    for row in read_table(name, ("word", "kind"), choices={"kind": kinds}):
        found[row["kind"]].update(column_values(row, "word"))
    return {kind: frozenset(words) for kind, words in found.items()}


@functools.cache
def name_words() -> dict[str, frozenset[str]]:
    """Return the words of ``lexicon/name_words.tsv`` by kind, which says what each kind is."""
    return _by_kind("lexicon/name_words.tsv", _NAME_WORDS)


@functools.cache
def institution_kinds() -> dict[str, frozenset[str]]:
    """Return the words of ``lexicon/institution_kinds.tsv`` by kind, which says what each kind is."""
    return _by_kind("lexicon/institution_kinds.tsv", _KINDS)


@functools.cache
def generic_words() -> dict[str, bool]:
    """Return the words that make no name before an institution's suffix (公办, 薄弱); True: they stand in names too."""
    rows = read_table("lexicon/generic_modifiers.tsv", ("word", "note"))
    return {value: row["note"].endswith("in names too") for row in rows for value in column_values(row, "word")}


@functools.cache
def longest_generic() -> int:
    """Return the length of the longest generic word."""
    return max(map(len, generic_words()))
