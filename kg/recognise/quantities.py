"""Numbers with units: values, ranges, comparators; ordinals, dates, names and document numbers are none."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from kg.lexicon import read_rules, read_table
from kg.lexicon.rules import Example
from kg.types import Quantity, Span

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = "[一二两三四五六七八九十百千]{1,7}"
_NUMERAL = re.compile(r"[\d一二两三四五六七八九十百千]")
_PERCENT = r"百分之(?P<percent>[零〇一二三四五六七八九十百]+(?:点[零〇一二三四五六七八九]+)?)"
_RANGE = r"(?:-|~|—|–|至|到)"
# What stands directly before a number that is an ordinal, a part of a name or of another number, or damaged.
_JOINED = re.compile(r"[A-Za-z0-9.\-/+—#×*●○□■_第]$|[“‘「]$")
_MASKED = re.compile(r"\s*[×*●○□■_xX]+")
_ONE = ("一", "千", "百", "万", "十")
# A short name in quotation marks, where it begins.
_NAME_BEGINS = re.compile("“[^“”]{2,10}”")
_QUOTED = re.compile(r"“[^“”]{1,24}”|《[^《》]{1,60}》")


class QuantityRules(BaseModel):
    """``rules/quantities.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    before: dict[str, tuple[str, ...]]
    after: dict[str, tuple[str, ...]]
    not_behind: tuple[str, ...]
    behind: tuple[str, ...]
    not_before: tuple[str, ...]
    loose: frozenset[str]
    things: tuple[str, ...]
    rates: tuple[str, ...]
    bare: tuple[str, ...]
    many: tuple[str, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class _Compiled:
    """The rules as patterns; ``units`` tells of each unit whether its numbers are figures."""

    units: dict[str, bool]
    loose: frozenset[str]
    signs: dict[str, str]
    before: dict[int, frozenset[str]]
    number: re.Pattern[str]
    bare: re.Pattern[str]
    not_behind: tuple[str, ...]
    behind: tuple[str, ...]
    not_before: tuple[str, ...]
    things: re.Pattern[str]
    rates: re.Pattern[str]


def _any(words: tuple[str, ...] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def _units() -> dict[str, bool]:
    # 名教师 and 个学位 are the units 名 and 个 with the noun that the indicator is made of.
    rows = read_table("lexicon/units.tsv", ("unit", "dimension", "canonical", "factor", "figure"))
    return {row["unit"].translate(str.maketrans("％（）", "%()")): row["figure"] == "yes" for row in rows
            if not (len(row["unit"]) > 1 and row["unit"][0] in "名位个"
                    and row["dimension"] in ("count", "persons"))}


@functools.cache
def _compiled() -> _Compiled:
    rules: QuantityRules = read_rules("quantities", QuantityRules)
    units = _units()
    before = _any([word for words in rules.before.values() for word in words])
    after = _any([word for words in rules.after.values() for word in words])
    unit = _any(list(units))
    whole = rf"(?<=多)(?:{_any(rules.many)})"
    number = re.compile(
        rf"(?P<before>{before})?(?:{_PERCENT}|(?P<number>{_ARABIC}|{_CHINESE})(?P<scale>万|亿|千)?"
        rf"(?:(?:{unit})?{_RANGE}(?P<upper>{_ARABIC}|{_CHINESE})(?P<scale2>万|亿|千)?)?"
        rf"(?P<more>余|多(?!{whole})|几)?(?P<scale3>万|亿)?(?P<unit>{unit})?(?P<more2>余|多(?!{whole}))?)(?P<after>{after}(?!{whole}))?")
    signs = {word: sign for table in (rules.before, rules.after) for sign, words in table.items() for word in words}
    bare = re.compile(rf"(?:{_any(rules.bare)})(?:分别|均|都)?(?:为|是|达到|达|由|从|降到|降至|控制在)?"
                      r"(?:[\d.]+(?:和|、|,|及))*$")
    leading = [word for words in rules.before.values() for word in words]
    by_length = {size: frozenset(w for w in leading if len(w) == size)
                 for size in sorted({len(w) for w in leading}, reverse=True)}
    return _Compiled(
        units, rules.loose, signs, by_length, number, bare, rules.not_behind, rules.behind, rules.not_before,
        re.compile(rf"[一-鿿]{{0,6}}?(?:{_any(rules.things)})"),
        re.compile(rf"(?:{_any(rules.rates)})[一-鿿]{{0,4}}$"))


def chinese_number(text: str) -> float | None:
    """Return the value of a Chinese numeral (三百二十, 两, 九十五点五), or None where the characters are no numeral."""
    whole, _, decimals = text.partition("点")
    total = section = digit = 0
    for char in whole:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif (power := _POWERS.get(char, 0)) >= 10_000:
            total, section, digit = (total + section + digit) * power, 0, 0
        elif power:
            section, digit = section + (digit or 1) * power, 0
        else:
            return None
    fraction = float("0." + "".join(str(_DIGITS[char]) for char in decimals)) if decimals else 0.0
    return total + section + digit + fraction


def _value(text: str) -> float | None:
    return float(text.replace(",", "")) if text[0].isdigit() else chinese_number(text)


def _counts(match: re.Match[str], text: str, unit: str) -> bool:
    """Tell whether a Chinese numeral counts something: 两所, 十余家, 三个 before a thing and behind a list."""
    number, found = match["number"], _compiled()
    if unit == "角":  # 长三角, 四角
        return False
    if match["more"] or match["more2"]:
        return match["more"] != "几"
    if _NAME_BEGINS.match(text, match.start("number") - 1):
        return False
    if match.end("unit") < len(text) and text[match.end("number")] in "一二三四五六七八九十":
        return False
    if number in _ONE and not found.rates.search(text[max(0, match.start("number") - 8):match.start("number")]):
        return False
    if number == "一" and unit not in ("小时", "节", "次", "名", "场", "人", "堂课", "节课", "课时"):
        return False
    if unit in found.loose:
        listed = re.search(r"[、和][^,。;、]{1,12}$", text[max(0, match.start() - 14):match.start()])
        return bool(listed and found.things.match(text, match.end()))
    return unit not in ("万", "亿", "千")


def _is_quantity(match: re.Match[str], text: str, unit: str) -> bool:
    found = _compiled()
    bare = match["unit"] or ""
    at = match.start("number")
    lead = text[max(0, match.start() - 4):match.start()]
    if bare and not found.units[bare]:
        return False
    if (lead.endswith(found.not_behind) and not lead.endswith(found.behind)) \
            or text.startswith(found.not_before, match.end()):
        return False
    if text.startswith(found.not_before, match.end("number")):
        return False
    if not match["before"] and _JOINED.search(text[max(0, at - 1):at]):
        return False
    if _MASKED.match(text, match.end("number")) and not unit:
        return False
    if not unit:
        return bool(found.bare.search(text[max(0, at - 24):at]))
    return match["number"][0].isdigit() or _counts(match, text, bare)


def _sign(match: re.Match[str]) -> str:
    signs = _compiled().signs
    return next((signs[word] for word in match.group("after", "more", "more2", "before") if word in signs), "=")


# 2300件(套): another unit that is as good.
_OR_ANOTHER = tuple(f"({unit})" for unit in "套台件个副张间所人名")


def _quantity(match: re.Match[str], text: str) -> Quantity | None:
    if match["percent"]:
        value = chinese_number(match["percent"])
        return None if value is None else Quantity(Span(*match.span()), value, None, "%", _sign(match))
    # The unit as written, with the scale before it (万元, 万人次, 万).
    unit = (match["scale2"] or match["scale"] or match["scale3"] or "") + (match["unit"] or "")
    if not _is_quantity(match, text, unit):
        return None
    value, upper = _value(match["number"]), _value(match["upper"]) if match["upper"] else None
    if value is None or (match["scale3"] and not match["number"][0].isdigit()):
        return None
    end = match.end() + (3 if text.startswith(_OR_ANOTHER, match.end()) else 0)
    if upper is not None and text.endswith(("由", "从"), 0, match.start()):
        return Quantity(Span(match.start("upper"), end), upper, None, unit, _sign(match))
    if upper is not None and upper <= value:
        upper = None
    return Quantity(Span(match.start(), end), value, upper, unit, _sign(match))


def _numbers(text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """Yield the numbers in ``text[start:stop]``, each with the comparator's words before it.

    The text is searched for numerals first and their comparators are looked up: trying each comparator at each
    character costs ten times as much.
    """
    found, at = _compiled(), start
    while (numeral := _NUMERAL.search(text, at, stop)) is not None:
        begin = numeral.start()
        size = next((size for size, words in found.before.items()
                     if begin - size >= at and text[begin - size:begin] in words), 0)
        match = found.number.match(text, begin - size, stop)
        if match is None:
            at = begin + 1
        else:
            yield match
            at = match.end()


def quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """Yield the quantities in ``text[start:end]``, leftmost longest.

    Chinese numerals count where they state an amount (两所, 十余家, 每天一小时), Arabic ones always, unless they stand
    in quotation or title marks. The value is as written: 3.5万人 has the value 3.5 and the unit 万人; 15-20所 has the
    value 15 and the upper value 20.
    """
    stop = len(text) if end is None else end
    quoted = [match.span() for match in _QUOTED.finditer(text, start, stop)]
    at = 0
    for match in _numbers(text, start, stop):
        while at < len(quoted) and quoted[at][1] <= match.start():
            at += 1
        if at < len(quoted) and quoted[at][0] <= match.start():
            continue
        if (found := _quantity(match, text)) is not None:
            yield found


def cell_quantity(text: str, span: Span, unit: str) -> Quantity | None:
    """Return the quantity that a cell of a table is: ``text[span]`` is a number with or without a unit, which is else
    the column's or row's ``unit``; None where the cell holds anything else."""
    match = _compiled().number.match(text, span.start, span.end)
    if match is None or match.end() != span.end or match["percent"] or not match["number"][0].isdigit():
        return None
    own = (match["scale2"] or match["scale"] or match["scale3"] or "") + (match["unit"] or "")
    value, upper = _value(match["number"]), _value(match["upper"]) if match["upper"] else None
    if value is None or (match["unit"] and not _compiled().units[match["unit"]]):
        return None
    sign = next((_compiled().signs[word] for word in (match["after"], match["more"], match["before"])
                 if word and word in _compiled().signs), "=")
    return Quantity(span, value, upper, own or unit, sign)
