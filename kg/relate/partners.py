"""Relations between two names: PAIRS_WITH, COOPERATES_WITH, MANAGES, MERGES_WITH, MEMBER_OF, PART_OF."""
from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.relate.scene import Named, Scene
from kg.types import Claim, Span

_SCHOOLS = ("School", "Kindergarten", "SchoolGroup")
_INSTITUTIONS = (*_SCHOOLS, "Organization", "University")
# Clauses that may hold a relation of the kind: cheap tests before the exact ones.
_PAIR = re.compile(
    r"结对|对口|帮扶|协作|共建|友好|结成|缔结|对标|牵手|手拉手|支援|结为|联谊|联手|携手|带动|帮带|一对一|捆绑|发展伙伴|同上一[堂节]课|共享|援建|支教|互访|互派|跟岗|姊妹|扶持|结亲|捆绑发展")
# Schools that agree on working together are paired, too; districts and bodies only cooperate.
_AGREED = re.compile(r"(?:合作|共建|联盟|办学)协议|合作办学")
_COOPERATE = re.compile(
    r"合作|委托|联合|联办|合办|联手|携手|会同|协同|签约|签订|签署|联动|配合|引进|引入|共建|对接|牵手|共同|互通")
_MANAGE = re.compile(r"受托管理|委派团队管理|全托管|托管|交由[^,;。]{2,24}(?:管理|代管)|委托[^,;。]{2,20}管理|领办|代管|委托管理|接管")
_MERGE = re.compile(r"整合|合并|并入|归并|撤并")
_MEMBERSHIP = re.compile(
    r"成员|牵头|龙头|核心[校园]|组成|吸纳|吸收|加入|加盟|纳入|融入|组建|组团|理事长|总校|领衔|下辖|下设|管辖|(?<=[,、区团体盟])辖|"
    r"收编|跟进|盟主|抱团|结盟|盟校|为主体|覆盖")
_TRIGGERS = {"PAIRS_WITH": _PAIR, "COOPERATES_WITH": _COOPERATE, "MANAGES": _MANAGE, "MERGES_WITH": _MERGE,
             "MEMBER_OF": _MEMBERSHIP}
_ANY = re.compile("|".join(pattern.pattern for pattern in (_PAIR, _AGREED, _COOPERATE, _MANAGE, _MERGE)))


def partners(scene: Scene) -> Iterator[Claim]:
    """Yield the claims of a sentence that hold between two names."""
    if scene.sentence.role == "title":
        return
    yield from _parts(scene)
    yield from _members(scene)
    if not _ANY.search(scene.text, scene.sentence.span.start, scene.sentence.span.end):
        return
    for clause in scene.sentence.clauses:
        if not _ANY.search(scene.text, clause.start, clause.end):
            continue
        names = [n for n in scene.parties if clause.start <= n.start < clause.end]
        words = scene.text[clause.start:clause.end]
        if _MANAGE.search(words):
            yield from _manages(scene, clause, names)
        if _MERGE.search(words):
            yield from _merges(scene, clause, names)
        if _PAIR.search(words) or _AGREED.search(words):
            yield from _pairs(scene, clause, names)
        if _COOPERATE.search(words):
            yield from _cooperates(scene, clause, names)


def _claim(scene: Scene, kind: str, one: str, other: str, names: tuple[Named, ...], rule: str,
           confidence: float = 0.75, attributes: dict[str, str] | None = None, trigger: Span | None = None) -> Claim:
    """Return the claim between two things (by id) that some names state; its year is that of the first name."""
    return Claim(kind, one, other, scene.evidence(*(name.mention.span for name in names)), rule, confidence,
                 scene.year(names[0].start), scene.sentence.section.path, attributes or {},
                 trigger or _trigger(scene, kind, names[-1]))


