"""Where quantities stand: the words that belong to each of them, and quantities that are none of their own."""
from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.relate.figures_phrases import is_measure
from kg.relate.scene import Scene
from kg.types import Quantity, Span

_ORIGIN = re.compile(r"(?:由|从)[^,;。由从]{0,8}$")
_ARRIVES = re.compile(r"[^,;。]{0,10}?(?:到|至|为|成)了?(?:20\d\d年(?:底|末)?的?)?(?:约|近)?$")
_BOUND = re.compile(r"(?:以上|以下|以内)$")
# 落实20条规定: the number belongs to the name of the rules.
_OBEYED = re.compile(r"(?:落实|执行|贯彻|遵守|按照|对照|坚持)(?:好|了)?$")
_RULEBOOK = re.compile(r"(?:规定|要求|禁令|红线|准则|原则|制度|标准|措施|意见|办法|纪律)")
# 与50%的要求有差距: what is asked for, nobody's result.
# 高出全市平均1.8个百分点: a comparison with others.
# 省优质园2所(甲园、乙园)、市优质园3所: names in brackets belong to no indicator.
_LIST_IN_BRACKETS = re.compile(r"\([^()\d]*(?:、|含)[^()\d]*\)")
_FROM = re.compile(r"分别(?:由|从)[^\d]{0,8}$")
_TO = re.compile(r"(?:提升|提高|增长|增加|上升|扩大|下降|降低|减少|压减)(?:到|至|为)$")
_BASIS = re.compile(r"[^,;。]{0,8}的基础上")
_SCHOOL_ENDS = ("小学", "中学", "初中", "学校", "幼儿园")
_ABOVE_MEAN = re.compile(r"(?:高出|高于|低于|领先|超出|超过)(?:全[国省市区县]|省|市|国家)[^,]{0,8}$")
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
        """Where what follows the quantity begins."""
        return self.quantity.span.end


def _inside_name(scene: Scene, quantity: Quantity) -> bool:
    """Tell whether a number is part of a name. An amount with its unit in a name that only its last word made one
    (5个督导活动, 某校等3个项目) is none; the numeral that a school's name begins with is (四家子镇中心幼儿园)."""
    span = quantity.span
    for name in scene.names:
        if name.start == span.start and name.label in ("School", "Kindergarten"):
            return True
        if name.start <= span.start < name.end and span.end <= name.end and name.label != "District":
            sure = name.label == "Document" or name.mention.rule.startswith(("program-lexicon", "program-quoted"))
            return sure or name.label in ("GovernmentBody", "University")
    return False


def _originals(text: str, start: int, members: Sequence[Quantity]) -> Sequence[Quantity]:
    """A、B分别由50%、60%提升到55%、66%: return the first half of the quantities, what it was before."""
    half = len(members) // 2
    turns = half > 0 and len(members) == 2 * half and _FROM.search(text, start, members[0].span.start) \
        and _TO.search(text, members[half - 1].span.end, members[half].span.start)
    return members[:half] if turns else ()


def origins(scene: Scene, members: Sequence[Quantity]) -> Sequence[Quantity]:
    """Return those of a chain's quantities that only tell what it was before."""
    return _originals(scene.text, scene.clause(members[0].span.start).start, members) if members else ()


def _starts(text: str, usable: list[Quantity], clauses: tuple[Span, ...]) -> dict[int, int]:
    """Return the indices of quantities that something started from (从19%压减至5%), each with where the words about
    the start begin."""
    found = {}
    for chain in clauses:
        if "分别" in text[chain.start:chain.end]:
            inside = [q for q in usable if chain.start <= q.span.start < chain.end]
            found.update({usable.index(q): q.span.start for q in _originals(text, chain.start, inside)})
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
            scored = not between and one.unit == "分" and usable[index + 1].unit in ("人", "名")
            joined = between and not re.match(r"[、和及,;]|以及", between) and not re.search(r"[,;。(、]", between)
            if scored or joined:
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
        if _BASIS.match(text, quantity.span.end):
            continue
        if _ABOVE_MEAN.search(left) and quantity.unit.endswith(("百分点", "%", "分")):
            continue
        if any(name.start <= quantity.span.start < name.end for name in scene.names
               if name.mention.rule == "shared-ending" and name.mention.name.endswith(_SCHOOL_ENDS)):
            continue
        if _STANDARD.match(text, quantity.span.end) and left.endswith(("与", "距", "离", "距离", "对照")):
            continue
        colon = left.rfind(":")
        if colon >= 0:
            head, left, start = left[:colon], left[colon + 1:], start + colon + 1
        elif floor_mark and start > floor_mark and clause.start > floor_mark + 40:
            head = ""
        floor_mark = quantity.span.end
        right = text[quantity.span.end:stop]
        if listed := _LIST_IN_BRACKETS.match(right):
            right = right[listed.end():]
        if listed := _LIST_IN_BRACKETS.match(left):
            left, start = left[listed.end():], start + listed.end()
        yield Site(quantity, clause, left, right, head, start)
