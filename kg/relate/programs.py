"""RUNS and PARTICIPATES_IN: who carries out a program, who takes part in it."""
from __future__ import annotations

import re
from collections.abc import Iterator

from kg.relate.scene import Named, Scene
from kg.types import Claim, Span

_JOINING = re.compile(r"入选|列入|纳入|参与|参加|加入|融入|承担|成为|确定为|列为|实行|试点|获批|作为|申报")
_MEMBER = re.compile(
    r"^[”》]?的?(?:国家级|省级|市级|区级|县级)?(?:首批|第[一二三四五]批)?"
    r"(?:试点|基地|项目|实验|成员|示范|样本|种子|牵头|培育)?(?:学校|园|校|幼儿园|单位|基地|试点)")
# Behind these the schools before a program are its members even where no kind of member follows it.
_ENTERED = re.compile(r"入选|列入|纳入|加入|融入|实行|参与|参加|承担|试点|获批")
_HIGHER = re.compile(r"省|市|国家|全国|教育部")
# 某校在…项目考核中获优秀: it takes part in what is assessed.
_ASSESSED = re.compile("考核|评估|评审|验收|展示|评比|评选")
_SCHOOLS = ("School", "Kindergarten", "SchoolGroup")
_PLACES = (*_SCHOOLS, "District")
_TRIAL = re.compile(r"试点|试用|先行先试|先行|试行|试验")
# 确定甲、乙为首批实验学校: behind the names that were chosen.
_CHOSEN = re.compile(r"等?(?:\d+所?[一-鿿]{0,3})?(?:被确定|作)?[为是](?:[一-鿿]{0,4})(?:实验|试点|示范|样本|种子|基地|"
                     r"牵头|成员)(?:学校|校|园|单位|基地)")
# 甲、乙先行先试: behind the names at the beginning of a clause.
_FIRST = re.compile(r"等?(?:\d+所?[一-鿿]{0,3})?(?:率先|先行)(?:先试|试点|试用|试行|开展|实施|探索|探路)")
# An anniversary or a period is spoken of, not the undertaking; or persons passed or were chosen.
_NOT_RUN = re.compile(r"(?:周年|之年|开局|收官)")
# 签订订单培养协议, “双减”背景下: what is spoken of is no undertaking.
_AGREEMENT = re.compile(r"”?(?:协议|合同|背景|形势下)")
_RATE = re.compile("(?:的)?(?:覆盖|参与|普及|实施|开展)(?:率|面)")
_PERSONS = re.compile(r"\d+余?(?:名|位|人)[^,;]*(?:通过|被选为|被评为|入选|获评|被列入|被确定为)[^,;]*$")


def programs(scene: Scene) -> Iterator[Claim]:
    """Yield RUNS and PARTICIPATES_IN claims of a sentence."""
    if scene.bureau is None or scene.sentence.role in ("title", "letter"):
        return
    for program in (n for n in scene.names if n.label == "Program"):
        clause = scene.clause(program.start)
        before = scene.text[clause.start:program.start]
        anniversary = _NOT_RUN.search(scene.text, program.end, min(clause.end, program.end + 12)) \
            and re.search("是|值|迎来", before)
        bound = program.mention.name.endswith("共同体") and before.endswith(("结成", "结为", "组成", "缔结", "组建成"))
        if anniversary or bound or _AGREEMENT.match(scene.text, program.end) or _PERSONS.search(before):
            continue
        owner = _owner(scene, program)
        schools = [] if owner is not None else _participants(scene, program)
        for school in schools:
            yield _claim(scene, "PARTICIPATES_IN", school.id, program, "participates")
        subjects = () if schools else scene.subjects(program.start)
        if not schools and _taking_part(scene, program, before):
            district = scene.resolved.district or scene.bureau
            if not subjects:
                yield _claim(scene, "PARTICIPATES_IN", district, program, "participates-district")
                continue
        bodies = [n for n in scene.names if n.label == "GovernmentBody" and clause.start <= n.start < program.start]
        if bodies and re.search(r"(?:根据|按照|遵照)[^,。]*$", before):
            yield _claim(scene, "RUNS", bodies[-1].id, program, "runs-named-body")
            continue
        if _RATE.match(scene.text, program.end):  # 集团化办学覆盖率 is the district's
            subjects = ()
        if owner is not None:
            yield _claim(scene, "RUNS", owner.id, program, "runs-owner")
            continue
        acting = bool(subjects) and subjects[0].label in ("GovernmentBody", *_SCHOOLS, "Organization")
        actor = subjects[0].id if acting else scene.bureau
        yield _claim(scene, "RUNS", actor, program, "runs" if actor == scene.bureau else "runs-subject")


