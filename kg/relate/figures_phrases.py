"""Taking the words around a number down to what is counted."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from kg.relate.figures_rules import patterns, rules, trails

_LIST = re.compile(r"、|和(?=[^,、]{2})|以及|及(?!以)|与(?=[^,、]{2})")
_MARKS = re.compile(r"“[^“”]*”|《[^《》]*》|\([^()]*\)")
# What makes an act verb part of a noun: 培训机构, 评估率, 建设资金.
_NOUN_BEHIND = re.compile(r"(?:率|数|费|者|员|型|类|机构|中心|部门|对象|标准|任务|工作|比例|面积|期|方案|对子|的(?!$))")
# A phrase that opens with 在, 由, 与 … up to the verb that it belongs to says where, by whom or with whom.
_BESIDE = re.compile(r"^(?:在|由|于|和|同|为|将|把|从|对|向|用|以)|与|联合|会同|协同")
_NAMED = re.compile(r"(?:小学|中学|幼儿园|集团|局|委|区|县|市|镇|公司|大学|学院|协会|少年宫)$")
# What opens a phrase that says by which means something was done.
_OPENED = re.compile(r"(?:按照|依托|采取|采用|借助|利用|围绕|根据|以|通过)(?=.{2})")
# 依托“国培计划”“省培计划”培训教师: by what it is done.
_BY_QUOTED = re.compile(r"(?:依托|借助|利用|通过|结合)(?:“[^”]*”(?:[、和]|项目|工程|计划|平台|等)*)+(?=.{4})")
# 提高到2022年的93.5%: the year between verb and number.
_OF_YEAR = re.compile(r"(?<=[到至为成])20\d\d年(?:底|末)?的?$")
_UNDERTAKING = re.compile(r"(?:工程|行动|计划|项目)$")
_GAINED = ("新增", "获批", "争取")
_IN_CONTEST = re.compile(r"在.{2,}(?:中|上)$")
_MEASURE = re.compile(r"(?:率|比例|占比|比重|人数|总数|数量|数|标准|定额|额|面积|系数|指数|积|度|水平|面|成绩)$")
_RATE_WORD = re.compile("(?:达标|覆盖|合格|优秀|优良|参与|巩固|普及|到位|持证|落实|建成|就业|升学|录取|满意|完成)率$")
_OF_RATE = re.compile(r"(?<=率)\([^()]*\)$")
_VERB_END = re.compile(
    r"(?:交付|开办|建|建设|开工|竣工|改建|扩建|迁建|认定|创建|培育|引进|投用|启用|改造|招聘|评选|获评)$")
_LONGEST = 40
_PARTICLES = frozenset("、,和及的:;()")
_EDGES = re.compile(r"^[、,和及的:;)]+|(?:[、,和的:;(]|(?<!惠)及)+$")
_PAIRED = re.compile("[“”()《》]")
_LATIN_OR_CHINESE = re.compile(r"[一-鿿A-Za-z]")


def masked(words: str) -> str:
    """Blank out what stands in quotation marks, title marks and brackets, keeping the length."""
    if "“" not in words and "(" not in words and "《" not in words:
        return words
    return _MARKS.sub(lambda match: "□" * len(match.group()), words)


def items(words: str) -> list[str]:
    """Part a coordination into its items; marks inside quotation marks and brackets do not part."""
    found, last = [], 0
    for match in _LIST.finditer(masked(words)):
        found.append(words[last:match.start()])
        last = match.end()
    return [item for item in [*found, words[last:]] if item]


def spread(words: str) -> list[str]:
    """Part a coordination and give each item what the items share: 小学、初中巩固率 is 小学巩固率 and 初中巩固率,
    新交付和新开办幼儿园 is 新交付幼儿园 and 新开办幼儿园, 六年级语文、数学优秀率 begins with 六年级 twice."""
    found = items(words)
    if len(found) < 2:
        return found
    first, second, last = found[0], found[-2], found[-1]
    if (match := re.match(r"(?:.*年级|.*学科)(?=..)", first)) and len(found[1]) <= len(first):
        found = [first, *(match.group() + item for item in found[1:])]
        second = second if second is first else found[-2]
        last = found[-1]
    tail = last[len(second):] if len(second) < len(last) else ""
    rate = _RATE_WORD.search(last)
    shared = rate.group() if rate else tail if _MEASURE.search(tail) and len(tail) >= 2 else ""
    if not shared and (match := _MEASURE.search(last)) and len(match.group()) >= 2:
        shared = match.group()
    if _VERB_END.search(first) and _VERB_END.search(last[:len(second)]):
        shared = tail
    if not shared or _MEASURE.search(first):
        return found
    return [*(item + shared for item in found[:-1]), last]


@functools.lru_cache(maxsize=256)
def strip_lead(words: str) -> str:
    """Drop times, adverbs and the like from the front of a phrase."""
    while words and not words.startswith(rules().not_lead) and (match := patterns().lead.match(words)):
        words = words[match.end():]
    return words


@functools.lru_cache(maxsize=256)
def strip_trail(words: str) -> str:
    """Drop the verb that leads to the number, and what else stands between the noun and the number."""
    trail = trails()
    while words and not words.endswith(rules().not_trail) and (length := trail.length(words)):
        words = words[:-length]
    return words


def _acts(words: str) -> Iterator[re.Match[str]]:
    """Yield the verbs that govern an object inside a phrase; a verb right behind another one belongs to the object."""
    end = -1
    plain = masked(words)
    for match in patterns().acts.finditer(plain):
        if end >= 0 and plain[end:match.start()] in ("", "并", "和", "、"):
            end = match.end()
            continue
        if len(words) - match.end() >= 2 and not _NOUN_BEHIND.match(plain, match.end()):
            end = match.end()
            yield match


def governed(words: str) -> str:
    """Return the last verb of a phrase with its object: 在两所学校召开现场会 gives 召开现场会.

    The subject stays where it is no name but general (教师上比武课): then it says whose deed is counted.
    """
    found = list(_acts(words))
    if not found:
        return words
    before = words[:found[-1].start()]
    subject = strip_lead(before)
    if not subject:
        return words[found[-1].start():]
    if found[0].start() == 0 and len(words) <= 16:
        return words
    beside = _BESIDE.search(masked(before))
    gained = _UNDERTAKING.search(before) is not None and found[-1].group() in _GAINED
    if _IN_CONTEST.search(before) or (subject.endswith("”") and not beside and not gained):
        return words
    if beside or len(words) > 16 or _NAMED.search(before) or gained or "、" in before:
        return words[found[-1].start():]
    return words


def after_list(words: str) -> str:
    """Return what a list that ends in 等 is summed up by: 举办书画、合唱等赛事 gives 举办赛事."""
    if "等" not in words:
        return words
    plain = masked(words)
    end = re.match(r".*等(?![级次候待额])", plain)
    if end is None or ("、" not in plain[:end.end()] and "“" not in words[:end.end()]):
        return words
    noun = words[end.end():]
    if noun.startswith("活动") or len(noun) < 2:
        return words
    verb = patterns().acts.match(words)
    return (verb.group() if verb and patterns().general.match(noun) else "") + noun


def without_drop(words: str) -> str:
    """Drop a verb of making in front of a noun of four characters or more (创建 in 创建省一级幼儿园)."""
    if words in rules().keep:
        return words
    match = patterns().drop.match(words)
    if match and len(words) - match.end() >= 4:
        return words[match.end():]
    return "" if words in rules().drop else words


@functools.lru_cache(maxsize=256)
def noun_before(words: str) -> str:
    """Take the words before a number down to what is counted; an empty string where nothing is left."""
    words = strip_trail(_OF_YEAR.sub("", words))
    if by := _BY_QUOTED.match(words):
        words = words[by.end():]
    if (opened := _OPENED.match(words)) and (acts := list(_acts(words[opened.end():]))):  # 按照“…”模式组建教联体
        words = words[opened.end() + acts[-1].start():]
    words = strip_lead(words)
    words = after_list(words)
    if len(words) > _LONGEST:
        words = (items(words) or [words])[0]
    words = strip_lead(governed(words))
    words = strip_lead(without_drop(words))
    words = _OF_RATE.sub("", words)
    if "的" in words and len(words) > 16:
        tail = masked(words).rsplit("的", 1)[-1]
        verb = patterns().acts.match(words)
        if len(tail) >= 4:
            words = words[-len(tail):]
        elif len(tail) == 3 and verb:  # 撤并生源不足的教学点
            words = verb.group() + words[-3:]
    return tidy(words)


def tidy(indicator: str) -> str:
    """Drop marks and particles from both ends, and half a pair of marks."""
    if indicator and (indicator[0] in _PARTICLES or indicator[-1] in _PARTICLES):
        indicator = _EDGES.sub("", indicator)
    if _PAIRED.search(indicator):
        for left, right in ("“”", "()", "《》"):
            if indicator.count(left) != indicator.count(right):
                indicator = indicator.replace(left, "").replace(right, "")
    return indicator


def is_phrase(indicator: str) -> bool:
    """Tell whether a phrase can be an indicator: it holds words, and is no sentence."""
    return 2 <= len(indicator) <= _LONGEST and _LATIN_OR_CHINESE.search(indicator) is not None


def is_measure(words: str) -> bool:
    """Tell whether a phrase ends in a word for a measure (覆盖率, 人数, 标准)."""
    return _MEASURE.search(words) is not None
