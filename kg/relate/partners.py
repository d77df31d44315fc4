"""Relations between two names: here PAIRS_WITH and COOPERATES_WITH; the others have modules of their own."""
from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.relate.partner_words import AGREED, COOPERATE, INSTITUTIONS, MANAGE, MERGE, PAIR, SCHOOLS, claim, split_lists
from kg.relate.partners_groups import members, parts
from kg.relate.partners_managing import manages, merges
from kg.relate.scene import Named, Scene
from kg.types import Claim, Span

# Clauses that may hold a relation: a cheap test before the exact ones. Of AGREED only how it begins, as a text is
# searched fast for words only.
_ANY = re.compile("|".join([*(pattern.pattern for pattern in (PAIR, COOPERATE, MANAGE, MERGE)),
                            "联盟协议", "办学协议", "建立", "组成", "组建[^,;。]{0,6}(?:联盟|共同体|联合体)"]))


def partners(scene: Scene) -> Iterator[Claim]:
    """Yield the claims of a sentence that hold between two names."""
    if scene.sentence.role == "title":
        return
    yield from parts(scene)
    yield from members(scene)
    if not _ANY.search(scene.text, scene.sentence.span.start, scene.sentence.span.end):
        return
    for clause in scene.sentence.clauses:
        if not _ANY.search(scene.text, clause.start, clause.end):
            continue
        names = [n for n in scene.parties if clause.start <= n.start < clause.end]
        words = scene.text[clause.start:clause.end]
        if MANAGE.search(words):
            yield from manages(scene, clause, names)
        if MERGE.search(words):
            yield from merges(scene, clause, names)
        if PAIR.search(words) or AGREED.search(words):
            yield from _pairs(scene, clause, names)
        if COOPERATE.search(words):
            yield from _cooperates(scene, clause, names)


# What joins two lists of schools: 等3所学校分别与松涛县 ….
_LINK = re.compile(
    r"等?(?:\d+|[一二两三四五六七八九十]+)?[所个家]?(?:[一-鿿]{0,5}(?:学校|幼儿园))?(?:分别)?"
    r"(?:还|也|已|继续|先后|再次|均|共同|长期)?"
    r"(?:与|同|跟|和|对口|结对|帮扶|结对帮扶|对口帮扶|支援|对口支援|对口扶持|扶持|对标|牵手|带动|帮带|辐射带动|联手|携手|联合|由|"
    r"继续[“”一-鿿]{0,8},?帮带)(?:[一-鿿]{0,8}[区县市省的])?")
_BOUND = re.compile(r"(?:两[校园]|两所学校)?(?:结成|结为|缔结|组成|建成)[^,;。]{0,12}(?:共同体|联盟|对子|伙伴|姊妹)")
_JOINT = re.compile(r"与|同|跟|分别与|结对|对口帮扶|帮扶|带动|帮带|牵手")
_TOWARDS = re.compile(r"(?:与|对|对口|帮扶|结对|支援|援助|协作|加强|和|同|赴|对标|看齐|、)[一-鿿]{0,12}$")


def _kind(words: str) -> dict[str, str]:
    return {"kind": "benchmark" if "对标" in words else "sister" if re.search("友好|姊妹", words) else "pairing"}


def _pairs(scene: Scene, clause: Span, names: list[Named]) -> Iterator[Claim]:
    words = scene.text[clause.start:clause.end]
    kind = _kind(words)
    linked = False
    for one, other in _linked(scene, names):
        linked = True
        yield claim(scene, "PAIRS_WITH", one.id, other.id, (one, other), "pairs-institutions", 0.75, kind)
    writer = scene.bureau
    if not linked and writer is not None and writer.split("/")[0] in ("school", "kindergarten", "schoolgroup"):
        for name in (n for n in names if n.label in SCHOOLS and n.id != writer):
            if re.search(r"(?:与|同|和|跟)[一-鿿]{0,4}$", scene.text[clause.start:name.start]):
                linked = True
                yield claim(scene, "PAIRS_WITH", writer, name.id, (name,), "pairs-writer", 0.75, kind)
    if not linked:
        for one, other in _carried(scene, clause, names):
            linked = True
            yield claim(scene, "PAIRS_WITH", one.id, other.id, (other,), "pairs-carried", 0.65, kind)
    if not linked and _TOGETHER_GROW.search(words):
        yield from _paired_districts(scene, clause, names, kind)
    if not linked and PAIR.search(words):
        yield from _paired_bodies(scene, clause, names, kind)
        yield from _paired_districts(scene, clause, names, kind)


# Districts that agree to develop together.
_TOGETHER_GROW = re.compile("协同发展[^,;。]{0,4}协议|教育(?:协作|合作|帮扶)(?:框架)?协议|战略合作(?:框架)?协议")
# 乙市乙区选派教师来我县支教: behind the one who sends them.
_SENT_HERE = re.compile(r"(?:派出|选派|派驻|组派|派遣|派)[^,;。]{2,16}来(?:到)?(?:我|本)?[县区市旗州校]?[^,;。]{0,6}"
                        r"(?:支教|任教|挂职|帮扶|讲学|送教|执教)")
# 与甲、乙开展结对帮扶: who is paired stands in an earlier clause.
_HELPS = re.compile(r"(?:并|再|继续)?(?:结对)?(?:帮带|帮扶|带动|对口帮扶|对口支援|牵手)(?:了)?")
_WITH_THEM = re.compile(r"(?:与|和|同|跟)$")


