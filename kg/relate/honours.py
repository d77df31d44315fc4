"""AWARDED and SEEKS: titles that are held, were given, or are striven for."""
from __future__ import annotations

import re
from collections.abc import Iterator

from kg.recognise.honours import holder_of
from kg.relate.scene import ACTORS, Named, Scene
from kg.types import Claim

_HOLDERS = ("School", "Kindergarten", "SchoolGroup", "Organization", "GovernmentBody", "District", "University")
_SEEKING = re.compile(r"争创|申创|申报|力争|争取|积极创建|全力创建|冲刺|迎接|参评|推荐|启动|推进|加快创建|深化|筹备|迎评")
_PASSED = re.compile(r"通过(?:了)?(?:国家|省|市)?级?(?:.{0,4})(?:评估|验收|督导|认定|核查|评审|复评)")
_GIVEN = re.compile(r"(?:被|授予|评为|命名|认定|获评|荣获|获得|获|入选|列入|列为|成为|创成|成功创建|确定为|荣膺|挂牌|喜获|晋升|晋级|跻身)")


def honours(scene: Scene) -> Iterator[Claim]:
    """Yield AWARDED and SEEKS claims of a sentence."""
    if scene.bureau is None or scene.sentence.role == "title":
        return
    for title in (n for n in scene.names if n.label == "Honor"):
        clause = scene.clause(title.start)
        holders = _holders(scene, title)
        kind = _kind(scene, title)
        if not holders:
            district = scene.resolved.district
            own = district if holder_of(title.mention.name) == "District" and district else scene.bureau
            if own is None:
                continue
            ids = [own]
        else:
            ids = [n.id for n in holders]
        spans = [title.mention.span, *(n.mention.span for n in holders if n.start >= clause.start)]
        for id in dict.fromkeys(ids):
            yield Claim(kind, id, title.id, scene.evidence(*spans), kind.lower() + ("-named" if holders else ""),
                        round(0.9 * title.mention.confidence, 3), scene.year(title.start), scene.sentence.section.path)


def _kind(scene: Scene, title: Named) -> str:
    clause = scene.clause(title.start)
    whole = scene.text[clause.start:clause.end]
    before = scene.text[clause.start:title.start]
    named = _holders(scene, title)
    if scene.kind == "plan":
        return "AWARDED" if named and re.search(r"等.{0,6}$|为主体", before) and not _SEEKING.search(before) else "SEEKS"
    if _SEEKING.search(before) and not re.search(r"成功|已|获", before[-8:]):
        return "SEEKS"
    if _PASSED.search(whole) and re.search(r"国家|全国", title.mention.name) and re.search(r"通过(?:了)?[省市]", whole):
        return "SEEKS"
    return "AWARDED"


def _holders(scene: Scene, title: Named) -> list[Named]:
    """Return the institutions that a title is given to: the list before it in its clause, or the sentence's subject."""
    clause = scene.clause(title.start)
    before = [n for n in scene.names if n.label in _HOLDERS and clause.start <= n.start and n.end <= title.start
              and n.label != "District"]
    if before:
        group = [before[-1]]
        for name in reversed(before[:-1]):
            if not re.fullmatch(r"[、和与及]|以及|等", scene.text[name.end:group[0].start]):
                break
            group.insert(0, name)
        between = scene.text[group[-1].end:title.start]
        lead = scene.text[clause.start:group[0].start]
        if group[-1].label == "GovernmentBody" and re.match(r"(?:授予|命名|认定|评为|表彰)", between):
            earlier = [n for n in before if n.end <= group[0].start and n.label != "GovernmentBody"]
            return earlier
        if _GIVEN.search(between) or re.match(r"等?(?:\d+|[一二两三四五六七八九十]+)?(?:所|个|家)?“?$", between) or re.match(r"等?\d*所?[一-鿿]{0,6}(?:创成|创建)", between) \
                or re.search(r"创建|授予|确定|命名|认定|推荐", lead) and re.match(r"等?.{0,8}(?:为|成为)", between):
            return group
        if group[-1].label in ACTORS and group[0].start == clause.start and re.search(r"创建|创成|争创|申报|通过", between):
            return group
        return []
    subjects = [n for n in scene.subjects(title.start) if n.label in _HOLDERS and n.id != scene.bureau]
    lead = scene.text[clause.start:title.start]
    if subjects and _GIVEN.search(lead) and not scene.quantities:
        return subjects
    return []
