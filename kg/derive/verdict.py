"""Whether a result reaches a target: by comparator, range, and whether more or less is wanted."""
from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias

from kg.derive.figures import Wanted
from kg.indicators import Normal, comparable

Verdict = Literal["true", "false", "unknown"]
# From and to; None is without end.
Range: TypeAlias = tuple[Fraction | None, Fraction | None]
# How far about (约, 左右) reaches.
_ABOUT = Fraction(1, 20)


def _about(value: Fraction, sign: int) -> Fraction:
    return value + sign * abs(value) * _ABOUT


def spread(amount: Normal, comparator: str) -> Range:
    """Return the range in which a number with its comparator lies: >=90 is from 90 on, ~100 from 95 to 105."""
    low, high = amount.value, amount.value if amount.upper is None else amount.upper
    if comparator == ">=":
        return low, None
    if comparator == "<=":
        return None, high
    return (_about(low, -1), _about(high, 1)) if comparator == "~" else (low, high)


def _goal(target: Normal, comparator: str, way: Wanted | None) -> Range:
    """Return the range in which a target is met: 招聘100名 from 100 on, 近视率50% up to 50."""
    low, high = spread(target, comparator)
    if comparator in (">=", "<=") or way not in ("more", "less"):
        return low, high
    return (low, None) if way == "more" else (None, high)


def _inside(one: Range, other: Range) -> bool:
    low = other[0] is None or (one[0] is not None and one[0] >= other[0])
    high = other[1] is None or (one[1] is not None and one[1] <= other[1])
    return low and high


def apart(one: Range, other: Range) -> bool:
    """Tell whether two ranges have nothing in common."""
    below = one[1] is not None and other[0] is not None and one[1] < other[0]
    above = one[0] is not None and other[1] is not None and one[0] > other[1]
    return below or above


def verdict(target: Normal | None, target_sign: str, result: Normal | None, result_sign: str, way: Wanted | None
            ) -> Verdict:
    """Tell whether a result reaches a target; each is an amount with its comparator (``= >= <= ~``).

    ``true`` and ``false`` are only given where they are certain. It is ``unknown`` where the units differ, where the
    result is a range of which a part reaches the target (90%以上 for a target of 95%), and where a target without a
    comparator is missed and nobody knows whether more or less of it is wanted.
    """
    if target is None or result is None or not comparable(target, result):
        return "unknown"
    goal, reached = _goal(target, target_sign, way), spread(result, result_sign)
    if _inside(reached, goal):
        return "true"
    if not apart(reached, goal) or (target_sign in ("=", "~") and way not in ("more", "less")):
        return "unknown"
    return "false"
