"""ISSUED and IMPLEMENTS: who makes a document, who carries it out."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.recognise.document_rules import rules
from kg.recognise.honour_rules import alternatives
from kg.relate.scene import Named, Scene
from kg.types import Claim, Span

_JOINED = re.compile(r"[》”]?(?:\([^()]{1,12}\))?(?:等)?(?:[、,和及与;]|以及|并|)[《“]?")
# 启动《…规划》编制: what is started is its making.
_MADE = re.compile(r"[》”]?的?(?:编制|起草|修订|制定|编写)(?!组|单位|人)")
_YEARS = re.compile(r"20[0-4]\d")
# A covering letter sends its document out.
_SENT = re.compile(r"现(?:将|予以?)?[^。]{0,80}?(?:印发|转发)|一并(?:印发|下发)|[印转]发给你们")
_NOT_ACTORS = re.compile(r"(?:[向经由报送为被与同]|联合|配合|协助|协调|对接|[报提]请)$")


@dataclass(frozen=True, slots=True)
class _Deed:
    """What somebody does with a document."""

    kind: str
    actors: tuple[str, ...]
    trigger: Span


@functools.cache
def _issuing() -> re.Pattern[str]:
    words = alternatives(rules().issuer)
    return re.compile(rf"(?:{words}|等[一二三四五六七八九十\d]+(?:个)?(?:部门|部委|部)|[、《“]|\([^()]*\))*")


@functools.cache
def _verbs() -> re.Pattern[str]:
    known = rules()
    return re.compile(alternatives([*known.issue, *known.implement, *known.neither]))


@functools.cache
def _behind(name: str) -> re.Pattern[str]:
    return re.compile(rf"[》”]?(?:的)?(?:全面|深入|扎实|有效|逐项|得到)*(?:{alternatives(getattr(rules(), name))})")


def documents(scene: Scene) -> Iterator[Claim]:
    """Yield ISSUED and IMPLEMENTS claims of a sentence."""
    if scene.sentence.role == "title":
        return
    previous: tuple[Named, _Deed | None] | None = None
    for document in (n for n in scene.names if n.label == "Document"):
        if scene.bureau is not None and _is_letter(scene):
            sent = re.search("印发|转发|下发|印转发给你们", scene.text[slice(*scene.sentence.span)])
            at = scene.sentence.span.start + sent.start() if sent is not None else document.start
            yield _claim(scene, "ISSUED", scene.bureau, document, "issued-letter", _letter_year(scene),
                         Span(at, at + 2) if sent is not None else document.mention.span)
            continue
        issuers = _issuers(scene, document)
        for issuer in issuers:
            between = Span(issuer.end, document.start)
            yield _claim(scene, "ISSUED", issuer.id, document, "issued-by-named-body", None,
                         between if between.end > between.start else issuer.mention.span)
        joined = previous is not None and _JOINED.fullmatch(scene.text[previous[0].end:document.start])
        deed = _deed(scene, document, issuers)
        if deed is None and joined and previous is not None:
            deed = previous[1]
        previous = document, deed
        for actor in deed.actors if deed is not None else ():
            if deed is not None:
                year = scene.year(document.start)
                yield _claim(scene, deed.kind, actor, document, deed.kind.lower(), year, deed.trigger)


def _is_letter(scene: Scene) -> bool:
    text = scene.text[scene.sentence.span.start:scene.sentence.span.end]
    return bool(_SENT.search(text) or (scene.sentence.role == "letter" and re.search("印发|转发|下发", text)))


def _issuers(scene: Scene, document: Named) -> list[Named]:
    """Return the body that stands right before a document as its maker (教育部印发的《…》), the own bureau aside."""
    bodies = [n for n in scene.names if n.label == "GovernmentBody" and n.end <= document.start]
    if not bodies:
        return []
    between = scene.text[bodies[-1].end:document.start]
    if not _issuing().fullmatch(between) or bodies[-1].id == scene.bureau:
        return []
    if re.search("印发|出台|制定|发布|下发", between) and "的" not in between and not _governed(scene, bodies[-1]):
        return []  # the subject of the sentence, which _deed finds
    return [bodies[-1]]


def _governed(scene: Scene, body: Named) -> bool:
    """Tell whether a verb of implementing stands before a body (贯彻教育部印发的《…》)."""
    clause = scene.clause(body.start)
    return any(word in scene.text[clause.start:body.start] for word in rules().implement)


def _deed(scene: Scene, document: Named, issuers: list[Named]) -> _Deed | None:
    """Return what the text does with a document, by the last verb before it in its clause or by what follows it."""
    text, clause = scene.text, scene.clause(document.start)
    stop = issuers[0].start if issuers else document.start
    kind, verb = _verb_before(scene, clause.start, stop)
    end = _list_end(scene, document)
    if kind == "IMPLEMENTS" and (made := _MADE.match(text, end)) is not None:
        return _Deed("ISSUED", _actors(scene, document, verb.start), Span(*made.span()))
    if not kind or kind == "neither":
        if (said := _behind("issued").match(text, end, end + 10)) is not None:
            kind = "ISSUED"
        elif (said := _behind("implemented").match(text, end, end + 10)) is not None and kind != "neither":
            kind = "IMPLEMENTS"
        else:
            return None
        return _Deed(kind, _actors(scene, document, document.start), Span(*said.span()))
    return _Deed(kind, _actors(scene, document, verb.start), verb)


def _list_end(scene: Scene, document: Named) -> int:
    """Return where the list of documents ends that a document stands in (以《…》《…》为指引)."""
    end = document.end
    for other in scene.names:
        joint = scene.text[end:other.start] if other.start >= end else None
        if other.label == "Document" and joint in ("", "、", "和", "与", "及"):
            end = other.end
    return end


def _verb_before(scene: Scene, start: int, stop: int) -> tuple[str, Span]:
    """Return what the last verb between two offsets does with a document behind it, and where it stands."""
    known, text = rules(), scene.text
    inside = [n.mention.span for n in scene.names if n.label != "District" and n.start < stop]
    found: list[tuple[str, Span]] = []
    for match in _verbs().finditer(text, start, stop):
        if any(span.start <= match.start() < span.end for span in inside) or text[match.end():match.end() + 1] == "的":
            continue  # inside a name, or said of the document (新修订的…办法)
        word = match.group()
        both = word in known.issue and word in known.implement
        kind = "neither" if word in known.neither else "ISSUED" if word in known.issue and not both else "IMPLEMENTS"
        found.append((kind, Span(*match.span())))
    if not found:
        return "", Span(stop, stop)
    kind, last = found[-1]
    at = last.start
    firm = [item for item in found[:-1]
            if at - item[1].start <= 5 and re.fullmatch("[一-鿿]*", text[item[1].start:at])]
    if kind == "IMPLEMENTS" and firm and firm[-1][0] == "ISSUED":  # 制定实施, 出台并落实
        return firm[-1]
    if kind == "neither" and len(found) > 1 and at - found[-2][1].start <= 4:
        return found[-2]
    return kind, last


def _actors(scene: Scene, document: Named, verb: int) -> tuple[str, ...]:
    """Return the bodies that act: the list right before the verb, the sentence's subject, or the bureau."""
    clause = scene.clause(document.start)
    bodies = [n for n in scene.names if n.label == "GovernmentBody" and clause.start <= n.start and n.end <= verb]
    group: list[Named] = bodies[-1:]
    for body in reversed(bodies[:-1]):
        if scene.text[body.end:group[0].start] not in ("、", "和", "与", "及"):
            break
        group.insert(0, body)
    if group and not _NOT_ACTORS.search(scene.text[clause.start:group[0].start]) \
            and re.fullmatch(r"[一-鿿]{0,6}", scene.text[group[-1].end:verb]):
        return tuple(n.id for n in group)
    subjects = [n for n in scene.subjects(document.start) if n.label == "GovernmentBody"]
    return tuple(dict.fromkeys(n.id for n in subjects)) or ((scene.bureau,) if scene.bureau else ())


def _letter_year(scene: Scene) -> int | None:
    years = [int(year) for year in _YEARS.findall(scene.text[scene.sentence.span.start:scene.sentence.span.end])]
    return max([*years, scene.home.year or 0]) or None


def _claim(scene: Scene, kind: str, actor: str, document: Named, rule: str, year: int | None,
           trigger: Span | None = None) -> Claim:
    return Claim(kind, actor, document.id, scene.evidence(document.mention.span), rule,
                 round(0.9 * document.mention.confidence, 3), year, scene.sentence.section.path, trigger=trigger)
