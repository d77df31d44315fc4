"""AWARDED and SEEKS: titles that are held, were given, or are striven for."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.recognise.honour_bounds import clause_start
from kg.recognise.honour_rules import COUNT, alternatives, holder_of, rules
from kg.relate.honour_holders import IS, Governor, Holders, find_holders, institutions, last_group
from kg.relate.scene import Named, Scene
from kg.types import Claim, Span

# What may stand between two titles that share their verb and holder.
_JOINED = re.compile(
    rf"”?(?:共|达|各)?(?:{COUNT})?(?:以上|左右)?(?:称号|荣誉)?[、,和及与;]?(?:其中)?“?")
_REVIEWED = re.compile(
    r"(?P<level>国家|省|市|区|县)(?:级|教育厅|政府|里)?[^,;。]{0,6}?(?:督导)?(?:评估|验收|核查|评审|复核|认定|督导|初评|初审|初验|预审|考评)")
_RANK = {"国家": 3, "全国": 3, "教育部": 3, "省": 2, "市": 1, "区": 0, "县": 0}
_UNNAMED = re.compile(
    r"(?:鼓励|引导|\d%(?:以上)?的?)(?:各|一批)?(?:学校|幼儿园|中小学)[^,;。]{0,6}$|%[^,;。]{0,12}$")
_ADJECTIVE = re.compile("为主体|为龙头|为核心|为引领|为依托")
_PURSUED = re.compile("”?的?(?:创建|争创|申报|创评|迎检|迎评|评估|验收|通过)(?!率)")
_LISTED = re.compile(rf"等?{COUNT}“?")
# 创建省级示范校工作有序推进: it is not held yet.
_GOES_ON = re.compile(r"”?(?:创建)?(?:工作|活动)?(?:正在?|有序|稳步|扎实|深入|全力|持续|全面)(?:推进|开展|进行|实施)")
_DONE = re.compile("成功|已|顺利")


@dataclass(frozen=True, slots=True)
class _Stated:
    """A title with its verb and holders; titles that are listed behind it share them."""

    title: Named
    governor: Governor
    holders: Holders


@functools.cache
def _words(*kinds: str) -> re.Pattern[str]:
    return re.compile(alternatives(word for kind in kinds for word in getattr(rules(), kind)))


def honours(scene: Scene) -> Iterator[Claim]:
    """Yield AWARDED and SEEKS claims of a sentence."""
    if scene.sentence.role == "title":
        return
    previous: _Stated | None = None
    stated = []
    for title in (n for n in scene.names if n.label == "Honor"):
        previous = _stated(scene, title, previous)
        if previous is not None:
            stated.append(previous)
    for one in stated:
        kind = _kind(scene, one)
        if kind is None:
            continue
        holders = _in_turn(scene, one, [other for other in stated if other.governor.span == one.governor.span])
        for id in holders.ids or _default(scene, one.title):
            rule = kind.lower() + ("-named" if holders.named else "")
            yield Claim(kind, id, one.title.id, scene.evidence(one.title.mention.span, *holders.spans), rule,
                        round(0.9 * one.title.mention.confidence, 3), scene.year(one.title.start),
                        scene.sentence.section.path, trigger=one.governor.trigger or one.governor.span)


def _in_turn(scene: Scene, one: _Stated, listed: list[_Stated]) -> Holders:
    """Return who holds a title: of as many holders as titles behind 分别 (甲园、乙园分别获评…) the one in its turn."""
    holders, count = one.holders, len(listed)
    if count < 2 or len(holders.ids) != count or len(holders.spans) != count:
        return holders
    if "分别" not in scene.text[holders.spans[-1].end:listed[0].title.start]:
        return holders
    turn = listed.index(one)
    return Holders(holders.ids[turn:turn + 1], holders.spans[turn:turn + 1])


def _stated(scene: Scene, title: Named, previous: _Stated | None) -> _Stated | None:
    """Return a title's verb and holders: its own, or those of the title that it is listed with."""
    governor = _governor(scene, title)
    if previous is not None and _JOINED.fullmatch(scene.text, previous.title.end, title.start) \
            and (governor is None or governor.span.end <= previous.title.start):
        return _Stated(title, previous.governor, previous.holders)
    return None if governor is None else _Stated(title, governor, find_holders(scene, title, governor))


def _default(scene: Scene, title: Named) -> tuple[str, ...]:
    """Return who holds a title where nobody is named: the district or its bureau."""
    district = scene.resolved.district if holder_of(title.mention.name) == "District" else None
    found = district or scene.bureau
    return (found,) if found else ()


