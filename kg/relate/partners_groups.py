"""MEMBER_OF and PART_OF: schools of an education group, and campuses of a school."""
from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.relate.partner_words import MEMBERSHIP, PAIR, SCHOOLS, claim, trigger_of
from kg.relate.scene import Named, Scene
from kg.types import Claim, Span

_LAST_PART = re.compile("校区|分校|分园|园区|校部|教学点|分部|本部|总校|.[区部]$")
_CAMPUS = re.compile(r".{0,8}(?:校区|分校|分园|园区|校部|教学点|分部|本部|总校|北区|南区|东区|西区|[一二三四]部)$")


def parts(scene: Scene) -> Iterator[Claim]:
    """Yield of which school or group a campus is a part."""
    for name in scene.names:
        if name.label not in ("School", "Kindergarten"):
            continue
        parent = _whole(scene, name) if _CAMPUS.search(name.mention.name) else None
        if parent is not None:
            part = _LAST_PART.search(name.mention.name)
            end = Span(name.end - len(part.group()), name.end) if part is not None else name.mention.span
            yield claim(scene, "PART_OF", name.id, parent, (name,), "part-of-campus", 0.9, trigger=end)
        elif _CAMPUS.search(name.mention.name) and (owner := _owner(scene, name)) is not None:
            yield claim(scene, "PART_OF", name.id, owner[0].id, (name, owner[0]), "part-of-said", 0.75,
                        trigger=owner[1])
        other = next((n for n in scene.names if n.start > name.end and n.label in SCHOOLS), None)
        if other and scene.text[name.end:other.start] in ("作为", "为", "是", "成为", "更名为", "设为") \
                and re.match(r"的?(?:分园|分校|校区|园区|教学点)", scene.text[other.end:other.end + 4]):
            yield claim(scene, "PART_OF", name.id, other.id, (name, other), "part-of-said", 0.85,
                        trigger=Span(name.end, other.start))


_HAS = re.compile(r"增设|新设|下设|下辖|设有|开设|新增|辖")


def _owner(scene: Scene, campus: Named) -> tuple[Named, Span] | None:
    """Return the group or school before a campus in its clause that has it (甲教育集团增设乙校区), and the verb."""
    clause = scene.clause(campus.start)
    before = [n for n in scene.names if n.label in SCHOOLS and clause.start <= n.start and n.end <= campus.start
              and not _CAMPUS.search(n.mention.name)]
    verb = _HAS.search(scene.text, before[-1].end, campus.start) if before else None
    return (before[-1], Span(*verb.span())) if verb is not None else None


def _whole(scene: Scene, campus: Named) -> str | None:
    """Return the id of the institution whose name a campus's name begins with, of several the longest."""
    own = campus.mention.name
    found = [(len(name), e.id)
             for e in scene.resolved.entities if e.label in SCHOOLS and e.id != campus.id
             for name in (e.name, *e.aliases)
             if len(name) > 2 and own.startswith(name) and _CAMPUS.fullmatch(own[len(name):])]
    return max(found)[1] if found else None


# 前者由甲、乙组成,后者吸纳丙: the first and the second of the groups named before.
_FORMER = re.compile("前者|后者")


def members(scene: Scene) -> Iterator[Claim]:
    """Yield who belongs to a group: the school whose name stands right behind it, and the schools of the clauses that
    speak of membership. Their group is the last one that is named before them, else the first behind them."""
    groups = [n for n in scene.names if n.label == "SchoolGroup"]
    if not groups:
        return
    adjacent = {one.id: (one, group) for group, one in pairwise(scene.names)
                if group.label == "SchoolGroup" and one.label in ("School", "Kindergarten") and group.end == one.start}
    for school, group in adjacent.values():
        yield claim(scene, "MEMBER_OF", school.id, group.id, (school, group), "member-of-adjacent", 0.85,
                    trigger=group.mention.span)
    for clause in scene.sentence.clauses:
        words = scene.text[clause.start:clause.end]
        if not MEMBERSHIP.search(words) or PAIR.search(words):
            continue
        for school in scene.names:
            inside = school.label in ("School", "Kindergarten") and clause.start <= school.start < clause.end \
                and not _CAMPUS.fullmatch(school.mention.name)
            own = _group_of(scene, groups, clause, school) if inside and school.id not in adjacent else None
            if own is not None:
                yield claim(scene, "MEMBER_OF", school.id, own.id, (school, own), "member-of",
                            trigger=trigger_of(scene, "MEMBER_OF", school))


def _group_of(scene: Scene, groups: list[Named], clause: Span, school: Named) -> Named | None:
    """Return the group that a school of a clause belongs to."""
    before = [g for g in groups if g.end <= school.start]
    if (which := _FORMER.match(scene.text, clause.start)) and len(before) >= 2:
        return before[-2] if which.group() == "前者" else before[-1]
    behind = next((g for g in groups if g.start >= school.end), None)
    inside = behind is not None and behind.start < clause.end
    if not before or (inside and before[-1].end <= clause.start):
        return behind
    return before[-1]
