"""Numbers that say more than a noun with its amount: comparisons, shares, rates, and numbers of a list."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from msgspec.structs import replace

from kg.relate.figures_context import Memory, Reading, levelled, placed, ranked, topic
from kg.relate.figures_nouns import CLOSED, subject
from kg.relate.figures_phrases import (
    is_measure,
    items,
    masked,
    noun_before,
    spread,
    strip_lead,
    strip_trail,
    tidy,
    without_drop,
)
from kg.relate.figures_rules import RATE_UNITS, patterns, rules
from kg.relate.figures_sites import Site, origins

_RESPECTIVELY = re.compile(
    r"(.*?)分别(?:(?:由|从)(?:上年|去年|20\d\d年)?的?$|[要已将约占有是为]|达到?|[提增升上下降压减][一-鿿]{0,2}[到至]?|超过|突破|完成|新增|投入|获得?)*$")
_EACH_OF = re.compile(r"([两三四五六])个$")
_ALL = re.compile(r"(.*?)(?:均|都)(?:已|要|将)?(?:达到|达|为|保持在|保持|实现|控制在|超过|在|不低于)?$")
_RISE = re.compile(r"(?:同比)?([增涨降])[幅速](?:达到?|为)?")
_BRACKETED = re.compile(r"\([^()]*\)$")
_COMPLETED = re.compile(r"已?(完成[^,]{2,20}?)的$")
_SHARE = re.compile(r"(?:约)?占(?:全部|全区|全县|全市)?(.{2,20}?)的?$")
_BETWEEN = re.compile(r"(.{2,}?)(不低于|不少于|不超过|不高于|超过|高于|低于|达到|达)([^,]{2,}?)的$")
_BETWEEN_SIGN = {"不低于": ">=", "不少于": ">=", "超过": ">=", "高于": ">=",
                 "不超过": "<=", "不高于": "<=", "低于": "<="}
_RATIO = re.compile(r"每(?:天|日|周|月|季度|学期|学年|年|所|校|班|位|名|个|生|人|园|村|镇|乡)|人均|生均|校均")
_PRIZE = re.compile(r"(?:获得?|荣获|夺得|摘得)?(?:[特一二三]等奖|[金银铜]牌|[金银铜]奖|优秀奖|奖项|团体奖)$")
_CONTEST = re.compile(r"(?:大赛|比赛|竞赛|运动会|展演|联赛|锦标赛|展评|评比|艺术节|杯赛|汇演|测试)$")


@functools.cache
def _ways() -> tuple[str, ...]:
    return rules().up + rules().down


def growth(site: Site, memory: Memory) -> Iterator[Reading]:
    """比上年提高1.3个百分点; the indicator of what grew stands before, or is that of the figure before."""
    left = _BRACKETED.sub("", site.left) if site.left.endswith(")") else site.left
    same_unit = memory.by_unit.get(site.quantity.unit)
    last = same_unit.indicator if same_unit is not None else memory.indicator()
    if (rise := _RISE.fullmatch(left)) and last:
        grown = re.sub(r"(?:增长|下降)$", "", last)
        yield Reading(site.quantity, grown + ("下降" if rise.group(1) == "降" else "增长"), "figure-growth")
        return
    match = patterns().growth.fullmatch(left) if left.removesuffix("了").endswith(_ways()) else None
    same = memory.last is not None and memory.last.quantity.unit == site.quantity.unit
    if not match or not (match["compare"] or site.quantity.unit in RATE_UNITS
                         or (same and left == match["way"] != "新增")):
        return
    base = noun_before(match["base"]) or last or noun_before(match["inner"] or "")
    base = re.sub(r"(?:增长|下降)$", "", base)
    if base:
        yield Reading(site.quantity, base + ("下降" if match["way"] in rules().down else "增长"), "figure-growth")


def share(site: Site, memory: Memory) -> Iterator[Reading]:
    """占教师总数的14%: the share of the figure before in something."""
    if site.quantity.unit != "%":
        return
    if whole := _COMPLETED.fullmatch(site.left):
        yield Reading(site.quantity, whole.group(1), "figure-share")
        return
    match = _SHARE.fullmatch(strip_lead(site.left))
    if match and memory.last:
        thing = re.sub(r"占.*$|(?:增长|下降)$", "", memory.indicator())
        yield Reading(site.quantity, f"{thing}占{match.group(1)}", "figure-share")


def between(site: Site, memory: Memory) -> Iterator[Reading]:
    """交流人数不低于应交流人数的15%: the comparator stands before what the share is of."""
    del memory
    match = _BETWEEN.fullmatch(site.left) if site.quantity.unit == "%" else None
    if match:
        sign = _BETWEEN_SIGN.get(match.group(2), "=")
        yield Reading(replace(site.quantity, comparator=sign), noun_before(match.group(1)), "figure-left")


def ratio(site: Site, memory: Memory) -> Iterator[Reading]:
    """每季度召开校长论坛1次; 学生每天校园体育活动1小时: the rate belongs to the indicator."""
    match = _RATIO.search(masked(site.left))
    if match is None or site.quantity.unit == "%" or len(site.left) - match.end() > 24:
        return
    words = strip_lead(site.left)
    bare = strip_trail(words)
    right = subject(site.right) if not CLOSED.match(site.right) else ""
    if levelled(memory, words, site.head, site.clause, site.quantity.unit):
        return
    found = tidy((without_drop(words) or words) if right else bare) + right
    if len(strip_trail(found)) <= len(match.group()) + 1:
        return
    counted = memory.last is not None and match.group()[1:] == memory.last.quantity.unit
    if match.start() == 0 and not right and len(bare) <= 5 and counted:
        found = memory.indicator() + found
    yield Reading(site.quantity, found, "figure-rate")


def chain(site: Site, memory: Memory) -> Iterator[Reading]:
    """A、B分别达到800人和2000人: the items before 分别 in turn."""
    scene, clause = memory.scene, site.clause
    if scene.text.find("分别", clause.start, clause.end) < 0:
        return
    inside = [q for q in scene.quantities if clause.start <= q.span.start < clause.end]
    first = next((q for q in inside if _RESPECTIVELY.match(scene.text[clause.start:q.span.start])), None)
    if first is None or site.quantity not in inside[inside.index(first):]:
        return
    members = inside[inside.index(first):]
    match = _RESPECTIVELY.match(scene.text[clause.start:first.span.start])
    members = members[len(origins(memory.scene, members)):]
    if site.quantity not in members:
        return
    words = tidy(strip_lead(match.group(1).rsplit(":", 1)[-1])) if match else ""
    named = spread(words)
    if len(named) < 2 and (about := topic(scene, clause)) and len(items(about)) == len(members):
        named = [item + words for item in items(about)]
    if len(named) == len(members):
        sign = next((q.comparator for q in reversed(members) if q.comparator != "="), "=")
        yield Reading(replace(site.quantity, comparator=sign), named[members.index(site.quantity)], "figure-chain")
    elif words:
        yield Reading(site.quantity, noun_before(words), "figure-chain")


def each(site: Site, memory: Memory) -> Iterator[Reading]:
    """教师、学生各20名; 开展率、参与率均达100%: one figure for each item."""
    del memory
    words, every = site.left, False
    if words.endswith("各"):
        words, every = words[:-1], True
    elif (number := _EACH_OF.search(words)) and words.count("、") == "两三四五六".index(number.group(1)) + 1:
        words, every = words[:number.start()], True  # 甲、乙、丙三个100%
    elif ("均" in words or "都" in words) and (match := _ALL.match(words)):
        words = match.group(1)
    else:
        return
    found = spread(tidy(without_drop(strip_lead(words)) or words))
    if len(found) > 1 and (every or all(is_measure(item) for item in found)):
        for item in found:
            yield Reading(site.quantity, noun_before(item) or item, "figure-each")


def context(site: Site, memory: Memory) -> Iterator[Reading]:
    """A level, a rank or a place alone before the number: 小学15%,初中20%; 区级示范校10所,市级8所."""
    if not CLOSED.match(site.right):
        return
    found = levelled(memory, site.left, site.head, site.clause, site.quantity.unit) \
        or ranked(memory, site.left, site.clause) or placed(memory, site.left, site.left_start)
    if found:
        yield Reading(site.quantity, found, "figure-context")


def prize(site: Site, memory: Memory) -> Iterator[Reading]:
    """参加市运动会,获金牌3枚、银牌2枚: the prizes of the contest that the clause before names."""
    words = strip_lead(site.left)
    if not words.endswith(("奖", "牌", "项")) or not _PRIZE.fullmatch(words):
        return
    before = _PRIZE.search(memory.indicator())
    if before and before.start() > 2:  # 在…大赛中获一等奖2个、二等奖5个
        won = re.sub(r"^(?:获得?|荣获|夺得|摘得)", "", words)
        head = memory.indicator()[:before.start()]
        yield Reading(site.quantity, head + ("获" if "获" in before.group() else "") + won, "figure-context")
        return
    earlier = [c for c in memory.scene.sentence.clauses if c.end <= site.clause.start]
    contest = re.search(r"参加(.{4,40})$", memory.scene.text[earlier[-1].start:earlier[-1].end]) if earlier else None
    if contest and _CONTEST.search(contest.group(1)):
        won = re.sub(r"^(?:获得?|荣获|夺得|摘得)", "", words)
        yield Reading(site.quantity, f"{contest.group(1)}获{won}", "figure-context")
