"""What has changed between two documents, or two years of a district: new, gone, raised, lowered."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kg.compare.facts import Facts, name_of, text, title_of, year_of
from kg.compare.figures import comparable, shown
from kg.compare.sides import Matter, Said, of_document, of_year

_RANKS = {"raised": 0, "lowered": 1, "changed": 2, "new": 3, "gone": 4}


class Change(NamedTuple):
    """What only one side says, or both differently; the fields are the columns of the queries.

    ``kind`` is target, result, or the type of a relationship; ``before`` and ``after`` are values, the stages are those
    of buildings. ``changed`` are stages, and values with units of which it cannot be said which is more.
    """

    change: str
    kind: str
    holder: str
    name: str
    before_comparator: str | None
    before: float | None
    before_unit: str | None
    before_stage: str | None
    after_comparator: str | None
    after: float | None
    after_unit: str | None
    after_stage: str | None
    before_evidence: str | None
    before_document: str | None
    after_evidence: str | None
    after_document: str | None


def diff_documents(facts: Facts, *, before: str, after: str) -> tuple[Change, ...]:
    """Return what has changed between two documents (ids).

    Figures are matched by holder, indicator and by how many years they lie from the year of their document.
    """
    return _changes(facts, of_document(facts, before), of_document(facts, after))


def diff_years(facts: Facts, *, district: str, before: int, after: int) -> tuple[Change, ...]:
    """Return what has changed between two years of a district (an id): what is planned, reported and stated of them."""
    return _changes(facts, of_year(facts, district, before), of_year(facts, district, after))


def _changes(facts: Facts, before: Mapping[Matter, Said], after: Mapping[Matter, Said]) -> tuple[Change, ...]:
    return tuple(sorted(_found(facts, before, after), key=_key))


def _found(facts: Facts, before: Mapping[Matter, Said], after: Mapping[Matter, Said]) -> Iterator[Change]:
    for matter in before.keys() | after.keys():
        old, new = before.get(matter), after.get(matter)
        change = "new" if old is None else "gone" if new is None else _change(old, new)
        if change is not None:
            yield _row(facts, change, old, new)


def _key(row: Change) -> tuple[object, ...]:
    return _RANKS[row.change], row.kind, row.name, row.holder, row.before_evidence or "", row.after_evidence or ""


def _change(old: Said, new: Said) -> str | None:
    if old.figure is None or new.figure is None:
        return None if text(old.claim, "stage") == text(new.claim, "stage") else "changed"
    (value, upper, unit), (value2, upper2, unit2) = comparable(old.figure), comparable(new.figure)
    if unit != unit2 or value is None or value2 is None:
        return "changed"
    before, after = (value, upper or value), (value2, upper2 or value2)
    return None if before == after else "raised" if after > before else "lowered"


def _row(facts: Facts, change: str, old: Said | None, new: Said | None) -> Change:
    either = new or old
    assert either is not None
    claim, figure = either
    return Change(
        change, claim.label if figure is None else figure.kind, name_of(facts.nodes[claim.start]),
        name_of(facts.nodes[claim.end] if figure is None else figure.indicator), *_told(old), *_told(new),
        *_documented(facts, old), *_documented(facts, new))


def _told(said: Said | None) -> tuple[str | None, float | None, str | None, str | None]:
    if said is None:
        return None, None, None, None
    figure = said.figure
    if figure is None:
        return None, None, None, text(said.claim, "stage")
    told = shown(figure)
    return told.comparator, told.value, told.unit, None


def _documented(facts: Facts, said: Said | None) -> tuple[str | None, str | None]:
    if said is None:
        return None, None
    evidence = text(said.claim, "evidence") or shown(said.figure).evidence  # that of a derived figure is its own
    return evidence, title_of(facts.document(said.claim), year_of(said.claim))
