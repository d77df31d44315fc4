"""Whether what stands before an institution's suffix makes a name of it, or only a phrase (薄弱学校, 全区小学)."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.recognise.boundaries import LEVELS, Left
from kg.recognise.suffixes import PARTS, Ending, suffixes

# Suffixes that alone or behind a division only say a kind of school.
_KIND_ONLY = frozenset({"学校", "小学", "中学", "初中", "高中", "学区", "大学", "学院", "校区", "教学点", "公司", "协会", "医院", "银行", "园区", "分园", "分校", "书院",
                        "学堂", "教育集团", "集团校", "集团学校", "教共体", "教育共同体", "中心校", "中心学校", "完全小学", "完小", "初级中学", "高级中学", "普通高中", "综合高中",
                        "职业学校", "中等职业学校", "技工学校", "培训学校", "教育培训学校", "义务教育学校", "九年一贯制学校", "九年制学校", "一贯制学校", "寄宿制学校", "民族学校", "专门学校",
                        "普通高级中学", "初中学校", "高中学校", "小学学校", "中学学校", "中职学校", "幼儿园小学"})
_KINDS_JOINED = re.compile(r"(?:(?:中小学|小学|初中|高中|中学|幼儿园|中职|高职|普高|学前|特教)(?=.)){1,3}(?:学校|幼儿园|中小学|小学|中学|学区)$")
# Names that an institution of a district may bear without a proper part.
_ALONE = frozenset({
    "实验小学", "实验中学", "实验幼儿园", "实验学校", "外国语学校", "机关幼儿园", "外国语实验学校", "实验高中", "实验初中", "职教中心", "特殊教育学校", "职业中专",
    "教师进修学校", "青少年宫", "社区学院", "开放大学", "教师发展中心", "职业技术学校", "实验初级中学", "直属机关幼儿园", "第一幼儿园", "职业教育中心", "中心幼儿园"})
# Kinds of which a county has one: 县高级中学, 镇中心学校.
_ONE_OF_ITS_KIND = ("中心学校", "中心校", "高级中学", "职业学校", "中等职业学校", "技工学校")
_COUNT_BEFORE = re.compile(r"(?:\d+|[一二两三四五六七八九十百]+|多|几|各|一批)(?:余|多)?(?:所|个|家|座|处|间)(?:以上)?$")
_COUNT_AFTER = re.compile(r"(?:共|达|有|各|共有)?(?:\d+|[一二两三四五六七八九十]+)(?:余|多)?(?:所|个|家|人|名)")
_MASK_BEFORE = re.compile(r"[*_×○□■xX?…#]$")
# What behind a suffix makes it a part of another word or of a phrase about a kind of school.
_WORD_AFTER = {
    "小学": re.compile(r"生|阶段|段|部(?!分)|低|高年级|[一二三四五六]年级|语文|数学|英语|科学|入学|升|化|招生|学段"),
    "中学": re.compile(r"生(?!物)|阶段|段|前|习|科|教师资格"),
    "初中": re.compile(r"生(?!物)|阶段|段|部|[一二三]年级|毕业|起点|升|学业|教育|后|等"),
    "高中": re.compile(r"生(?!物)|阶段|段|部|[一二三]年级|毕业|学业|教育|新课|课程|录取|招生|选科|等"),
    "大学": re.compile(r"生(?!物|态|命)|习|科|城|校园|期间|新生"),
    "学院": re.compile(r"派"),
    "幼儿园": re.compile(r"(?:阶段|教师资格|化)"),
    "学校": re.compile(r"(?:化|食堂食|教育质量)"),
    "公司": re.compile(r"制"),
    "集团": re.compile(r"化|公司|有限"),
    "基地": re.compile(r"学校|单位|校|建设|创建|项目|评选|称号|园"),
}
_CLIPPED_AFTER = re.compile(r"(?:[、和][一二三四五六七八九十]中)*全会|[学小幼时年期段心间型组国央华层考旬位外医药文共职专招午秋步个名所]|等(?=[职专教技收水偏])|教育|教师|学生|级|阶段|部(?!分)")
_CLIPPED_BEFORE = re.compile(r"[届其集初高之期途手空当适热命看击]$")
# Verbs before the title that an institution strives for (创建甲省科技高中), not before its name.
_SOUGHT = re.compile(r"(?:创建|争创|申报|评为|命名为|认定为|获评|创成|授予|培育|打造)(?:为|成)?$")
_LISTED = "、和与及"


@dataclass(frozen=True, slots=True)
class Candidate:
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


def follows_badly(text: str, ending: Ending) -> bool:
    """Tell whether the suffix is only a part of another word (小学生, 二中全会, 中小学)."""
    if text[ending.start - 1:ending.start + 1] in ("中小", "大中", "大学") and ending.first.startswith(("小学", "中学")):
        return True
    if ending.suffix.clipped:
        return bool(_CLIPPED_AFTER.match(text, ending.end) or _CLIPPED_BEFORE.search(text[:ending.start][-1:]))
    pattern = next((p for suffix, p in _WORD_AFTER.items() if ending.last.endswith(suffix)), None)
    return pattern is not None and pattern.match(text, ending.end) is not None


def accept(text: str, candidate: Candidate, all_: Sequence[Candidate]) -> bool:
    """Tell whether a candidate is a name; ``all_`` are the candidates of the text in order."""
    before = text[max(0, candidate.begin - 8):candidate.begin]
    if candidate.left.stop == "mask" or _MASK_BEFORE.search(before) or _COUNT_BEFORE.search(before):
        return False
    if candidate.whole is not None:
        return candidate.whole.ending.suffix.clipped or accept(text, candidate.whole, all_)
    suffix, proper = candidate.ending.suffix, text[candidate.begin:candidate.start]
    if suffix.clipped:
        return _accept_clipped(text, candidate, proper, all_)
    if candidate.ending.first == "集团":  # a group of schools only behind a school's name
        return False
    if not suffixes()[candidate.ending.first].needs_name:
        return True
    if not proper:
        return _accept_alone(text, candidate, all_)
    if len(proper) == 1 and proper not in LEVELS:
        return False
    if candidate.ending.last in PARTS and not candidate.left.has("place", "proper", "name") and \
            candidate.ending.last != "教学点":
        return False
    if candidate.ending.last in PARTS and any(word.endswith(("大学", "学院")) for word, _ in candidate.left.parts):
        return False
    if candidate.left.has("owner") and not candidate.left.has("place", "proper", "number", "level", "name"):
        return False
    if suffix.label == "Organization" and suffix.needs_name:
        return _accept_organization(text, candidate)
    return _accept_institution(text, candidate, all_)


def _kind_only(candidate: Candidate, text: str) -> bool:
    words = text[candidate.start:candidate.end]
    return words in _KIND_ONLY or bool(_KINDS_JOINED.fullmatch(words))


def _accept_clipped(text: str, candidate: Candidate, proper: str, all_: Sequence[Candidate]) -> bool:
    if proper:
        return candidate.left.has("place", "proper", "name", "level") and candidate.left.parts[-1][1] != "common"
    numbered = re.match(r"第?(?:[一二三四五六七八九十]+|\d+)[中小幼]$|实验", candidate.ending.first) is not None
    edge = text[candidate.begin - 1:candidate.begin] in "、,;:(“\n" or candidate.left.stop in ("verb", "opening")
    after = text[candidate.end:candidate.end + 1]
    listed = any(other.end + 1 == candidate.begin and text[other.end] in _LISTED and other.ending.suffix.clipped
                 for other in all_)
    return numbered and edge and (listed or after in "、,;。()和与及等荣获被成" or not after)


def _accept_alone(text: str, candidate: Candidate, all_: Sequence[Candidate]) -> bool:
    words = text[candidate.start:candidate.end]
    if words not in _ALONE and not re.match(r"第[一二三四五六七八九十\d]", words):
        return False
    listed = any(other.end + 1 == candidate.begin and text[other.end] in _LISTED for other in all_)
    if any(other.begin == candidate.end + 1 and text[candidate.end] in _LISTED and not other.left.parts
           and _kind_only(other, text) for other in all_):  # 特殊教育学校、职业学校 are kinds
        return False
    return candidate.left.stop in ("mark", "verb", "opening") and (listed or not _COUNT_AFTER.match(text, candidate.end))


def _accept_organization(text: str, candidate: Candidate) -> bool:
    left, parts = candidate.left, candidate.left.parts
    if candidate.ending.last.endswith(("工作室", "工作坊", "工作站")):
        return left.has("person")
    if parts and parts[0][1] in ("place", "level"):
        return not _kind_only(candidate, text) or len(parts) > 1
    if candidate.ending.last.endswith("公司") and left.stop in ("mark", "opening", "verb"):
        return not {kind for _, kind in parts} <= {"inner", "owner"} and candidate.start - candidate.begin >= 3
    return left.has("place", "proper") and left.stop != "limit" and parts[0][1] not in ("inner", "verb")


def _accept_institution(text: str, candidate: Candidate, all_: Sequence[Candidate]) -> bool:
    left, kinds = candidate.left, [kind for _, kind in candidate.left.parts]
    only = _kind_only(candidate, text)
    if candidate.label in ("University", "SchoolGroup") and not left.has("place", "proper", "name", "number") and \
            candidate.ending.first in _KIND_ONLY:
        return _listed_with_name(text, candidate, all_) and "common" not in kinds
    if set(kinds) <= {"inner", "verb", "owner"}:
        return "verb" in kinds and _listed_with_name(text, candidate, all_)
    if set(kinds) <= {"place", "level", "inner", "owner"} and _SOUGHT.search(text[max(0, candidate.begin - 4):candidate.begin]):
        return False
    if set(kinds) <= {"place", "inner", "owner"} and (only or "inner" in kinds or "owner" in kinds):
        return _divisional(text, candidate, kinds, only)
    if left.has("place", "proper", "name", "number"):
        return kinds.count("common") <= 2
    if left.has("level"):
        centre = text[candidate.start:candidate.end] in _ONE_OF_ITS_KIND
        return not only or centre or not set(kinds) <= {"level", "inner"}
    if only and text[candidate.start:candidate.end].endswith(("学校", "学区", "教育集团")):
        return _listed_with_name(text, candidate, all_)
    graded = text[candidate.start:candidate.end].endswith(("高中", "初中"))
    return (len(kinds) <= 3 and "verb" not in kinds and not graded) or _listed_with_name(text, candidate, all_)


def _divisional(text: str, candidate: Candidate, kinds: list[str], only: bool) -> bool:
    """Judge names of a division and a kind of school: 甲镇小学, 甲县幼儿园 and 甲中学 are schools, 甲市小学 and 甲区学校 kinds."""
    last = next(word for word, kind in reversed(candidate.left.parts) if kind == "place")
    inner = "".join(word for word, kind in candidate.left.parts if kind in ("inner", "owner"))
    words = text[candidate.start:candidate.end]
    if last.endswith(("镇", "乡", "街道", "村")):
        return words not in ("学校", "初中学校") or bool(inner)
    if last.endswith(("省", "自治区")):
        return False
    if len(last) > 2 and last.endswith(("区", "县", "市", "州", "旗")):
        return words == "幼儿园" if only else bool(inner) and inner not in ("公办", "民办", "普通", "职业", "综合", "寄宿制", "农村")
    return words != "学校" or bool(inner)


def _listed_with_name(text: str, candidate: Candidate, all_: Sequence[Candidate]) -> bool:
    """Tell whether a surely named institution stands beside the candidate in a list."""
    for other in all_:
        if other.left.has("place", "proper", "name", "level") and ((other.end + 1 == candidate.begin and text[other.end] in _LISTED)
                             or (candidate.end + 1 == other.begin and text[candidate.end] in _LISTED)):
            return True
    return False
