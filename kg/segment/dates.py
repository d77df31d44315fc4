"""Dates in a line of their own (under a title, below a signature), and the year that a text of that date is about."""
from __future__ import annotations

import re
from typing import NamedTuple

from kg.types import Kind, Metadata

_DIGIT = "[〇○O0零一二三四五六七八九]"
_DATE = re.compile(
    rf"\(?(?P<year>二{_DIGIT}{{3}}|20\d\d)年"
    r"(?P<month>[\dx×一二三四五六七八九十]{1,3})月(?:[\dx×一二三四五六七八九十]{1,3}日)?\)?")
_ISO = re.compile(r"(\d{4})-(\d\d)")
_ARABIC = str.maketrans("〇○O零一二三四五六七八九", "0000123456789")
_MONTHS = {month: number for number, month in enumerate((*"一二三四五六七八九十", "十一", "十二"), 1)}


class Written(NamedTuple):
    """When a text was written; ``month`` is None where it is masked."""

    year: int
    month: int | None


def written(line: str) -> Written | None:
    """Return the date that a whole line is, or None: 2023年1月5日, 二〇二三年三月, (2023年×月×日)."""
    match = _DATE.fullmatch(line)
    if match is None:
        return None
    month = match["month"]
    number = int(month) if month.isdecimal() else _MONTHS.get(month)
    return Written(int(match["year"].translate(_ARABIC)), number)


def page_date(metadata: Metadata) -> Written | None:
    """Return the date of writing, or else of publishing, that the page around a text tells."""
    for value in (metadata.written, metadata.published):
        if value and (match := _ISO.match(value)):
            return Written(int(match[1]), int(match[2]))
    return None


def year_about(kind: Kind, when: Written) -> int:
    """Return the year that a text without a year in its title is about.

    A summary of the first quarter looks back at the year before, a plan of December looks ahead at the next.
    """
    if kind == "summary" and when.month is not None and when.month <= 3:
        return when.year - 1
    if kind == "plan" and when.month == 12:
        return when.year + 1
    return when.year
