"""Relations between two names: PAIRS_WITH, COOPERATES_WITH, MANAGES, MERGES_WITH, MEMBER_OF, PART_OF."""
from __future__ import annotations

import re
from collections.abc import Iterator

from kg.relate.scene import Named, Scene
from kg.types import Claim, Span

_SCHOOLS = ("School", "Kindergarten", "SchoolGroup")
_INSTITUTIONS = (*_SCHOOLS, "Organization", "University")
_PAIR = re.compile(r"结对|对口|帮扶|协作|共建|友好|结成|缔结|对标|牵手|手拉手|支援|结为|联谊|援建|支教|互访|合作帮扶|姊妹")
_COOPERATE = re.compile(r"合作|委托|联合|联手|携手|会同|协同|签约|签订|签署|信息互通|联动|配合|引进|引入|共建|对接|牵手")
_MANAGE = re.compile(r"托管|领办|代管|委托管理|接管")
_MERGE = re.compile(r"整合|合并|并入|归并|撤并")
_LIST = re.compile(r"(?:[、和与及]|以及|等)+")


def partners(scene: Scene) -> Iterator[Claim]:
    """Yield the claims of a sentence that hold between two names."""
    if scene.sentence.role == "title":
        return
    yield from _parts(scene)
    for clause in scene.sentence.clauses:
        names = [n for n in scene.names if clause.start <= n.start < clause.end]
        words = scene.text[clause.start:clause.end]
        if _MANAGE.search(words):
            yield from _manages(scene, clause, names)
        if _MERGE.search(words):
            yield from _merges(scene, clause, names)
        if _PAIR.search(words):
            yield from _pairs(scene, clause, names)
        if _COOPERATE.search(words):
            yield from _cooperates(scene, clause, names)
        yield from _members(scene, clause, names)


def _claim(scene: Scene, kind: str, one: str, other: str, spans: list[Span], rule: str, confidence: float = 0.75,
           attributes: dict[str, str] | None = None) -> Claim:
    return Claim(kind, one, other, scene.evidence(*spans), rule, confidence, scene.year(spans[0].start),
                 scene.sentence.section.path, attributes or {})


def _split(scene: Scene, names: list[Named], labels: tuple[str, ...]) -> list[list[Named]]:
    """Part names of some classes into lists: neighbours joined by 、 和 … are one list (but A与B are two)."""
    groups: list[list[Named]] = []
    for name in (n for n in names if n.label in labels):
        if groups and re.fullmatch(r"[、和及]|以及|等", scene.text[groups[-1][-1].end:name.start]):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def _parts(scene: Scene) -> Iterator[Claim]:
    for name in scene.names:
        if name.label not in _SCHOOLS:
            continue
        match = re.match(r"(.{2,}?(?:学校|小学|中学|幼儿园|初中|高中|职专|集团|中专|一小|二小|三小|一中|二中|三中|[一二三四五六七八九十]幼|书院))[一-鿿]{0,8}(?:校区|分校|分园|园区|校部|教学点|分部)$", name.mention.name)
        if match:
            parent = next((e.id for e in scene.resolved.entities if e.label in _SCHOOLS and match.group(1) in (e.name, *e.aliases)), None)
            if parent and parent != name.id:
                yield _claim(scene, "PART_OF", name.id, parent, [name.mention.span], "part-of-campus", 0.9)


def _manages(scene: Scene, clause: Span, names: list[Named]) -> Iterator[Claim]:
    cue = _MANAGE.search(scene.text, clause.start, clause.end)
    if cue is None:
        return
    left = [n for n in names if n.end <= cue.start() and n.label in _INSTITUTIONS]
    right = [n for n in names if n.start >= cue.end() and n.label in ("School", "Kindergarten")]
    passive = re.search(r"由|被|委托|交由", scene.text[clause.start:cue.start()])
    if left and right and not passive:
        for one in left[-1:]:
            for other in right:
                yield _claim(scene, "MANAGES", one.id, other.id, [one.mention.span, other.mention.span], "manages")
    elif passive and len(left) >= 2:
        manager = left[-1]
        for other in left[:-1]:
            if other.label in ("School", "Kindergarten"):
                yield _claim(scene, "MANAGES", manager.id, other.id, [other.mention.span, manager.mention.span], "manages-passive")


def _merges(scene: Scene, clause: Span, names: list[Named]) -> Iterator[Claim]:
    schools = [n for n in names if n.label == "School"]
    for one, other in zip(schools, schools[1:], strict=False):
        if re.fullmatch(r"(?:[、和与及]|以及|并入|整体并入|合并到|归并到|、|撤并到|整合到)", scene.text[one.end:other.start]):
            yield _claim(scene, "MERGES_WITH", one.id, other.id, [one.mention.span, other.mention.span], "merges")


