"""Who holds or seeks a title: those named around its verb, the subject of the sentence, or the district itself."""
from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.recognise.honour_rules import COUNT, alternatives, holder_of, rules
from kg.relate.scene import Named, Scene
from kg.types import Span

_HOLDERS = frozenset({"School", "Kindergarten", "SchoolGroup", "Organization", "GovernmentBody", "University"})
_SCHOOLS = frozenset({"School", "Kindergarten", "SchoolGroup"})
_AMOUNT = rf"(?:等)?(?:共)?(?:{COUNT}|多所)?(?:[一-鿿]{{0,6}}(?:学校|幼儿园|单位|园|校))?"
_PASSIVE = re.compile(r"(?:被|由|经|获|得到|受到)[^,;。]{0,24}$")
# Before a name: it is no subject.
_OBJECT = re.compile(r"[向经由报与和对被]$")
_SELF = re.compile(r"我(?P<level>[区县市省镇乡旗州])|(?P<own>我[局委校园厅办院]|本[局校园]|全局)")
# The word of a governor where a title is said of institutions without a verb (以甲园等省一级园为主体).
IS = "是"
_TAKES = re.compile(
    rf"等?(?:{COUNT}|多所)?[一-鿿]{{0,4}}(?:为|成为|创成|创建|争创|申报|获评|评为)?[一-鿿]{{0,4}}“?")


@dataclass(frozen=True, slots=True)
class Governor:
    """The verb of a title: where it stands, and the word (empty where only what follows the title tells).

    ``trigger`` is what tells where it is no verb before the title.
    """

    span: Span
    word: str
    trigger: Span | None = None


@dataclass(frozen=True, slots=True)
class Holders:
    """The ids of those who hold or seek a title and where they stand; none where the text names nobody."""

    ids: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def named(self) -> bool:
        """Tell whether the text names somebody."""
        return bool(self.ids)


@functools.cache
def _adverbs() -> str:
    return rf"(?:{alternatives(rules().adverbs)}|连续[一-鿿\d]{{1,3}}[年次]|于?20\d\d年度?|\d{{1,2}}月|\s)*"


def institutions(scene: Scene, clause: Span) -> list[Named]:
    """Return the names in a clause that may hold a title, divisions aside."""
    return [n for n in scene.parties if n.label in _HOLDERS and clause.start <= n.start < clause.end]


def last_group(scene: Scene, names: Sequence[Named]) -> list[Named]:
    """Return the list of names (甲校、乙校和丙校, 甲集团乙校、丙集团丁校) that ends with the last of some names."""
    if not names:
        return []
    group = [names[-1]]
    for name in reversed(names[:-1]):
        if not re.fullmatch(r"(?:\([^()]{1,12}\))?(?:[、和与及]|以及)", scene.text[name.end:scene.opening(group[0])]):
            break
        group.insert(0, name)
    return group


def find_holders(scene: Scene, title: Named, governor: Governor) -> Holders:
    """Return who holds or seeks a title by its verb; nobody where the text names none."""
    clause, text, at = scene.clause(title.start), scene.text, governor.span
    names = institutions(scene, clause)
    listed = re.match(rf"”?(?:共|各)?{COUNT}(?:以上)?\(([^()]*)\)", text[title.end:clause.end])
    inside = [n for n in names if listed and title.end + listed.start(1) <= n.start < title.end + listed.end(1)]
    if inside:  # 创建省优质园2所(甲园、乙园)
        return _named(inside)
    if governor.word == IS:
        return _named(last_group(scene, [n for n in names if n.end <= title.start]))
    behind = last_group(scene, [n for n in names if at.end <= n.start and n.end <= title.start])
    if behind and behind[0].start - at.end <= 6 and _TAKES.fullmatch(text, behind[-1].end, title.start):
        return _named(behind)  # 授予甲校…称号, 命名甲、乙为…
    passive = _PASSIVE.search(text, clause.start, at.start)
    stop = passive.start() if passive else at.start
    before = last_group(scene, [n for n in names if n.end <= stop])
    if before and _acts(text, clause, before, stop) and not (_grants(before, governor) and not passive):
        return _own_title(scene, title, _named(before))
    bracketed = re.search(r"\(([^()]*)\)$", text[clause.start:stop])
    inside = [n for n in names if bracketed and n.start >= clause.start + bracketed.start() and n.end <= stop]
    if inside:  # 5所学校(甲校、乙校 …)被列入
        return _named(inside)
    found = _itself(scene, clause.start, stop, title) or _places(scene, clause.start, stop, title)
    return found or _subjects(scene, title, governor, stop)