# A school's own: told of (推广某校“…”的经验, 某校“…”课程深受喜爱) or helped (支持某校开展…).
_TOLD = re.compile(r"(?:推广|总结|学习|宣传|借鉴|交流|提炼|展示|介绍|[,、])?$")
_OWN_PRACTICE = re.compile(
    r"(?:的|这一)?[一-鿿]{0,4}(?:做法|经验|案例|实践|探索|模式|成果|成效|特色|深受|受到|获|被|荣|入选|广受|备受)")


# Whom somebody helps acts (支持某校实施…).
_HELPED = re.compile("(?:继续|大力|积极|全力|着力)*(?:支持|推动|鼓励|指导|帮助|引导|协助)")
_DOING = re.compile("(?:实施|开展|开设|推行|打造|举办|建设|创建|开发|探索|做强|做优)(?:好|了)?$")


def _owner(scene: Scene, program: Named) -> Named | None:
    """Return the school right before a quoted program whose own it is, or None."""
    clause = scene.clause(program.start)
    first = next((n for n in scene.names if clause.start <= n.start and n.label in _SCHOOLS), None)
    if first is not None and first.end < program.start and _HELPED.fullmatch(scene.text, clause.start, first.start) \
            and _DOING.search(scene.text, first.end, program.start):
        return first
    school = next((n for n in scene.names if n.end == program.start and n.label in _SCHOOLS), None)
    if school is None or scene.text[program.start] != "“" or not _OWN_PRACTICE.match(scene.text, program.end):
        return None
    return school if _TOLD.search(scene.text, scene.clause(school.start).start, school.start) else None


_TAKEN_INTO = re.compile(r"(?:入选|入围|参与|参加|列入|列为|确定为|纳入|获批|申报|获评)[^,;。]{0,8}$")


def _taking_part(scene: Scene, program: Named, before: str) -> bool:
    """入选省…试点项目, 积极参与全市…计划: the district takes part in what somebody above it runs."""
    match = _TAKEN_INTO.search(before)
    if match is None:
        return False
    return bool(_HIGHER.search(program.mention.name[:6]) or _HIGHER.search(before[match.start():]))


def _participants(scene: Scene, program: Named) -> list[Named]:
    """Return the schools (or towns) that a program is tried in or that are its members."""
    clause = scene.clause(program.start)
    schools = [n for n in scene.names if n.label in _SCHOOLS and clause.start <= n.start < clause.end]
    before = [n for n in schools if n.end <= program.start]
    if before and _joins(scene, before, program, clause):
        return before
    return _trials(scene, program, clause)


def _joins(scene: Scene, before: list[Named], program: Named, clause: Span) -> bool:
    between = scene.text[before[-1].end:program.start]
    lead = scene.text[clause.start:before[0].start]
    after = scene.text[program.end:program.end + 14]
    if _JOINING.search(between) and (_MEMBER.match(after) or _ENTERED.search(between)):
        return True
    if re.search(r"(?:确定|遴选|推荐|选定)", lead) and _MEMBER.match(after):
        return True
    if re.fullmatch(r"在[一-鿿]{0,6}", between) and _ASSESSED.search(after):
        return True
    if re.fullmatch(r"等\d+所[一-鿿]{0,8}(?:实施|试行|推行|开展|推进)", between):
        return True
    if between == "的" and len(before) > 1:  # 甲、乙等4个学区的…
        return True
    if re.fullmatch(r"(?:承担|承接)(?:了|教育部|国家级?|省级?|市级?)*", between):
        return True
    if between == "" and re.search(r"推进|实施|深化|加快|支持|开展", lead):
        return True
    return bool(re.match(r"等?(?:\d+|[一二两三四五六七八九十]+)(?:所|个|家)?[一-鿿]{0,5}的$", between)
                or re.match(r"等?[一-鿿\d]{0,8}为(?:主体|龙头|骨干|核心|试点|示范)的[一-鿿]{0,6}$", between))


