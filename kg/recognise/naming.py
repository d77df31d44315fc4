"""Whether what stands before an institution's suffix makes a name of it, or only a phrase (薄弱学校, 全区小学)."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.recognise.boundaries import Left
from kg.recognise.parts import LEVELS, ROADS, Part
from kg.recognise.suffixes import Ending, parts, suffixes
from kg.recognise.words import institution_kinds, verbs

_KINDS_JOINED = re.compile(
    r"(?:(?:中小学|小学|初中|高中|中学|幼儿园|中职|高职|普高|学前|特教)(?=.)){1,3}(?:学校|幼儿园|中小学|小学|中学|学区)$")
_COUNT_BEFORE = re.compile(
    r"(?:\d+|[一二两三四五六七八九十百]+|多|几|各|一批)(?:余|多)?(?:所|个|家|座|处|间)(?:以上)?$")
_COUNT_AFTER = re.compile(r"(?:共|达|有|各|共有)?(?:\d+|[一二两三四五六七八九十]+)(?:余|多)?(?:所|个|家|人|名)")
_MASK_BEFORE = re.compile(r"[*_×○□■xX?…#]$")
# What behind a suffix makes it a part of another word or of a phrase about a kind of school.
_WORD_AFTER = {
    "小学": re.compile(r"生|阶段|段|部(?!分)|低|高年级|[一二三四五六]年级|语文|数学|英语|科学|入学|升|化|招生|学段"),
    "中学": re.compile(r"生(?!物)|阶段|段|前|习|科(?![教技研艺学普]楼|技馆|学馆)|教师资格"),
    "初中": re.compile(r"生(?!物)|阶段|段|部|[一二三]年级|毕业|起点|升|学业|教育|后|等(?:职业|教育)"),
    "高中": re.compile(r"生(?!物)|阶段|段|部|[一二三]年级|毕业|学业|教育|新课|课程|录取|招生|选科|等(?:职业|教育)"),
    "大学": re.compile(r"生(?!物|态|命)|习|科|城|校园|期间|新生"),
    "学院": re.compile(r"派"),
    "幼儿园": re.compile(r"阶段|教师资格|化"),
    "学校": re.compile(r"化|食堂食|教育质量"),
    "公司": re.compile(r"制"),
    "联合会": re.compile(r"[审议商诊演操签谈]"),
    "集团": re.compile(r"化|公司|有限"),
    "基地": re.compile(r"学校|单位|校|建设|创建|项目|评选|称号|园"),
}
_CLIPPED_AFTER = re.compile(
    r"(?:[、和][一二三四五六七八九十]中)*全会|学(?!生)|[小幼时期段心间型组国央华层考旬位外医药文共职专招午秋步个名所]"
    r"|年(?=[级段])|等(?=[职专教技收水偏])|教育|教师|级|阶段|部(?!分)")
_CLIPPED_BEFORE = re.compile(r"[届其集初高之期途手空当适热命看击]$")
_CLIPPED_ALONE = re.compile(
    r"第?(?:[一二三四五六七八九十]+|\d+)(?:[中小幼]|完小|实[小幼])$|实验[一二三四五六七八九十]|特校$|职教中心$")
# Vocational schools are called by a trade behind a level (市理工中专).
_TRADES = frozenset({"中专", "职中", "职高", "职校", "技校"})
# What a planned school is named by (高铁片区九年一贯制学校).
_PLOTS = frozenset({"片区", "地块", "单元", "组团", "新城", "安置区", "板块", "小区", "花园"})
# Verbs before the title that an institution strives for (创建甲省科技高中), not before its name.
_SOUGHT = re.compile(r"(?:创建|争创|申报|评为|命名为|认定为|获评|创成|授予|培育|打造)(?:为|成)?$")
# 组建清流教育集团: what is founded by a name is a group of its own.
_FOUNDED_GROUP = re.compile("(?:组建|成立|新建|创建|建立)(?:了)?$")
_LISTED = ("、", "和", "与", "及")
# Kinds of which a county has one, named by the county and the kind.
_ONE_IN_A_COUNTY = frozenset(
    {"职业学校", "中等职业学校", "职业中学", "职业高中", "高级职业中学", "技工学校", "体育学校", "卫生学校"})
_UNNAMED_OWNERS = ("公办", "民办", "普通", "职业", "综合", "寄宿制", "农村")


class Candidate(NamedTuple):
    """A possible name: ``[begin, end)`` with its last part at ``[start, end)``; ``whole`` is what it is a campus of."""

    begin: int
    start: int
    end: int
    label: str
    ending: Ending
    left: Left
    whole: Candidate | None = None

    def sure(self) -> bool:
        """Tell whether the left end is sure and the name a proper one, so that it can be learned."""
        named = self.left.has("place", "proper", "name") and self.start > self.begin
        return named and self.left.stop in ("mark", "place", "opening") and not self.ending.suffix.clipped and \
            not self.left.has("common", "verb")


class Listing:
    """The candidates of a text with their neighbours in lists (甲小学、乙小学)."""

    def __init__(self, text: str, candidates: Sequence[Candidate]) -> None:
        self.text = text
        self.by_end = {candidate.end: candidate for candidate in candidates}
        self.by_begin = {candidate.begin: candidate for candidate in candidates}

    def before(self, candidate: Candidate) -> Candidate | None:
        """Return the candidate before another in a list."""
        listed = self.text[max(0, candidate.begin - 1):candidate.begin] in _LISTED
        return self.by_end.get(candidate.begin - 1) if listed else None

    def after(self, candidate: Candidate) -> Candidate | None:
        """Return the candidate behind another in a list."""
        listed = self.text[candidate.end:candidate.end + 1] in _LISTED
        return self.by_begin.get(candidate.end + 1) if listed else None

    def with_name(self, candidate: Candidate) -> bool:
        """Tell whether an institution with a name stands beside a candidate."""
        beside: Iterable[Candidate | None] = (self.before(candidate), self.after(candidate))
        naming: tuple[Part, ...] = ("place", "proper", "name", "level", "common")
        return any(other is not None and other.left.has(*naming) for other in beside)


@functools.cache
def _word_after(suffix: str) -> re.Pattern[str] | None:
    return next((pattern for end, pattern in _WORD_AFTER.items() if suffix.endswith(end)), None)


def follows_badly(text: str, ending: Ending) -> bool:
    """Tell whether the suffix is only a part of another word (小学生, 二中全会, 中小学)."""
    kinds = text[ending.start - 1:ending.start + 1]
    if kinds in ("中小", "大中", "大学") and ending.first.startswith(("小学", "中学")):
        return True
    if ending.suffix.clipped:
        before = text[max(0, ending.start - 1):ending.start]
        return bool(_CLIPPED_AFTER.match(text, ending.end) or _CLIPPED_BEFORE.search(before))
    pattern = _word_after(ending.last)
    return pattern is not None and pattern.match(text, ending.end) is not None


def accept(text: str, candidate: Candidate, listing: Listing) -> bool:
    """Tell whether a candidate is a name."""
    before = text[max(0, candidate.begin - 8):candidate.begin]
    if candidate.left.stop == "mask" or _MASK_BEFORE.search(before) or _COUNT_BEFORE.search(before):
        return False
    if candidate.whole is not None:
        return candidate.whole.ending.suffix.clipped or accept(text, candidate.whole, listing)
    ending, left = candidate.ending, candidate.left
    if ending.suffix.clipped:
        return _accept_clipped(text, candidate, listing)
    if ending.first == "集团":  # a group of schools only behind a school's name
        return False
    if not suffixes()[ending.first].needs_name:
        return True
    proper = text[candidate.begin:candidate.start]
    named = _CLIPPED_ALONE.match(ending.first) or ending.first in institution_kinds()["alone"]
    if not proper and candidate.label == "SchoolGroup" and named:  # 一小教联体, 实验小学教育集团
        return left.stop in ("mark", "stop-verb", "opening")
    if not proper:
        return _accept_alone(text, candidate, listing)
    if len(proper) == 1 and proper not in LEVELS and suffixes()[ending.first].label != "University":
        return False
    if ending.last in parts() and not _accept_part(candidate):
        return False
    if left.has("owner") and not left.has("place", "proper", "number", "level", "name"):
        return False
    if ending.suffix.label == "Organization":
        return _accept_organization(text, candidate)
    return _accept_institution(text, candidate, listing)


def _kind_only(text: str, candidate: Candidate) -> bool:
    words = text[candidate.start:candidate.end]
    return words in institution_kinds()["kind"] or bool(_KINDS_JOINED.fullmatch(words))


def _accept_clipped(text: str, candidate: Candidate, listing: Listing) -> bool:
    left = candidate.left
    if left.parts:
        single = candidate.start - candidate.begin == 1 and not left.has("level")
        if candidate.ending.first in _TRADES and left.parts[0][1] in ("level", "place"):  # 市理工中专
            return len(left.parts) <= 2
        return not single and left.has("place", "proper", "name", "level") and left.parts[-1][1] != "common"
    if not _CLIPPED_ALONE.match(candidate.ending.first):
        return False
    edge = text[candidate.begin - 1:candidate.begin] in "、,;:(“\n" or left.stop in ("stop-verb", "opening")
    before, after = listing.before(candidate), text[candidate.end:candidate.end + 1]
    listed = before is not None and before.ending.suffix.clipped
    # 三小, 五小 are words as well.
    if not candidate.ending.first.endswith("小") or candidate.ending.first.endswith("完小"):
        return edge and not (after.isdigit() or after in tuple("各类化师生组"))
    return edge and (listed or not after or after in "、,;。()和与及等荣获被成教")


def _accept_alone(text: str, candidate: Candidate, listing: Listing) -> bool:
    words = text[candidate.start:candidate.end]
    if words not in institution_kinds()["alone"] and not re.match(r"第[一二三四五六七八九十\d]", words):
        return False
    after = listing.after(candidate)
    if after is not None and not after.left.parts and _kind_only(text, after):  # 特殊教育学校、职业学校 are kinds
        return False
    listed = listing.before(candidate) is not None
    return candidate.left.stop in ("mark", "stop-verb", "opening") and (
        listed or not _COUNT_AFTER.match(text, candidate.end))


def _accept_part(candidate: Candidate) -> bool:
    """Judge a campus whose whole is not named beside it."""
    if any(word.endswith(("大学", "学院")) for word, _ in candidate.left.parts):
        return False
    return candidate.left.has("place", "proper", "name") or candidate.ending.last == "教学点"


def _accept_organization(text: str, candidate: Candidate) -> bool:
    left, last = candidate.left, candidate.ending.last
    if last.endswith(("工作室", "工作坊", "工作站")):
        return left.has("person")
    if left.parts and left.parts[0][1] in ("place", "level"):
        return not _kind_only(text, candidate) or len(left.parts) > 1
    if last.endswith("公司") and left.stop in ("mark", "opening", "stop-verb"):
        return not {kind for _, kind in left.parts} <= {"inner", "owner"} and candidate.start - candidate.begin >= 3
    return left.has("place", "proper") and left.stop != "limit" and left.parts[0][1] not in ("inner", "verb")


def _accept_institution(text: str, candidate: Candidate, listing: Listing) -> bool:
    left, kinds = candidate.left, {kind for _, kind in candidate.left.parts}
    only, words = _kind_only(text, candidate), text[candidate.start:candidate.end]
    if len(left.parts) > 1 and left.parts[-1][0] in _PLOTS and left.parts[-2][1] in ("common", "proper", "place"):
        return True
    if len(left.parts) > 1 and left.parts[-1][0] in ROADS:  # 丰乐|大道|九年一贯制学校
        return True
    listed = listing.with_name(candidate)
    if _FOUNDED_GROUP.search(text[max(0, candidate.begin - 4):candidate.begin]) and candidate.label == "SchoolGroup" \
            and [kind for _, kind in left.parts] == ["common"]:
        return True
    if candidate.label in ("University", "SchoolGroup") and candidate.ending.first in institution_kinds()["kind"] and \
            not left.has("place", "proper", "name", "number") and (
                candidate.label == "SchoolGroup" or "level" not in kinds):
        return listed and "common" not in kinds
    if kinds <= {"inner"} and words == "大学区":  # 实验大学区
        return True
    if kinds <= {"inner", "verb", "owner"}:
        # A word that the dictionary alone takes for a verb may be a name (甘露小学).
        named = left.stop == "mark" and kinds == {"verb"} and len(text[candidate.begin:candidate.start]) == 2 \
            and text[candidate.begin:candidate.start] not in verbs() \
            and text[candidate.start - 1] not in "到来去进出上下过" and not _COUNT_AFTER.match(text, candidate.end)
        return (listed and "verb" in kinds) or named
    sought = _SOUGHT.search(text[max(0, candidate.begin - 4):candidate.begin]) is not None
    if sought and kinds <= {"place", "level", "inner", "owner"}:
        return False
    if kinds == {"place"} and left.parts[-1][0].endswith(("省", "自治区")):
        return words in institution_kinds()["alone"]
    if kinds <= {"place", "inner", "owner"} and (only or kinds != {"place"}):
        return _divisional(candidate, words, only=only, listed=listed)
    if left.has("place", "proper", "name", "number"):
        return [kind for _, kind in left.parts].count("common") <= 2
    if left.has("level"):
        return not only or words in institution_kinds()["single"] or not kinds <= {"level", "inner"}
    if only and words.endswith(("学校", "学区", "教育集团")):
        return listed
    opens = left.stop == "mark" and len(left.parts) == 1 and not _COUNT_AFTER.match(text, candidate.end)
    return listed or (len(left.parts) <= 3 and "verb" not in kinds
                      and (opens or not words.endswith(("高中", "初中"))))


def _divisional(candidate: Candidate, words: str, *, only: bool, listed: bool) -> bool:
    """Judge a division before a kind of school: 甲镇小学, 甲县幼儿园, 甲中学 are schools, 甲市小学, 甲区学校 kinds.

    甲学校 behind a short name is a school where it stands in a list with schools.
    """
    last = next(word for word, kind in reversed(candidate.left.parts) if kind == "place")
    inner = "".join(word for word, kind in candidate.left.parts if kind in ("inner", "owner"))
    if last.endswith(("镇", "乡", "街道", "村")):
        return words not in ("学校", "初中学校") or bool(inner)
    if last.endswith(("省", "自治区")):
        return False
    if len(last) > 2 and last.endswith(("区", "县", "市", "州", "旗")):
        one = words == "幼儿园" or (words in _ONE_IN_A_COUNTY and last[-1] in "区县市旗")
        return one if only else bool(inner) and inner not in _UNNAMED_OWNERS
    return words != "学校" or bool(inner) or listed