def _trigger(scene: Scene, kind: str, name: Named) -> Span | None:
    """Return the word of a kind of relation that stands nearest to a name in its clause, names aside."""
    pattern = _TRIGGERS.get(kind)
    if pattern is None:
        return None
    clause = scene.clause(name.start)
    words = [Span(*match.span()) for match in pattern.finditer(scene.text, *clause)]
    outside = [word for word in words if not any(n.start <= word.start < n.end for n in scene.names)]
    return min(outside or words, key=lambda word: max(word.start - name.end, name.start - word.end), default=None)


def _split(scene: Scene, names: list[Named], labels: tuple[str, ...]) -> list[list[Named]]:
    """Part names of some classes into lists: neighbours joined by 、 和 … are one list (but A与B are two)."""
    groups: list[list[Named]] = []
    for name in (n for n in names if n.label in labels):
        if groups and re.fullmatch(r"[、和及]|以及|等", scene.text[groups[-1][-1].end:scene.opening(name)]):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


_LAST_PART = re.compile("校区|分校|分园|园区|校部|教学点|分部|本部|总校|.[区部]$")
_CAMPUS = re.compile(r".{0,8}(?:校区|分校|分园|园区|校部|教学点|分部|本部|总校|北区|南区|东区|西区|[一二三四]部)$")


def _parts(scene: Scene) -> Iterator[Claim]:
    for name in scene.names:
        if name.label not in ("School", "Kindergarten"):
            continue
        parent = _whole(scene, name) if _CAMPUS.search(name.mention.name) else None
        if parent is not None:
            part = _LAST_PART.search(name.mention.name)
            end = Span(name.end - len(part.group()), name.end) if part is not None else name.mention.span
            yield _claim(scene, "PART_OF", name.id, parent, (name,), "part-of-campus", 0.9, trigger=end)
        other = next((n for n in scene.names if n.start > name.end and n.label in _SCHOOLS), None)
        if other and re.fullmatch(r"(?:作为|为|是|成为|更名为|设为)", scene.text[name.end:other.start]) \
                and re.match(r"的?(?:分园|分校|校区|园区|教学点)", scene.text[other.end:other.end + 4]):
            yield _claim(scene, "PART_OF", name.id, other.id, (name, other), "part-of-said", 0.85,
                         trigger=Span(name.end, other.start))


def _whole(scene: Scene, campus: Named) -> str | None:
    """Return the id of the institution whose name a campus's name begins with, of several the longest."""
    own = campus.mention.name
    found = [(len(name), e.id)
             for e in scene.resolved.entities if e.label in _SCHOOLS and e.id != campus.id
             for name in (e.name, *e.aliases)
             if len(name) > 2 and own.startswith(name) and _CAMPUS.fullmatch(own[len(name):])]
    return max(found)[1] if found else None

_PASSIVE = re.compile(r"(?:由|被|委托|交给|交由)$")


def _manages(scene: Scene, clause: Span, names: list[Named]) -> Iterator[Claim]:
    cue = _MANAGE.search(scene.text, clause.start, clause.end)
    if cue is None:
        return
    left = [n for n in names if n.end <= cue.start() and n.label in _INSTITUTIONS]
    right = [n for n in names if n.start >= cue.end() and n.label in ("School", "Kindergarten")]
    if left and right:
        yield from _manage_right(scene, cue, left, right)
        return
    if right:  # 甲园选派园长,领办乙园: who manages is the subject of an earlier clause
        one = next((n for n in scene.subjects(clause.start) if n.label in _INSTITUTIONS), None)
        for other in right if one is not None else ():
            if one is not None and one.id != other.id:
                yield _claim(scene, "MANAGES", one.id, other.id, (one, other), "manages-subject", 0.65)
        return
    left = [n for n in names if n.start < cue.end() and n.label in _INSTITUTIONS]
    towards = [i for i, n in enumerate(left) if i and re.search(r"对$", scene.text[clause.start:n.start])]
    if towards:  # 甲对乙实行全托管
        one, managed = left[towards[0] - 1], left[towards[0]:]
        for other in managed:
            yield _claim(scene, "MANAGES", one.id, other.id, (one, other), "manages")
        return
    first = next((i for i, n in enumerate(left) if _PASSIVE.search(scene.text[clause.start:n.start])), None)
    if first is None:
        return
    managed, managers = left[:first], left[first:]
    if len(managed) != len(managers):
        managers = [managers[-1]] * len(managed)
    for other, manager in zip(managed, managers, strict=True):
        if other.label in ("School", "Kindergarten"):
            yield _claim(scene, "MANAGES", manager.id, other.id, (other, manager), "manages-passive")


