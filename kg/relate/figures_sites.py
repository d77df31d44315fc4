"""Where quantities stand: the words that belong to each of them, and quantities that are none of their own."""
from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.relate.figures_phrases import is_measure
from kg.relate.scene import Scene
from kg.types import Quantity, Span

_ORIGIN = re.compile(r"(?:由|从)[^,;。由从]{0,8}$")
_ARRIVES = re.compile(r"[^,;。]{0,10}?(?:到|至|为|成)了?(?:约|近)?$")
_BOUND = re.compile(r"(?:以上|以下|以内)$")
# 落实20条规定: the number belongs to the name of the rules.
_OBEYED = re.compile(r"(?:落实|执行|贯彻|遵守|按照|对照|坚持)(?:好|了)?$")
_RULEBOOK = re.compile(r"(?:规定|要求|禁令|红线|准则|原则|制度|标准|措施|意见|办法|纪律)")
# 与50%的要求有差距: what is asked for, nobody's result.
_STANDARD = re.compile(r"以上?的?(?:要求|目标|标准)|的(?:要求|目标|标准)")
_CLASS_SIZE = re.compile(r"(?:的)?(?:超)?大(?:班|校)额")


class Site(NamedTuple):
    """A quantity, the words of its clause before it (``left``, behind the quantity before it) and behind it (``right``,
    up to the quantity after it), and what stands before a colon that rules the clause (``head``)."""

    quantity: Quantity
    clause: Span
    left: str
    right: str
    head: str
    left_start: int

    @property
    def right_start(self) -> int:
        """Where ``right`` begins."""
        return self.quantity.span.end


def _inside_name(scene: Scene, quantity: Quantity) -> bool:
    """Tell whether a number is part of a name. An amount with its unit in a name that only its last word made one
    (5个督导活动, 某校等3个项目) is none."""
    span = quantity.span
    for name in scene.names:
        if name.start <= span.start < name.end and span.end <= name.end and name.label != "District":
            sure = name.label == "Document" or name.mention.rule.startswith(("program-lexicon", "program-quoted"))
            return sure or name.label in ("GovernmentBody", "University")
    return False


def _starts(text: str, usable: list[Quantity], clauses: tuple[Span, ...]) -> dict[int, int]:
    """Return the indices of quantities that something started from (从19%压减至5%), each with where the words about
    the start begin."""
    found = {}
    for index, (one, other) in enumerate(itertools.pairwise(usable)):
        clause = next((c for c in clauses if c.start <= one.span.start < c.end), None)
        if clause is None or other.span.start >= clause.end:
            continue
        origin = _ORIGIN.search(text, clause.start, one.span.start)
        if origin and _ARRIVES.fullmatch(text, one.span.end, other.span.start):
            found[index] = origin.start()
    return found


def _bounds(text: str, usable: list[Quantity]) -> set[int]:
    """Return the indices of quantities that only qualify what the next one counts (32学时以上培训3900人)."""
    found = set()
    for index, one in enumerate(usable):
        if not _BOUND.search(text[one.span.start:one.span.end]):
            continue
        if _CLASS_SIZE.match(text, one.span.end):
            found.add(index)
        elif index + 1 < len(usable) and "%" not in one.unit:
            between = text[one.span.end:usable[index + 1].span.start]
            if between and not re.match(r"[、和及,;]|以及", between) and not re.search(r"[,;。(、]", between):
                found.add(index)
    return found


def _edges(text: str, start: int, at: int, end: int, stop: int) -> tuple[int, int]:
    """Narrow the words around a quantity to the brackets that it stands in."""
    left, right = text[start:at], text[end:stop]
    opened = left.rfind("(")
    if opened >= 0 and ")" not in left[opened:]:
        start += opened + 1
    closed = right.find(")")
    if closed >= 0 and "(" not in right[:closed]:
        stop = end + closed
    return start, stop


def _is_rulebook(text: str, start: int, span: Span) -> bool:
    return bool(_RULEBOOK.match(text, span.end) and _OBEYED.search(text, start, span.start))


def sites(scene: Scene) -> Iterator[Site]:
    """Yield the quantities of a sentence that may be figures, with the words that belong to each."""
    text, clauses = scene.text, scene.sentence.clauses
    usable = [quantity for quantity in scene.quantities if not _inside_name(scene, quantity)]
    starts, bounds = _starts(text, usable, clauses), _bounds(text, usable)
    # A heading that names a measure rules what runs on behind it (3.生均面积:小学8平方米).
    title = scene.sentence.section.path[-1] if scene.sentence.section.path else ""
    head, floor_mark = title if is_measure(title) else "", 0
    for index, quantity in enumerate(usable):
        clause = scene.clause(quantity.span.start)
        if index in starts or index in bounds or _is_rulebook(text, clause.start, quantity.span):
            continue
        taken = [q.span.end for i, q in enumerate(usable[:index]) if i not in bounds and i not in starts]
        start = max([clause.start, *taken])
        stop = min([clause.end] + [q.span.start for q in usable[index + 1:index + 2]])
        left_stop = starts[index - 1] if index - 1 in starts and starts[index - 1] >= start else quantity.span.start
        start, stop = _edges(text, start, quantity.span.start, quantity.span.end, stop)
        left = text[start:left_stop]
        if _STANDARD.match(text, quantity.span.end) and left.endswith(("与", "距", "离", "距离", "对照")):
            continue
        colon = left.rfind(":")
        if colon >= 0:
            head, left, start = left[:colon], left[colon + 1:], start + colon + 1
        elif floor_mark and start > floor_mark and clause.start > floor_mark + 40:
            head = ""
        floor_mark = quantity.span.end
        yield Site(quantity, clause, left, text[quantity.span.end:stop], head, start)
