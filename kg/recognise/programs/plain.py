"""Programs named without quotation marks: distinctive words before a head, behind a verb that opens them."""
from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from kg.recognise.programs.knowledge import Patterns, patterns
from kg.recognise.tokens import Tokens
from kg.types import Mention, Span

_EDITION = re.compile(r"^(?:(?:20\d\d年?度?)|第[一二三四五六七八九十百\d]+(?:届|轮|批|期|次|季)|首届|首批|新一轮|"
                      r"新一届|一批)+")
_PLACE = re.compile(r"^(?:全国|全省|全市|全区|全县|我区|我县|我市|本区|本县|[一-鿿]{2,3}(?:省|自治区)|"
                    r"(?:[一-鿿]{2,3}市)?[一-鿿]{1,3}[市区县](?!域|级|块|长|民)|区|县|市|省)(?=.{4})")
_LEVEL_ABOVE = re.compile(r"^(?:全国|全省|全市|国家|省|市|[一-鿿]{2,3}[省市州])")
_TRIM = re.compile(r"^(?:为|以|对|将|把|好|了|以|各|各项|各类|新的|全体|着|出)(?=.{4})")
_AMOUNT = re.compile(r"\d|[一二三四五六七八九十两]+[项大个类](?:重点|重大|民生|系列)?$|共有|"
                     r"^[一二三四五六七八九十两几多]+[个项所名次批]|等$|[,。;:|]")
_NOT_AFTER = re.compile(r"[师力室部]|(?:(?:职业|技术|科技|应用)[一-鿿]{0,4})?(?:大学|学院)|"
                        r"[为是]\d|总?投资\d|场[地所]|中心|生育|经理|开放(?=[的以])|"
                        r"(?:先行|先进|示范|样本|标杆|典型)?(?:学校|园(?!本)|校(?!本)|区|县|基地|单位|教师|导师|学员|"
                        r"专家|先进|领导小组|专班|现场会|推进会|交流会|办公室)|[一-鿿]{0,2}(?:经费|资金|部门|人员|小组|"
                        r"单位|负责人|总监|招标|款|类|组(?![织建])|课时|规划|方案|意见|办法|标准)")
# What is spoken of again (这一标志性工程) is named elsewhere.
_AGAIN = re.compile(r"(?:这[一项个]|[该此]项?)$")
_LONGEST = 26
# How far left of a name its clause is looked at.
_LONGEST_CLAUSE = 400
# A number that a name begins with: 5312 + 人才培育工程.
# 辐射引领2.0工程: the version of a program.
_VERSION = re.compile(r"[1-9]\.0$")
_NUMBERED = re.compile(r"^\d{3,}(?!人(?!才)|名(?![师校])|[\d年个项所万元%])")
# Who runs it stands in the name: 省…试点项目, 教育部…项目.
_ABOVE = re.compile(r"^(?:国家|全国|教育部|[一-鿿]{0,3}省|[一-鿿]{2,3}市|省|市)(?!级)")
_SHARED = re.compile(r"(?:行动|计划|工程|评选|改革)$")


def plain_programs(text: str, tokens: Tokens) -> Iterator[Mention]:
    """Yield programs named without quotation marks, overlapping ones too where heads overlap."""
    found = patterns()
    heads = chain(((m, "free") for m in found.free.finditer(text)),
                  ((m, "edited") for m in found.edited.finditer(text)),
                  ((m, "contest") for m in found.contest.finditer(text)))
    for match, need in heads:
        if _NOT_AFTER.match(text, match.end()) and not match.group().endswith(("区", "区工作")):
            continue
        begin = _begin(text, match.start(), tokens, found)
        mention = _mention(text, begin, match, need, found)
        if mention is not None:
            yield mention
            yield from _sharing(text, mention, match.group(), found)


