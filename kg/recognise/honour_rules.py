"""What is known of titles: the parts they are made of, and the words by which they are held, given and sought."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import ahocorasick_rs
from pydantic import BaseModel, ConfigDict

from kg.divisions import lookup
from kg.lexicon import read_rules, read_table
from kg.vocabulary import SUPERCLASSES

_HEADS_OF_GRADES = ("幼儿园", "园", "学校", "校", "校园", "小学", "中学", "高中", "基地", "单位", "集体",
                    "党支部", "党组织", "团支部", "大队", "工会")
# Titles of districts that are long enough to be no ordinary word whoever holds them.
_SHORTEST = 5
# A single character is a level only where it opens no other word (区域, 市民, 省属 …).
_SINGLE = r"[省市区县州盟旗](?![域场民长内外属直委府情校局级]|[省市区县](?![一-鿿]))"
COUNT = r"(?:\d+(?:(?:至|-|—|~|到)\d+)?|[一二两三四五六七八九十]+)(?:余|多)?[所个家处]"


class HonourRules(BaseModel):
    """``rules/honours.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    given: tuple[str, ...]
    won: tuple[str, ...]
    sought: tuple[str, ...]
    open: tuple[str, ...]
    made: tuple[str, ...]
    judged: tuple[str, ...]
    loose: tuple[str, ...]
    hedges: tuple[str, ...]
    reached: tuple[str, ...]
    adverbs: tuple[str, ...]
    granting: tuple[str, ...]
    chosen: tuple[str, ...]
    pursuit: tuple[str, ...]
    statistic: tuple[str, ...]
    elsewhere: tuple[str, ...]
    campaign: tuple[str, ...]
    work: tuple[str, ...]
    inside: tuple[str, ...]
    nominal: tuple[str, ...]
    nouns: tuple[str, ...]
    foreign: tuple[str, ...]
    persons: tuple[str, ...]


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern that matches any of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@functools.cache
def rules() -> HonourRules:
    """Return the rules."""
    return read_rules("honours", HonourRules)


@functools.cache
def table() -> dict[str, dict[str, str]]:
    """Return who may hold a title by its part, for each kind of part."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in ("level", "grade", "head", "noun", "tail", "award")}
    choices = {"kind": tuple(found), "holder": ("any", *SUPERCLASSES)}
    for row in read_table("lexicon/honours.tsv", ("kind", "text", "holder"), choices=choices):
        for text in _of_any_district(row["text"]) if row["holder"] == "District" else (row["text"],):
            found[row["kind"]].setdefault(text, row["holder"])
    return found


def _of_any_district(title: str) -> tuple[str, ...]:
    """Return a title of a county as it is called where a district, a city or a banner holds it, itself first."""
    if len(title) < _SHORTEST or title[-1] not in "县区市" or title[-2] in "城地":
        return (title,)
    return tuple(dict.fromkeys((title, *(title[:-1] + kind for kind in "县区市旗"))))


@functools.cache
def holder_of(name: str) -> str:
    """Return who may hold a title by its longest end: a class of the ontology, or ``any``."""
    parts = table()
    bare = re.sub(r"[“”]|\([^()]*\)$", "", name)
    for length in range(len(bare), 0, -1):
        for kind in ("award", "head", "noun", "tail"):
            if (holder := parts[kind].get(bare[-length:])) is not None:
                return holder
    return "any"


@dataclass(frozen=True)
class Patterns:
    """The compiled forms of the rules."""

    verb: re.Pattern[str]
    told: re.Pattern[str]
    level: re.Pattern[str]
    plain_level: re.Pattern[str]
    chosen: re.Pattern[str]
    pursuit: re.Pattern[str]
    statistic: re.Pattern[str]
    elsewhere: re.Pattern[str]
    campaign: re.Pattern[str]
    nominal: re.Pattern[str]
    foreign: re.Pattern[str]
    persons: re.Pattern[str]
    tail: re.Pattern[str]


@functools.cache
def patterns() -> Patterns:
    """Return the compiled rules."""
    found, parts = rules(), table()
    words = [word for word in parts["level"] if len(word) > 1]
    ends = [*parts["head"], *parts["noun"], *parts["tail"]]
    return Patterns(
        verb=re.compile(alternatives([*found.given, *found.sought, *found.open, *found.work])),
        told=re.compile(alternatives([*found.given, *found.sought])),
        level=re.compile(rf"(?:{alternatives(words)}|{_SINGLE})(?:及?以上)?"),
        plain_level=re.compile(r"全国|国家级|全[省市县区]|教育部|省部级|[省市区县州盟旗镇]级|自治区级"),
        chosen=re.compile(rf"(?:的)?(?:{alternatives(found.chosen)})"),
        pursuit=re.compile(rf"(?:的)?(?:{alternatives(found.pursuit)})"),
        statistic=re.compile(rf"(?:的)?(?:{alternatives(found.statistic)})"),
        elsewhere=re.compile(rf"(?:{alternatives(found.elsewhere)})"),
        campaign=re.compile(rf"(?:{alternatives(found.campaign)})"),
        nominal=re.compile(alternatives(found.nominal)),
        foreign=re.compile(alternatives(found.foreign)),
        persons=re.compile(rf"(?:{alternatives(found.persons)})$"),
        tail=re.compile(rf"[^,。;:!?、\n()的]{{0,22}}?(?:{alternatives(ends)})(?:\((?:[^()]{{0,2}}[校园]|单位)\))?"
                        rf"(?=(?:共|达)?{COUNT}|[,、。;)”\n]|和|及|与|等|称号|荣誉|创建|评估|验收|行列|$)"))


@functools.cache
def heads() -> tuple[Any, tuple[str, ...]]:
    """Return the automaton of all ends of titles, and its words."""
    parts = table()
    words = {word for word in (*parts["head"], *parts["noun"], *parts["award"]) if len(word) > 2}
    words |= {grade + head for grade in parts["grade"] for head in _HEADS_OF_GRADES}
    ordered = tuple(sorted(words))
    return ahocorasick_rs.AhoCorasick(ordered, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), ordered


@functools.cache
def anchors() -> tuple[Any, tuple[str, ...], frozenset[str]]:
    """Return the automaton of the verbs that give or seek titles, its words, and those whose object may be another.

    Behind the latter (建设, 通过) only an explicit level and a number make a title of any noun (建设市级特色教室5个).
    """
    found = rules()
    loose = frozenset({*found.made, *found.loose})
    ordered = tuple(sorted({*found.given, *found.sought, *found.open}))
    return ahocorasick_rs.AhoCorasick(ordered, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), ordered, loose


_DIVISION_END = re.compile("[省市区县州盟旗镇乡]")


@functools.lru_cache(maxsize=4096)
def _is_division(name: str) -> bool:
    return bool(lookup(name))


def place_end(text: str, at: int) -> int:
    """Return where the chain of divisions' full names ends that begins at an offset (宁波市海曙区), or the offset."""
    while (ends := [match.end() for match in _DIVISION_END.finditer(text, at + 1, at + 7)]):
        end = next((end for end in reversed(ends) if _is_division(text[at:end])), at)
        if end == at:
            break
        at = end
    return at


def level_end(text: str, at: int) -> int:
    """Return where the level that begins at an offset ends (省, 市级以上, 宁波市), or the offset where none does."""
    end = place_end(text, at)
    if end > at:
        return end + 1 if text[end:end + 1] == "级" else end
    match = patterns().level.match(text, at)
    return match.end() if match else at
