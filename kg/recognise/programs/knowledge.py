"""What is known of programs: ``rules/programs.yaml`` and the lexicons, in the forms that the recognisers use."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import ahocorasick_rs
from pydantic import BaseModel, ConfigDict

from kg.lexicon import column_values, read_rules, read_table
from kg.lexicon.rules import Example
from kg.recognise.words import verbs


class PlainHeads(BaseModel):
    """Heads of unquoted names by what they need beside distinctive words."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    free: tuple[str, ...]
    edited: tuple[str, ...]
    contest: tuple[str, ...]


class ProgramRules(BaseModel):
    """``rules/programs.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    plain: PlainHeads
    activities: tuple[str, ...]
    organising: tuple[str, ...]
    quoted: tuple[str, ...]
    inner: tuple[str, ...]
    strong: tuple[str, ...]
    opening: tuple[str, ...]
    nominal: frozenset[str]
    compound: frozenset[str]
    ordinary: tuple[str, ...]
    work: tuple[str, ...]
    listed: tuple[str, ...]
    examples: tuple[Example, ...]


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression's alternatives, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@dataclass(frozen=True)
class Patterns:
    """The compiled rules.

    ``tails``, ``weak_tails``: from a closing quotation mark to a head, to the farthest and to the nearest.
    ``before``, ``directly``: a strong verb and what may, or often does, stand between it and a quotation mark.
    ``strict``: the words up to the last verb that always opens a phrase.
    """

    tails: tuple[re.Pattern[str], ...]
    weak_tails: tuple[re.Pattern[str], ...]
    free: re.Pattern[str]
    edited: re.Pattern[str]
    contest: re.Pattern[str]
    activities: re.Pattern[str]
    organising: re.Pattern[str]
    inner: re.Pattern[str]
    listed: re.Pattern[str]
    before: re.Pattern[str]
    strong: frozenset[str]
    opening: frozenset[str]
    opening_by_length: tuple[str, ...]
    nominal: frozenset[str]
    compound: frozenset[str]
    verbs: frozenset[str]
    strict: re.Pattern[str]
    directly: re.Pattern[str]
    ordinary: re.Pattern[str]
    work: re.Pattern[str]


_SCOPES = ("national", "provincial", "city", "district", "generic")
_VALUE_KINDS = ("value", "slogan", "principle", "standard", "body", "meeting", "event", "problem", "period")
_EDITION = r"第?[一二三四五六七八九十\d]+[届期批轮次个项所名]"
_STOP = r"“”《》()、,。;:!?\n|"


@functools.cache
def rules() -> ProgramRules:
    """Return the program rules."""
    return read_rules("programs", ProgramRules)


def _not_behind(chars: str, words: Iterable[str]) -> str:
    """Return a pattern that matches any of some words, the longest first, unless one of some characters precedes it.

    Each word is looked behind from its second character on, so that the pattern begins with plain characters: a text is
    searched for those ten times as fast as for a pattern that begins with a look behind.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(f"{re.escape(word[0])}(?<![{chars}]{re.escape(word[0])}){re.escape(word[1:])}" for word in ordered)


@functools.cache
def patterns() -> Patterns:
    """Return the compiled rules."""
    found = rules()
    plain = alternatives([*found.plain.free, *found.plain.edited[:4], *found.plain.contest])
    weak, strong = alternatives(found.quoted), alternatives(found.strong)
    strict = alternatives(word for word in found.opening if len(word) > 1 and word not in found.nominal)
    edited = alternatives(found.plain.edited)
    between = rf"好|了|起|出|各项|一批|首届|首批|{_EDITION}|新一[届轮]|新"
    return Patterns(
        tails=tuple(re.compile(rf"[^{_STOP}]{{0,14}}{lazy}(?:{plain}){chain}")
                    for lazy, chain in (("", f"(?:{plain})*"), ("?", f"(?:{plain})*"), ("?", ""))),
        weak_tails=tuple(re.compile(rf"[^{_STOP}的]{{0,6}}{lazy}(?:{weak})(?:{weak})*") for lazy in ("", "?")),
        free=re.compile(_not_behind("推走促迈踏迎搬请带引融送", found.plain.free)),
        edited=re.compile(f"(?:{edited})(?:创新)?(?:(?:{edited})(?:创新)?)*(?<!创新)"),
        contest=re.compile(f"(?:{alternatives(found.plain.contest)})"),
        activities=re.compile(f"(?:{alternatives(found.activities)})$"),
        organising=re.compile(f"(?:{alternatives(found.organising)})(?!.*(?:获|夺|斩获|摘|荣))"),
        inner=re.compile(f"(?:{alternatives(found.inner)})$"),
        listed=re.compile(f"(?:{alternatives(found.listed)})$"),
        before=re.compile(rf"(?:{strong})(?:以|{between}|[^{_STOP}的]{{0,10}}[的以]?|[^{_STOP}]{{0,12}}的)$"),
        strong=frozenset(found.strong), opening=frozenset(found.opening),
        opening_by_length=tuple(sorted(set(found.opening), key=lambda word: (-len(word), word))),
        nominal=found.nominal, compound=found.compound,
        verbs=verbs() - frozenset(found.ordinary) - frozenset(found.activities),
        strict=re.compile(rf".*(?:{strict})(?:好|了)?"),
        directly=re.compile(rf"(?:{strong})(?:{between}|区域|学生|学校|教师|全[区县市])?$"),
        work=re.compile(f"(?:{alternatives(found.work)})*$"),
        ordinary=re.compile(f"(?:{alternatives(found.ordinary)})*$"))


@functools.cache
def values() -> frozenset[str]:
    """Return the expressions that are values, slogans, meetings … and never programs."""
    rows = read_table("lexicon/values.tsv", ("name", "kind"), choices={"kind": _VALUE_KINDS})
    return frozenset(row["name"].strip("“”") for row in rows)


@dataclass(frozen=True)
class Lexicon:
    """Known programs: an automaton over all forms, the forms by its indices, and the canonical name of each form."""

    automaton: Any
    forms: tuple[str, ...]
    canonical: dict[str, str]


@functools.cache
def lexicon() -> Lexicon:
    """Return the programs of ``lexicon/programs.tsv``."""
    columns = ("name", "aliases", "scope", "since", "until")
    rows = read_table("lexicon/programs.tsv", columns, choices={"scope": _SCOPES})
    canonical = {value: row["name"] for row in rows for value in column_values(row, "name", "aliases")}
    forms = tuple(sorted(canonical))
    automaton = ahocorasick_rs.AhoCorasick(forms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return Lexicon(automaton, forms, canonical)
