"""What names of institutions end in: the lexicons' suffixes, and where they stand in a text."""
from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import ahocorasick_rs

from kg.lexicon import column_values, read_table
from kg.recognise.tokens import Tokens

_TENS = tuple("一二三四五六七八九十")
_NUMERALS = (*_TENS, *(f"十{unit}" for unit in _TENS[:9]),
             *(f"{ten}十{unit}" for ten in "二三四五" for unit in ("", *_TENS[:9])), *map(str, range(1, 60)))
# Organisations that a school has as a part of its own name's bearer (甲中学校友会); other places in a school are none.
_OF_SCHOOLS = ("校友会", "校友总会", "基金会", "教研室", "分校", "工作站")
# A part of another institution: its own suffix, behind the name of the whole and a name of the part.
PARTS = frozenset({
    "校区", "新校区", "老校区", "东校区", "西校区", "南校区", "北校区", "分校", "分校区", "分园", "园区", "分园区", "教学园区", "教学点", "小学部", "初中部",
    "高中部", "总园", "分部", "分院", "本部", "本部校区", "小学校区", "中学校区", "学部", "教学部", "教学区", "总校"})
# Where a clipped form takes the first character of a full one (实验校|区, 八一中|学).
_WRONGLY_CUT = frozenset({"校区", "中学", "小学"})


@dataclass(frozen=True, slots=True)
class Suffix:
    """The last part of a name: the class that it makes, whether it is a clipped form, and whether it needs a name."""

    label: str
    clipped: bool
    needs_name: bool = True


@dataclass(frozen=True, slots=True)
class Ending:
    """Adjoining suffixes in a text (小学 + 教育集团) as one; ``last`` and ``first`` are the suffixes' words."""

    start: int
    end: int
    first: str
    last: str

    @property
    def suffix(self) -> Suffix:
        """The suffix that decides the class."""
        return suffixes()[self.last]


@functools.cache
def suffixes() -> dict[str, Suffix]:
    """Return all suffixes of institutions, numerals written out; of a suffix in two tables the school's stands."""
    found: dict[str, Suffix] = {}
    for row in read_table("lexicon/organizations.tsv", ("suffix", "type", "needs_name")):
        found[row["suffix"]] = Suffix(row["type"], False, row["needs_name"] == "yes")
    for row in read_table("lexicon/institution_suffixes.tsv", ("suffix", "type", "clipped", "stage")):
        numerals = _NUMERALS if "{n}" in row["suffix"] else ("",)
        for numeral in numerals:
            found.setdefault(row["suffix"].replace("{n}", numeral), Suffix(row["type"], row["clipped"] == "yes"))
    return found


@functools.cache
def _automaton() -> tuple[Any, tuple[str, ...]]:
    words = tuple(sorted(suffixes()))
    return ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), words


@functools.cache
def universities() -> tuple[Any, tuple[str, ...]]:
    """Return the automaton of universities' full and clipped names, and the names."""
    rows = read_table("lexicon/universities.tsv", ("name", "clipped"))
    words = tuple(sorted({value for row in rows for value in column_values(row, "name", "clipped")}))
    return ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), words


def _joins(last: str, word: str) -> bool:
    """Tell whether two adjoining suffixes make one name: 小学 + 教育集团, not 中学 + 体育馆 nor 大学 + 学部."""
    if word in PARTS and last not in PARTS:
        return False
    one, other = suffixes()[last].label, suffixes()[word].label
    if one == "Organization" and other == "School":
        return not suffixes()[last].needs_name
    if other == "Organization" and one in ("School", "Kindergarten", "SchoolGroup"):
        return word in _OF_SCHOOLS
    return not (one == "University" and word.endswith(("学部", "学院")))


def endings(text: str, tokens: Tokens) -> Iterator[Ending]:
    """Yield the suffixes of a text, adjoining ones as one, without those that only cross the words of the text."""
    automaton, words = _automaton()
    open_: Ending | None = None
    dropped = -1
    for index, start, end in automaton.find_matches_as_indexes(text):
        word = words[index]
        if (longer := word[-1] + text[end:end + 1]) in _WRONGLY_CUT and suffixes()[word].clipped:
            start, end, word = end - 1, end + 1, longer
        if open_ is not None and start == open_.end and _joins(open_.last, word):
            open_ = Ending(open_.start, end, open_.first, word)
            continue
        if open_ is not None:
            yield open_
            dropped = open_.end
            open_ = None
        if (start == dropped and word not in PARTS) or not (tokens.begins(start) or tokens.begins(end) or end == len(text)):
            dropped = end if start == dropped else dropped
            continue
        open_ = Ending(start, end, word, word)
    if open_ is not None:
        yield open_
