"""Whether a figure is planned or reported, for which year, and whose it is."""
from __future__ import annotations

import functools
import re
from typing import Literal

from kg.relate.figures_rules import patterns, rules
from kg.relate.figures_sites import Site
from kg.relate.scene import Scene
from kg.types import Span

_PERIOD = re.compile(r"[“]?十([二三四五六])五[”]?(?:期间|时期|以来|末|期末|收官)")
_PERIOD_END = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
_SCHOOL_YEAR = re.compile(r"20\d\d[-—~至](20[0-4]\d)学年")
_OPENING_YEAR = re.compile(r"(?:到|截至)?(20[0-4]\d)年(?:底|末)?,")
_BY = re.compile(r"(?:到|至|力争|争取)(20[0-4]\d)年|(20[0-4]\d)年(?:底前|前|年底前)")
# A report's sentence on what comes next, as a heading of these words says it of a section.
_NEXT = re.compile(r"(?:下一步|下一阶段|下阶段|下步|接下来)(?:工作)?(?:中)?,")
_SCHOOLS = ("School", "Kindergarten", "SchoolGroup")
_LABEL = re.compile(r"(?:\(?[\d一二三四五六七八九十]{1,2}[.、)])?([一-鿿]{2,8}):")
_LABEL_REACH = 8
# How far left of a sentence the label of its line is looked for.
_LONGEST_LINE = 20_000
_NUMBERED = re.compile(r"\d{1,2}[.、]")
_AHEAD = re.compile(r"目标|任务|计划|打算|安排")
_BACK = re.compile(r"进展|完成|成效|落实|现状|结果|进度")
_NEGATED = re.compile(r"(?:距|离|比|较|与|占|完成)[^,]{0,6}$")


def _opening_year(scene: Scene) -> int | None:
    """Return the year that the parts of a sentence before a semicolon open with (2022年,…;…)."""
    start = scene.sentence.span.start
    low = max(0, start - _LONGEST_LINE)
    opening = max(scene.text.rfind("。", low, start), scene.text.rfind("\n", low, start)) + 1
    match = _OPENING_YEAR.match(scene.text, opening, start)
    return int(match.group(1)) if match else None


def _year(scene: Scene, offset: int) -> int | None:
    """Return the year that a figure is about: the last one that the sentence names before it, else the section's."""
    found = scene.year(offset)
    if found == scene.sentence.section.year and scene.text.endswith(";", 0, scene.sentence.span.start):
        found = _opening_year(scene) or found
    before = scene.text[scene.sentence.span.start:offset]
    last = 0
    for pattern in (_PERIOD, _SCHOOL_YEAR) if "五" in before or "学年" in before else ():
        for match in pattern.finditer(before):
            if match.start() >= last and not re.search(r"20\d\d年", before[match.end():]):
                named = match.group(1)
                found, last = _PERIOD_END.get(named) or int(named), match.start()
    return found if found is not None else scene.home.year


@functools.lru_cache(maxsize=4)
def _label(text: str, start: int) -> Literal["target", "result"] | None:
    """Return what the label of a line says (年度目标:, 进展:); lines that are numbered follow the label above them."""
    low = max(0, start - _LONGEST_LINE)
    at = text.rfind("\n", low, start) + 1
    if at == 0 < low:
        return None
    for _ in range(_LABEL_REACH):
        if match := _LABEL.match(text, at):
            return "target" if _AHEAD.search(match.group(1)) else "result" if _BACK.search(match.group(1)) else None
        if not _NUMBERED.match(text, at) or at == 0:
            return None
        at = text.rfind("\n", low, at - 1) + 1
    return None


@functools.lru_cache(maxsize=256)
def _is_state(title: str) -> bool:
    """Tell whether a section's title says that it describes what there is (发展基础)."""
    return patterns().state.fullmatch(title) is not None


def kind_and_year(scene: Scene, clause: Span, at: int, number: int) -> tuple[Literal["target", "result"], int | None]:
    """Tell whether a figure is a target or a result, and of which year.

    ``at`` is where the words about its number end in its clause, ``number`` where the number itself stands: behind the
    year that it is of (由2018年的82%提高到2022年的93.5%).

    A plan states targets but where it looks back (a year before its own, 已完成, under 发展基础); a summary states
    results but where it looks ahead (a later year, 拟, 力争).
    """
    year, base = _year(scene, number), scene.sentence.section.year
    words = scene.text[clause.start:at]
    plan = scene.kind == "plan"
    if any(map(_is_state, scene.sentence.section.path)):
        plan = False
    label = _label(scene.text, scene.sentence.span.start)
    if label is not None:
        plan = label == "target"
    aims = [m for m in patterns().aims.finditer(words)
            if not _NEGATED.search(words[:m.start()]) and not words.startswith(("拟定", "拟订"), m.start())]
    if year is not None and base is not None and year != base:
        ahead = year > base or (plan and _BY.search(scene.text, scene.sentence.span.start, at) is not None)
        return ("target" if ahead else "result"), year
    if not plan and base is not None and _NEXT.match(scene.text, scene.sentence.span.start):
        return "target", base + 1
    done = patterns().done.search(words)
    if plan:
        return ("result" if done and not aims else "target"), year
    return ("target" if aims and not done else "result"), year


# 甲集团成立,集团化办学覆盖率达78%; 甲园创成示范园,全年新创2所: what one school cannot have is the district's.
_OF_ALL = re.compile("覆盖率|覆盖面|入园率|入学率|巩固率|普及率|普惠|公办园|集团化|大班额|学位")
_ALL_BEGIN = re.compile("[,;]?全[年区县市镇乡]|辖区")


def _of_all(scene: Scene, site: Site, indicator: str) -> bool:
    return site.quantity.unit == "所" or _OF_ALL.search(indicator) is not None \
        or _ALL_BEGIN.match(scene.text, site.clause.start) is not None


def holder(scene: Scene, site: Site, indicator: str) -> str:
    """Return whose figure it is: the bureau's, unless the sentence names one institution or body as its subject."""
    bureau, at = scene.bureau or "", site.quantity.span.start
    subjects = scene.subjects(at)
    if len(subjects) != 1 or subjects[0].end > at or scene.text.startswith("等", subjects[0].end):
        return bureau
    subject = subjects[0]
    if subject.label in _SCHOOLS and any(word in indicator for word in rules().works):
        return bureau
    if subject.label in _SCHOOLS and subject.end <= site.clause.start and _of_all(scene, site, indicator):
        return bureau
    # 甲校与乙校互派教师10名, 甲园托管乙园: done by both, or arranged by the bureau.
    others = (n for n in scene.names if n.label == subject.label and n.id != subject.id)
    return bureau if any(subject.end <= name.start < at for name in others) else subject.id