def _named(group: Sequence[Named]) -> Holders:
    return Holders(tuple(dict.fromkeys(n.id for n in group)), tuple(n.mention.span for n in group))


def _acts(text: str, clause: Span, group: Sequence[Named], stop: int) -> bool:
    """Tell whether a list of names is the subject of the verb at ``stop``."""
    if _OBJECT.search(text, clause.start, group[0].start):
        return False
    between = text[group[-1].end:stop]
    return re.fullmatch(rf"(?:\([^()]*\))?{_AMOUNT}(?:\([^()]*\))?{_adverbs()}[^,;。、]{{0,24}}", between) is not None


def _grants(group: Sequence[Named], governor: Governor) -> bool:
    return group[-1].label == "GovernmentBody" and governor.word in rules().granting


def _own_title(scene: Scene, title: Named, found: Holders) -> Holders:
    """Give a title that only districts hold to the district where the text names its bureau."""
    district = scene.resolved.district
    if holder_of(title.mention.name) == "District" and district and scene.resolved.bureau in found.ids:
        return Holders((district,), found.spans)
    return found


def _itself(scene: Scene, start: int, stop: int, title: Named) -> Holders | None:
    """Return the district or the bureau where the text says 我市, 我局 …"""
    found = None
    for match in _SELF.finditer(scene.text, start, stop):
        found = match
    if found is None:
        return None
    district, bureau = scene.resolved.district, scene.resolved.bureau
    if found["level"]:
        return Holders((district,)) if district and holder_of(title.mention.name) != "School" else None
    return Holders((bureau,)) if bureau else None


def _places(scene: Scene, start: int, stop: int, title: Named) -> Holders | None:
    """Return the divisions right before the verb of a title that only districts hold (甲镇、乙镇创成省教育强镇)."""
    if holder_of(title.mention.name) != "District":
        return None
    places = [n for n in scene.names if n.label == "District" and start <= n.start and n.end <= stop]
    group = last_group(scene, places)
    adjacent = group and re.fullmatch(rf"(?:等)?(?:{COUNT})?{_adverbs()}", scene.text[group[-1].end:stop])
    return _named(group) if adjacent else None


def _subjects(scene: Scene, title: Named, governor: Governor, stop: int) -> Holders:
    """Return the subject of an earlier clause, where the title's own clause begins with its verb."""
    clause = scene.clause(title.start)
    counted = re.match(rf"”?(?:称号)?(?:共|达)?{COUNT}", scene.text[title.end:title.end + 8])
    if counted or not governor.word or not re.fullmatch(_adverbs(), scene.text[clause.start:stop]):
        return Holders()
    labels = _SCHOOLS if holder_of(title.mention.name) in ("School", "Kindergarten") else _HOLDERS
    for earlier in reversed([c for c in scene.sentence.clauses if c.end <= clause.start]):
        own = _itself(scene, earlier.start, min(earlier.start + 8, earlier.end), title)
        if own is not None:
            return own
        subjects = [n for n in _leading(scene, scene.subjects(earlier.end)) if n.label in labels]
        if subjects and all(n.start >= earlier.start for n in subjects):
            return _own_title(scene, title, _named(subjects))
    return Holders()


def _leading(scene: Scene, subjects: Sequence[Named]) -> Sequence[Named]:
    """Return the subjects without those that another one acts with (甲校与乙校结对,获评…)."""
    for number in range(1, len(subjects)):
        if scene.text[subjects[number - 1].end:subjects[number].start] == "与":
            return subjects[:number]
    return subjects