# 甲集团吸纳乙中学为成员校: members of the group, not of a program.
_TAKEN_IN = re.compile("吸纳|吸收|纳入|并入|接收")


def _trials(scene: Scene, program: Named, clause: Span) -> list[Named]:
    """Return the places where a program is tried: 在A、B试点, in its clause or one beside it that names no program."""
    index = scene.sentence.clauses.index(clause) if clause in scene.sentence.clauses else -1
    own = scene.resolved.district, scene.bureau
    places = [name for name in scene.names if name.label in _PLACES and name.id not in own]
    if not places:
        return []
    towns = _towns_before(scene, places, program)
    if towns:
        return towns
    for at in (index, index + 1, index - 1, index + 2):
        if not 0 <= at < len(scene.sentence.clauses):
            continue
        span = scene.sentence.clauses[at]
        inside = [n for n in scene.names if span.start <= n.start < span.end]
        if at != index and any(n.label == "Program" and n.id != program.id for n in inside):
            continue
        names = [n for n in places if span.start <= n.start < span.end]
        if not names or _TAKEN_IN.search(scene.text, names[0].end, names[-1].end):
            continue
        before = scene.text[span.start:names[0].start]
        trial = _TRIAL.search(scene.text, names[-1].end, min(span.end + 1, names[-1].end + 16))
        chosen = before.endswith(("确定", "遴选", "选定", "选取", "选择", "指定", "确立")) \
            and _CHOSEN.match(scene.text, names[-1].end)
        told = not before and (_CHOSEN.match(scene.text, names[-1].end) or _FIRST.match(scene.text, names[-1].end))
        if (before.endswith(("在", "于", "以")) and trial) or chosen or told \
                or (at == index and before.endswith(("在", "于")) and "试点" in program.mention.name):
            return names
    return []


def _towns_before(scene: Scene, places: list[Named], program: Named) -> list[Named]:
    """抓好甲镇、乙镇省级“…”试点: the places right before a program that is tried."""
    if not program.mention.name.endswith("试点") and not scene.text.startswith(("试点", "”试点"), program.end):
        return []
    found: list[Named] = []
    edge = program.start
    for name in reversed([n for n in places if n.end <= program.start]):
        between = scene.text[name.end:edge]
        if not re.fullmatch(r"(?:国家级|省级|市级)?“?" if not found else r"[、和与及]", between):
            break
        found.insert(0, name)
        edge = name.start
    return found


def _claim(scene: Scene, kind: str, actor: str, program: Named, rule: str) -> Claim:
    confidence = round(0.95 * program.mention.confidence, 3)
    return Claim(kind, actor, program.id, scene.evidence(program.mention.span), rule, confidence,
                 scene.year(program.start), scene.sentence.section.path, trigger=_trigger(scene, kind, program))


def _trigger(scene: Scene, kind: str, program: Named) -> Span:
    """Return the words that say that it is carried out or joined: before the program, else behind it, else its name."""
    clause = scene.clause(program.start)
    if kind == "PARTICIPATES_IN":
        pattern = re.compile(f"{_JOINING.pattern}|{_TRIAL.pattern}|{_CHOSEN.pattern}")
        joining = [Span(*m.span()) for m in pattern.finditer(scene.text, *clause)]
        outside = [span for span in joining if span.end <= program.start or span.start >= program.end]
        if outside:
            return min(outside, key=lambda span: max(span.start - program.end, program.start - span.end))
    verb = scene.before(program.start) or next(iter(scene.after(program.end)), None)
    return verb.span if verb is not None else program.mention.span
