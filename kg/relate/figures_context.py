"""What a number without a noun of its own is about: the figure or the clause before it."""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.relate.figures_phrases import (
    governed,
    is_measure,
    masked,
    noun_before,
    strip_lead,
    strip_trail,
    tidy,
    without_drop,
)
from kg.relate.figures_rules import patterns
from kg.relate.scene import ACTORS, Scene
from kg.types import Quantity, Span

_QUOTED_OBJECT = re.compile(r"(?:参加|参与|实施|推进|深化|开展|启动|推行)(“[^“”]+”[^,“”]{0,6})$")
# 补助标准提高到小学每生每年1000元: the measure stands before the verb, the level behind it.
_RAISED = re.compile(r"(.{4,}?)(?:提高|增加|提升|上调|调整|达|扩大)(?:到|至|为)")


class Reading(NamedTuple):
    """A quantity, its indicator, and which rule found it."""

    quantity: Quantity
    indicator: str
    rule: str


@dataclass
class Memory:
    """The figures read so far in a sentence."""

    scene: Scene
    last: Reading | None = None
    first_level: str = ""
    outer: Reading | None = None
    by_unit: dict[str, Reading] = field(default_factory=dict)

    def enter(self, left_start: int, start: int) -> None:
        """Go to a quantity at ``start`` whose words begin at ``left_start``: what stands in a bracket is about the
        figure before the bracket, and so is what follows the bracket."""
        if self.last is None:
            return
        since = self.scene.text[self.last.quantity.span.end:start]
        if self.outer is not None:
            self.last = self.outer
            if ")" in since:
                self.outer = None
        elif self.scene.text[left_start - 1] == "(" and "(" in since:
            self.outer = self.last

    def indicator(self) -> str:
        """Return the indicator of the last figure of the sentence, or an empty string."""
        return self.last.indicator if self.last else ""


def _topic_of(scene: Scene, clause: Span) -> str:
    """Return what a clause is about: the object of the verb that it opens with, else its subject."""
    words = scene.text[clause.start:clause.end].rsplit(":", 1)[-1]
    start = clause.end - len(words)
    rest = strip_lead(words)
    start += len(words) - len(rest)
    for name in scene.names:
        if name.start == start and name.label in ACTORS and name.label not in ("School", "Kindergarten"):
            rest = strip_lead(scene.text[name.end:clause.end])
    if quoted := _QUOTED_OBJECT.search(rest):
        return tidy(quoted.group(1))
    if words.startswith(("为", "对", "向", "给")):
        rest = governed(words)
    plain = masked(rest)
    opening = next((verb for verb in scene.verbs if verb.start == start), None)
    if opening is not None and not patterns().acts.match(plain):
        return tidy(rest[len(opening.word):])
    act = patterns().acts.match(plain)
    if act:
        return tidy(without_drop(rest[act.end():]) or rest[act.end():])
    verb = patterns().act_or_predicate.search(plain[2:])
    if verb is None:
        return ""
    return tidy(rest[:verb.start() + 2])


def topic(scene: Scene, before: Span) -> str:
    """Return what the clause before another one is about, or an empty string."""
    earlier = [clause for clause in scene.sentence.clauses if clause.end <= before.start]
    found = _topic_of(scene, earlier[-1]) if earlier else ""
    return found if 2 <= len(found) <= 20 else ""


# 实践基地省级1个、市级3个: the level stands behind what it belongs to.
LEVEL_BEHIND = re.compile(r"(?<=[一-鿿]{2})(?:国家级|省级|市级|区级|县级|校级)$")


def _relevelled(memory: Memory, level: str) -> str:
    """Return the last indicator with another level in the place of its own (小学的课时 gives 初中的课时)."""
    last = memory.indicator()
    if memory.first_level and memory.first_level in last:
        other = "学生" if memory.first_level.endswith("生") and not level.endswith("生") else ""
        return last.replace(memory.first_level, level + other, 1)
    return level + LEVEL_BEHIND.sub("", last)


# 在校生8000人,其中小学5000人、初中3000人: persons by the school that they are in.
_SERIES = re.compile(r"^[,、;(和及]*(?:其中|含|包括|[、和及(]|$)|^(?=[一-鿿]{2,4}$)")
_SITE_UNITS = ("所", "个", "家", "处")
_KIND_OF_SITE = re.compile(r"(?:园|学|中|校|点|职|高)$")
_PERSON_UNITS = ("人", "名", "位", "万人", "余人", "余名")
_PERSONS = re.compile(
    r"(?:学生|在校生|教师|教职工|教职员工|幼儿|师生|在园幼儿|班主任|校长|教员|职工|人员|人数|新生|毕业生)数?$")
# 专任教师小学901人: the level stands behind those who are counted.
_TURNED = re.compile(r"(?P<noun>(?:在校|在园|在职|专任|公办|民办|在编|随迁)?(?:学生|教师|教职工|幼儿|班级|子女))"
                     r"(?P<level>[一-鿿]{2,6})$")


