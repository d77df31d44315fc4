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


_NOT_BUILT = re.compile(
    r"^(?:等[^,;。]{0,8})?(?:的)?(?:教师|学生(?!食堂|宿舍|公寓|餐厅)|校长|老师|党支部|师生|集团|教研|课题|案例|承办|为牵头|为核心|为龙头|招生|办学|学区|家长|试点)")
_OTHER_WORK = re.compile(r"托管|领办|代管|结对|帮扶|牵头|试点")
# The next clause tells the stage of a list that stands before it.
_GOES_ON = re.compile(r"(?:\d{1,2}月底?前?|年底前?|目前|现已?|预计|计划|将|力争|确保|全部|均|已|已经|正|正在|全面|暑期|秋季|春季|明年|今年|20\d\d年|尚|仍)")
# 建成后可容纳 …: what will be, not what is.
_CONDITION = re.compile(r"后|以来|率|的学校|验收")


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


# Cues that are ordinary words as well: they tell a stage only with a word of building.
_NEED_ACTION = frozenset("推进 加快 启动 规划 完成 实施 计划 设计 抓好 抓紧 拟 论证 落地 交付 申报立项 继续推进 持续推进 积极推进 全力推进 有序推进 稳步推进 扎实推进 顺利推进 加快推进 加速推进 完成了 前期 会审 推进建设 启动实施 新开办 征地 图审 装修".split())


def _cues(text: str, start: int, end: int) -> list[re.Match[str]]:
    return [m for m in _compiled().cue.finditer(text, start, end) if not _CONDITION.match(text, m.end())]


def _behind(scene: Scene, group: list[Named], clause: Span) -> tuple[str, Span] | None:
    """Find the cue behind a list, up to the next school of the clause, else in the clause that goes on from it."""
    stop = next((n.start for n in scene.names if n.start >= group[-1].end and n.label in ("School", "Kindergarten")), clause.end)
    stop = min(stop, clause.end)
    rest = scene.text[group[-1].end:stop]
    action = _compiled().action.search(rest[:24]) or _compiled().action.search(scene.text[clause.start:group[0].start][-12:])
    found = [m for m in _cues(scene.text, group[-1].end, stop) if action or m.group() not in _NEED_ACTION]
    following = scene.next_clause(clause)
    if stop == clause.end and following is not None and _GOES_ON.match(scene.text, following.start):
        names = [n for n in scene.names if following.start <= n.start < following.end and n.label in ("School", "Kindergarten")]
        later = [] if names else [m for m in _cues(scene.text, following.start, following.end)
                                  if m.group() not in _NEED_ACTION or _compiled().stage[m.group()] == "planned"]
        if later and (not found or _compiled().stage[found[0].group()] == "under_construction"):
            found = later
    return _chosen(found)


def _chosen(cues: list[re.Match[str]]) -> tuple[str, Span] | None:
    """Of several cues take the first that is more than 推进, and what it runs into (建成并投入使用)."""
    stage = _compiled().stage
    strong = [m for m in cues if stage[m.group()] != "under_construction"] or cues
    if not strong:
        return None
    last = strong[0]
    for cue in strong[1:]:
        if cue.start() - last.end() > 2:
            break
        last = cue
    return stage[last.group()], Span(last.start(), last.end())


def _before(scene: Scene, group: list[Named], clause: Span) -> tuple[str, Span] | None:
    """Find the cue right before a list: 建成投用A、B; 新开工项目4个:A、B."""
    compiled = _compiled()
    before = scene.text[clause.start:group[0].start]
    cues = _cues(scene.text, clause.start, group[0].start)
    if not cues:
        return None
    last = cues[-1]
    gap = group[0].start - last.end()
    if gap > 6 and not re.fullmatch(r"[^,;:]{0,10}:", scene.text[last.end():group[0].start]):
        return None
    item = scene.text[group[-1].end:clause.end]
    built = compiled.action.search(item[:24]) or compiled.action.search(before[-12:])
    if last.group() in _NEED_ACTION and not built:
        return None
    return compiled.stage[last.group()], Span(last.start(), last.end())


_WORKS_BEHIND = re.compile(r"^.{0,8}?(?:改扩建|扩建|迁建|新建|改建|重建|建设(?:工程|项目)|改造(?:提升)?(?:工程|项目)?)")


def _stage(scene: Scene, group: list[Named], following: tuple[str, Span] | None) -> tuple[str, Span] | None:
    clause = scene.clause(group[0].start)
    if _OTHER_WORK.search(scene.text, clause.start, clause.end):
        return None
    found = _behind(scene, group, clause)
    earlier = _before(scene, group, clause)
    if found is not None and not (earlier is not None and found[0] == "under_construction"):
        return found
    if earlier is not None or following is not None:
        return earlier or following
    before = scene.text[max(clause.start, group[0].start - 8):group[0].start]
    if _compiled().action.search(before) or _WORKS_BEHIND.match(scene.text[group[-1].end:clause.end]):
        return (rules().plan if scene.kind == "plan" else rules().summary), group[0].mention.span
    return found


def _stages(scene: Scene) -> Iterator[tuple[list[Named], str, Span]]:
    """Yield each list with its stage; the closing words of a list hold for what stands before them in it."""
    groups = list(_lists(scene))
    following: tuple[str, Span] | None = None
    result = []
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        clause = scene.clause(group[-1].start)
        goes_on = index + 1 < len(groups) and groups[index + 1][0].start < clause.end and "、" in scene.text[group[-1].end:groups[index + 1][0].start]
        found = _stage(scene, group, following if goes_on else None)
        following = found
        if found is not None and not _NOT_BUILT.match(scene.text[group[-1].end:clause.end]):
            result.append((group, *found))
    yield from reversed(result)


def _work(scene: Scene, name: Named) -> str:
    """Return what of a school is built, or how (综合楼, 改扩建), or an empty string for the whole."""
    clause = scene.clause(name.start)
    stop = next((n.start for n in scene.names if n.start >= name.end and n.label in ("School", "Kindergarten")), clause.end)
    match = _compiled().works.match(scene.text[name.end:min(stop, clause.end)])
    return match.group(1).rstrip("、和及与") if match else ""


def builds(scene: Scene) -> Iterator[Claim]:
    """Yield BUILDS claims of a sentence; the builder is the body that is its subject, else the bureau."""
    if scene.bureau is None:
        return
    for group, stage, cue in _stages(scene):
        bodies = [n for n in scene.subjects(group[0].start) if n.label == "GovernmentBody"]
        for name in group:
            attributes = {"stage": stage}
            if work := _work(scene, name):
                attributes["work"] = work
            yield Claim("BUILDS", bodies[0].id if bodies else scene.bureau, name.id, scene.evidence(name.mention.span, cue),
                        f"builds-{stage}", round(0.8 * name.mention.confidence + 0.1, 3), scene.year(name.start),
                        scene.sentence.section.path, attributes)
