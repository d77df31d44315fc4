"""The noun that a number counts, behind it or before it."""
from __future__ import annotations

import re
from collections.abc import Iterator

from kg.relate.figures_context import Memory, Reading, completed
from kg.relate.figures_phrases import governed, items, masked, noun_before, strip_lead, strip_trail, tidy, without_drop
from kg.relate.figures_rules import MONEY, patterns, rules
from kg.relate.figures_sites import Site
from kg.relate.scene import ACTORS

_STILL_MISSING = re.compile(r"(?:差|剩)$")
_RELATIVE = re.compile(r"(?:以|由|具有|具备|符合|面向|涉及|反映|用于|不)[^,]*的(?=..)")
_REACHES = re.compile(r"(.{4,})(?:拓展|扩大|扩展|延伸)(?:到|至)$")
# 将做法推广至32所学校: the schools that it was spread to, not all.
_SPREAD = re.compile(r"(推广|普及|辐射)(?:到|至|了)$")
_PUT_IN = re.compile(r".{0,6}(?:投入|安排|拨付|补助|争取|下达|统筹)(?:资金|经费|专项资金|财政资金)?")
# An indicator by itself, unless a purpose stands behind it.
_INVESTED = re.compile(r".{0,2}(?:投资|筹资|筹集|筹措)(?:资金|经费)?")
_PREPOSITION = re.compile(r"^,?(?:用于|对|支持|为|将|给)")
_AMOUNT = re.compile(r"^[\d.]+[一-鿿]")
_PURPOSE = re.compile(r"(?:,)?(?:用于|对|支持|为|将|给|新建|改造|建设|实施|完成(?=[^,]{3,}(?:项目|工程))|推进)")
# What may follow a number whose noun stands before it.
CLOSED = re.compile(
    r"(?:[,、;:)”]|$|和|与|及|以及|其中|并|且|以来|已|正在|占|位居|居全|列全|比上|较上|增长|提高|下降|提升)")
_STATE_BEHIND = re.compile(
    r"(?:已|均|全部|已经)*(?:竣工|完工|投用|投入使用|交付|封顶|启用|到位|支付|通过验收|入学|就读|到岗|上岗)")
_DONE_BY_ALL = re.compile(r"(?:参与|参加|由|纳入|接受|达标|通过|持证|覆盖|建立|实现|完成|配备|落实)")
_TOGETHER = re.compile(r"(?:,|;|、(?=\d)|并(?=[^轨网购列]))")


def subject(right: str) -> str:
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
        if noun.startswith("被"):  # 2人被清华大学录取
            return words
        if len(noun) < 2 or noun.endswith(("的", "、", "和", "与")):
            continue
        if len(noun) < 4 and not patterns().general.match(noun) and "的" in plain[match.end():]:
            continue
        if match.group() == "都" and plain.startswith(("区", "市", "县", "镇", "江"), match.end()):
            continue
        if match.group() in ("与", "和") or plain.startswith(("率", "费", "者", "员"), match.end()):
            continue
        return _with_predicate(noun, words[match.start():])
    words = re.sub(r"(?:和|及|与|以及|、|等|的|共|达|为|:|建设任务|工作任务)+$", "", words)
    words = re.sub(r"(?<=[^初高当其])中$", "", words)
    words = re.sub(r"(?<=[一-鿿]{3})(?:达标|覆盖|参与|合格|开工|竣工|完成|入住|建成|持证)率$", "", words)
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


def money(site: Site, memory: Memory) -> Iterator[Reading]:
    """投入140万将试点校扩大为8所: what the money is for stands behind it."""
    if not MONEY.fullmatch(site.quantity.unit):
        return
    stated = _without_actor(site, memory)
    words, match = strip_lead(stated), _PURPOSE.match(site.right)
    if not _PUT_IN.fullmatch(words) and not (match and _INVESTED.fullmatch(words)):
        return
    noun = strip_lead(strip_trail(stated))
    if match:
        purpose = strip_trail(_PREPOSITION.sub("", site.right))
        purpose = without_drop(purpose) or purpose
        if len(purpose) < 4:
            rest = memory.scene.text[site.right_start:site.clause.end]
            purpose = _AMOUNT.sub("", _PREPOSITION.sub("", rest))
            act = patterns().acts.search(purpose)
            purpose = purpose[act.start() if act else 0:][-16:]
        yield Reading(site.quantity, purpose + noun[-2:], "figure-left")
    elif noun and (noun != "投入" or stated != site.left):
        yield Reading(site.quantity, noun, "figure-left")


