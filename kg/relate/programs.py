"""RUNS and PARTICIPATES_IN: who carries out a program, who takes part in it."""
from __future__ import annotations

import re
from collections.abc import Iterator

from kg.relate.scene import Named, Scene
from kg.types import Claim

_JOINING = re.compile(r"入选|列入|纳入|参与|参加|加入|承担|成为|确定为|被确定为|列为|被列为|实行|试点|获批|作为|被列入|申报")
_MEMBER = re.compile(r"^(?:”|》)?(?:的)?(?:国家级|省级|市级|区级|县级)?(?:首批|第[一二三四五]批)?(?:试点|基地|项目|实验|成员|示范|样本|种子|牵头|培育)?(?:学校|园|校|幼儿园|单位|基地|试点)")
_HIGHER = re.compile(r"(?:省|市|国家|全国|全省|全市|教育部|省级|市级|国家级)")
_SCHOOLS = ("School", "Kindergarten", "SchoolGroup")


def programs(scene: Scene) -> Iterator[Claim]:
    """Yield RUNS and PARTICIPATES_IN claims of a sentence."""
    if scene.bureau is None or scene.sentence.role in ("title", "letter"):
        return
    for program in (n for n in scene.names if n.label == "Program"):
        clause = scene.clause(program.start)
        before, after = scene.text[clause.start:program.start], scene.text[program.end:clause.end]
        schools = _participants(scene, program)
        for school in schools:
            yield _claim(scene, "PARTICIPATES_IN", school.id, program, "participates")
        subjects = [] if schools else [n for n in scene.subjects(program.start)]
        if not schools and _taking_part(scene, program, before):
            district = scene.resolved.district or scene.bureau
            if not subjects:
                yield _claim(scene, "PARTICIPATES_IN", district, program, "participates-district")
                continue
        if re.search(r"(?:根据|按照|遵照)[^,。]*$", before) and (body := [n for n in scene.names if n.label == "GovernmentBody" and clause.start <= n.start < program.start]):
            yield _claim(scene, "RUNS", body[-1].id, program, "runs-named-body")
            continue
        actor = subjects[0].id if subjects and subjects[0].label in ("GovernmentBody", *_SCHOOLS, "Organization") else scene.bureau
        del after
        yield _claim(scene, "RUNS", actor, program, "runs" if actor == scene.bureau else "runs-subject")


def _taking_part(scene: Scene, program: Named, before: str) -> bool:
    """入选省…试点项目, 积极参与全市…计划: the district takes part in what somebody above it runs."""
    match = re.search(r"(?:入选|参与|参加|列入|纳入|获批|申报|获评)[^,;。]{0,8}$", before)
    return bool(match) and bool(_HIGHER.match(program.mention.name) or _HIGHER.search(before[match.start():]))


def _participants(scene: Scene, program: Named) -> list[Named]:
    clause = scene.clause(program.start)
    schools = [n for n in scene.names if n.label in _SCHOOLS and clause.start <= n.start < clause.end]
    if not schools:
        return []
    before = [n for n in schools if n.end <= program.start]
    after = scene.text[program.end:program.end + 14]
    if before:
        between = scene.text[before[-1].end:program.start]
        if _JOINING.search(between) and (_MEMBER.match(after) or re.search(r"入选|列入|纳入|加入|实行|参与|参加|承担|试点|获批", between)):
            return before
        if re.search(r"(?:确定|遴选|推荐|选定)", scene.text[clause.start:before[0].start]) and _MEMBER.match(after):
            return before
        if re.match(r"等?(?:\d+|[一二两三四五六七八九十]+)?(?:所|个|家)?[一-鿿]{0,5}的?$", between) and scene.text[clause.start:before[0].start].endswith("在"):
            return before
        if re.match(r"等?(?:\d+|[一二两三四五六七八九十]+)(?:所|个|家)?[一-鿿]{0,5}的$", between):
            return before
        if re.match(r"等?(?:\d+|[一二两三四五六七八九十]+)?所?(?:学校|幼儿园|中学|小学)?(?:的)?试点的?(?:基础|经验)", between):
            return before
    behind = [n for n in schools if n.start >= program.end]
    if behind and re.match(r"[^,。]{0,6}(?:在|于)$", scene.text[program.end:behind[0].start]) and re.search("试点", scene.text[behind[-1].end:clause.end]):
        return behind
    return []


def _claim(scene: Scene, kind: str, actor: str, program: Named, rule: str) -> Claim:
    return Claim(kind, actor, program.id, scene.evidence(program.mention.span), rule, round(0.95 * program.mention.confidence, 3),
                 scene.year(program.start), scene.sentence.section.path)
