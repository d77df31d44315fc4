"""Targets and results: quantities with what they count or measure, who holds them, and the year."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pydantic import BaseModel, ConfigDict

from kg.lexicon import read_rules
from kg.lexicon.rules import Example
from kg.relate.scene import Scene
from kg.types import Figure, Quantity, Span


class FigureRules(BaseModel):
    """``rules/figures.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    lead: tuple[str, ...]
    trail: tuple[str, ...]
    drop: tuple[str, ...]
    compare: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    passive: tuple[str, ...]
    examples: tuple[Example, ...]


@functools.cache
def rules() -> FigureRules:
    """Return the rules of figures."""
    return read_rules("figures", FigureRules)  # type: ignore[no-any-return]


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@dataclass(frozen=True)
class _Compiled:
    lead: re.Pattern[str]
    trail: re.Pattern[str]
    drop: re.Pattern[str]
    growth: re.Pattern[str]
    passive: re.Pattern[str]


@functools.cache
def _compiled() -> _Compiled:
    found = rules()
    return _Compiled(
        lead=re.compile(rf"^(?:20\d\d(?:-20\d\d)?年?(?:度|秋季|春季)?|\d{{1,2}}月|(?:{_any(found.lead)})(?!等)|[,、;:\s)]|第[一二三四五]批|首批)"),
        trail=re.compile(rf"(?:{_any(found.trail)}|[,、;:\s]|\()$"),
        drop=re.compile(rf"^(?:{_any(found.drop)})(?:了|出)?"),
        growth=re.compile(rf"(?P<base>.*?)(?:(?:{_any(found.compare)})(?P<inner>[^,]*?)?)(?P<way>{_any(found.up + found.down)})(?:了|至|到)?(?:约|近)?$"),
        passive=re.compile(rf"(?:{_any(found.passive)})(?:了)?(?=.)"))


_MONEY = ("元", "万元", "亿元", "万", "亿")
_GENERIC = re.compile(r"^(?:名|位|的)?(?:优秀|青年|年轻|骨干|在职|中小学|幼儿园|民办|公办|公立)*(?:教师|学生|学校|校园长|校长|园长|幼儿园|同学|单位|导师|名师|干部|老师|党员|项目|集体|个人|师生|选手|教职工|中小学|园所|园)?$")
_ITEMS = re.compile(r"、|和(?=[^,、]{2})|以及|及(?!以)")
_LIST_BEFORE = re.compile(r"等$")


def figures(scene: Scene) -> Iterator[Figure]:
    """Yield the figures of a sentence."""
    if scene.bureau is None or scene.sentence.role in ("title", "letter"):
        return
    last: tuple[int, str] | None = None  # where the previous figure ended, and its indicator
    usable = [q for q in scene.quantities if not _inside_name(scene, q)]
    for index, quantity in enumerate(usable):
        following = usable[index + 1] if index + 1 < len(usable) else None
        previous = usable[index - 1] if index else None
        for number, indicator in _indicators(scene, quantity, previous, following, usable, last):
            text = _tidy(indicator)
            if len(text) < 2 or len(text) > 60 or not re.search(r"[\u4e00-\u9fffA-Za-z]", text):
                continue
            last = (quantity.span.end, text)
            yield _figure(scene, number, text)


def _inside_name(scene: Scene, quantity: Quantity) -> bool:
    at = quantity.span.start
    return any(name.start <= at < name.end and name.end - name.start > quantity.span.end - at
               and name.label not in ("District",) and quantity.span.end <= name.end for name in scene.names)


def _figure(scene: Scene, quantity: Quantity, indicator: str) -> Figure:
    year = scene.year(quantity.span.start)
    base = scene.sentence.section.year
    kind = "target" if scene.kind == "plan" else "result"
    if year is not None and base is not None and year != base:
        kind = "target" if year > base else "result"
    holder = scene.bureau or ""
    subjects = scene.subjects(quantity.span.start)
    if len(subjects) == 1 and subjects[0].label != "GovernmentBody" and subjects[0].end <= quantity.span.start \
            and not scene.text[subjects[0].end:].startswith("等"):
        holder = subjects[0].id
    return Figure(kind, holder, indicator, quantity, scene.evidence(quantity.span), "figure", 0.8, year,  # type: ignore[arg-type]
                  scene.sentence.section.path)


def _indicators(scene: Scene, quantity: Quantity, previous: Quantity | None, following: Quantity | None,
                usable: list[Quantity], last: tuple[int, str] | None) -> Iterator[tuple[Quantity, str]]:
    text = scene.text
    clause = scene.clause(quantity.span.start)
    floor = clause.start
    if previous is not None and previous.span.end > floor:
        floor = previous.span.end
    ceiling = clause.end
    if following is not None and following.span.start < ceiling:
        ceiling = following.span.start
    left, right = text[floor:quantity.span.start], text[quantity.span.end:ceiling]
    if re.match(r"(?:压减|提高|提升|增加|下降|增长|降|扩大|减少|上升|拓展|扩展|增)", right) and re.search(r"(?:从|由)(?:20\d\d年)?的?$", left):
        return  # the value that something started from
    if re.search(r"(?:从|由)$", left) and re.match(r"[^,]{0,6}(?:到|至)$", right):
        return
    growth = _compiled().growth.match(left)
    if growth:
        base = _clean(growth["base"]) or _clean(re.sub(r"[^,]*预算|的", "", growth["inner"] or "")) if not growth["base"] else _clean(growth["base"])
        base = base or (last[1] if last else "")
        if base:
            yield quantity, base + ("下降" if growth["way"] in rules().down else "增长")
        return
    chain = _chain(scene, quantity, usable, clause)
    if chain is not None:
        position, members, words = chain
        comparator = next((q.comparator for q in reversed(members) if q.comparator != "="), "=")
        items = [item for item in _ITEMS.split(words) if item]
        if len(items) == len(members):
            yield replace(quantity, comparator=comparator), items[position] if position == len(items) - 1 else items[position] + _shared_tail(items)
            return
    if left.endswith("各") and "、" in left or left.endswith("各") and "和" in left:
        for item in _ITEMS.split(_clean(left[:-1])):
            yield quantity, item
        return
    yield from ((quantity, found) for found in [_one(scene, quantity, left, right, floor, last, following)] if found)