def _governor(scene: Scene, title: Named) -> Governor | None:
    """Return the last verb before a title in its clause that gives or seeks it, or what behind the title says so."""
    clause, text = scene.clause(title.start), scene.text
    inside = [n.mention.span for n in scene.names if n.label != "District" and n.start < title.start]
    start = max(clause.start, clause_start(text, title.start))
    verbs = [match for match in _words("given", "sought", "open").finditer(text, start, title.start)
             if text[match.end()] not in "奖率" and not any(s.start <= match.start() < s.end for s in inside)]
    if verbs:
        return Governor(Span(*verbs[-1].span()), verbs[-1].group())
    here = Span(title.start, title.start)
    after = _PURSUED.match(text, _list_end(scene, title))
    if after is not None and after.end() <= clause.end:
        return Governor(here, "", Span(*after.span()))
    group = last_group(scene, [n for n in institutions(scene, clause) if n.end <= title.start])
    said = group and (_ADJECTIVE.match(text, title.end) or _LISTED.fullmatch(text, group[-1].end, title.start))
    return Governor(here, IS, Span(*said.span())) if said else None


def _list_end(scene: Scene, title: Named) -> int:
    """Return where the list of titles ends that a title stands in (甲区、乙区创建)."""
    end = title.end
    for other in scene.names:
        joint = scene.text[end:other.start] if other.start > end else ""
        if other.label == "Honor" and joint in ("、", "和", "与", "及", "以及"):
            end = other.end
    return end


def _kind(scene: Scene, stated: _Stated) -> str | None:
    """Return AWARDED or SEEKS, or None where the sentence speaks of nobody's title."""
    title, word, at = stated.title, stated.governor.word, stated.governor.span
    text, clause, known, named = scene.text, scene.clause(title.start), rules(), stated.holders.named
    lead, after = text[clause.start:at.start], text[title.end:title.end + 12].lstrip("”")
    if "以上" in title.mention.name or _UNNAMED.search(lead) or _words("statistic").match(after):
        return None
    if word == IS:
        return "AWARDED"
    counted = named or _counted(text, clause, title)
    if word in known.made and not counted:
        sought = holder_of(title.mention.name) == "District" and re.match("创建|争创", after)
        return "SEEKS" if sought else None
    done = _DONE.search(lead[-6:]) is not None
    hedged = not done and _hedged(scene, max(clause.start, at.start - 14), at.start)
    told = (done and word in known.given) or (named and word in known.won and not hedged)
    if scene.kind == "plan" and not _earlier(scene, title) and not told:
        return "SEEKS"
    if word == "" and after.startswith("通过"):
        return "SEEKS" if _below(scene, title, text[title.end:clause.end]) else "AWARDED"
    going_on = word in known.open and _GOES_ON.match(text, title.end) is not None and not done
    if word == "" or word in known.sought or hedged or going_on:
        return "SEEKS"
    if "通过" in text[at.start:title.start] and _below(scene, title, text[at.start:clause.end]):
        return "SEEKS"
    if word in known.open and re.match(r"[^,;。]{0,4}通过", after) and _below(scene, title, text[title.end:clause.end]):
        return "SEEKS"
    open_ended = word in known.open and not counted and not _words("reached").search(lead[-6:])
    return "SEEKS" if open_ended else "AWARDED"


def _counted(text: str, clause: Span, title: Named) -> bool:
    """Tell whether a number stands with a title (示范校5所, 一批示范校); in a coordination one does."""
    return (title.mention.rule == "honour-series"
            or re.match(rf"”?(?:共|达|各)?{COUNT}", text[title.end:title.end + 8]) is not None
            or re.search(rf"(?:{COUNT}|一批)“?$", text[clause.start:title.start]) is not None)


def _hedged(scene: Scene, start: int, end: int) -> bool:
    """Tell whether words before a verb say that its title is not reached yet, names aside."""
    names = [n.mention.span for n in scene.names if n.end > start and n.start < end]
    return any(not any(span.start <= match.start() < span.end for span in names)
               for match in _words("hedges").finditer(scene.text, start, end))


def _earlier(scene: Scene, title: Named) -> bool:
    """Tell whether a plan's sentence looks back on a year before the plan's."""
    year, own = scene.year(title.start), scene.sentence.section.year
    lead = scene.text[scene.sentence.span.start:title.start]
    return year is not None and own is not None and year < own and not re.search(rf"(?:到|至|力争){year}年", lead)


def _below(scene: Scene, title: Named, rest: str) -> bool:
    """Tell whether a review is one of a lower level than the title (通过全国…县省级评估)."""
    name = title.mention.name
    for other in (n.mention.name for n in scene.names if n.label == "Honor"):
        rest = rest.replace(other, "\0")
    review = _REVIEWED.search(rest)
    if review is None:
        return False
    level = next((_RANK[word] for word in ("全国", "国家", "教育部") if name.startswith(word)), None)
    if level is None:
        unlevelled = not re.match(r"[省市区县]|[一-鿿]{2,5}[省市区县]", name)
        level = 3 if unlevelled and holder_of(name) == "District" else 0
        if provincial := re.match(r"省|[一-鿿]{2,3}省|自治区|(市)", name):
            level = 1 if provincial.group(1) else 2
    return _RANK[review["level"]] < level
