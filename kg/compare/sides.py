"""What one side of a comparison says: a document, or a year of a district, one statement for each matter."""
from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple, TypeAlias

from kg.compare.districts import holders
from kg.compare.facts import Facts, number, text, title_of, year_of
from kg.compare.figures import TYPES, Held, firsts, held_by
from kg.compare.timeline import one_thing
from kg.types import Node, Relationship
from kg.vocabulary import RELATIONS

Matter: TypeAlias = tuple[Hashable, ...]


class FoundDocument(NamedTuple):
    """A document that a name may mean."""

    id: str
    title: str | None
    kind: str | None
    year: int | None


class Said(NamedTuple):
    """What is said of one matter: a figure with its claim, or a claim without figure."""

    claim: Relationship
    figure: Held | None


def documents_named(facts: Facts, *, name: str) -> tuple[FoundDocument, ...]:
    """Return the documents with an id, title or file name, or with a text of that title, by id."""
    def is_it(node: Node) -> bool:
        titles = node.properties.get("titles", ())
        return name in (node.id, node.properties.get("title"), node.properties.get("name")) or (
            isinstance(titles, tuple) and name in titles)
    return tuple(FoundDocument(node.id, title_of(node), text(node, "kind"), year_of(node))
                 for node in facts.labelled("Source") if is_it(node))


def of_document(facts: Facts, id: str) -> dict[Matter, Said]:
    """Return what a document says. Figures differ in how many years they lie from the year of the document."""
    year = year_of(facts.nodes.get(id))
    starts = {start for _, start in facts.leaving}
    figures = [held for start in starts for kind in TYPES for held in held_by(facts, start, kind)
               if held.claim.properties.get("source") == id]
    claims = [item for start in starts for item in facts.from_(start, *RELATIONS)
              if item.properties.get("source") == id]
    return _side(facts, figures, claims, lambda at: None if at is None or year is None else at - year)


def of_year(facts: Facts, district: str, year: int) -> dict[Matter, Said]:
    """Return what is said of a year of a district (an id), its bureau and its schools.

    Of several statements the first of the latest document counts, that of a summary before that of a plan.
    """
    own = [holder for ids in holders(facts, district) for holder in ids]
    figures = [held for holder in own for kind in TYPES for held in held_by(facts, holder, kind) if held.year == year]
    claims = [item for holder in own for item in facts.from_(holder, *RELATIONS) if year_of(item) == year]
    return _side(facts, figures, claims, lambda _: 0)


def _side(facts: Facts, figures: Iterable[Held], claims: Iterable[Relationship],
          distance: Callable[[int | None], int | None]) -> dict[Matter, Said]:
    def measured(held: Held) -> Matter:
        return held.kind, one_thing(facts, held.holder.id)[0], held.indicator.id, distance(held.year)

    found: dict[Matter, Said] = {}
    for matter, held in firsts(figures, measured).items():
        found[matter] = Said(held.claim, held)
    for item in sorted(claims, key=lambda item: _order(facts, item)):
        ends = one_thing(facts, item.start)[0], one_thing(facts, item.end)[0]
        found.setdefault((item.label, *ends), Said(item, None))
    return found


def _order(facts: Facts, item: Relationship) -> tuple[object, ...]:
    source = facts.document(item)
    return (-(year_of(source) or 0), text(source, "kind") != "summary", title_of(source) or "",
            number(item, "start") or 0, item.id)
