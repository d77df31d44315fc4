"""BUILDS: schools and kindergartens that are planned, under construction, finished or opened."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from kg.lexicon import read_rules
from kg.lexicon.rules import Example
from kg.relate.scene import Named, Scene
from kg.types import Claim, Span


class BuildRules(BaseModel):
    """``rules/builds.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    stages: dict[str, tuple[str, ...]]
    actions: tuple[str, ...]
    plan: str
    summary: str
    works: tuple[str, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class _Compiled:
    cue: re.Pattern[str]
    stage: dict[str, str]
    works: re.Pattern[str]
    action: re.Pattern[str]


@functools.cache
def rules() -> BuildRules:
    """Return the rules of building."""
    return read_rules("builds", BuildRules)  # type: ignore[no-any-return]


@functools.cache
def _compiled() -> _Compiled:
    found = rules()
    stage = {word: name for name, words in found.stages.items() for word in words}
    def alternatives(words: object) -> str:
        return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))  # type: ignore[call-overload]
    works = alternatives(found.works)
    return _Compiled(re.compile(alternatives(set(stage))), stage,
                     re.compile(rf"^(?:的)?((?:[一-鿿]{{0,4}}?(?:{works})(?:、|和|及|与)?)+)(?:建设|新建|扩建|项目|工程|改造)*"),
                     re.compile(alternatives(found.actions)))


_NOT_BUILT = re.compile(r"^(?:的)?(?:教师|学生|校长|老师|党支部|师生|集团|教研|课题|案例|承办|为牵头|为核心|为龙头|招生|办学|学区|家长)")
_LIST = re.compile(r"[、和及与]|以及")


def _lists(scene: Scene) -> Iterator[list[Named]]:
    """Yield runs of schools that stand in one list: parted by marks, their works and amounts only."""
    group: list[Named] = []
    for name in scene.names:
        if name.label not in ("School", "Kindergarten"):
            continue
        if group:
            between = scene.text[group[-1].end:name.start]
            rest = _compiled().works.sub("", between, count=1) if between and between[0] not in "、和及与" else between
            rest = re.sub(r"(?:建设|新建|扩建|改造|工程|项目|\([^()]*\))", "", rest)
            if not re.fullmatch(r"(?:[、和及与]|以及)?", rest) or scene.clause(name.start) != scene.clause(group[-1].start):
                yield group
                group = []
        group.append(name)
    if group:
        yield group


def _stage(scene: Scene, group: list[Named]) -> tuple[str, Span] | None:
    compiled = _compiled()
    clause = scene.clause(group[0].start)
    before = scene.text[clause.start:group[0].start]
    behind_at = group[-1].end
    behind = scene.text[behind_at:clause.end]
    cues_behind = [m for m in compiled.cue.finditer(behind)]
    action = compiled.action.search(behind[:24]) or compiled.action.search(before[-12:])
    item = re.match(r".{0,24}?(?=、|$)", behind)
    if cues_behind:
        strong = [m for m in cues_behind if compiled.stage[m.group()] != "under_construction"] or cues_behind
        last = strong[-1]
        word = last.group()
        needs_action = word in ("推进", "加快", "启动", "规划", "完成", "实施", "计划", "设计", "抓好", "抓紧", "新增", "拟", "论证", "落地", "交付", "申报立项")
        if not needs_action or action:
            return compiled.stage[word], Span(behind_at + last.start(), behind_at + last.end())
    cues_before = [m for m in compiled.cue.finditer(before) if len(before) - m.end() <= 14]
    if cues_before:
        last = cues_before[-1]
        word = last.group()
        direct = len(before) - last.end() <= 6
        needs_action = compiled.stage[word] in ("under_construction", "planned", "completed", "started") and word not in (
            "建成", "竣工", "开工建设", "开工", "动工", "筹建", "拟建", "谋划建设", "规划建设", "新开工", "开建", "新建成", "启动建设", "加快建设", "续建", "在建", "推进建设")
        if direct and (not needs_action or (action and item is not None)):
            return compiled.stage[word], Span(clause.start + last.start(), clause.start + last.end())
    if action and (compiled.action.search(before[-8:]) or re.match(r"^.{0,8}?(?:改扩建|扩建|迁建|新建|改建|重建|建设(?:工程|项目)|改造(?:提升)?(?:工程|项目))", behind)):
        kind = rules().plan if scene.kind == "plan" else rules().summary
        return kind, Span(group[0].start, group[0].end)
    return None


def builds(scene: Scene) -> Iterator[Claim]:
    """Yield BUILDS claims of a sentence; the builder is the body that is its subject, else the bureau."""
    if scene.bureau is None or not scene.bureau.startswith("governmentbody/"):
        return
    for group in _lists(scene):
        if _NOT_BUILT.match(scene.text[group[-1].end:group[-1].end + 4]):
            continue
        found = _stage(scene, group)
        if found is None:
            continue
        stage, cue = found
        bodies = [n for n in scene.subjects(group[0].start) if n.label == "GovernmentBody"]
        for name in group:
            attributes = {"stage": stage}
            if work := _compiled().works.match(scene.text[name.end:scene.clause(name.start).end]):
                attributes["work"] = work.group(1).rstrip("、和及与")
            year = scene.year(name.start)
            yield Claim("BUILDS", bodies[0].id if bodies else scene.bureau, name.id,
                        scene.evidence(name.mention.span, cue), f"builds-{stage}", 0.8 * name.mention.confidence + 0.1, year,
                        scene.sentence.section.path, attributes)