def right(site: Site, memory: Memory) -> Iterator[Reading]:
    """18个名师工作室; 40名教师参加研修: what is counted stands behind the number."""
    if CLOSED.match(site.right) or MONEY.fullmatch(site.quantity.unit):
        return
    if _STATE_BEHIND.match(site.right) and len(noun_before(site.left)) > 2:  # 周转宿舍48套竣工验收
        return
    before = strip_lead(site.left)
    if reach := _REACHES.match(before):
        yield Reading(site.quantity, noun_before(reach.group(1)), "figure-left")
        return
    noun = completed(memory, subject(site.right), site.clause, site.quantity.unit)
    if not noun:
        return
    rate = site.quantity.unit == "%"
    if rate and strip_trail(before) and not patterns().general.match(re.split(r"[参入以]", noun)[0]):
        # 新生100%由公办学校接纳: the noun stands before the number, what it does behind.
        found = noun_before(before)
        if _DONE_BY_ALL.match(site.right):
            found = found[-16:] + _TOGETHER.split(site.right)[0][:14]
        yield Reading(site.quantity, found, "figure-right")
        return
    if patterns().ranks.fullmatch(noun):
        rest = memory.scene.text[site.right_start:site.clause.end]
        following = re.match(rf".*?、\d+[所个名人家项]{patterns().ranks.pattern}([^,、;]{{2,16}})", rest)
        noun += following.group(1) if following else memory.indicator()
    elif (spread := _SPREAD.search(before)) and patterns().general.match(noun) and len(noun) <= 6:
        noun = spread.group(1) + noun
    elif len(noun) <= 2 or patterns().acts.fullmatch(before) or (patterns().general.match(noun) and len(noun) <= 6):
        noun = _lead_verb(before, noun) + noun
    elif re.match(r"(?:进|到|去|赴|参加|参与|入)", site.right) and len(strip_trail(before)) >= 2:
        noun = noun_before(before) + noun
    yield Reading(site.quantity, noun, "figure-right")


def _lead_verb(before: str, noun: str) -> str:
    """Return the verb that governs a noun behind the number (检查 in 检查12所学校), unless it only says made."""
    verb = patterns().acts.match(before if before.endswith("等") else governed(before + "事物"))
    word = verb.group().removesuffix("了") if verb else ""
    made = word in rules().drop and word not in ("新增", "增加", "投入") and not patterns().general.match(noun)
    return "" if made else word


# What a school that is named counts of its own (甲学校招生412人).
_SCHOOL_COUNTS = ("招生", "招收", "毕业生", "在校生", "在校学生", "教职工", "专任教师", "在职教师",
                  "在编教师", "在园幼儿", "本科上线", "一本上线", "本科录取", "高考", "中考",
                  "升学率", "就业率", "对口升学")


# Nobody in particular: 各学校党组织讲授党课.
_EVERYONE = re.compile(r"(?:全[区县市旗])?各(?:级各类|级|类)?"
                       r"(?:中小学校?|学校|幼儿园|校园?|园|党组织|党支部|单位|镇街|乡镇|学区)"
                       r"(?:、?(?:幼儿园|党组织|党支部))?")


def _without_actor(site: Site, memory: Memory) -> str:
    """Return the words before a number without the named ones who act (青溪小学开设社团12个, 甲校与乙校开设课程3门)."""
    words = rest = strip_lead(site.left)
    end = site.left_start + len(site.left)
    actors = {name.start: name for name in memory.scene.names if name.label in ACTORS and name.end < end}
    while (actor := actors.get(end - len(rest))) is not None:
        rest = strip_lead(memory.scene.text[actor.end:end])
    if everyone := _EVERYONE.match(rest):
        rest = rest[everyone.end():]
    if rest != words and (patterns().acts.match(rest) or rest.startswith(_SCHOOL_COUNTS)):
        return rest
    return site.left


def _with_verb_before(noun: str, site: Site, memory: Memory) -> str:
    """Give a general noun of a list the verb of the list, and a verb of building the noun of the figure before:
    交流校长6名、教师97名; 新建小学4所,扩建6所."""
    verb = patterns().acts.match(memory.indicator())
    if verb is None:
        return noun
    if noun in rules().rebuild:
        return noun + memory.indicator()[verb.end():]
    listed = site.left.startswith(("、", "和")) and patterns().general.match(noun)
    return verb.group() + noun if listed else noun


def left(site: Site, memory: Memory) -> Iterator[Reading]:
    """普惠性幼儿园覆盖率92%; 新增学位900个: what is counted stands before the number."""
    if _STILL_MISSING.search(site.left):
        return
    noun = noun_before(_without_actor(site, memory))
    if noun:
        found = completed(memory, _with_verb_before(noun, site, memory), site.clause, site.quantity.unit)
        yield Reading(site.quantity, found, "figure-left" if found == noun else "figure-context")
    elif memory.last and memory.last.rule == "figure-growth" and site.quantity.unit == "%" and site.left:
        yield Reading(site.quantity, memory.indicator(), "figure-context")
    elif memory.last and CLOSED.match(site.right) and not site.right.startswith(("已", "正在")) and (
            not site.left or memory.last.quantity.unit == site.quantity.unit):
        # 下达任务900个,已完成630个: the same thing, counted again.
        again = re.sub(r"(?:任务数|任务|目标数|目标|计划)$", "", memory.indicator())
        yield Reading(site.quantity, again, "figure-context")
