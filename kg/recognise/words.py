"""What words say about the names beside them, from the lexicons: verbs, generic words, words inside names."""
from __future__ import annotations

import functools

from kg.errors import KnowledgeError
from kg.lexicon import column_values, read_rules, read_table

_KINDS = ("inner", "name", "owner", "nation", "surname", "opening", "noun")


@functools.cache
def verbs() -> frozenset[str]:
    """Return all governing verbs of ``rules/verbs.yaml``."""
    return frozenset(verb for words in read_rules("verbs", dict[str, tuple[str, ...]]).values() for verb in words)


@functools.cache
def name_words() -> dict[str, frozenset[str]]:
    """Return the words of ``lexicon/name_words.tsv`` by kind, which says what each kind is."""
    kinds: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    for row in read_table("lexicon/name_words.tsv", ("word", "kind")):
        if row["kind"] not in kinds:
            raise KnowledgeError(f"lexicon/name_words.tsv: kind {row['kind']!r} is none of {sorted(kinds)} "
                                 f"(the line of {row['word'][:20]})")
        kinds[row["kind"]].update(column_values(row, "word"))
    return {kind: frozenset(values) for kind, values in kinds.items()}


@functools.cache
def generic_words() -> dict[str, bool]:
    """Return the words that make no name before an institution's suffix (公办, 薄弱 …); True: they stand in names too."""
    rows = read_table("lexicon/generic_modifiers.tsv", ("word", "note"))
    return {value: row["note"].endswith("in names too") for row in rows for value in column_values(row, "word")}


@functools.cache
def longest_generic() -> int:
    """Return the length of the longest generic word."""
    return max(map(len, generic_words()))
