"""What names of institutions end in: the lexicons' suffixes, and where they stand in a text."""
from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import ahocorasick_rs

from kg.lexicon import column_values, read_table
from kg.recognise.tokens import Tokens
from kg.recognise.words import institution_kinds
from kg.vocabulary import SUPERCLASSES

_TENS = tuple("一二三四五六七八九十")
_NUMERALS = (*_TENS, *(f"十{unit}" for unit in _TENS[:9]),
             *(f"{ten}十{unit}" for ten in "二三四五" for unit in ("", *_TENS[:9])), *map(str, range(1, 200)))
# Enterprises that run schools of their own (云山农场小学).
_WITH_SCHOOLS = ("农场", "林场", "牧场", "茶场", "煤矿", "厂")
# Organisations that bear a school's name (甲中学校友会); other places in a school are none.
_OF_SCHOOLS = ("校友会", "校友总会", "基金会", "教研室", "分校", "工作站")
# Where a clipped form takes the first character of a full one (实验校|区, 八一中|学).
# Behind 初中, 学 opens words such as 学生, 学业, 学段.
_OF_PUPILS = (*"生业段校科习历籍位考年制", "")
_NUMERAL_BEGINS = "第一二三四五六七八九十"
_WRONGLY_CUT = frozenset({"校区", "中学", "小学"})


@dataclass(frozen=True, slots=True)
class Suffix:
    """The last part of a name: the class that it makes, whether it is a clipped form, and whether it needs a name."""

    label: str
    clipped: bool
    needs_name: bool = True


class Ending(NamedTuple):
    """Adjoining suffixes in a text (小学 + 教育集团) as one; ``last`` and ``first`` are the suffixes' words."""

    start: int
    end: int
    first: str
    last: str

    @property
    def suffix(self) -> Suffix:
        """The suffix that decides the class."""
        return suffixes()[self.last]


# The classes that a suffix may tell.
_CHOICES = {"type": tuple(SUPERCLASSES)}


@functools.cache
def suffixes() -> dict[str, Suffix]:
    """Return all suffixes of institutions, numerals written out; of a suffix in two tables the school's stands."""
    found: dict[str, Suffix] = {}
    for row in read_table("lexicon/organizations.tsv", ("suffix", "type", "needs_name"), choices=_CHOICES):
        found[row["suffix"]] = Suffix(row["type"], False, row["needs_name"] == "yes")
    columns = ("suffix", "type", "clipped", "stage")
    for row in read_table("lexicon/institution_suffixes.tsv", columns, choices=_CHOICES):
        numerals = _NUMERALS if "{n}" in row["suffix"] else ("",)
        for numeral in numerals:
            found.setdefault(row["suffix"].replace("{n}", numeral), Suffix(row["type"], row["clipped"] == "yes"))
    return found


def parts() -> frozenset[str]:
    """Return the suffixes of campuses and departments, behind the name of the whole."""
    return institution_kinds()["part"]


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
    if word in parts() and last not in parts():
        return False
    one, other = suffixes()[last].label, suffixes()[word].label
    if one == "Organization" and other == "School":
        return not suffixes()[last].needs_name or last.endswith(_WITH_SCHOOLS)
    if other == "Organization" and one in ("School", "Kindergarten", "SchoolGroup"):
        return word in _OF_SCHOOLS
    return not (one == "University" and word.endswith(("学部", "学院")))


def _matches(text: str) -> Iterator[tuple[int, int, str]]:
    automaton, words = _automaton()
    for index, start, end in automaton.find_matches_as_indexes(text):
        word = words[index]
        longer = word[-1] + text[end:end + 1]
        if word == "初中" and longer == "中学" and text[end + 1:end + 2] not in _OF_PUPILS:  # 朴初中学
            yield start + 1, end + 1, longer
            continue
        of_pupils = longer == "中学" and text.startswith("生", end + 1) and word[0] in _NUMERAL_BEGINS  # 三中|学生宿舍
        if longer in _WRONGLY_CUT and suffixes()[word].clipped and not of_pupils:
            yield end - 1, end + 1, longer
        else:
            yield start, end, word


def endings(text: str, tokens: Tokens) -> Iterator[Ending]:
    """Yield the suffixes of a text, adjoining ones as one, without those that only cross the words of the text."""
    current: Ending | None = None
    dropped = -1  # where a suffix ended that the next one does not belong to (甲中学|体育馆)
    for start, end, word in _matches(text):
        if current is not None and start == current.end and _joins(current.last, word):
            current = Ending(current.start, end, current.first, word)
            continue
        if current is not None:
            yield current
            dropped, current = current.end, None
        crosses = not (tokens.begins(start) or tokens.begins(end) or end == len(text))
        if start == dropped and word not in parts():
            dropped = -1
        elif not crosses:
            current = Ending(start, end, word, word)
    if current is not None:
        yield current