def _carried(scene: Scene, clause: Span, names: list[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield the pairs whose one side an earlier clause names: its subject, or else the last list of schools in it."""
    groups = [g for g in split_lists(scene, names, SCHOOLS) if _WITH_THEM.search(scene.text[clause.start:g[0].start])
              or _HELPS.fullmatch(scene.text[clause.start:g[0].start])]
    if len(groups) != 1 or clause.start == scene.sentence.span.start:
        return
    earlier = [n for n in scene.subjects(clause.start) if n.label in SCHOOLS]
    if not earlier:
        lists = split_lists(scene, [n for n in scene.names if n.end <= clause.start], SCHOOLS)
        earlier = lists[-1] if lists else []
    yield from ((one, other) for one in earlier for other in groups[0] if one.id != other.id)


def _paired_bodies(scene: Scene, clause: Span, names: list[Named], kind: dict[str, str]) -> Iterator[Claim]:
    """Yield the bureaus of other districts that the own one is paired with (与某县教育局的协作)."""
    bureau = scene.bureau
    for other in (n for n in names if n.label == "GovernmentBody" and n.id != bureau and "教" in n.mention.name):
        before = scene.text[clause.start:other.start]
        if bureau is not None and re.search(r"(?:与|和|同|跟|、)$", before) \
                and PAIR.search(scene.text, other.end, clause.end):
            yield claim(scene, "PAIRS_WITH", bureau, other.id, (other,), "pairs-bodies", 0.65, kind)


def _paired_districts(scene: Scene, clause: Span, names: list[Named], kind: dict[str, str]) -> Iterator[Claim]:
    """Yield the districts that the own one is paired with, other than those at the front of a school's name."""
    district = scene.resolved.district
    prefixes = {n.start for n in names}
    for other in (n for n in names if n.label == "District" and n.id != district and n.end not in prefixes):
        towards = _TOWARDS.search(scene.text[clause.start:other.start]) is not None
        if district is not None and (towards or _SENT_HERE.match(scene.text, other.end, clause.end)):
            yield claim(scene, "PAIRS_WITH", district, other.id, (other,), "pairs-districts", 0.7, kind)


def _linked(scene: Scene, names: list[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield the pairs of schools that 与 and the like join: 甲与乙、丙与丁 are two pairs, 甲、乙与丙 two as well."""
    schools = [n for n in names if n.label in SCHOOLS]
    joined = [(a, b) for a, b in pairwise(schools) if _JOINT.fullmatch(scene.text[a.end:b.start])]
    if len(joined) > 1:
        yield from joined
        return
    lists = split_lists(scene, names, SCHOOLS)
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
    r"(?:、[^、,。;]{2,14}){0,3}?等?[一-鿿\d“”+]{0,12}?(?:合作|签约|签订|签署|续签|签下|共建|联合|联手|携手|信息互通|联动|对接|结成|"
    r"共同|互通|共办|联办|合办|缔结|开设|(?:贯通|联合|定向|协同|合作)培养)")
_WITH = re.compile(
    r"(?:联合|委托|携手|会同|联手|协同|引进|引入|配合|牵头)(?:第三方|专业机构|专家|其[一-鿿]{2,6}|[一-鿿]{0,12}——)?$")
_PARTNERS = ("University", "Organization", "GovernmentBody", "School")


# Who is helped acts (支持甲中学加强与乙大学的合作), also in the clause that goes on with 与.
_HELPED = re.compile(r"(?:继续|大力|积极|全力|着力|鼓励和?)*(?:支持|推动|鼓励|指导|帮助|促进|引导|推进|促成|协助)$")
_GOES_ON = re.compile("(?:并|再|还|继续)*[与和同]$")


def _supported(scene: Scene, clause: Span, start: int) -> Named | None:
    """Return the institution that somebody helps to work with the name at ``start``, in its clause or the one before.
    """
    clauses = scene.sentence.clauses
    index = clauses.index(clause)
    earlier = index > 0 and _GOES_ON.fullmatch(scene.text, clause.start, start) is not None
    for at in (clause, *([clauses[index - 1]] if earlier else [])):
        first = next((n for n in scene.names
                      if at.start <= n.start < min(at.end, start) and n.label in INSTITUTIONS), None)
        if first is not None and _HELPED.fullmatch(scene.text, at.start, first.start):
            return first
    return None


def _cooperates(scene: Scene, clause: Span, names: list[Named]) -> Iterator[Claim]:
    actor = scene.bureau
    if actor is None:
        return
    subjects = [n for n in scene.subjects(clause.end) if n.label in (*INSTITUTIONS, "GovernmentBody")]
    for group in split_lists(scene, [n for n in names if n.id != actor], _PARTNERS):
        if all(n.label == "School" for n in group):
            continue
        start = group[0].start
        before, after = scene.text[clause.start:start], scene.text[group[-1].end:clause.end]
        joined = re.search(r"(?:与|和|同|跟)$", before) and _TOGETHER.match(after)
        if not joined and not _WITH.search(before):
            continue
        source = next((n for n in names if n.end == start - 1 and n.label in INSTITUTIONS), None) if joined else None
        source = source or _supported(scene, clause, start)
        source = source or (subjects[0] if subjects and subjects[0].end <= start else None)
        for other in group:
            one = source.id if source is not None else actor
            if one != other.id:
                yield claim(scene, "COOPERATES_WITH", one, other.id, (other,), "cooperates", 0.7)
