"""AWARDED and SEEKS: titles that are held, were given, or are striven for, and by whom."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.recognise.honour_rules import COUNT, alternatives, holder_of, rules
from kg.relate.scene import Named, Scene
from kg.types import Claim, Span

_HOLDERS = frozenset({"School", "Kindergarten", "SchoolGroup", "Organization", "GovernmentBody", "University"})
_SCHOOLS = frozenset({"School", "Kindergarten", "SchoolGroup"})
_AMOUNT = rf"(?:等)?(?:共)?(?:{COUNT}|多所)?(?:[一-鿿]{{0,6}}(?:学校|幼儿园|单位|园|校))?"
_LIST_END = re.compile(rf"{_AMOUNT}(?:\([^()]{{0,60}}\))?“?")
_JOINED = re.compile(rf"”?(?:共|达|各)?(?:{COUNT})?(?:以上|左右)?(?:称号|荣誉)?[、,和及与;]?(?:其中)?“?")
_PASSIVE = re.compile(r"(?:被|由|经|获|得到|受到)[^,;。]{0,24}$")
_ADVERBS = re.compile(r"(?:均|都|也|已|又|还|并|再次|首次|成功|顺利|先后|双双|分别|一举|正式|高分|以高分|以优异成绩|连续[一-鿿\d]{1,3}[年次]|(?:于)?20\d\d年(?:度)?|[\d]{1,2}月|积极|力争|争取|全力|努力|计划|拟|将|启动|推进|年内|今年|正在|加快|\s)*")
_SELF = re.compile(r"我(?P<level>[区县市省镇乡旗州])|(?P<own>我[局委校园厅办院]|本[局校园]|全局)")
_REVIEWED = re.compile(r"(?P<level>国家|省|市|区|县)(?:级|教育厅|政府|里)?[^,;。]{0,6}?(?:督导)?(?:评估|验收|核查|评审|复核|认定|督导)")
_RANK = {"国家": 3, "全国": 3, "教育部": 3, "省": 2, "市": 1, "区": 0, "县": 0}
_UNNAMED = re.compile(r"(?:鼓励|引导|\d%(?:以上)?的?)(?:各|一批)?(?:学校|幼儿园|中小学)[^,;。]{0,6}$|%[^,;。]{0,12}$")
_ADJECTIVE = re.compile(r"(?:为主体|为龙头|为核心|为引领|为依托)")


@functools.cache
def _verb() -> re.Pattern[str]:
    found = rules()
    return re.compile(alternatives([*found.given, *found.sought, *found.open]))


@functools.cache
def _pursued() -> re.Pattern[str]:
    return re.compile(r"”?(?:的)?(?:创建|争创|申报|创评|迎检|迎评|评估|验收|通过)(?!率)")


@functools.cache
def _words(kind: str) -> re.Pattern[str]:
    return re.compile(alternatives(getattr(rules(), kind)))


@dataclass(frozen=True, slots=True)
class _Governor:
    """The verb of a title: where it stands, and the word (empty where only what follows the title tells)."""

    span: Span
    word: str


def honours(scene: Scene) -> Iterator[Claim]:
    """Yield AWARDED and SEEKS claims of a sentence."""
    if scene.bureau is None or scene.sentence.role == "title":
        return
    previous: tuple[Named, _Governor, list[str], list[Span], bool] | None = None
    for title in (n for n in scene.names if n.label == "Honor"):
        shared = previous if previous is not None and _JOINED.fullmatch(scene.text[previous[0].end:title.start]) else None
        governor = _governor(scene, title)
        if shared is not None and (governor is None or governor.span.end <= shared[0].start):
            _, governor, ids, spans, named = shared
        elif governor is None:
            previous = None
            continue
        else:
            ids, spans, named = _holders(scene, title, governor)
        previous = (title, governor, ids, spans, named)
        kind = _kind(scene, title, governor, named=named)
        if kind is None:
            continue
        for id in ids or [_default(scene, title)]:
            yield Claim(kind, id, title.id, scene.evidence(title.mention.span, *spans),
                        kind.lower() + ("-named" if named else ""), round(0.9 * title.mention.confidence, 3),
                        scene.year(title.start), scene.sentence.section.path)


def _default(scene: Scene, title: Named) -> str:
    district = scene.resolved.district
    return district if district and holder_of(title.mention.name) == "District" else scene.bureau or ""


def _governor(scene: Scene, title: Named) -> _Governor | None:
    """Return the last verb before a title in its clause that gives or seeks it, or what follows the title and says so."""
    clause = scene.clause(title.start)
    inside = [n.mention.span for n in scene.names if n.label != "District" and n.start < title.start]
    found = None
    for match in _verb().finditer(scene.text, clause.start, title.start):
        if any(span.start <= match.start() < span.end for span in inside) or match.end() > title.start:
            continue
        if scene.text[match.end():match.end() + 1] in ("奖", "率"):
            continue
        found = _Governor(Span(*match.span()), match.group())
    after = _pursued().match(scene.text, _list_end(scene, title))
    if found is None and after is not None and after.end() <= clause.end:
        return _Governor(Span(title.start, title.start), "")
    if found is None and _ADJECTIVE.match(scene.text, title.end):
        return _Governor(Span(title.start, title.start), "是")
    if found is None and (group := _group(scene, [n for n in _institutions(scene, clause) if n.end <= title.start])):
        between = scene.text[group[-1].end:title.start]
        if re.fullmatch(rf"等?{COUNT}“?", between):
            return _Governor(Span(title.start, title.start), "是")
    return found


def _list_end(scene: Scene, title: Named) -> int:
    """Return where the list of titles ends that a title stands in (甲区、乙区创建)."""
    end = title.end
    for other in scene.names:
        if other.label == "Honor" and other.start > end and scene.text[end:other.start] in ("、", "和", "与", "及", "以及"):
            end = other.end
    return end


def _institutions(scene: Scene, clause: Span) -> list[Named]:
    return [n for n in scene.names if n.label in _HOLDERS and clause.start <= n.start < clause.end]


def _group(scene: Scene, names: Sequence[Named]) -> list[Named]:
    """Return the list of names that ends with the last of some names."""
    if not names:
        return []
    group = [names[-1]]
    for name in reversed(names[:-1]):
        if not re.fullmatch(r"[、和与及]|以及", scene.text[name.end:group[0].start]):
            break
        group.insert(0, name)
    return group


def _holders(scene: Scene, title: Named, governor: _Governor) -> tuple[list[str], list[Span], bool]:
    """Return the ids of those who hold or seek a title, where they stand, and whether the text names them."""
    clause = scene.clause(title.start)
    text, at = scene.text, governor.span
    names = _institutions(scene, clause)
    behind = _group(scene, [n for n in names if at.end <= n.start and n.end <= title.start])
    if behind and _takes(text, at, behind, title):
        return _named(behind)
    passive = _PASSIVE.search(text, clause.start, at.start)
    stop = passive.start() if passive else at.start
    before = _group(scene, [n for n in names if n.end <= stop])
    if before and re.search(r"[向经由报与和对被]$", text[clause.start:before[0].start]):
        before = []
    if before and re.fullmatch(rf"{_AMOUNT}(?:\([^()]*\))?{_ADVERBS.pattern}[^,;。、]{{0,24}}", text[before[-1].end:stop]) \
            and not (before[-1].label == "GovernmentBody" and governor.word in rules().granting and not passive):
        return _own_title(scene, title, _named(before))
    bracketed = re.search(r"\(([^()]*)\)$", text[clause.start:stop])
    if bracketed and (inside := [n for n in names if n.start >= clause.start + bracketed.start() and n.end <= stop]):
        return _named(inside)
    if (own := _self(scene, clause.start, stop, title)) is not None:
        return own
    return _subjects(scene, title, governor, stop)


def _takes(text: str, verb: Span, group: Sequence[Named], title: Named) -> bool:
    """Tell whether a verb hands a title to the institutions behind it (授予甲校…称号, 命名甲、乙为…)."""
    between = text[group[-1].end:title.start]
    direct = re.fullmatch(rf"(?:等)?(?:{COUNT}|多所)?[一-鿿]{{0,4}}(?:为|成为|创成|创建|争创|申报|获评|评为)?[一-鿿]{{0,4}}“?", between)
    return direct is not None and group[0].start - verb.end <= 6


def _named(group: Sequence[Named]) -> tuple[list[str], list[Span], bool]:
    return [n.id for n in group], [n.mention.span for n in group], True


def _own_title(scene: Scene, title: Named, found: tuple[list[str], list[Span], bool]) -> tuple[list[str], list[Span], bool]:
    """Give a title that only districts hold to the district where the text names its bureau."""
    if holder_of(title.mention.name) == "District" and scene.resolved.district and scene.resolved.bureau in found[0]:
        return [scene.resolved.district], found[1], True
    return found


def _self(scene: Scene, start: int, stop: int, title: Named) -> tuple[list[str], list[Span], bool] | None:
    found = None
    for match in _SELF.finditer(scene.text, start, stop):
        found = match
    if found is None:
        return None
    district = scene.resolved.district
    if found["level"] and district and holder_of(title.mention.name) != "School":
        return [district], [], True
    return ([scene.resolved.bureau], [], True) if found["own"] and scene.resolved.bureau else None


def _subjects(scene: Scene, title: Named, governor: _Governor, stop: int) -> tuple[list[str], list[Span], bool]:
    """Return the subject of an earlier clause, where the title's own clause begins with its verb."""
    clause = scene.clause(title.start)
    counted = re.match(rf"”?(?:称号)?(?:共|达)?{COUNT}", scene.text[title.end:title.end + 8])
    if counted or not _ADVERBS.fullmatch(scene.text[clause.start:stop]) or not governor.word:
        return [], [], False
    for earlier in reversed([c for c in scene.sentence.clauses if c.end <= clause.start]):
        own = _self(scene, earlier.start, min(earlier.start + 8, earlier.end), title)
        if own is not None:
            return own
        subjects = scene.subjects(earlier.end)
        school = holder_of(title.mention.name) in ("School", "Kindergarten")
        holders = [n for n in subjects if n.label in (_SCHOOLS if school else _HOLDERS)]
        if holders and all(n.start >= earlier.start for n in holders):
            return _own_title(scene, title, _named(holders))
    return [], [], False


