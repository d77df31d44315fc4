"""The indicator of each quantity of a sentence, by rules that are tried in order."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.relate.figures_context import Memory, Reading, completed, levelled, placed, ranked, remembered, topic
from kg.relate.figures_phrases import governed, is_measure, is_phrase, items, masked, noun_before, spread, strip_lead, strip_trail, tidy, without_drop
from kg.relate.figures_rules import MONEY, RATE_UNITS, patterns, rules
from kg.relate.figures_sites import Site, sites
from kg.relate.scene import Scene

_RESPECTIVELY = re.compile(
    r"(.*?)分别(?:[要已将约占有是为]|达到?|[提增升上下降压减][一-鿿]{0,2}[到至]?|超过|突破|完成|新增|投入|获得?)*$")
_ALL = re.compile(r"(.*?)(?:均|都)(?:已|要|将)?(?:达到|达|为|保持在|保持|实现|控制在|超过|在|不低于)?$")
_SHARE = re.compile(r"(?:约)?占(?:全部|全区|全县|全市)?(.{2,20}?)的?$")
_BETWEEN = re.compile(r"(.{2,}?)(不低于|不少于|不超过|不高于|超过|高于|低于|达到|达)([^,]{2,}?)的$")
_BETWEEN_SIGN = {"不低于": ">=", "不少于": ">=", "超过": ">=", "高于": ">=", "不超过": "<=", "不高于": "<=", "低于": "<="}
_RATIO = re.compile(r"每(?:天|日|周|月|季度|学期|学年|年|所|校|班|位|名|个|生|人|园|村|镇|乡)|人均|生均|校均")
_STILL_MISSING = re.compile(r"(?:差|缺口|剩)$")
_RELATIVE = re.compile(r"(?:以|由|具有|具备|符合|面向|涉及|反映|用于|不)[^,]*的(?=..)")
_AT_LEAST = re.compile(r"(至少|不少于|不低于|不超过)(?=[一-鿿]{1,5}$)")
_REACHES = re.compile(r"(.{4,})(?:拓展|扩大|扩展|延伸)(?:到|至)$")
_PRIZE = re.compile(r"(?:获得?|荣获|夺得|摘得)?(?:[特一二三]等奖|[金银铜]牌|[金银铜]奖|优秀奖|奖项|团体奖)$")
_CONTEST = re.compile(r"(?:大赛|比赛|竞赛|运动会|展演|联赛|锦标赛|展评|评比|艺术节|杯赛|汇演|测试)$")
_PUT_IN = re.compile(r".{0,6}(?:投入|安排|拨付|补助|争取|下达|统筹)(?:资金|经费|专项资金|财政资金)?")
_PURPOSE = re.compile(r"(?:,)?(?:用于|对|支持|为|将|给|新建|改造|建设)")
_CLOSED = re.compile(r"(?:[,、;:)”]|$|和|与|及|以及|其中|并|且|以来|占|位居|居全|列全|比上|较上|增长|提高|下降|提升)")
_TOGETHER = re.compile(r"(?:,|;|、(?=\d)|并(?=[^轨网购列]))")


def _growth(site: Site, memory: Memory) -> Iterator[Reading]:
    """比上年提高1.3个百分点; the indicator of what grew stands before, or is that of the figure before."""
    match = patterns().growth.fullmatch(site.left)
    if not match or not (match["compare"] or site.quantity.unit in RATE_UNITS):
        return
    base = noun_before(match["base"]) or memory.indicator() or noun_before(match["inner"] or "")
    base = re.sub(r"(?:增长|下降)$", "", base)
    if base:
        yield Reading(site.quantity, base + ("下降" if match["way"] in rules().down else "增长"), "figure-growth")


def _chain(site: Site, memory: Memory) -> Iterator[Reading]:
    """A、B分别达到800人和2000人: the items before 分别 in turn."""
    scene, clause = memory.scene, site.clause
    inside = [q for q in scene.quantities if clause.start <= q.span.start < clause.end]
    first = next((q for q in inside if _RESPECTIVELY.match(scene.text[clause.start:q.span.start])), None)
    if first is None or site.quantity not in inside[inside.index(first):]:
        return
    members = inside[inside.index(first):]
    match = _RESPECTIVELY.match(scene.text[clause.start:first.span.start])
    words = tidy(strip_lead(match.group(1).rsplit(":", 1)[-1])) if match else ""
    named = spread(words)
    if len(named) < 2 and (about := topic(scene, clause)) and len(items(about)) == len(members):
        named = [item + words for item in items(about)]
    if len(named) == len(members):
        sign = next((q.comparator for q in reversed(members) if q.comparator != "="), "=")
        yield Reading(replace(site.quantity, comparator=sign), named[members.index(site.quantity)], "figure-chain")
    elif words:
        yield Reading(site.quantity, noun_before(words), "figure-chain")


def _each(site: Site, memory: Memory) -> Iterator[Reading]:
    """教师、学生各20名; 开展率、参与率均达100%: one figure for each item."""
    del memory
    words, every = site.left, False
    if words.endswith("各"):
        words, every = words[:-1], True
    elif match := _ALL.match(words):
        words = match.group(1)
    else:
        return
    found = spread(tidy(without_drop(strip_lead(words)) or words))
    if len(found) > 1 and (every or all(is_measure(item) for item in found)):
        for item in found:
            yield Reading(site.quantity, noun_before(item) or item, "figure-each")


def _share(site: Site, memory: Memory) -> Iterator[Reading]:
    """占教师总数的14%: the share of the figure before in something."""
    match = _SHARE.fullmatch(strip_lead(site.left))
    if match and memory.last and site.quantity.unit == "%":
        thing = re.sub(r"占.*$", "", memory.indicator())
        yield Reading(site.quantity, f"{thing}占{match.group(1)}", "figure-share")


def _between(site: Site, memory: Memory) -> Iterator[Reading]:
    """交流人数不低于应交流人数的15%: the comparator stands before what the share is of."""
    del memory
    match = _BETWEEN.fullmatch(site.left)
    if match and site.quantity.unit == "%":
        sign = _BETWEEN_SIGN.get(match.group(2), "=")
        yield Reading(replace(site.quantity, comparator=sign), noun_before(match.group(1)), "figure-left")


def _ratio(site: Site, memory: Memory) -> Iterator[Reading]:
    """每季度召开校长论坛1次; 学生每天校园体育活动1小时: the rate belongs to the indicator."""
    match = _RATIO.search(masked(site.left))
    if match is None or site.quantity.unit == "%" or len(site.left) - match.end() > 24:
        return
    words = strip_lead(site.left)
    bare = strip_trail(words)
    right = _subject(site.right) if not _CLOSED.match(site.right) else ""
    if levelled(memory, words, site.head, site.clause):
        return
    found = tidy(words if right else bare) + right
    if len(strip_trail(found)) <= len(match.group()) + 1 or not match:
        return
    if match.start() == 0 and not right and len(bare) <= 5 and memory.last and match.group()[1:] == memory.last.quantity.unit:
        found = memory.indicator() + found
    yield Reading(site.quantity, found, "figure-rate")


def _context(site: Site, memory: Memory) -> Iterator[Reading]:
    """A level, a rank or a place alone before the number: 小学15%,初中20%; 区级示范校10所,市级8所."""
    if not _CLOSED.match(site.right):
        return
    found = levelled(memory, site.left, site.head, site.clause) or ranked(memory, site.left, site.clause) \
        or placed(memory, site.left, site.left_start)
    if found:
        yield Reading(site.quantity, found, "figure-context")


def _prize(site: Site, memory: Memory) -> Iterator[Reading]:
    """参加市运动会,获金牌3枚、银牌2枚: the prizes of the contest that the clause before names."""
    words = strip_lead(site.left)
    if not _PRIZE.fullmatch(words):
        return
    earlier = [c for c in memory.scene.sentence.clauses if c.end <= site.clause.start]
    contest = re.search(r"参加(.{4,40})$", memory.scene.text[earlier[-1].start:earlier[-1].end]) if earlier else None
    if contest and _CONTEST.search(contest.group(1)):
        prize = re.sub(r"^(?:获得?|荣获|夺得|摘得)", "", words)
        yield Reading(site.quantity, f"{contest.group(1)}获{prize}", "figure-context")


def _subject(right: str) -> str:
    """Take the words behind a number down to the noun that is counted, with what it does where the noun is general."""
    words = re.sub(r"^(?:\([^()]*\)(?=的)|的|左右|以上|余)", "", right)
    words = _TOGETHER.split(words)[0] if not words.startswith("、") else ""
    if "(" in words and words.count("(") != words.count(")"):
        words = words[:words.rfind("(")]
    if words.endswith("等"):  # the list of the next number: 5个校舍项目和A楼、B楼等3个工程
        words = items(words)[0] if items(words) else ""
    plain = masked(words)
    if relative := _RELATIVE.match(plain):
        words = words[relative.end():]
        plain = masked(words)
    if (passive := patterns().passive.match(plain)) and len(words) - passive.end() >= 3:
        return tidy(words[passive.end():])
    for match in patterns().predicate.finditer(plain):
        noun = words[:match.start()]
        if len(noun) < 2 or noun.endswith(("的", "、", "和", "与")):
            continue
        if len(noun) < 4 and not patterns().general.match(noun) and "的" in plain[match.end():]:
            continue
        if match.group() in ("与", "和") or plain.startswith(("率", "费", "者", "员"), match.end()):
            continue
        return _with_predicate(noun, words[match.start():])
    words = re.sub(r"(?:和|及|与|以及|、|等|的|共|达|为|:|建设任务|工作任务)+$", "", words)
    if len(words) > 16 and "的" in masked(words):
        tail = masked(words).rsplit("的", 1)[-1]
        words = words[-len(tail):] if len(tail) >= 3 else words
    return words


def _with_predicate(noun: str, predicate: str) -> str:
    passive = patterns().passive.match(predicate)
    title = tidy(predicate[passive.end():]) if passive else ""
    if not patterns().general.match(noun):
        return title if passive and re.search(r"(?:称号|奖|示范校|基地|学校|校园)$", title) and len(noun) < 4 else noun
    if passive and len(title) >= 3:
        return title
    predicate = patterns().adverbs.sub("", predicate, count=1) if patterns().adverbs.match(predicate) else predicate
    # 参与面向全体学生的家访活动: the verb and the noun, without what stands between them.
    short = re.fullmatch(r"(..)了?.{4,}的([^的]{2,})", predicate)
    predicate = short.group(1) + short.group(2) if short and "“" not in predicate else predicate
    predicate = re.sub(r"(?<=结对)成为.*$", "", predicate)
    predicate = re.sub(r"(?:和|并|及).*$", "", predicate) if len(predicate) > 16 else predicate
    return noun.removesuffix("的") + predicate.removesuffix("了")[:20]


def _money(site: Site, memory: Memory) -> Iterator[Reading]:
    """投入140万将试点校扩大为8所: what the money is for stands behind it."""
    if not MONEY.fullmatch(site.quantity.unit) or not _PUT_IN.fullmatch(strip_lead(site.left)):
        return
    match = _PURPOSE.match(site.right)
    noun = strip_lead(strip_trail(site.left))
    if match:
        rest = memory.scene.text[site.right_start:site.clause.end]
        rest = re.sub(r"^(?:用于|对|支持|为|将|给)", "", rest)
        yield Reading(site.quantity, f"{rest[-12:]}{noun[-2:]}", "figure-left")
    elif noun and noun != "投入":
        yield Reading(site.quantity, noun, "figure-left")


def _right(site: Site, memory: Memory) -> Iterator[Reading]:
    """18个名师工作室; 40名教师参加研修: what is counted stands behind the number."""
    if _CLOSED.match(site.right) or MONEY.fullmatch(site.quantity.unit):
        return
    left = strip_lead(site.left)
    if reach := _REACHES.match(left):
        yield Reading(site.quantity, noun_before(reach.group(1)), "figure-left")
        return
    noun = completed(memory, _subject(site.right), site.clause)
    if not noun:
        return
    rate = site.quantity.unit == "%"
    if rate and strip_trail(left) and not patterns().general.match(re.split(r"[参入以]", noun)[0]):
        # 新生100%由公办学校接纳: the noun stands before the number, what it does behind.
        if re.match(r"(?:参与|参加|由|纳入|接受|达标|通过|持证|覆盖|建立|实现|完成|配备|落实)", site.right):
            yield Reading(site.quantity, tidy(noun_before(left)[-16:] + _TOGETHER.split(site.right)[0][:14]), "figure-right")
            return
        yield Reading(site.quantity, noun_before(left), "figure-left")
        return
    if patterns().ranks.fullmatch(noun):
        following = re.match(r".*?、\d+[所个名人家项]" + patterns().ranks.pattern + r"([^,、;]{2,16})", memory.scene.text[site.right_start:site.clause.end])
        noun += following.group(1) if following else memory.indicator()
    elif patterns().general.match(noun) and len(noun) <= 6:
        noun = _lead_verb(left) + noun
    elif re.match(r"(?:进|到|去|赴|参加|参与|入)", site.right) and len(strip_trail(left)) >= 2:
        noun = noun_before(left) + noun
    yield Reading(site.quantity, noun, "figure-right")


def _lead_verb(left: str) -> str:
    """Return the verb that governs a general noun behind the number (检查 in 检查12所学校)."""
    found = governed(left + "事物")
    verb = patterns().acts.match(found)
    if verb:
        return verb.group().removesuffix("了")
    return ""


def _left(site: Site, memory: Memory) -> Iterator[Reading]:
    """普惠性幼儿园覆盖率92%; 新增学位900个: what is counted stands before the number."""
    if _STILL_MISSING.search(site.left):
        return
    noun = noun_before(site.left)
    if noun:
        found = completed(memory, noun, site.clause)
        yield Reading(site.quantity, found, "figure-left" if found == noun else "figure-context")
    elif memory.last and _CLOSED.match(site.right) and (
            not site.left or memory.last.quantity.unit == site.quantity.unit):
        # 下达任务900个,已完成630个: the same thing, counted again.
        yield Reading(site.quantity, re.sub(r"(?:任务数|任务|目标数|目标|计划)$", "", memory.indicator()), "figure-context")


_RULES: tuple[Callable[[Site, Memory], Iterator[Reading]], ...] = (
    _growth, _chain, _each, _share, _between, _prize, _context, _ratio, _money, _right, _left)


def _with_bound(site: Site) -> Site:
    """每月至少开展1次: the comparator stands before the verb; take it from the words to the quantity."""
    bound = _AT_LEAST.search(site.left)
    if bound is None or site.quantity.comparator != "=":
        return site
    sign = "<=" if bound.group() == "不超过" else ">="
    left = site.left[:bound.start()] + site.left[bound.end():]
    return replace(site, left=left, quantity=replace(site.quantity, comparator=sign))


def readings(scene: Scene) -> Iterator[tuple[Site, Reading]]:
    """Yield the readings of the quantities of a sentence; a quantity may have several (各) or none."""
    memory = Memory(scene)
    for site in map(_with_bound, sites(scene)):
        for rule in _RULES:
            found = [replace(r, indicator=tidy(r.indicator)) for r in rule(site, memory)]
            found = [reading for reading in found if is_phrase(reading.indicator)]
            for reading in found:
                yield site, remembered(memory, reading)
            if found:
                break
