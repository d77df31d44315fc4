"""BUILDS: schools and kindergartens that are planned, under construction, finished or opened."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
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
    weak: frozenset[str]
    actions: tuple[str, ...]
    plan: str
    summary: str
    works: tuple[str, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class _Compiled:
    """The rules as patterns; ``stage`` tells of each cue's words what they mean."""

    cue: re.Pattern[str]
    stage: dict[str, str]
    works: re.Pattern[str]
    action: re.Pattern[str]


@functools.cache
def rules() -> BuildRules:
    """Return the rules of building."""
    return read_rules("builds", BuildRules)


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@functools.cache
def _compiled() -> _Compiled:
    found = rules()
    stage = {word: name for name, words in found.stages.items() for word in words}
    works = re.compile(
        rf"^的?((?:[一-鿿]{{0,4}}?(?:{_alternatives(found.works)})[、和及与]?)+)(?:建设|新建|扩建|项目|工程|改造)*")
    return _Compiled(re.compile(_alternatives(stage)), stage, works, re.compile(_alternatives(found.actions)))


_SCHOOLS = ("School", "Kindergarten")
# Words of building inside these names (省示范高中建设立项学校) tell of none.
_NAMED = ("Honor", "Program", "Document")
# In a report, what is expected next does not tell how far the work is.
_EXPECTED = re.compile("预计|计划|力争|确保|将|拟|争取|有望")
# 拟投资5000万元建设甲中学体育馆
_MEANT = re.compile("拟(?!定|订)|计划(?!生育)|预计|力争")
_RANK = {"planned": 0, "started": 1, "under_construction": 2, "completed": 3, "in_use": 4}
_MEANS = re.compile(r"(?:依托|利用|借助|借力|发挥)$")
# Behind a school's name: people and work of it, no building.
_NOT_BUILT = re.compile(
    r"^(?:等[^,;。]{0,8})?的?(?:教师(?!周转|宿舍|公寓|食堂)|学生(?!食堂|宿舍|公寓|餐厅)|校长|老师|党支部|师生|集团|教研|课题|案例|承办|为牵头"
    r"|为核心|为龙头|招生|办学|学区|家长|试点)")
_OTHER_WORK = re.compile(r"托管|领办|代管|结对|帮扶|牵头|试点")
# The next clause tells the stage of a list that stands before it.
_GOES_ON = re.compile(
    r"(?:\d{1,2}月|年底|年内|首届|首批|因|于|前期|[一二三四]季度|目前|现|预计|计划|将|力争|确保|全部|均|已|正|全面|暑期|秋季|春季|明年|今年|20\d\d年|尚|仍)")
# 建成后可容纳 …: what will be, not what is.
_PUT_OFF = re.compile(r"(?:推迟|顺延|延期|延后|延至|推后)(?:到|至)?[^,;。]{0,10}$")
_CONDITION = re.compile(r"后|以来|率|的学校|验收")


_WORKS_BETWEEN = re.compile(r"建设|新建|扩建|改造|工程|项目|\([^()]*\)")


def _lists(scene: Scene) -> Iterator[list[Named]]:
    """Yield runs of schools that stand in one list: parted by marks, their works and amounts only."""
    group: list[Named] = []
    for name in scene.names:
        if name.label not in _SCHOOLS:
            continue
        if group:
            between = scene.text[group[-1].end:name.start]
            rest = _compiled().works.sub("", between, count=1) if between and between[0] not in "、和及与" else between
            joined = _WORKS_BETWEEN.sub("", rest) in ("", "、", "和", "及", "与", "以及")
            if not joined or scene.clause(name.start) != scene.clause(group[-1].start):
                yield group
                group = []
        group.append(name)
    if group:
        yield group


# 某小学建成“…”心理咨询室: the school makes something else.
_MAKES = frozenset(("建成", "完成", "新建成", "已建成", "完成了", "启动", "启用", "新增", "落成", "谋划", "设计"))
_OBJECT = re.compile(r"“|(?:全[省市县区国]|[省市县]级)?(?:首个|一批|了|\d|一[个所间座]|[一-鿿]{2,8}(?:室|中心|课程|"
                     r"体系|机制|基地|平台|馆|教室)(?!小学|幼儿园|学校|校|完小|初中|中学))")


def _cues(scene: Scene, start: int, end: int) -> list[re.Match[str]]:
    return [m for m in _compiled().cue.finditer(scene.text, start, end) if _tells(scene, m, start)]


def _tells(scene: Scene, cue: re.Match[str], start: int) -> bool:
    """Tell whether a cue tells a stage: nothing behind or before it says otherwise, and it is no part of a name."""
    text, word = scene.text, cue.group()
    if _CONDITION.match(text, cue.end()) or _PUT_OFF.search(text, max(start, cue.start() - 14), cue.start()):
        return False
    if text[cue.start() - 1] == "创" and word.startswith("建"):  # 创建成功
        return False
    if (word == "开学" and cue.start() > start + 4) or (word in _MAKES and _OBJECT.match(text, cue.end())):
        return False
    return not any(n.start <= cue.start() < n.end for n in scene.names if n.label in _NAMED)


def _next_school(scene: Scene, at: int, stop: int) -> int:
    """Return where the next school's name begins, but not more than ``stop``."""
    return min(next((n.start for n in scene.names if n.start >= at and n.label in _SCHOOLS), stop), stop)


def _speaks_of_building(scene: Scene, group: list[Named], clause: Span, stop: int) -> bool:
    """Tell whether a word of building stands right behind a list or right before it."""
    action = _compiled().action
    behind, before = scene.text[group[-1].end:stop], scene.text[clause.start:group[0].start]
    return bool(action.search(behind[:24]) or action.search(before[-12:]) or _compiled().works.match(behind))


