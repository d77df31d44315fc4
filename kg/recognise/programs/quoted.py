"""Programs whose name is quoted, with or without a head behind the quotation marks."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.recognise.programs.knowledge import Patterns, lexicon, patterns, values
from kg.recognise.quotes import Quoted
from kg.recognise.tokens import Tokens
from kg.types import Mention, Span

# Before a quoted expression that is a value, an aim or a fault, not an undertaking.
_VALUE_BEFORE = re.compile(r"(?:纠正|反对|杜绝|防止|克服|解决|严查|整治|树牢|树立|牢固树立|增强|牢记|做到|捍卫|坚定|"
                           r"坚决做到|忠诚|严守|坚持|遵循|秉承|落实|履行|打通|以|成为|称为|叫做|所谓|变|让|从|由|到|"
                           r"突破|避免|扭转|破解|防范|缓解|遏制|"
                           r"实现.{0,8}|按照|本着|呈现|达到|确保|围绕|着眼|立足|聚焦|强化.{2,6}|铸牢|当好|争做|"
                           r"推动.{2,10}由)$")
# Names by number: 5+2, 1+X, 两大工程, 四个课堂, 四维.
_MARKED = re.compile(r"(?:\d+[+\-x×/]\w+|[^+]{1,9}(?:\+[^+]{1,9}){1,3}|[一二三四五六七八九十两双\d]+(?:大|个|项|名|微|"
                     r"进|好|心|动|学|化|度|维|段|环|步|融|全|有|讲|比|创|评|建|课|级|清|会|送|推|声|色|自|品|优|美|感|"
                     r"查|支|馆|"
                     r"园|爱|联|节|轮|航|线|包|抓|促|提|强|化|转|增|管|帮|扶|访|晒|亮|带|比|学).*|"
                     r"(?:[一二三四五六七八九十两双][一-鿿]{1,2}){2,4}|一[一-鿿]一[一-鿿]{1,2}(?<![档案策表册卡码]))$")
# A phrase, not a name.
_SCHOOL_ENDS = ("学", "校", "园", "院", "中", "小", "幼")
_PHRASE = re.compile(r"[;!?]|^要|^有|得到|得来|起来|下去|出去|上来|进来|得住|得好|不再|不能|不让|怎么|什么|为什么")
# Behind a quoted name: the kind of thing that it is, for itself or a list.
_KIND_BEHIND = re.compile(r"(?:等)?(?:各类|系列|专题|主题|特色|创新|重点|国家|宣传|品牌|应用|慈善|资助|教育|文化|体育|"
                          r"社会|示范|实事)*(?:活动|项目|工程|品牌|平台|战略|行动|计划|工作|应用|课程|赛事|"
                          r"创新应用项目)")
# Heads that leave a known name what it is: “双减”政策.
_SAME = re.compile(r"(?:工作|政策|改革|集成改革|行动|工程|活动|制度|建设|项目|计划|学习教育|主题教育|战略|模式|机制|"
                   r"改造|创建|教育|应用|平台)+")
# A quoted name whose practice is spoken of (“…”的做法).
_PRACTICE = re.compile(r"(?:的|这一)(?:[一-鿿]{0,4}(?:做法|经验|案例|实践|探索))")
# What makes a quoted expression, or what follows it, a title, a rule, a value or a fault, and no undertaking.
_INSTITUTION = re.compile(r"(?:学校|基地|校|园|单位|集体)$")
_TITLE_BEHIND = re.compile(r"(?:示范|先进|特色)?(?:学校|校(?!本)|园(?!本)|区|县|基地|单位|集体)")
# 成为“…”项目校: the quoted name is that of what the school takes part in.
_MEMBER_SCHOOL = re.compile(r"(?:项目|种子|成员|牵头|合作)(?:学校|校|园)")
_BECOMES = re.compile(r"(?:成为|加入|入选|列为|确定为|遴选为|获批)[一-鿿]{0,14}$")
_RULE = re.compile(r"(?:规定|条例|规划|准则|办法|方案|意见|制度汇编|档)$")
_FIRM = re.compile(r"(?:工程|行动|计划|活动|改革|项目|试点|专项整治|专项治理)$")
_FAULT = re.compile(r"问题|倾向|现象|要求|精神|思想|理念|责任|目标|突出")
_LEVEL_BEFORE = re.compile(r"(?:[省市区县]|[省市区县]级|国家级|全国)$")
_TITLE = re.compile(r"(?:区|县|市|城|学校|校|园|单位|集体|基地)$")
# “学在甲县”: the brand under which a district speaks of its schools.
_AT_HOME = re.compile(r"[学优乐智]在[一-鿿]{2,3}$")
_PERSON_TITLE = re.compile(r"(?:优秀|模范|先进|最美|十佳).{0,6}(?:教师|校长|园长|班主任|工作者|少年|学生|园丁)$")
_PERSONS_PRIZE = re.compile(r"(?:杰出|优秀|青年)?(?:教师|校长|园长|班主任)奖")
_NAMED_YEAR = re.compile(r"[一-鿿]{3,}年$")
# A named set of undertakings: 六项工程, 四大行动.
_SET = re.compile(r"[一二三四五六七八九十百\d]+(?:大|项|个|类)?(?:工程|行动|计划|活动|攻坚战|专项|提升)$")
# A noun that goes on behind a weak head: the head is not the last part of the name (师德建设 + 专家库).
_NOUN_BEHIND = re.compile(r"专家|氛围|能力|意识|理念|水平|质量|效果|功能|作用|问题|倾向|现象|格局|资源|队伍|教师|学生|"
                          r"人员|干部|机构|部门|领域|系统(?!建设)|经验|成果|要求|标准|责任|基地|微信|公众|官方|网络|"
                          r"集团|全过程")
_DOCUMENT = re.compile(r"规划|方案|办法|意见|新政|条例|章程")
_HONOUR = re.compile(r"[^“”、,。;:]{0,8}?(?:示范|典型|先进|达标|标杆|样板|特色|窗口|文明)?(?:学校|示范校|校|园|集体|"
                     r"单位|示范区|示范县|基地|称号)(?!建设|创建|文化)")
# What stands behind a quoted name that ends its phrase.
_ENDS = ",。;、“和与及(等\n0123456789"
_CUT_TAGS = ("p", "c", "uj", "ul", "d", "ug", "uz", "r")
_CUT_WORDS = ("为", "等", "的", "在", "获", "进行")
_FUNCTION_TAGS = ("x", "p", "c", "uj", "ul", "d", "r", "y", "q", "m")


def quoted_programs(text: str, quotes: list[Quoted], tokens: Tokens) -> Iterator[Mention]:
    """Yield programs among quoted names; a list of quoted names shares the head that follows it."""
    found = patterns()
    follower: Mention | None = None
    kept: dict[int, Mention] = {}
    for quote in reversed(quotes):
        mention = _quoted(text, quote, found, tokens)
        if follower is not None and (mention is None or mention.rule == "program-quoted-verb"):
            mention = _in_list(text, quote, follower) or mention
        if mention is not None:
            kept[mention.span.start] = mention
        follower = mention
    leader: Mention | None = None
    for quote in quotes:
        mention = kept.get(quote.span.start)
        if mention is None and leader is not None and text[leader.span.end:quote.span.start] in ("", "、", "和", "及") \
                and (_MARKED.match(quote.content) or _continues(text, quote)) and quote.content not in values():
            mention = Mention(quote.span, "Program", quote.content, "program-quoted-list", 0.65)
        if mention is not None:
            yield mention
        leader = mention


def _continues(text: str, quote: Quoted) -> bool:
    """Tell whether a quoted name behind a quoted program ends a list of names: it is no phrase, and no head follows."""
    return (3 <= len(quote.content) <= 10 and text[quote.span.end:quote.span.end + 1] in ",。;"
            and not _PHRASE.search(quote.content) and not _TITLE.search(quote.content))


def _in_list(text: str, quote: Quoted, follower: Mention) -> Mention | None:
    """A quoted name right before a quoted program (“晨光奖”“园丁奖”评选): one too, with the head where it is short."""
    gap = text[quote.span.end:follower.span.start]
    if gap not in ("", "、", "和", "及", "与") or quote.content in values() or _PHRASE.search(quote.content):
        return None
    whole = text[follower.span.start:follower.span.end]
    head = whole.split("”", 1)[1] if "”" in whole else ""
    name = quote.content + (head if len(head) <= 4 else "")
    return Mention(quote.span, "Program", name, "program-quoted-list", 0.7, _others(name, quote.content))


def _others(name: str, *forms: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form in forms if form and form != name))


# Work on a brand is not part of its name (“…”党建品牌建设).
_BRAND_WORK = re.compile("(?<=品牌|平台|机制|模式)(?:建设|创建|打造)$")


def _tail(text: str, at: int, tails: tuple[re.Pattern[str], ...], tokens: Tokens, found: Patterns) -> str:
    """Return the words from a closing mark to the farthest head before another phrase begins, else an empty string."""
    for pattern in tails:
        match = pattern.match(text, at)
        if match and not _TITLE_BEHIND.match(text, match.end()) and not _cut(match.end(), at, tokens, found):
            return _BRAND_WORK.sub("", match.group())
    return ""


def _cut(end: int, at: int, tokens: Tokens, found: Patterns) -> bool:
    """Tell whether another phrase begins between a closing mark and the head: a function word or an opening verb."""
    index = tokens.at(at)
    while index < len(tokens.starts) and tokens.starts[index] < end - 2:
        word, tag = tokens.words[index], tokens.tags[index]
        opens = word in found.opening and tag == "v" and word not in found.compound
        if tokens.starts[index] >= at and (opens or tag in _CUT_TAGS or word in _CUT_WORDS):
            return True
        index += 1
    return False


@dataclass(frozen=True, slots=True)
class _Site:
    """A quoted expression where it stands; ``before`` is what the phrase has before it."""

    text: str
    quote: Quoted
    before: str
    tokens: Tokens
    found: Patterns

    def named(self, rule: str, confidence: float, *forms: str) -> Mention:
        """Return the mention of a program that is named by the expression alone."""
        content = self.quote.content
        return Mention(self.quote.span, "Program", content, rule, confidence, _others(content, *forms))

    def tail(self, tails: tuple[re.Pattern[str], ...]) -> str:
        """Return the words behind the expression up to a head, or an empty string."""
        return _tail(self.text, self.quote.span.end, tails, self.tokens, self.found)


# “十四五”教育项目: the period of a plan.
_PERIOD = re.compile("十[一二三四五六]五")
_PERSONS_PRIZES = ("教师奖", "校长奖", "园长奖", "个人奖", "班主任奖", "工作者奖")


def _quoted(text: str, quote: Quoted, found: Patterns, tokens: Tokens) -> Mention | None:
    """Return the program that a quoted expression names, or None: by its head, by itself, or by what is around it."""
    start, end = quote.span
    content = quote.content
    low = max(0, start - 20)
    phrase = max(text.rfind(mark, low, start) for mark in "\n。,;") + 1
    site = _Site(text, quote, text[max(phrase, low):start], tokens, found)
    is_value = content in values() or (len(content) < 2 and not content.isdigit())
    tail = site.tail(found.tails)
    if (tail or "").endswith(_PERSONS_PRIZES) or _PERSONS_PRIZE.match(text, end):
        return None
    if _PERIOD.fullmatch(content):
        return None
    if tail and not (is_value and (_FAULT.match(tail) or not _FIRM.search(tail))):
        if re.match("[一二三四五六七八九十]", tail) and text[start - 1:start] in "”、":
            return site.named("program-quoted-list", 0.7)
        return _with_words_before(site, tail, "program-quoted-head", 0.9)
    if is_value or _DOCUMENT.match(text, end) or _RULE.search(content) \
            or (_LEVEL_BEFORE.search(site.before) and _TITLE.search(content)):
        return None
    weak = site.tail(found.weak_tails)
    if known := lexicon().canonical.get(content):
        return site.named(f"program-lexicon:{known}", 0.95, content + weak)
    if not _is_part(site, weak):
        weak = ""
    if _MEMBER_SCHOOL.match(text, end) and _BECOMES.search(site.before):
        return site.named("program-quoted-school", 0.65)
    return _by_itself(site, weak) or _by_context(site, weak)


def _is_part(site: _Site, weak: str) -> bool:
    """Tell whether a weak head is the last part of a name: not 式, nor inside a longer noun (师德建设 + 专家库)."""
    content = site.quote.content
    if re.match("[式型]", weak) or (weak.startswith("教育") and len(content) <= 3 and len(weak) == 2):
        return False
    if _INSTITUTION.search(content) and not re.match("建设|创建|工作", weak):
        return False
    return _NOUN_BEHIND.match(site.text, site.quote.span.end + len(weak)) is None


def _by_itself(site: _Site, weak: str) -> Mention | None:
    """Return the program whose quoted name says that it is one: a named set, or a name with its head inside."""
    content = site.quote.content
    if _SET.match(content):
        return site.named("program-quoted-set", 0.75, content + weak)
    if _PERSON_TITLE.search(content) and not weak:
        return None
    if _AT_HOME.match(content):
        return site.named("program-quoted-inner", 0.7, content + weak)
    told = _NAMED_YEAR.search(content) or not _VALUE_BEFORE.search(site.before)
    if site.found.inner.search(re.sub("(?:建设|创建|工作)$", "", content)) and told:
        number = re.match(r"(\d{3,}).*?(工程|计划|行动)$", content)
        return site.named("program-quoted-inner", 0.8, content + weak, "".join(number.groups()) if number else "")
    return None


def _by_context(site: _Site, weak: str) -> Mention | None:
    """Return the program that the words around a quoted name make of it: its kind, a weak head, or a verb of doing."""
    text, content, end, found = site.text, site.quote.content, site.quote.span.end, site.found
    if _HONOUR.match(text, end) and not weak:
        return None
    strong = found.before.search(site.before) is not None
    behind = _KIND_BEHIND.match(text, end)
    if behind and len(content) <= 18 and (strong or behind.group()[0] == "等"):
        return site.named("program-quoted-kind", 0.75, content + weak)
    if _PHRASE.search(content) or len(content) > (24 if "+" in content else 16) or ("," in content and not weak):
        return None
    telling = _MARKED.match(content) is not None
    if weak and not text.startswith("的", end) and not (len(content) < 3
                                                        and re.match("机制|制度|体系|服务|管理", weak)):
        if strong or telling or len(weak) >= 4:
            return _with_words_before(site, weak, "program-quoted-weak", 0.7 if strong else 0.55)
        return None
    if _PRACTICE.match(text, end) and site.before.endswith(_SCHOOL_ENDS):
        return site.named("program-quoted-practice", 0.65)
    if _VALUE_BEFORE.search(site.before) or "和" in content or text[end:end + 1] not in _ENDS:
        return None
    if found.directly.search(site.before) or (strong and telling):
        return site.named("program-quoted-verb", 0.6)
    return None


def _with_words_before(site: _Site, tail: str, rule: str, confidence: float) -> Mention:
    """A quoted name with its head; the words before that belong to it (学校党建“…”工程) make an alias."""
    content, span = site.quote.content, site.quote.span
    name = content + tail
    left = _left_words(site.text, span.start, site.tokens, site.found)
    # A known program is another thing than the “…”推进年 that is named after it: its name is an alias only where the
    # head keeps its meaning.
    same = content not in lexicon().canonical or _SAME.fullmatch(tail)
    campaign = re.match("主题教育|学习教育", tail)
    number = re.match(r"\d{3,}", content)
    forms = (content if same else "", campaign.group() if campaign else "",
             number.group() + tail if number and len(tail) <= 4 else "",
             left + name if left else "", left + content if left and same else "")
    return Mention(Span(span.start, span.end + len(tail)), "Program", name, rule, confidence, _others(name, *forms))


def _left_words(text: str, start: int, tokens: Tokens, found: Patterns) -> str:
    """Return the nouns between a verb or a function word and a quotation mark, or an empty string."""
    index = tokens.at(start - 1) if start else -1
    begin = start
    while index >= 0 and start - tokens.starts[index] <= 12:
        word, tag = tokens.words[index], tokens.tags[index]
        if tag in _FUNCTION_TAGS or word in found.strong or word in found.opening:
            return text[begin:start]
        begin = tokens.starts[index]
        index -= 1
    return ""
