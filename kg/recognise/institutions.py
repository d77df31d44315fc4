"""Names of schools, kindergartens, universities, education groups and organisations: suffix first, then its left end."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import ahocorasick_rs

from kg.lexicon import column_values, read_table
from kg.recognise.boundaries import left_bound, strip_generic
from kg.recognise.tokens import Tokens
from kg.types import Mention, Span

_NUMERALS = tuple("一二三四五六七八九十") + tuple(f"十{c}" for c in "一二三四五六七八九") + tuple(
    f"{t}十{c}" for t in "二三四五" for c in ("", *"一二三四五六七八九")) + tuple(str(n) for n in range(1, 60))
# A part of another institution: its own suffix, behind the name of the whole and a name of the part.
_PARTS = frozenset({"校区", "分校", "分园", "园区", "分园区", "教学园区", "教学点", "小学部", "初中部", "高中部", "总园", "幼儿园分园", "分部", "分院"})
_GROUPED = re.compile(r"(?:教育集团(?:学校)?|集团(?:学校)?|教育共同体|教共体|办学联盟|联盟)$")
_MASK = re.compile(r"[*_×○□■xX?…#]$")
_COUNTED = re.compile(r"(?:\d+|[一二两三四五六七八九十百]+|多|几|各|一批)(?:余|多)?(?:所|个|家|座|处|间)(?:以上)?$")
# What may not follow a clipped name (一中 in 其一中, 三小 in 三小时).
_NOT_AFTER_CLIPPED = re.compile(r"[学中小幼时年期段心间型组国央华等层考旬位部外医药文共职专招午秋]|教育|教师|学生|级|阶段")
_NO_NAMES = frozenset({"中小学", "高中小学", "大中小学", "初中小学", "大中学", "大中专", "高中学校", "初中学校", "小学学校", "普通高中", "普通中学"})
_ALONE = frozenset({"实验小学", "实验中学", "实验幼儿园", "实验学校", "外国语学校", "机关幼儿园", "外国语实验学校", "实验高中", "实验初中", "职教中心", "特殊教育学校",
                    "职业中专", "教师进修学校", "青少年宫", "社区学院", "开放大学", "教师发展中心", "职业技术学校", "实验初级中学", "直属机关幼儿园"})


@dataclass(frozen=True, slots=True)
class Suffix:
    """The last part of a name: the class that it makes and whether it is a clipped form."""

    label: str
    clipped: bool
    needs_name: bool = True


@functools.cache
def suffixes() -> dict[str, Suffix]:
    """Return all suffixes of institutions, numerals written out; of a suffix in two tables the school's stands."""
    found: dict[str, Suffix] = {}
    for row in read_table("lexicon/organizations.tsv", ("suffix", "type", "needs_name")):
        found[row["suffix"]] = Suffix(row["type"], False, row["needs_name"] == "yes")
    for row in read_table("lexicon/institution_suffixes.tsv", ("suffix", "type", "clipped", "stage")):
        forms = [row["suffix"]]
        if "{n}" in row["suffix"]:
            forms = [row["suffix"].replace("{n}", n) for n in _NUMERALS]
        for form in forms:
            if form not in found or found[form].label == "Organization" and row["type"] != "Organization":
                found.setdefault(form, Suffix(row["type"], row["clipped"] == "yes"))
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


def _chains(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, last suffix) of adjoining suffixes (小学 + 教育集团, 中学 + 附属小学) as one."""
    automaton, words = _automaton()
    open_start = open_end = -1
    last = ""
    for index, start, end in automaton.find_matches_as_indexes(text):
        if start == open_end:
            open_end, last = end, words[index]
            continue
        if last:
            yield open_start, open_end, last
        open_start, open_end, last = start, end, words[index]
    if last:
        yield open_start, open_end, last


def institutions(text: str, tokens: Tokens) -> Iterator[Mention]:
    """Yield mentions of institutions by their suffix; they may overlap where one is a part of another."""
    before: Mention | None = None
    for start, end, word in _chains(text):
        kind = suffixes()[word]
        first = text[start:end]
        line = text.rfind("\n", 0, start) + 1
        begin = left_bound(text, tokens, start, line)
        # A campus stands behind the name of the whole: take both where nothing but a name parts them.
        if word in _PARTS and before is not None and before.span.start >= line and before.span.end >= begin \
                and before.span.end <= start and before.label in ("School", "Kindergarten", "SchoolGroup", "Organization"):
            begin = min(begin, before.span.start)
        mention = _mention(text, begin, start, end, first, kind)
        if mention is not None:
            before = mention
            yield mention


def _mention(text: str, begin: int, start: int, end: int, first: str, kind: Suffix) -> Mention | None:
    if text[end:end + 5] == "(暂名)":
        end += 4
    name = text[begin:end]
    stripped = strip_generic(text[begin:start])
    begin = start - len(stripped)
    proper = text[begin:start]
    name = text[begin:end]
    if _MASK.search(text[max(0, begin - 1):begin]) or _COUNTED.search(text[max(0, begin - 6):begin]):
        return None
    if kind.clipped and (_NOT_AFTER_CLIPPED.match(text, end) or (not proper and text[begin - 1:begin] not in "、,“(")):
        return None
    if not proper and not (first in _ALONE or re.match(r"第.", first) or kind.clipped):
        return None
    if name in _NO_NAMES or (kind.label == "University" and len(proper) < 2):
        return None
    if not proper and kind.label == "Organization" and kind.needs_name:
        return None
    if proper and not re.search(r"[一-鿿]", proper):
        return None
    label = kind.label
    if label == "School" and first[-2:] in ("园区", "分园") and "幼" in name:
        label = "Kindergarten"
    return Mention(Span(begin, end), label, name, "institution-suffix", 0.85 if proper else 0.6)


def named_universities(text: str) -> Iterator[Mention]:
    """Yield mentions of universities in the lexicon."""
    automaton, _ = universities()
    for _, start, end in automaton.find_matches_as_indexes(text):
        if text[end:end + 2] not in ("附属", "附小", "附中", "城附", "附幼") and text[end:end + 1] != "路":
            yield Mention(Span(start, end), "University", text[start:end], "university-lexicon", 0.95)
