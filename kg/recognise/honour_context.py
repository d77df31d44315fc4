"""Whether a possible title is one: given, sought, counted or judged, not a kind of school, a campaign or a slogan."""
from __future__ import annotations

import re
from typing import NamedTuple

from kg.recognise.honour_bounds import EDITIONS
from kg.recognise.honour_rules import COUNT, holder_of, level_end, patterns, rules
from kg.recognise.honour_series import direct_level

COUNTED = re.compile(rf"(?:共|达到?|共计|累计)?{COUNT}(?!单位|学校|中小学)")
HIGH = re.compile(r"全国|国家|教育部|[省市区县州]级|省|[一-鿿]{2,3}省|(?:北京|上海|天津|重庆)市")
# Names of schools end like titles: only a level above the district, or a number, tells them apart.
_SCHOOL = re.compile(r"(?:学校|小学|中学|高中|幼儿园|分校|校区)”?$")
_OWN = re.compile(r"(?:实验|示范)(?:学校|小学|中学|高中|幼儿园)$")
# Who strives is named right before the title (推进某中学国家示范校建设).
_HOLDER_BEFORE = re.compile("(?:小学|中学|学校|幼儿园|学院|职中|职校|职高|中专)$")
_WHOLE = re.compile("全[市区县]")
# 区职教中心实训基地: a part of the institution, no title.
_OF_INSTITUTION = re.compile(
    r"[省市区县镇].{0,6}(?:职教中心|中专|职[中高校]|中学|小学|幼儿园|学院)"
    r"(?:实训|实践|教学|实习)?(?:基地|中心)$")
_COUNT_BEFORE = re.compile(rf"{COUNT}(?:以上)?$")


class Candidate(NamedTuple):
    """A possible title: ``begin`` to ``end`` with its editions, the verb that governs it, and how it was found."""

    begin: int
    end: int
    verb: str
    verb_start: int
    part: str

    def name(self, text: str) -> str:
        """Return the title without editions before it and quotation marks."""
        edition = EDITIONS.match(text, self.begin, self.end)
        return text[edition.end() if edition else self.begin:self.end].replace("“", "").replace("”", "")


def like_school(text: str, begin: int, end: int) -> bool:
    """Tell whether a name may be a school's own: it ends so, and no level above the district opens it."""
    return bool(_SCHOOL.search(text[begin:end])) and not HIGH.match(text, begin, end)


def stands(text: str, candidate: Candidate) -> bool:
    """Tell whether a candidate's context makes it a title, not a kind of school, a campaign or a slogan."""
    found, name = patterns(), candidate.name(text)
    after = text[candidate.end:candidate.end + 10]
    edition = EDITIONS.match(text, candidate.begin, candidate.end)
    at = edition.end() if edition else candidate.begin
    levelled = at < level_end(text, at) < candidate.end - 1
    shared = direct_level(after) is not None
    before = text[max(0, candidate.begin - 8):candidate.begin]
    counted = bool(shared or COUNTED.match(after) or _COUNT_BEFORE.search(before))
    if candidate.verb == "作为" and holder_of(name) == "District" and "试点" in name:  # 作为“双减”试点区
        return False
    if candidate.verb not in rules().given and _OF_INSTITUTION.match(name):
        return False
    if found.foreign.search(name) or found.persons.search(name) or found.elsewhere.match(after):
        return False
    if found.statistic.match(after):
        return levelled and candidate.part != "noun" and not _WHOLE.match(name)
    if _is_campaign(text, candidate, levelled=levelled, counted=counted, after=after):
        return False
    if candidate.part in ("award", "quoted", "anchored"):
        return True
    if levelled and like_school(text, at, candidate.end) and (candidate.part == "grade" or _OWN.search(name)):
        head = candidate.part == "head"
        if not (counted and (head or candidate.verb)) and not (head and candidate.verb):
            return False
    if levelled or shared:
        return bool(candidate.verb or counted or before.endswith("等") or found.pursuit.match(after)
                    or found.told.search(text, candidate.end, candidate.end + 12))
    return "以上" not in name and _stands_bare(text, candidate, counted=counted, after=after)


def _is_campaign(text: str, candidate: Candidate, *, levelled: bool, counted: bool, after: str) -> bool:
    """Tell whether the work for a title is meant, which is a program (推进平安校园建设), not the title."""
    known = rules()
    campaign = patterns().campaign.match(after)
    if campaign is None or counted or candidate.verb in ("创建", *known.given, *known.sought):
        return False
    if _HOLDER_BEFORE.search(text, max(0, candidate.begin - 4), candidate.begin):
        return False
    if campaign.group().startswith("创建"):
        return not (levelled or (candidate.part != "noun" and holder_of(candidate.name(text)) == "District"))
    return candidate.verb in known.work or not candidate.verb


# 力争甲实验小学创建为…: what stands before these is who strives.
_OF_SUBJECTS = ("创建为", "创建成", "争创", "创成", "获评", "入选", "成为")


def _stands_bare(text: str, candidate: Candidate, *, counted: bool, after: str) -> bool:
    """Tell whether a title without a level stands (争创书法教育样板学校)."""
    known, verb = rules(), candidate.verb
    quoted = "“" in text[candidate.begin:candidate.end]
    firm = verb in known.given or verb in known.sought or verb in ("创建", "新创建", "培育创建")
    if candidate.part == "head":
        made = verb in known.made and verb not in known.judged and (counted or verb in ("培育", "打造", "完成"))
        adjacent = verb and candidate.begin <= candidate.verb_start + len(verb) + 2
        created = adjacent and after.startswith("创建") and holder_of(candidate.name(text)) == "District"
        return bool(firm or made or created) or bool(patterns().chosen.match(after))
    firm = firm and verb not in known.loose
    if candidate.part == "grade":
        return (firm and not after.startswith(_OF_SUBJECTS)) or (quoted and counted)
    district = holder_of(candidate.name(text)) == "District"
    return (quoted and counted) or (firm and (counted or district or verb in known.sought))