def _shared_tail(items: list[str]) -> str:
    match = re.search(r"(?:比例|率|人数|数量|占比|总数|数)$", items[-1])
    return match.group() if match and not items[0].endswith(match.group()) else ""


def _chain(scene: Scene, quantity: Quantity, usable: list[Quantity], clause: Span) -> tuple[int, list[Quantity], str] | None:
    """Find X、Y分别达到800人和2000人: the place of a quantity among those of the chain, and the words before them."""
    inside = [q for q in usable if clause.start <= q.span.start < clause.end]
    if len(inside) < 2 or quantity not in inside:
        return None
    words = scene.text[clause.start:inside[0].span.start]
    match = re.match(r"(.*?)(?:分别|各)(?:要|已|将)?[^、,]{0,4}$", words)
    if not match:
        return None
    return inside.index(quantity), inside, _clean(match.group(1)) or words


def _one(scene: Scene, quantity: Quantity, left: str, right: str, floor: int, last: tuple[int, str] | None,
         following: Quantity | None) -> str:
    bare_right = re.sub(r"^(?:\([^()]*\))?(?:的)?", "", right)
    ends = not bare_right or bare_right[0] in ",、;:)" or re.fullmatch(r"(?:和|与|及|以及|、|,|,其中|,比上年.*|\(.*)", bare_right) or re.match(r"(?:和|及|、|以及)", bare_right)
    ends = ends or bool(re.match(r"(?:,|以上|以内|左右|之间|并|且|;|以来|,占|位居|居全|列全)", bare_right))
    noun_left = _clean(left)
    if quantity.unit.endswith("%") and noun_left and not re.match(r"(?:的)?(?:学校|教师|学生|幼儿园|中小学|班级|家长|幼儿)", bare_right):
        return _level(noun_left, last, left) or noun_left
    if ends or not _clean_right(bare_right):
        if not noun_left:
            return last[1] if last and left in ("", "和", "、", "至", "及") and quantity.unit else ""
        if quantity.unit in _MONEY and re.fullmatch(r".{0,6}(?:投入|安排|拨付|补助|争取)(?:资金|经费|专项资金)?", noun_left):
            return noun_left
        return _level(noun_left, last, left) or noun_left
    noun_right = _clean_right(bare_right)
    if quantity.unit in _MONEY:
        match = re.match(r"(?:,)?(?:用于|对|支持|为|将|给|新建|改造|建设)", bare_right)
        if match and noun_left:
            rest = scene.text[quantity.span.end:scene.clause(quantity.span.start).end]
            rest = re.sub(r"^(?:用于|对|支持|为|将|给)", "", rest)
            return f"{rest[-12:]}{noun_left[-2:]}"
        return noun_left or noun_right
    passive = _compiled().passive.search(noun_right)
    if passive and _GENERIC.match(noun_right[:passive.start()]) and len(noun_right) - passive.end() >= 3:
        return _clean_right(noun_right[passive.end():])
    if _GENERIC.match(noun_right) and len(noun_right) <= 4:
        verb = scene.before(quantity.span.start)
        lead = verb.word if verb is not None and verb.span.start >= scene.clause(quantity.span.start).start and len(verb.word) > 1 else ""
        if _LIST_BEFORE.search(left):
            return f"{lead}{noun_right}" if lead else noun_right
        return f"{lead}{noun_right}"
    return noun_right


def _level(noun: str, last: tuple[int, str] | None, left: str) -> str:
    """市级 behind 区级示范校10所 is 市级示范校: a bare level takes over what the figure before it counted."""
    if re.fullmatch(r"国家级|省级|市级|区级|县级|校级|省|市|区|县|国家|全国", noun) and last:
        return noun + re.sub(r"^(?:国家级|省级|市级|区级|县级|校级|全国|省|市|区|县)", "", last[1])
    del left
    return ""


def _clean(words: str) -> str:
    """Take the words before a number down to what is counted."""
    found = _compiled()
    previous = None
    words = words.rsplit(",", 1)[-1]
    while previous != words:
        previous = words
        words = found.trail.sub("", words)
        if match := found.lead.match(words):
            words = words[match.end():]
    if (match := found.drop.match(words)) and len(words) - match.end() >= 4:
        words = words[match.end():]
    elif words in rules().drop and words not in ("投入", "支出", "惠及"):
        return ""
    if "的" in words and len(words) > 16:
        tail = words.rsplit("的", 1)[-1]
        words = tail if len(tail) >= 4 else words
    return words


def _clean_right(words: str) -> str:
    """Take the words behind a number down to what is counted."""
    words = re.sub(r"^(?:的|新|左右|以上|余)", "", words)
    words = re.split(r",|并(?=[^轨网购列])|;|、(?=\d)|\(", words)[0]
    words = re.sub(r"(?:和|及|与|以及|、|等|的|共|达|为|:|建设任务|工作任务)+$", "", words)
    return words


def _tidy(indicator: str) -> str:
    return re.sub(r"^[、,和及的:]+|[、,和及的:]+$", "", indicator)
