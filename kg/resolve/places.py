"""Which divisions the names in a document mean: its own first, then those that its other names decide."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.divisions import Division, Resolution, lookup
from kg.divisions import resolve as resolve_division
from kg.divisions.gazetteer import TOWNSHIP_SUFFIXES, code_year, key_of, path_codes, townships_in
from kg.recognise.home import Home
from kg.recognise.places import short_township
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
    townships = _townships(found.values(), home)
    outcomes = {path: _own(path[-1], home) or (len(path) == 1 and townships.get(path[0])) or _resolve(path, home, known)
                for path in dict.fromkeys(names.values())}
    context = [*known, *dict.fromkeys(item.division for item in outcomes.values() if item.division is not None)]
    outcomes |= {path: _resolve(path, home, context) for path, outcome in outcomes.items()
                 if outcome.ambiguous and not home.is_called(path[-1])}
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


def _townships(mentions: Iterable[Mention], home: Home) -> dict[str, Resolution]:
    """Return what the names of townships mean that are the own district's, today's or under another kind (章水乡)."""
    if home.division is None or home.division.level != "county":
        return {}
    full = townships_in(home.division)
    short: dict[str, list[Division]] = defaultdict(list)
    for name, division in full.items():
        short[short_township(name)].append(division)
    found = {}
    for mention in mentions:
        several = next(([full[name]] for name in (mention.name, *mention.aliases) if name in full), None)
        if several is None and mention.name.endswith(TOWNSHIP_SUFFIXES):
            several = short.get(short_township(mention.name))
        if several is not None and len(several) == 1:
            found[mention.name] = Resolution(mention.name, several[0], tuple(several), "context")
    return found


def _resolve(names: tuple[str, ...], home: Home, context: Sequence[Division]) -> Resolution:
    """Resolve the longest of the names that is one."""
    for name in names:
        outcome = resolve_division(name, year=home.year, context=context, publisher=home.publisher)
        if outcome.candidates and (name != names[-1] or _is_near(outcome.candidates, context)):
            return outcome
    return Resolution(names[-1], None, (), "unknown")


def _is_near(candidates: Iterable[Division], context: Sequence[Division]) -> bool:
    """Tell whether what a name may mean has to be thought of: anything but townships of far districts.

    Of a township the own district may have had one by that name which is no more, and the tables have only today's.
    """
    areas = {code for item in context for code in path_codes(item) if not code.endswith("0000") or item.code == code}
    return any(item.level != "township" or not areas.isdisjoint(path_codes(item)[1:3]) for item in candidates)


def _own(name: str, home: Home) -> Resolution | None:
    """Return what a name of the own district means.

    Where no table has the own district, one elsewhere may bear its name (甲市的东湖区): that is not meant.
    """
    if not home.is_called(name):
        return None
    if home.division is not None:
        return Resolution(name, home.division, (home.division,), "unique")
    return Resolution(name, None, home.candidates, "ambiguous" if home.candidates else "unknown")


def district_identity(name: str, outcome: Resolution, home: Home) -> tuple[str, dict[str, Value]]:
    """Return the id and the properties of a division's node.

    One that stays ambiguous is the publisher's own, with the candidates' codes: what two bureaus call 鼓楼区 may be
    two. So may two townships of one name that no table has.
    """
    division = outcome.division
    if division is None and outcome.candidates:
        codes = tuple(sorted({item.code for item in outcome.candidates}))
        return entity_id("District", home.scope, name), {"candidates": codes}
    if division is None and home.is_called(name):
        return entity_id("District", name if home.scope.isdigit() else home.scope), {}
    if division is None:
        return entity_id("District", home.scope if name.endswith(TOWNSHIP_SUFFIXES) else "", name), {}
    return f"district/{key_of(division)}", {
        "adcode": division.code, "level": division.level, "code_year": code_year(division, home.year)}


def own_district_identity(home: Home) -> tuple[str, str, dict[str, Value]] | None:
    """Return the id, the name and the properties of the own district's node, or None where it is not known.

    For documents that do not name it themselves: the address of the page does, or their name for it is a common noun
    (城区).
    """
    if home.division is None and not (home.place and home.candidates):
        return None
    name = home.division.name if home.division else home.place
    outcome = Resolution(name, home.division, home.candidates, "unique" if home.division else "ambiguous")
    id, properties = district_identity(name, outcome, home)
    return id, name, properties
