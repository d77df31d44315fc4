"""Which divisions the names in a document mean: its own first, then those that its other names decide."""
from __future__ import annotations

from collections.abc import Sequence

from kg.divisions import Division, Resolution, lookup
from kg.divisions import resolve as resolve_division
from kg.divisions.gazetteer import code_year, key_of
from kg.recognise.home import Home
from kg.resolve.ids import entity_id
from kg.types import Mention, Value


def settle(mentions: Sequence[Mention], home: Home) -> dict[int, Resolution]:
    """Say what each mention of a division means, by its index.

    The own district's names mean it. Others are read with what stands before them (南京市鼓楼区), in the context of the
    own district, and at last of all divisions that the document names without doubt.
    """
    found = {index: mention for index, mention in enumerate(mentions) if mention.label == "District"}
    names = _paths(found)
    known = [home.division] if home.division else [item for place in home.places for item in lookup(place)]
    outcomes = {path: _own(path[-1], home) or _resolve(path, home, known) for path in dict.fromkeys(names.values())}
    context = [*known, *dict.fromkeys(item.division for item in outcomes.values() if item.division is not None)]
    outcomes |= {path: _resolve(path, home, context) for path, outcome in outcomes.items()
                 if outcome.ambiguous and not _is_own(path[-1], home)}
    return {index: outcomes[names[index]] for index in found}


def _paths(mentions: dict[int, Mention]) -> dict[int, tuple[str, ...]]:
    """Return the names of each mention, the longest first: with those that stand directly before it, and its own."""
    ending = {mention.span.end: mention for mention in mentions.values()}
    paths = {}
    for index, mention in mentions.items():
        names, first = [mention.name], mention
        while (before := ending.get(first.span.start)) is not None and before is not first:
            first = before
            names.append(first.name + names[-1])
        paths[index] = tuple(reversed(names))
    return paths


def _resolve(names: tuple[str, ...], home: Home, context: Sequence[Division]) -> Resolution:
    """Resolve the longest of the names that is one."""
    outcome = Resolution(names[-1], None, (), "unknown")
    for name in names:
        outcome = resolve_division(name, year=home.year, context=context, publisher=home.publisher)
        if outcome.candidates:
            return outcome
    return outcome


def _is_own(name: str, home: Home) -> bool:
    return bool(home.place) and name in (home.place, home.short, "".join(home.places))


def _own(name: str, home: Home) -> Resolution | None:
    """Return what a name of the own district means.

    Where no table has the own district, one elsewhere may bear its name (甲市的东湖区): that is not meant.
    """
    if not _is_own(name, home):
        return None
    if home.division is not None:
        return Resolution(name, home.division, (home.division,), "unique")
    return Resolution(name, None, home.candidates, "ambiguous" if home.candidates else "unknown")


def district_identity(name: str, outcome: Resolution, home: Home) -> tuple[str, dict[str, Value]]:
    """Return the id and the properties of a division's node.

    One that stays ambiguous is the publisher's own, with the candidates' codes: what two bureaus call 鼓楼区 may be
    two.
    """
    division = outcome.division
    if division is None and outcome.candidates:
        codes = tuple(sorted({item.code for item in outcome.candidates}))
        return entity_id("District", home.scope, name), {"candidates": codes}
    if division is None:
        own = _is_own(name, home) and not home.scope.isdigit()
        return entity_id("District", home.scope if own else name), {}
    return f"district/{key_of(division)}", {
        "adcode": division.code, "level": division.level, "code_year": code_year(division, home.year)}
