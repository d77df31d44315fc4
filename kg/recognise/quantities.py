"""Numbers with units: values, ranges, comparators; ordinals, dates, names and document numbers are none."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from kg.lexicon import read_table
from kg.types import Quantity, Span

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = "[一二两三四五六七八九十百千]{1,7}"
_BEFORE = {
    ">=": "不低于|不少于|不小于|不得低于|不得少于|至少|最少|超过|超|突破|高于|多于|逾|大于",
    "<=": "不超过|不得超过|不高于|不得高于|不多于|不大于|低于|少于|小于|控制在|压减到|降到|降至|最多",
    "~": "大约|约为|约|近|将近|接近|大概",
}
_AFTER = {">=": "及以上|以上|余|多", "<=": "及以下|以下|以内|之内", "~": "左右|上下"}
_COMPARATOR = {word: sign for table in (_BEFORE, _AFTER) for sign, words in table.items() for word in words.split("|")}
_RANGE = r"(?:-|~|—|–|至|到)"
# What stands directly before a number that is an ordinal, a part of a name or a part of another number.
_NOT_BEHIND = re.compile(r"[第A-Za-z0-9.\-/+—#×*]$|[“‘「]$|(?:[A-Za-z]-)$|G$")


def chinese_number(text: str) -> float | None:
    """Return the value of a Chinese numeral (三百二十, 两, 十余's 十), or None where the characters are no numeral."""
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif (power := _POWERS.get(char, 0)) >= 10_000:
            total, section, digit = (total + section + digit) * power, 0, 0
        elif power:
            section, digit = section + (digit or 1) * power, 0
        else:
            return None
    return float(total + section + digit)


@functools.cache
def _units() -> tuple[dict[str, bool], str]:
    rows = read_table("lexicon/units.tsv", ("unit", "dimension", "canonical", "factor", "figure"))
    # 名教师 is the unit 名 with the noun that the indicator is made of.
    units = {row["unit"].replace("％", "%"): row["figure"] == "yes" for row in rows
             if not (len(row["unit"]) > 1 and row["unit"][0] in "名位个") or row["unit"] == "个百分点"}
    return units, "|".join(re.escape(unit) for unit in sorted(units, key=lambda unit: (-len(unit), unit)))


@functools.cache
def _pattern() -> re.Pattern[str]:
    _, units = _units()
    before = "|".join(sorted((w for words in _BEFORE.values() for w in words.split("|")), key=len, reverse=True))
    tail = "及以上|及以下|以上|以下|以内|之内|左右|上下|余|多"
    return re.compile(
        rf"(?P<before>{before})?(?P<number>{_ARABIC}|{_CHINESE})(?P<scale>万|亿|千)?"
        rf"(?:%?{_RANGE}(?P<upper>{_ARABIC})(?P<scale2>万|亿|千)?)?"
        rf"(?P<more>余|多|几)?(?P<scale3>万|亿)?(?P<unit>{units})?(?P<more2>余|多)?(?P<after>{tail})?")


def _value(text: str) -> float | None:
    if text[0].isdigit():
        return float(text.replace(",", ""))
    return chinese_number(text)


def _unit(match: re.Match[str]) -> str:
    """Return the unit as written, with the scale before it (万元, 万人次, 万)."""
    scale = match["scale"] or match["scale2"] or match["scale3"] or ""
    return scale + (match["unit"] or "")


def _is_figure(match: re.Match[str], text: str, unit: str) -> bool:
    units, _ = _units()
    bare = match["unit"] or ""
    if not unit or (bare and not units[bare]):
        return False
    behind = text[match.end("number"):match.end("number") + 1]
    if _NOT_BEHIND.search(text[max(0, match.start("number") - 2):match.start("number")]) and not match["before"]:
        return False
    chinese = not match["number"][0].isdigit()
    if chinese and text.startswith("一体", match.end()):
        return False
    if chinese and (match["number"] in ("一", "千", "百", "万", "十") and not match["more"]):
        return False
    return not (chinese and behind in "一二三四五六七八九十") and not (unit in ("万", "亿", "千") and chinese)


def quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """Yield the quantities in ``text[start:end]``, leftmost longest.

    Chinese numerals count from two on (两所, 十余家; 一 is mostly an article), Arabic ones always. The value is as
    written: 3.5万人 has the value 3.5 and the unit 万人; 15-20所 has the value 15 and the upper value 20.
    """
    for match in _pattern().finditer(text, start, len(text) if end is None else end):
        unit = _unit(match)
        value = _value(match["number"])
        if value is None or not _is_figure(match, text, unit):
            continue
        upper = float(match["upper"].replace(",", "")) if match["upper"] else None
        if upper is not None and upper <= value:
            upper = None
        if match["scale3"] and not match["scale"] and match["number"][0].isdigit() is False:
            continue
        signs = [_COMPARATOR[word] for word in (match["after"], match["more"], match["more2"], match["before"])
                 if word and word in _COMPARATOR]
        yield Quantity(Span(match.start(), match.end()), value, upper, unit, signs[0] if signs else "=")