def _pairs(scene: Scene, clause: Span, names: list[Named]) -> Iterator[Claim]:
    words = scene.text[clause.start:clause.end]
    kind = {"kind": "benchmark" if "对标" in words else "sister" if re.search("友好|姊妹", words) else "pairing"}
    groups = _split(scene, names, _INSTITUTIONS)
    linked = False
    for one, other in zip(groups, groups[1:], strict=False):
        between = scene.text[one[-1].end:other[0].start]
        if re.fullmatch(r"(?:等)?(?:\d+|[一二两三四五六七八九十]+)?(?:所|个|家)?(?:[一-鿿]{0,5}(?:学校|幼儿园))?(?:分别)?(?:与|同|跟|和|对口|结对|帮扶|结对帮扶|对口帮扶|支援|对口支援|对标|牵手)(?:[一-鿿]{0,8}(?:区|县|市|省|的))?", between):
            pairs = list(zip(one, other, strict=True)) if len(one) == len(other) > 1 and "分别" in between else [(a, b) for a in one for b in other]
            for a, b in pairs:
                linked = True
                yield _claim(scene, "PAIRS_WITH", a.id, b.id, [a.mention.span, b.mention.span], "pairs-institutions", 0.75, kind)
    district = scene.resolved.district
    if linked or district is None:
        return
    others = [n for n in names if n.label == "District" and n.id != district]
    schools = [n for n in names if n.label in _SCHOOLS]
    for other in others:
        before, after = scene.text[clause.start:other.start], scene.text[other.end:clause.end]
        if re.search(r"(?:与|对口|帮扶|结对|支援|援助|协作|加强|和|同|赴|、)[一-鿿]{0,6}$", before) and _PAIR.search(words) and not (schools and schools[-1].start > other.end and False):
            del after
            yield _claim(scene, "PAIRS_WITH", district, other.id, [other.mention.span], "pairs-districts", 0.7, kind)
            after = ""


def _cooperates(scene: Scene, clause: Span, names: list[Named]) -> Iterator[Claim]:
    actor = scene.bureau
    if actor is None:
        return
    others = [n for n in names if n.label in ("University", "Organization", "GovernmentBody") and n.id != actor]
    subjects = scene.subjects(clause.end)
    source = subjects[0] if subjects and subjects[0].label in (*_INSTITUTIONS, "GovernmentBody") else None
    for group in _split(scene, others, ("University", "Organization", "GovernmentBody", "School")):
        start = group[0].start
        before, after = scene.text[clause.start:start], scene.text[group[-1].end:clause.end]
        with_before = re.search(r"(?:与|和|同|跟)$", before) and re.match(r"(?:等)?[一-鿿]{0,10}?(?:合作|签约|签订|签署|共建|联合|联手|携手|信息互通|联动|对接|开展|结成)", after)
        verb_before = re.search(r"(?:联合|委托|携手|会同|联手|协同|引进|引入|依托|配合)(?:第三方|专业机构|专家|[一-鿿]{0,8}——)?$", before)
        if not (with_before or verb_before):
            continue
        for other in group:
            one = source.id if source and source.id != other.id and source.end <= other.start else actor
            if one != other.id:
                yield _claim(scene, "COOPERATES_WITH", one, other.id, [other.mention.span], "cooperates", 0.7)


def _members(scene: Scene, clause: Span, names: list[Named]) -> Iterator[Claim]:
    groups = [n for n in names if n.label == "SchoolGroup"]
    schools = [n for n in names if n.label in ("School", "Kindergarten")]
    if not groups or not schools:
        return
    for group in groups:
        before, after = scene.text[clause.start:group.start], scene.text[group.end:clause.end]
        inside = [s for s in schools if s.end <= group.start]
        if inside and re.search(r"加入|纳入|并入|融入|组成|组建|成立|成员", scene.text[inside[-1].end:group.start]):
            for school in inside:
                yield _claim(scene, "MEMBER_OF", school.id, group.id, [school.mention.span, group.mention.span], "member-of")
        behind = [s for s in schools if s.start >= group.end]
        if behind and re.match(r"(?:\((?:成员校)?|吸纳|由|成员(?:学校|校)?(?:包括|为|有)|包括|含|新增|接纳)", after):
            for school in behind:
                yield _claim(scene, "MEMBER_OF", school.id, group.id, [group.mention.span, school.mention.span], "member-of")
        del before