def levelled(memory: Memory, words: str, head: str, clause: Span, unit: str) -> str:
    """Return the indicator of a number before which only a level or a place stands (小学15%,初中20%)."""
    if raised := _RAISED.match(strip_lead(words)):
        measure, words = raised.group(1), strip_lead(words)[raised.end():]
        if found := patterns().level.match(words):
            memory.first_level = found.group()
            return found.group() + measure
        return ""
    bare = strip_lead(strip_trail(words))
    if (turned := _TURNED.match(bare)) and patterns().level.fullmatch(turned["level"]):
        memory.first_level = turned["level"]
        return turned["level"] + turned["noun"]
    match = patterns().level.match(bare) or patterns().level.match(words)
    if match is None or len(bare) > len(match.group()) + 5:
        return ""
    level = match.group()
    if unit in _SITE_UNITS and _KIND_OF_SITE.search(level):
        outer = memory.outer.indicator if memory.outer is not None else ""
        return level + outer if outer.endswith(("学位", "班", "项目")) else ""
    if head and (noun := noun_before(head)):
        return level + noun
    last = memory.indicator()
    if last and memory.first_level:
        relevelled = _relevelled(memory, level)
        memory.first_level = level
        return relevelled
    persons = unit in _PERSON_UNITS and _PERSONS.search(last)
    part = "其中" in words and is_measure(last)
    if last.endswith("学位") and bare == level and _SERIES.match(words):
        return level + last
    if last and bare == level and _SERIES.match(words) and (persons or part) \
            and memory.last is not None \
            and (memory.last.quantity.unit == unit or (persons and memory.last.quantity.unit in _PERSON_UNITS)):
        memory.first_level = level
        return level + last
    about = topic(memory.scene, clause)
    if about and (is_measure(about) or "每" in words or "%" in words):
        memory.first_level = level
        return level + about.removeprefix("学生") if about.startswith("学生") else level + about
    return ""


def placed(memory: Memory, words: str, left_start: int) -> str:
    """Return the indicator of a number before which only a place stands (其中湖东街道2所)."""
    bare = strip_lead(words)
    start = left_start + len(words) - len(bare)
    span = Span(start, start + len(bare))
    here = any(name.mention.span == span and name.label == "District" for name in memory.scene.names)
    return bare + memory.indicator() if here and memory.last else ""


def ranked(memory: Memory, words: str, clause: Span) -> str:
    """Return the indicator of a number before which only a rank stands: 市级 behind 区级示范校10所 is 市级示范校."""
    bare = without_drop(strip_lead(strip_trail(words))) or words
    act = patterns().acts.match(bare)
    bare = bare[act.end():] if act else bare
    if not patterns().ranks.fullmatch(bare):
        return ""
    last = memory.indicator() or topic(memory.scene, clause)
    last = re.sub(r"^一批", "", last)
    own = patterns().ranks.match(last) or patterns().ranks.search(last)
    if own and own.end() < len(last):
        return last[:own.start()] + bare + last[own.end():] if own.start() else bare + last[own.end():]
    return bare + last if last else ""


def _without_bare(indicator: str) -> str:
    """Drop the bare word that an indicator was completed with (厕所改造项目开工 gives 厕所改造项目)."""
    return patterns().bare_end.sub("", indicator)


_RATE_OF = re.compile("(优良|优秀|合格|及格|达标|上线|录取|就业|入学|升学|巩固|毛入园|毕业)率$")
_WORK_STATE = re.compile("(?:已|未)?(?:开工|竣工|完工|投用|在建|动工|建成|交付)(?:建设)?")


def completed(memory: Memory, found: str, clause: Span, unit: str = "") -> str:
    """Put before a bare measure what it measures: 建成智慧教室60间,覆盖率98% gives 智慧教室覆盖率.

    项目31个,总投资9.6亿元,已开工22个: of the figures before it the one with the same ``unit`` is meant.
    """
    last = memory.last
    if last is not None and (rate := _RATE_OF.fullmatch(found)):
        own = _RATE_OF.search(last.indicator)
        if own and own.start() > 1 and own.group() != found:  # 学生体质健康合格率96%、优良率55%
            return last.indicator[:own.start()] + found
        if last.indicator.endswith(rate.group(1)) and len(last.indicator) > len(found):  # 本科上线1102人,上线率61.7%
            return last.indicator + "率"
    if not patterns().bare.match(found):
        return found
    if _WORK_STATE.fullmatch(found) and (same := memory.by_unit.get(unit)) is not None:
        return _without_bare(same.indicator) + found
    earlier = [c for c in memory.scene.sentence.clauses if c.end <= clause.start]
    if last is not None and ":" not in memory.scene.text[last.quantity.span.end:clause.start] and (
            not earlier or last.quantity.span.start >= earlier[-1].start):
        thing = "" if is_measure(last.indicator) else _without_bare(last.indicator)
    else:
        thing = topic(memory.scene, clause)
    if last is None and not is_measure(found) and not thing.startswith("“"):
        return found
    if thing.startswith(found[:2]):  # 压减机构12家,压减率90%
        thing = thing[2:]
    return thing + found if 0 < len(thing) <= 24 and not thing.endswith(found) else found


def remembered(memory: Memory, reading: Reading) -> Reading:
    """Note a reading as the sentence's last one."""
    match = patterns().level_inside.search(reading.indicator)
    if match and not reading.indicator.endswith(match.group()):
        memory.first_level = match.group()
    base = re.sub(r"(?<=..)(?:增长|下降)$", "", reading.indicator) if reading.rule == "figure-growth" else ""
    memory.last = reading._replace(indicator=base) if base else reading
    memory.by_unit[reading.quantity.unit] = memory.last
    return reading
