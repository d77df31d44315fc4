"""MANAGES and MERGES_WITH: schools that another one runs, and schools that become one."""
from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.relate.partner_words import INSTITUTIONS, MANAGE, claim, split_lists
from kg.relate.scene import Named, Scene
from kg.types import Claim, Span

_PASSIVE = re.compile(r"(?:由|被|委托|交给|交由)$")


def manages(scene: Scene, clause: Span, names: list[Named]) -> Iterator[Claim]:
    """Yield who runs which school in a clause that speaks of it: the one named beside the verb, or its subject."""
    cue = MANAGE.search(scene.text, clause.start, clause.end)
    if cue is None:
        return
    left = [n for n in names if n.end <= cue.start() and n.label in INSTITUTIONS]
    right = [n for n in names if n.start >= cue.end() and n.label in ("School", "Kindergarten")]
    if left and right:
        yield from _manage_right(scene, cue, left, right)
        return
    if right:  # 甲园选派园长,领办乙园: who manages is the subject of an earlier clause
        one = next((n for n in scene.subjects(clause.start) if n.label in INSTITUTIONS), None)
        for other in right if one is not None else ():
            if one is not None and one.id != other.id:
                yield claim(scene, "MANAGES", one.id, other.id, (one, other), "manages-subject", 0.65)
        return
    left = [n for n in names if n.start < cue.end() and n.label in INSTITUTIONS]
    towards = [i for i, n in enumerate(left) if i and re.search(r"对$", scene.text[clause.start:n.start])]
    if towards:  # 甲对乙实行全托管
        one, managed = left[towards[0] - 1], left[towards[0]:]
        for other in managed:
            yield claim(scene, "MANAGES", one.id, other.id, (one, other), "manages")
        return
    first = next((i for i, n in enumerate(left) if _PASSIVE.search(scene.text[clause.start:n.start])), None)
    if first is None:
        return
    managed, managers = left[:first], left[first:]
    if len(managed) != len(managers):
        managers = [managers[-1]] * len(managed)
    for other, manager in zip(managed, managers, strict=True):
        if other.label in ("School", "Kindergarten"):
            yield claim(scene, "MANAGES", manager.id, other.id, (other, manager), "manages-passive")


def _manage_right(scene: Scene, cue: re.Match[str], left: list[Named], right: list[Named]) -> Iterator[Claim]:
    """甲托管乙; 由甲托管乙; 委托甲托管乙; 甲、乙分别领办丙、丁."""
    respectively = scene.text[left[-1].end:cue.start()].endswith("分别")
    group = split_lists(scene, left, INSTITUTIONS)[-1]
    if respectively and len(group) == len(right) > 1:
        for one, other in zip(group, right, strict=True):
            yield claim(scene, "MANAGES", one.id, other.id, (one, other), "manages")
        return
    for other in right:
        if other.id != left[-1].id:
            yield claim(scene, "MANAGES", left[-1].id, other.id, (left[-1], other), "manages")


# 甲小学并入乙教育集团: a member, not merged.
_TAKEN_IN = re.compile("(?:并入|整合到|归并到|合并到)$")
_INTO = re.compile(
    r"等?(?:[两\d一二三四五六]所(?:[一-鿿“”]{0,6}(?:校|小学|中学|教学点)”?)?)?(?:年内|将|已|整体|一并|拟|均)*"
    r"(?:并入|合并到|归并到|撤并到|整合到|并到|合并至|并至)")


def merges(scene: Scene, clause: Span, names: list[Named]) -> Iterator[Claim]:
    """Yield the schools of a clause that are put together."""
    schools = [n for n in names if n.label == "School"]
    into = [(one, other) for one, other in pairwise(schools) if _INTO.fullmatch(scene.text[one.end:other.start])]
    if into:  # 甲、乙并入丙
        one, other = into[0]
        group = next(g for g in split_lists(scene, names, ("School",)) if one in g)
        for school in group[:group.index(one) + 1]:
            yield claim(scene, "MERGES_WITH", school.id, other.id, (school, other), "merges")
        return
    if any(_TAKEN_IN.search(scene.text, clause.start, n.start) for n in names if n.label == "SchoolGroup"):
        return
    for one, other in pairwise(schools):
        if re.fullmatch(r"[、和与及]|以及|(?:整体)?并入|[合归撤]并到|整合到", scene.text[one.end:other.start]):
            yield claim(scene, "MERGES_WITH", one.id, other.id, (one, other), "merges")
