"""Names of a district that differ in one character: a slip of the pen, or two institutions."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.derive.institutions import Institution
from kg.resolve.campuses import whole_of

_LEAST = 4
# Characters that tell two things apart by themselves.
TELLING = frozenset("一二三四五六七八九十0123456789东西南北中上下前后左右大小新老内外甲乙丙丁高初")


def similar(found: Iterable[Institution]) -> Iterator[tuple[Institution, Institution, str]]:
    """Yield pairs of one district and class whose names differ in one character that is neither number nor direction.

    Each pair comes once, with the two characters, in order of the ids.
    """
    by_rest: dict[tuple[str, str, int, str], list[Institution]] = defaultdict(list)
    for item in found:
        if len(item.form) >= _LEAST and whole_of(item.form) is None:
            for at in range(len(item.form)):
                by_rest[item.scope, item.label, at, item.form[:at] + item.form[at + 1:]].append(item)
    for (_, _, at, _), group in sorted(by_rest.items()):
        for index, one in enumerate(group):
            for other in group[index + 1:]:
                pair = one.form[at:at + 1], other.form[at:at + 1]
                if len(one.form) == len(other.form) and pair[0] != pair[1] and TELLING.isdisjoint(pair):
                    yield one, other, f"{pair[0]} for {pair[1]}"