def _behind(scene: Scene, group: list[Named], clause: Span) -> tuple[str, Span] | None:
    """Find the cue behind a list, up to the next school of the clause, else in the clause that goes on from it."""
    stage, weak = _compiled().stage, rules().weak
    stop = _next_school(scene, group[-1].end, clause.end)
    action = _speaks_of_building(scene, group, clause, stop)
    found = [m for m in _cues(scene, group[-1].end, stop) if action or m.group() not in weak]
    following = scene.next_clause(clause)
    if stop == clause.end and following is not None and _GOES_ON.match(scene.text, following.start) \
            and _next_school(scene, following.start, following.end) == following.end:
        later = [m for m in _cues(scene, following.start, following.end)
                 if m.group() not in weak or stage[m.group()] == "planned"]
        ahead = scene.kind == "summary" and _EXPECTED.match(scene.text, following.start) is not None
        if later and not (ahead and found) and (not found or stage[found[0].group()] == "under_construction"
                      or _RANK[stage[later[0].group()]] > _RANK[stage[found[0].group()]]):
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
    cues = _cues(scene, clause.start, group[0].start)
    if not cues:
        return None
    last = cues[-1]
    gap = group[0].start - last.end()
    if gap > 6 and not re.fullmatch(r"[^,;:]{0,10}:", scene.text[last.end():group[0].start]):
        return None
    if last.group() in rules().weak and not _speaks_of_building(scene, group, clause, clause.end):
        return None
    said_of = any(n.label in _SCHOOLS and clause.start <= n.start < last.start() for n in scene.names)
    if said_of and scene.text[last.end()] == "、":  # 甲校投入使用、乙校主体完工: the cue is that of the one before
        return None
    return _compiled().stage[last.group()], Span(last.start(), last.end())


# 建成甲校、乙校等5个项目和丙校综合楼: the verb before the first list is that of the second, too.
_SECOND_LIST = re.compile(r"[一-鿿]{0,6}等\d+[个所][一-鿿]{0,8}(?:项目|工程)?(?:和|以及|及)")
_WORKS_BEHIND = re.compile(
    r"[^“”,、在于对与和的]{0,8}?(?:改扩建|扩建|迁建|新建|改建|重建|建设(?:工程|项目)|改造(?:提升)?(?:工程|项目)?)")


def _stage(scene: Scene, group: list[Named], following: tuple[str, Span] | None) -> tuple[str, Span] | None:
    clause = scene.clause(group[0].start)
    if _OTHER_WORK.search(scene.text, clause.start, clause.end) \
            or _MEANS.search(scene.text, clause.start, group[0].start):
        return None
    found = _behind(scene, group, clause)
    earlier = _before(scene, group, clause)
    if found is not None and not (earlier is not None and found[0] == "under_construction"):
        return found
    if earlier is not None or following is not None:
        return earlier or following
    begin = max(clause.start, group[0].start - 8)
    said = _compiled().action.search(scene.text, begin, group[0].start) \
        or _WORKS_BEHIND.match(scene.text, group[-1].end, clause.end)
    if said is not None and _MEANT.search(scene.text, clause.start, group[0].start):
        return "planned", Span(*said.span())
    if said is not None:
        return (rules().plan if scene.kind == "plan" else rules().summary), Span(*said.span())
    return found


def _stages(scene: Scene) -> Iterator[tuple[list[Named], str, Span]]:
    """Yield each list with its stage; the closing words of a list hold for what stands before them in it."""
    groups = list(_lists(scene))
    following: tuple[str, Span] | None = None
    result = []
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        clause = scene.clause(group[-1].start)
        behind = groups[index + 1][0].start if index + 1 < len(groups) else clause.end
        before = groups[index - 1] if index else None
        if before is not None and _SECOND_LIST.fullmatch(scene.text, before[-1].end, group[0].start) \
                and _before(scene, group, clause) is None and (shared := _before(scene, before, clause)) is not None:
            result.append((group, *shared))
            following = shared
            continue
        goes_on = behind < clause.end and "、" in scene.text[group[-1].end:behind]
        found = following = _stage(scene, group, following if goes_on else None)
        if found is not None and not _NOT_BUILT.match(scene.text[group[-1].end:clause.end]):
            result.append((group, *found))
    yield from reversed(result)


def _work(scene: Scene, name: Named) -> str:
    """Return what of a school is built, or how (综合楼, 改扩建), or an empty string for the whole."""
    clause = scene.clause(name.start)
    match = _compiled().works.match(scene.text[name.end:_next_school(scene, name.end, clause.end)])
    return match.group(1).rstrip("、和及与") if match else ""


def _year(scene: Scene, name: Named, cue: Span) -> int | None:
    """Return the year of a claim: that of the cue where one stands between the name and it (甲园预计2022年投用)."""
    return scene.year(cue.start if scene.clause(cue.start) == scene.clause(name.start) else name.start)


def builds(scene: Scene) -> Iterator[Claim]:
    """Yield BUILDS claims of a sentence; the builder is the body that is its subject, else the bureau."""
    if scene.bureau is None:
        return
    for group, stage, cue in _stages(scene):
        builder = next((n.id for n in scene.subjects(group[0].start) if n.label == "GovernmentBody"), scene.bureau)
        for name in group:
            attributes = {"stage": stage}
            if work := _work(scene, name):
                attributes["work"] = work
            confidence = round(0.8 * name.mention.confidence + 0.1, 3)
            yield Claim("BUILDS", builder, name.id, scene.evidence(name.mention.span, cue), f"builds-{stage}",
                        confidence, _year(scene, name, cue), scene.sentence.section.path, attributes, cue)
