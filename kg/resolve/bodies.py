"""Names of government bodies: which mean the publisher, which mean one body, and their ids."""
from __future__ import annotations

import re

from kg.divisions import ancestors
from kg.divisions import resolve as resolve_division
from kg.recognise.home import Home, places_of
from kg.recognise.stems import LEVEL_INSIDE, REGION, full_stems, same_stem
from kg.resolve.ids import entity_id

OWN = "\x00own"
_FIRST_PERSON = re.compile(r"[我本](?:局|委|厅|办)|局(?:机关)?党(?:委|组|工委)")
_PARTY = re.compile("(?:机关)?党(?:委|组|工委)$")


def is_own_bureau(name: str, home: Home) -> bool:
    """Tell whether a body's name means the publisher (区教育局, 我局, 局党委, 乙教体局)."""
    if _FIRST_PERSON.fullmatch(name) or name == home.publisher:
        return True
    if home.publisher is None:
        return False
    stem = places_of(home.publisher)[1] or home.stem
    name = _PARTY.sub("", name)
    if home.stem and same_stem(name, stem):
        return True
    return any(prefix and name.startswith(prefix) and same_stem(name[len(prefix):], stem)
               for prefix in (*home.full_names, home.short, *home.levels))


def _above(home: Home) -> dict[str, str]:
    """Return the names of the divisions above the own one, by their level's character, apart from the own level's."""
    names = [division.name for division in ancestors(home.division)] if home.division else list(home.places[-2::-1])
    return {name[-1]: name for name in reversed(names) if name[-1] != home.level}


def _split(name: str, home: Home) -> tuple[str, str]:
    """Split a body's name into its division's full name, as far as it is known, and its stem."""
    if LEVEL_INSIDE.fullmatch(name):
        name = name[1] + name[0] + name[2]
    for prefix in (*home.full_names, home.short):
        if prefix and name.startswith(prefix) and len(name) > len(prefix):
            return home.place, name[len(prefix):]
    above = _above(home)
    if name.startswith(REGION):
        region = next((place for place in above.values() if place.endswith(REGION)), REGION)
        return region, name.removeprefix(REGION)
    for level, place in above.items():
        if name.startswith(place) and len(name) > len(place):
            return place, name[len(place):]
        if name[0] == level and name[1:2] != "级":
            return place, name[1:]
    for level in home.levels:
        if name.startswith(level) and len(name) > len(level):
            return home.place, name[len(level):]
    places, stem = places_of(name)
    return "".join(places), stem


def body_forms(name: str, home: Home) -> tuple[str, ...]:
    """Return the normal forms of a body's name, by which its names meet: 县政府, 甲县政府 and 甲县人民政府 are one."""
    if is_own_bureau(name, home):
        return (OWN,)
    place, stem = _split(name, home)
    return tuple(f"{place}\x00{full}" for full in full_stems(stem))


def body_id(name: str, home: Home, *, national: bool, own: bool) -> str:
    """Return the id of a body: its division's code or name, and its full stem; a national one has no scope."""
    if national:
        return entity_id("GovernmentBody", name)
    if own:
        publisher = home.publisher or name
        return entity_id("GovernmentBody", home.scope, places_of(publisher)[1] or home.stem or publisher)
    place, stem = _split(name, home)
    stem = full_stems(stem)[0]
    if not place or place == home.place:
        return entity_id("GovernmentBody", home.scope, stem)
    last = places_of(place + "教育局")[0][-1:] or (place,)
    found = resolve_division(last[0], year=home.year, context=[home.division] if home.division else [], publisher=place)
    return entity_id("GovernmentBody", found.division.code if found.division else place, stem)