def _manage_right(scene: Scene, cue: re.Match[str], left: list[Named], right: list[Named]) -> Iterator[Claim]:
    """甲托管乙; 由甲托管乙; 委托甲托管乙; 甲、乙分别领办丙、丁."""
    respectively = scene.text[left[-1].end:cue.start()].endswith("分别")
    group = _split(scene, left, _INSTITUTIONS)[-1]
    if respectively and len(group) == len(right) > 1:
        for one, other in zip(group, right, strict=True):
            yield _claim(scene, "MANAGES", one.id, other.id, (one, other), "manages")
        return
    for other in right:
        if other.id != left[-1].id:
            yield _claim(scene, "MANAGES", left[-1].id, other.id, (left[-1], other), "manages")


_INTO = re.compile(r"(?:等)?(?:[两\d一二三四五六]所(?:[一-鿿“”]{0,6}(?:校|学校|小学|中学|教学点)”?)?)?(?:年内|将|已|整体|一并|拟|均)*"
                   r"(?:并入|合并到|归并到|撤并到|整合到|并到|合并至|并至)")


def _merges(scene: Scene, clause: Span, names: list[Named]) -> Iterator[Claim]:
    schools = [n for n in names if n.label == "School"]
    into = [(one, other) for one, other in pairwise(schools) if _INTO.fullmatch(scene.text[one.end:other.start])]
    if into:  # 甲、乙并入丙
        one, other = into[0]
        group = next(g for g in _split(scene, names, ("School",)) if one in g)
        for school in group[:group.index(one) + 1]:
            yield _claim(scene, "MERGES_WITH", school.id, other.id, (school, other), "merges")
        return
    for one, other in pairwise(schools):
        if re.fullmatch(r"[、和与及]|以及|(?:整体)?并入|[合归撤]并到|整合到", scene.text[one.end:other.start]):
            yield _claim(scene, "MERGES_WITH", one.id, other.id, (one, other), "merges")


# What joins two lists of schools: 等3所学校分别与松涛县 ….
_LINK = re.compile(
    r"等?(?:\d+|[一二两三四五六七八九十]+)?[所个家]?(?:[一-鿿]{0,5}(?:学校|幼儿园))?(?:分别)?"
    r"(?:还|也|已|继续|先后|再次|均|共同|长期)?"
    r"(?:与|同|跟|和|对口|结对|帮扶|结对帮扶|对口帮扶|支援|对口支援|对口扶持|扶持|对标|牵手|带动|帮带|辐射带动|联手|携手|联合|由|"
    r"继续[“”一-鿿]{0,8},?帮带)(?:[一-鿿]{0,8}[区县市省的])?")
_BOUND = re.compile(r"(?:两[校园]|两所学校)?(?:结成|结为|缔结|组成|建成)[^,;。]{0,12}(?:共同体|联盟|对子|伙伴|姊妹)")
_JOINT = re.compile(r"与|同|跟|分别与|结对|对口帮扶|帮扶|带动|帮带|牵手")
_TOWARDS = re.compile(r"(?:与|对口|帮扶|结对|支援|援助|协作|加强|和|同|赴|对标|看齐|、)[一-鿿]{0,6}$")


def _kind(words: str) -> dict[str, str]:
    return {"kind": "benchmark" if "对标" in words else "sister" if re.search("友好|姊妹", words) else "pairing"}


