"""RENAMED_TO: an institution takes a new name (更名为, 改名为, 原…, 去除“国际”字样)."""
from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from kg.relate.partner_words import INSTITUTIONS, claim
from kg.relate.scene import Named, Scene
from kg.resolve.renamed import DROPPED, RULE
from kg.types import Claim, Span

_VERB = re.compile("(?:更名|改名|易名|改称|定名|更改校名|变更名称|名称变更|更改名称|挂牌更名|转设)(?:为|成)?|挂牌为")
_BETWEEN = re.compile(
    rf"[”]?(?:\([^)]{{0,12}}\))?(?:{DROPPED.pattern}[,;、]?[并后]?)?(?:已|将|拟|正式|统一|成功|顺利|依法|经批准|获批|现)*(?:{_VERB.pattern})[“]?")
# 乙小学(原甲小学), 乙小学(原名甲小学, 原为甲小学): the old name stands behind the new one.
_FORMERLY = re.compile(r"[”]?\((?:即)?原(?:名|为|名为|校名|称|系|来的)?[“]?")
_CLOSING = re.compile(r"[”]?(?:校区|校址|部分)?\)")
_ANY = re.compile(rf"{_VERB.pattern}|\(即?原|{DROPPED.pattern}")


def renames(scene: Scene) -> Iterator[Claim]:
    """Yield the claims of a sentence that an institution has, or gets, a new name; from the old one to the new."""
    if not _ANY.search(scene.text, scene.sentence.span.start, scene.sentence.span.end):
        return
    names = [name for name in scene.names if name.label in INSTITUTIONS]
    for before, behind in itertools.pairwise(names):
        between = scene.text[before.end:behind.start]
        if before.label != behind.label or before.id == behind.id:
            continue
        if _BETWEEN.fullmatch(between):
            yield _renamed(scene, before, behind.id, (before, behind))
        elif _FORMERLY.fullmatch(between) and _CLOSING.match(scene.text, behind.end):
            yield _renamed(scene, behind, before.id, (before, behind))
    yield from _without_words(scene, names)


def _renamed(scene: Scene, old: Named, new: str, names: tuple[Named, ...]) -> Claim:
    start, end = names[0].end, names[-1].start
    word = re.compile(rf"{_VERB.pattern}|原").search(scene.text, start, end)
    return claim(scene, "RENAMED_TO", old.id, new, names, "renamed", 0.8, trigger=Span(*word.span()) if word else None)


def _without_words(scene: Scene, names: list[Named]) -> Iterator[Claim]:
    if (match := DROPPED.search(scene.text, *scene.sentence.span)) is None:
        return
    new = {mention.span.start: entity.id for entity in scene.resolved.entities for mention in entity.mentions
           if mention.rule == RULE}
    for name in names:
        target = new.get(name.mention.span.start)
        if target is not None and target != name.id:
            yield Claim("RENAMED_TO", name.id, target, scene.evidence(name.mention.span, Span(*match.span())),
                        "renamed-without-word", 0.8, scene.year(name.start), scene.sentence.section.path, {},
                        Span(*match.span()))