def general_work(text: str, tokens: Tokens) -> Iterator[Mention]:
    """Yield what has a program's head behind general words only (教师培训工程), which is work and no program."""
    found = patterns()
    for pattern, general, need in ((found.free, found.work, "free"), (found.edited, found.ordinary, "edited"),
                                   (found.contest, found.ordinary, "contest")):
        for match in pattern.finditer(text):
            begin = _begin(text, match.start(), tokens, found)
            words = _EDITION.sub("", _PLACE.sub("", text[begin:match.start()]))
            if 2 <= len(words) <= 12 and general.match(words):
                span = Span(begin, match.end())
                yield Mention(span, "Program", text[begin:match.end()], f"program-plain-{need}", 0.3)


# 省深化…改革试点项目: the verb behind the one who runs it belongs to the name.
_VERB_IN_NAME = re.compile(r"(?:国家|全国|教育部|[一-鿿]{0,3}省|[一-鿿]{2,3}市|省|市)(?:深化|推进|加快)")


_HERE = re.compile(r"[我全本][省市区县镇](?=.{2})")
_BARE_YEAR = re.compile(r"20\d\d(?!年)")


def _mention(text: str, begin: int, match: re.Match[str], need: str, found: Patterns) -> Mention | None:
    words, head = text[begin:match.start()], match.group()
    cut = found.strict.match(words)
    if cut and len(words) - cut.end() >= 2 and not _VERB_IN_NAME.fullmatch(words, 0, cut.end()):
        begin, words = begin + cut.end(), words[cut.end():]
    if here := _HERE.match(words):
        begin, words = begin + here.end(), words[here.end():]
    edition = _EDITION.match(_PLACE.sub("", words)) or _EDITION.match(words)
    bare = _EDITION.sub("", _PLACE.sub("", _EDITION.sub("", words)))
    if _AGAIN.search(text, max(0, begin - 2), begin) or _AGAIN.search(text, max(0, begin - 1), begin + 1):
        return None
    shortest = 3 if need == "edited" or head in ("计划", "论坛", "评选", "评比") else 2
    if not shortest <= len(_VERSION.sub("", bare)) <= 24 or bare[0] in "等的之" or "等" in bare[2:]:
        return None
    if _BARE_YEAR.match(words) or "”" in bare or "》" in bare:
        return None
    if _AMOUNT.search(_VERSION.sub("", _NUMBERED.sub("", bare))):
        return None
    above = need == "edited" and not head.endswith("区") and _ABOVE.match(words) and len(words) >= 6
    numbered = edition is not None and re.search("第|首|新一", edition.group())
    if not numbered and not above and head != "共同体建设" \
            and (found.work if need == "free" else found.ordinary).match(bare):
        return None
    if need == "edited" and not (edition or above or found.activities.search(bare) or re.search("[A-Z]{2,}", bare)):
        return None
    if need == "contest":
        low = max(0, begin - _LONGEST_CLAUSE)
        line = max(low, max(text.rfind(mark, low, begin) for mark in "\n。;,") + 1)
        if not found.organising.search(text[line:begin]) or _LEVEL_ABOVE.match(words):
            return None
    name = text[begin:match.end()]
    number = _NUMBERED.match(bare)
    aliases = tuple(dict.fromkeys(a for a in (
        bare + head, number.group() + head if number else name, _EDITION.sub("", words) + head) if a != name))
    confidence = {"free": 0.75, "contest": 0.7, "edited": 0.6}[need]
    return Mention(Span(begin, match.end()), "Program", name, f"program-plain-{need}", confidence, aliases)


def _sharing(text: str, last: Mention, head: str, found: Patterns) -> Iterator[Mention]:
    """Yield the names before the last one of a list that share its head (课程领航、作业瘦身行动)."""
    end = last.span.start
    while _SHARED.search(head) and text[end - 1:end] == "、":
        low = max(0, end - _LONGEST_CLAUSE)
        begin = max(low, max(text.rfind(mark, low, end - 1) for mark in "、,。;:\n”》") + 1)
        item = text[begin:end - 1]
        for verb in found.opening_by_length:
            at = item.rfind(verb)
            if at >= 0 and len(item) - at - len(verb) >= 4:
                begin, item = begin + at + len(verb), item[at + len(verb):]
                break
        length = last.span.end - last.span.start - len(head)
        if not 3 <= len(item) <= 8 or abs(len(item) - length) > 2 or found.ordinary.match(item):
            return
        yield Mention(Span(begin, end - 1), "Program", item + head, "program-plain-shared", 0.6, (item,))
        end = begin