def _pairs(scene: Scene, clause: Span, names: list[Named]) -> Iterator[Claim]:
    words = scene.text[clause.start:clause.end]
    kind = _kind(words)
    linked = False
    for one, other in _linked(scene, names):
        linked = True
        yield _claim(scene, "PAIRS_WITH", one.id, other.id, (one, other), "pairs-institutions", 0.75, kind)
    writer = scene.bureau
    if not linked and writer is not None and writer.split("/")[0] in ("school", "kindergarten", "schoolgroup"):
        for name in (n for n in names if n.label in _SCHOOLS and n.id != writer):
            if re.search(r"(?:与|同|和|跟)[一-鿿]{0,4}$", scene.text[clause.start:name.start]):
                linked = True
                yield _claim(scene, "PAIRS_WITH", writer, name.id, (name,), "pairs-writer", 0.75, kind)
    if not linked:
        for one, other in _carried(scene, clause, names):
            linked = True
            yield _claim(scene, "PAIRS_WITH", one.id, other.id, (other,), "pairs-carried", 0.65, kind)
    if not linked and _PAIR.search(words):
        yield from _paired_bodies(scene, clause, names, kind)
        yield from _paired_districts(scene, clause, names, kind)


# 与甲、乙开展结对帮扶: who is paired stands in an earlier clause.
_HELPS = re.compile(r"(?:并|再|继续)?(?:结对)?(?:帮带|帮扶|带动|对口帮扶|对口支援|牵手)(?:了)?")
_WITH_THEM = re.compile(r"(?:与|和|同|跟)$")


