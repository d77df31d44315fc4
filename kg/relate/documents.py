"""ISSUED and IMPLEMENTS: who makes a document, who carries it out."""
from __future__ import annotations

import re
from collections.abc import Iterator

from kg.relate.scene import Named, Scene
from kg.types import Claim

_ISSUER = re.compile(r"(?:新?(?:出台|印发|下发|发布|颁布|制定|联合印发|联合出台)的?|等[一-鿿\d]{0,4}部门|办公[厅室]|关于|[、和等]|新|最新|的|\([^()]*\))*《?$")


def _issuer(scene: Scene, document: Named) -> Named | None:
    """Return the body that stands right before a document as its maker (教育部《…》)."""
    bodies = [n for n in scene.names if n.label == "GovernmentBody" and n.end <= document.start]
    if bodies and _ISSUER.fullmatch(scene.text[bodies[-1].end:document.start].rstrip("《") + "") is not None:
        return bodies[-1]
    return None


def documents(scene: Scene) -> Iterator[Claim]:
    """Yield ISSUED and IMPLEMENTS claims of a sentence."""
    if scene.bureau is None or scene.sentence.role == "title":
        return
    previous: tuple[str, str] | None = None
    last_end = -1
    for document in (n for n in scene.names if n.label == "Document"):
        listed = last_end >= 0 and re.fullmatch(r"[、,和及与]|以及|和|", scene.text[last_end:document.start].strip("《》"))
        last_end = document.end
        if scene.sentence.role == "letter":
            if re.search(r"印发|转发|下发", scene.text[scene.sentence.span.start:scene.sentence.span.end]):
                yield _claim(scene, "ISSUED", scene.bureau, document, "issued-letter", _letter_year(scene))
            continue
        issuer = _issuer(scene, document)
        verb = scene.before(document.start)
        if verb is None and not listed:
            verb = scene.before(document.start, within=scene.sentence.span.start)
        if listed and previous is not None and (verb is None or verb.span.end < last_end):
            kind, actor = previous
        elif issuer is not None and issuer.id != scene.bureau:
            yield _claim(scene, "ISSUED", issuer.id, document, "issued-by-named-body", None)
            kind, actor = ("IMPLEMENTS", scene.bureau) if verb is not None and (verb.among("implement") or verb.among("run")) else ("", "")
        else:
            subjects = [n for n in scene.subjects(document.start) if n.label == "GovernmentBody"]
            actor = subjects[0].id if subjects else scene.bureau
            kind = _kind(scene, document)
        if kind:
            yield _claim(scene, kind, actor, document, kind.lower(), scene.year(document.start))
            previous = (kind, actor)
        else:
            previous = None


def _kind(scene: Scene, document: Named) -> str:
    clause = scene.clause(document.start)
    candidates = [v for v in scene.verbs if v.span.end <= document.start and v.span.start >= clause.start
                  and (v.among("issue") or v.among("implement"))]
    if re.match(r"(?:的)?(?:上报|印发|出台|正式出台|正式印发|发布|编制|修订|制定)", scene.text[document.end:document.end + 6].lstrip("》”")):
        return "ISSUED"
    if not candidates:
        return ""
    strict = [v for v in candidates if v.word in ("制定", "制订", "制发", "出台", "印发", "下发", "颁布", "编制", "修订", "拟定", "拟订", "起草", "发布")]
    last = candidates[-1]
    if strict and not last.among("implement"):
        return "ISSUED"
    return "ISSUED" if last.among("issue") and not (last.among("implement") and scene.kind == "never") else "IMPLEMENTS"


def _letter_year(scene: Scene) -> int | None:
    years = [int(y) for y in re.findall(r"20[0-4]\d", scene.text[scene.sentence.span.start:scene.sentence.span.end])]
    return max([*years, scene.home.year or 0]) or None


def _claim(scene: Scene, kind: str, actor: str, document: Named, rule: str, year: int | None) -> Claim:
    return Claim(kind, actor, document.id, scene.evidence(document.mention.span), rule,
                 round(0.9 * document.mention.confidence, 3), year, scene.sentence.section.path)