def _opens(index: int, begin: int, tokens: Tokens, found: Patterns) -> bool:
    """Tell whether a word is a verb that opens a phrase: one of the opening verbs, also with its adverb in one word
    (积极参与), or another verb; but not inside a compound (素养 提升 工程, 人才 培养 计划)."""
    word = tokens.words[index][:begin - tokens.starts[index]]
    after_noun = index > 0 and _nominal(tokens.words[index - 1], tokens.tags[index - 1], found)
    above = index > 0 and (tokens.tags[index - 1] == "ns"
                           or tokens.words[index - 1] in ("省", "国家", "全国", "教育部"))
    if above and word in ("深化", "推进", "加快"):
        return False
    if word in found.opening or (len(word) == 4 and word[2:] in found.opening):
        return not (word in found.nominal and after_noun)
    return word in found.verbs and not after_noun


def _nominal(word: str, tag: str, found: Patterns) -> bool:
    """Tell whether a word is one that a compound goes on from: a noun, or a verb that governs nothing."""
    if word in found.opening and word not in found.nominal:
        return False
    return tag[0] in "njbzl" or tag == "vn" or (tag == "v" and word not in found.verbs and word not in found.opening)


def _begin(text: str, head: int, tokens: Tokens, found: Patterns) -> int:
    """Return where the words before a head begin: behind a mark, an opening verb, a function word or a conjunction."""
    index = tokens.at(head - 1) if head else -1
    begin = head
    while index >= 0 and head - tokens.starts[index] <= _LONGEST:
        word, tag, start = tokens.words[index], tokens.tags[index], tokens.starts[index]
        if word == ")" and (open_at := text.rfind("(", max(0, start - 6), start)) > 1 \
                and "\n" not in text[open_at - 2:start]:
            begin = open_at
            index = tokens.at(open_at - 1)
            continue
        if tag == "x" and word not in ("·", "-", "+") and not word.isalnum():
            break
        if tag in ("uj", "ul", "uz", "p", "y", "d", "r", "c") or _opens(index, begin, tokens, found):
            break
        begin = start
        index -= 1
    trimmed = _TRIM.match(text[begin:head])
    return begin + trimmed.end() if trimmed else begin


_LISTED = re.compile(
    r"(?:举办|开展|组织|举行|承办|推出|打造)(?:好|了)?([^“”《》,。;:!?\n|\d]{3,40}?)等(?:各类|系列|特色|主题|品牌|"
    r"丰富多彩的|一系列)*(?:活动|项目|工程|行动|赛事|品牌)")
_BRAND = re.compile(r"(?:做强|做优|做亮|擦亮|打响|叫响|唱响|做大做强)([^“”《》,、。;:!?\n|的和与]{3,8})品牌")


def listed_programs(text: str) -> Iterator[Mention]:
    """Yield brands, and names of a list that ends in 等活动, where they look like names (…节, …之约, …讲堂)."""
    found = patterns()
    for match in _LISTED.finditer(text):
        start = match.start(1)
        for item in match.group(1).split("、"):
            if 2 < len(item) <= 10 and found.listed.search(item) and not found.ordinary.match(item):
                yield Mention(Span(start, start + len(item)), "Program", item, "program-plain-listed", 0.55)
            start += len(item) + 1
    for match in _BRAND.finditer(text):
        if not found.ordinary.match(match.group(1)):
            yield Mention(Span(match.start(1), match.end(1)), "Program", match.group(1), "program-plain-brand", 0.6,
                          (match.group(1) + "品牌",))