def _carried(scene: Scene, clause: Span, names: list[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield the pairs whose one side an earlier clause names: its subject, or else the last list of schools in it."""
    groups = [g for g in _split(scene, names, _SCHOOLS) if _WITH_THEM.search(scene.text[clause.start:g[0].start])
              or _HELPS.fullmatch(scene.text[clause.start:g[0].start])]
    if len(groups) != 1 or clause.start == scene.sentence.span.start:
        return
    earlier = [n for n in scene.subjects(clause.start) if n.label in _SCHOOLS]
    if not earlier:
        lists = _split(scene, [n for n in scene.names if n.end <= clause.start], _SCHOOLS)
        earlier = lists[-1] if lists else []
    yield from ((one, other) for one in earlier for other in groups[0] if one.id != other.id)


def _paired_bodies(scene: Scene, clause: Span, names: list[Named], kind: dict[str, str]) -> Iterator[Claim]:
    """Yield the bureaus of other districts that the own one is paired with (与某县教育局的协作)."""
    bureau = scene.bureau
    for other in (n for n in names if n.label == "GovernmentBody" and n.id != bureau and "教" in n.mention.name):
        before = scene.text[clause.start:other.start]
        if bureau is not None and re.search(r"(?:与|和|同|跟|、)$", before) \
                and _PAIR.search(scene.text, other.end, clause.end):
            yield _claim(scene, "PAIRS_WITH", bureau, other.id, (other,), "pairs-bodies", 0.65, kind)


def _paired_districts(scene: Scene, clause: Span, names: list[Named], kind: dict[str, str]) -> Iterator[Claim]:
    """Yield the districts that the own one is paired with, other than those at the front of a school's name."""
    district = scene.resolved.district
    prefixes = {n.start for n in names}
    for other in (n for n in names if n.label == "District" and n.id != district and n.end not in prefixes):
        if district is not None and _TOWARDS.search(scene.text[clause.start:other.start]):
            yield _claim(scene, "PAIRS_WITH", district, other.id, (other,), "pairs-districts", 0.7, kind)


def _linked(scene: Scene, names: list[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield the pairs of schools that 与 and the like join: 甲与乙、丙与丁 are two pairs, 甲、乙与丙 two as well."""
    schools = [n for n in names if n.label in _SCHOOLS]
    joined = [(a, b) for a, b in pairwise(schools) if _JOINT.fullmatch(scene.text[a.end:b.start])]
    if len(joined) > 1:
        yield from joined
        return
    lists = _split(scene, names, _SCHOOLS)
    for group in lists:  # 甲、乙结成共同体
        alone = not re.search(r"(?:与|和|同|跟)$", scene.text[:group[0].start][-2:])
        if len(group) == 2 and alone and _BOUND.match(scene.text, group[-1].end):
            yield group[0], group[1]
    for one_group, other_group in pairwise(lists):
        between = scene.text[one_group[-1].end:scene.opening(other_group[0])]
        if not _LINK.fullmatch(between):
            continue
        if "分别" in between and len(one_group) == len(other_group) > 1:
            yield from zip(one_group, other_group, strict=True)
        else:
            yield from ((a, b) for a in one_group for b in other_group)


# 与…合作: behind the partner; 委托…: before it.
_TOGETHER = re.compile(
    r"(?:、[^、,。;]{2,14}){0,3}?等?[一-鿿\d]{0,10}?(?:合作|签约|签订|签署|续签|签下|共建|联合|联手|携手|信息互通|联动|对接|结成|"
    r"共同|互通|共办|联办|合办|缔结|开设)")
_WITH = re.compile(
    r"(?:联合|委托|携手|会同|联手|协同|引进|引入|配合|牵头)(?:第三方|专业机构|专家|其[一-鿿]{2,6}|[一-鿿]{0,12}——)?$")
_PARTNERS = ("University", "Organization", "GovernmentBody", "School")


def _cooperates(scene: Scene, clause: Span, names: list[Named]) -> Iterator[Claim]:
    actor = scene.bureau
    if actor is None:
        return
    subjects = [n for n in scene.subjects(clause.end) if n.label in (*_INSTITUTIONS, "GovernmentBody")]
    for group in _split(scene, [n for n in names if n.id != actor], _PARTNERS):
        if all(n.label == "School" for n in group):
            continue
        start = group[0].start
        before, after = scene.text[clause.start:start], scene.text[group[-1].end:clause.end]
        joined = re.search(r"(?:与|和|同|跟)$", before) and _TOGETHER.match(after)
        if not joined and not _WITH.search(before):
            continue
        source = next((n for n in names if n.end == start - 1 and n.label in _INSTITUTIONS), None) if joined else None
        source = source or (subjects[0] if subjects and subjects[0].end <= start else None)
        for other in group:
            one = source.id if source is not None else actor
            if one != other.id:
                yield _claim(scene, "COOPERATES_WITH", one, other.id, (other,), "cooperates", 0.7)


# 前者由甲、乙组成,后者吸纳丙: the first and the second of the groups named before.
_FORMER = re.compile("前者|后者")


def _members(scene: Scene) -> Iterator[Claim]:
    """Yield who belongs to a group: the school whose name stands right behind it, and the schools of the clauses that
    speak of membership. Their group is the last one that is named before them, else the first behind them."""
    groups = [n for n in scene.names if n.label == "SchoolGroup"]
    if not groups:
        return
    adjacent = {one.id: (one, group) for group, one in pairwise(scene.names)
                if group.label == "SchoolGroup" and one.label in ("School", "Kindergarten") and group.end == one.start}
    for school, group in adjacent.values():
        yield _claim(scene, "MEMBER_OF", school.id, group.id, (school, group), "member-of-adjacent", 0.85,
                     trigger=group.mention.span)
    for clause in scene.sentence.clauses:
        words = scene.text[clause.start:clause.end]
        if not _MEMBERSHIP.search(words) or _PAIR.search(words):
            continue
        for school in scene.names:
            inside = school.label in ("School", "Kindergarten") and clause.start <= school.start < clause.end
            group = _group_of(scene, groups, clause, school) if inside else None
            if group is not None and school.id not in adjacent:
                yield _claim(scene, "MEMBER_OF", school.id, group.id, (school, group), "member-of",
                             trigger=_trigger(scene, "MEMBER_OF", school))


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