def _kind(scene: Scene, title: Named, governor: _Governor, *, named: bool) -> str | None:
    """Return AWARDED or SEEKS, or None where the sentence speaks of nobody's title."""
    text, clause, known = scene.text, scene.clause(title.start), rules()
    lead, after = text[clause.start:governor.span.start], text[title.end:title.end + 12].lstrip("”")
    word = governor.word
    if "以上" in title.mention.name or _UNNAMED.search(lead) or _words("statistic").match(after):
        return None
    counted = bool(re.match(rf"(?:共|达|各)?(?:{COUNT})", after) or re.search(rf"(?:{COUNT}|一批)“?$", text[clause.start:title.start])
                   or re.match(rf"(?:{COUNT})", text[title.end:title.end + 6]) or title.mention.rule == "honour-series")
    if word == "是":
        return "AWARDED"
    if word in known.made and not (counted or named):
        district = holder_of(title.mention.name) == "District"
        return "SEEKS" if district and re.match("创建|争创", after) else None
    past = scene.kind == "summary" or _earlier(scene, title)
    if not past and not (re.search("已|成功", lead[-6:]) and word in known.given):
        return "SEEKS"
    hedged = _hedged(scene, max(clause.start, governor.span.start - 14), governor.span.start)
    if word == "" or word in known.sought or (hedged and not re.search("成功|已|顺利", lead[-6:])):
        reviewed = word == "" and after.startswith("通过") and not _below(title, text[title.end:clause.end])
        return "AWARDED" if reviewed else "SEEKS"
    if _below(title, text[governor.span.start:clause.end]) and (word == "通过" or "通过" in text[clause.start:title.start]):
        return "SEEKS"
    if word in known.open and not (counted or named or re.search(alternatives(known.reached), lead[-6:])):
        return "SEEKS"
    return "AWARDED"


def _hedged(scene: Scene, start: int, end: int) -> bool:
    """Tell whether words before a verb say that its title is not reached yet, names aside."""
    names = [n.mention.span for n in scene.names if n.end > start and n.start < end]
    return any(not any(span.start <= match.start() < span.end for span in names)
               for match in _words("hedges").finditer(scene.text, start, end))


def _earlier(scene: Scene, title: Named) -> bool:
    """Tell whether a plan's sentence looks back on a year before the plan's."""
    year, own = scene.year(title.start), scene.sentence.section.year
    return year is not None and own is not None and year < own


def _below(title: Named, rest: str) -> bool:
    """Tell whether a review is one of a lower level than the title (通过全国…县省级评估)."""
    review = _REVIEWED.search(rest.replace(title.mention.name, "\0"))
    level = next((_RANK[word] for word in ("全国", "国家", "教育部") if title.mention.name.startswith(word)), 0)
    unlevelled = not re.match(r"[省市区县]|[一-鿿]{2,5}[省市区县]", title.mention.name)
    return review is not None and _RANK[review["level"]] < (level or (3 if unlevelled and holder_of(title.mention.name) == "District" else 0))
