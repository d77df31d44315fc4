"""Headings: their enumerators, levels, and what they say of the section's kind and year."""
from __future__ import annotations

import re
from typing import NamedTuple

from kg.types import Kind

_CN = "一二三四五六七八九十"
_ENUMERATORS = (
    (0, re.compile(rf"第[{_CN}百0-9]+(?:部分|篇|章)[、:.]?")),
    (1, re.compile(rf"[{_CN}]{{1,3}}[、.]")),
    (2, re.compile(rf"\([{_CN}]{{1,3}}\)[、.]?")),
    (3, re.compile(r"\d{1,2}(?:[、.](?!\d)|(?=[^\d\s.%,、年月日个所名项]{2}))")),
    (4, re.compile(r"\(\d{1,2}\)[、.]?")),
    (5, re.compile(r"[①-⑳][、.]?")),
    (1, re.compile(r"【(?=[^】]{1,30}】)")),
)
# The characters that they begin with.
_OPENING = re.compile(rf"[第(【①-⑳{_CN}\d]")
UNNUMBERED = 6
_LONGEST = 45

# What headings of sections that look ahead, or back, say; the first group looks ahead wherever it stands.
_AHEAD = re.compile(
    r"(下半年|下一步|下一阶段|下步|明年|来年|下一年|下年度|今后|未来(?!教育|学校|社区|课堂|乡村|城|科学|之星)"
    r"|新的一年|新学年|下学期|努力方向|存在.{0,6}问题及)"
    r"|(?:20\d\d年.{0,12}|^)(工作(?:思路|计划|打算|安排|要点|目标|部署)|重点工作|主要目标"
    r"|(?:目标|总体)(?:任务|思路|要求)|谋划|打算|安排|展望|计划(?!完成|执行))")
_BACK = re.compile(
    r"上半年|总结|回顾|(?:完成|落实|开展|进展)情况|今年以来|一年来|过去|(?:主要|工作|取得的?)(?:成效|成绩|做法)"
    r"|主要亮点|工作亮点|基本情况")
_YEAR = re.compile(r"(20[0-4]\d)年")


class Enumerator(NamedTuple):
    """The mark that a heading begins with: its level (0 outermost) and its length in characters."""

    level: int
    length: int


def enumerator(line: str) -> Enumerator | None:
    """Return the enumerator that a line begins with, or None."""
    if not _OPENING.match(line):
        return None
    for level, pattern in _ENUMERATORS:
        if match := pattern.match(line):
            return Enumerator(level, match.end())
    return None


def is_heading(line: str, mark: Enumerator | None) -> bool:
    """Tell whether a whole line is a heading: short, one phrase, not a sentence."""
    # A full stop ends a sentence, where no enumerator tells otherwise.
    body = line[mark.length:].rstrip(":。】") if mark else line.rstrip(":】")
    if not body or len(body) > (_LONGEST if mark else 24) or re.search("[。;!?]", body):
        return False
    return mark is not None or not re.search(r"[,:、|]|\d", body)


def run_in(line: str, mark: Enumerator) -> int:
    """Return the length of a heading that runs into its paragraph (``1.深化改革。全面推进…``), or 0."""
    match = re.match(rf"[^。:;!?]{{2,{_LONGEST}}}[。:](?=.)", line[mark.length:])
    return mark.length + match.end() if match and mark.level <= 5 else 0


def section_kind(title: str, inherited: Kind, year: int | None) -> tuple[Kind, int | None]:
    """Tell what a section is by its heading, and its year, from the kind and year of what it stands in."""
    named = _YEAR.search(title)
    named_year = int(named.group(1)) if named else None
    ahead, back = _AHEAD.search(title), _BACK.search(title)
    if inherited == "summary" and named_year is not None and year is not None and named_year > year and not back:
        return ("plan", named_year)
    if back and not (ahead and ahead.group(1)):
        return ("summary", named_year or year)
    if ahead:
        if inherited == "summary" and named_year is None and year is not None and not re.search("下半年", title):
            return ("plan", year + 1)
        return ("plan", named_year or year)
    return inherited, year
