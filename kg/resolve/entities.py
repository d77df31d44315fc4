"""Entities of a document: mentions that name one thing are put together."""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.divisions import Division, lookup
from kg.divisions import resolve as resolve_division
from kg.naming import display_names
from kg.recognise.home import Home, places_of
from kg.resolve.ids import entity_id
from kg.resolve.names import honour, institution, plain, same_stem
from kg.types import Entity, Mention, Value

_SCHOOLS = ("School", "Kindergarten", "SchoolGroup", "Organization")


@dataclass(frozen=True, slots=True)
class Resolved:
    """Entities of a document, and which entity each mention (by its index) names."""

    entities: tuple[Entity, ...]
    of: tuple[str, ...]
    bureau: str | None
    district: str | None


class _Groups:
    """Union-find over mention indices."""

    def __init__(self, count: int) -> None:
        self.parent = list(range(count))

    def find(self, index: int) -> int:
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def join(self, one: int, other: int) -> None:
        a, b = sorted((self.find(one), self.find(other)))
        self.parent[b] = a


def _forms(mention: Mention, home: Home) -> Iterable[str]:
    if mention.label in _SCHOOLS:
        yield institution(mention.name, home)
        yield from (institution(alias, home) for alias in mention.aliases)
    elif mention.label == "Honor":
        yield honour(mention.name)
        yield from (honour(alias) for alias in mention.aliases)
    elif mention.label == "GovernmentBody":
        yield _body_form(mention.name, home)
    elif mention.label == "District":
        yield _district_form(mention.name, home)
    else:
        yield plain(mention.name)
        yield from map(plain, mention.aliases)


def _district_form(name: str, home: Home) -> str:
    if name in (home.place, home.short) and home.place:
        return home.place
    return name


def is_own_bureau(name: str, home: Home) -> bool:
    """Tell whether a body's name means the publisher (区教育局, 我局, 局党委, 乙教体局)."""
    if home.publisher is None:
        return False
    if name in ("我局", "我委", "我厅", "本局", "本委", "局党委", "局党组", "局党工委") or name == home.publisher:
        return True
    stem = places_of(home.publisher)[1]
    for prefix in ("".join(home.places), home.place, home.short, home.level):
        if prefix and name.startswith(prefix) and same_stem(name[len(prefix):], stem):
            return True
    return False


def _body_form(name: str, home: Home) -> str:
    if is_own_bureau(name, home):
        return "\x00own"
    if name[0] == home.level and home.place and name[1:2] not in "级":
        return home.place + name[1:]
    for place in home.places[:-1]:
        if name.startswith(place):
            return place[-1] + name[len(place):].removeprefix(home.place)
    return name


def _clipped_pairs(mentions: Sequence[Mention], home: Home) -> Iterable[tuple[int, int]]:
    """Yield pairs of mentions of which one is the other without the division before it (大学城小学, 某市大学城小学)."""
    by_form: dict[tuple[str, str], int] = {}
    for index, mention in enumerate(mentions):
        if mention.label in _SCHOOLS:
            by_form.setdefault((mention.label, institution(mention.name, home)), index)
    prefixes = [p for p in (*home.places, *(place[:-1] for place in home.places if len(place) > 2), home.short) if p]
    for (label, form), index in by_form.items():
        for prefix in prefixes:
            other = by_form.get((label, form[len(prefix):])) if form.startswith(prefix) and len(form) - len(prefix) >= 4 else None
            if other is not None:
                yield index, other


def resolve(mentions: Sequence[Mention], home: Home) -> Resolved:
    """Put the mentions of one thing together and give each thing its name, aliases and id."""
    groups = _Groups(len(mentions))
    seen: dict[tuple[str, str], int] = {}
    for index, mention in enumerate(mentions):
        for form in _forms(mention, home):
            if len(form) >= 2:
                groups.join(seen.setdefault((mention.label, form), index), index)
    for one, other in _clipped_pairs(mentions, home):
        groups.join(one, other)
    members: dict[int, list[int]] = {}
    for index in range(len(mentions)):
        members.setdefault(groups.find(index), []).append(index)
    entities: dict[str, Entity] = {}
    of = [""] * len(mentions)
    for indices in members.values():
        entity = _entity([mentions[i] for i in indices], home)
        if (known := entities.get(entity.id)) is not None:
            entity = _entity([*known.mentions, *entity.mentions], home)
        entities[entity.id] = entity
        for i in indices:
            of[i] = entity.id
    bureau = next((e.id for e in entities.values() if e.label == "GovernmentBody"
                   and any(is_own_bureau(m.name, home) for m in e.mentions)), None)
    if bureau is None and home.publisher:
        bureau = next((e.id for e in entities.values() if home.publisher in (e.name, *e.aliases)), None)
    district = next((e.id for e in entities.values() if e.label == "District" and home.place and home.place in (e.name, *e.aliases)), None)
    return Resolved(tuple(entities[key] for key in sorted(entities)), tuple(of), bureau, district)


def _entity(mentions: list[Mention], home: Home) -> Entity:
    label = mentions[0].label
    names = {plain(m.name) for m in mentions} | {plain(a) for m in mentions for a in m.aliases}
    own = label == "GovernmentBody" and any(is_own_bureau(m.name, home) for m in mentions)
    name, aliases = display_names({plain(m.name) for m in mentions})
    if own and home.publisher:
        name = max((n for n in names), key=lambda n: (n == home.publisher, len(n), n))
    aliases = tuple(sorted(names - {name}))
    id, properties = _identity(label, name, mentions, home)
    return Entity(id, label, name, aliases, tuple(mentions), properties)


def _identity(label: str, name: str, mentions: list[Mention], home: Home) -> tuple[str, dict[str, Value]]:
    if label == "District":
        return _district(name, home)
    if label in _SCHOOLS:
        return entity_id(label, home.scope, min((institution(m.name, home) for m in mentions), key=lambda n: (-len(n), n))), {}
    if label == "Honor":
        level = re.match(r"(全国|国家|省|市|区|县)", name)
        scope = "" if level and level.group() in ("全国", "国家") else home.scope[:2] if level and level.group() == "省" else home.scope
        return entity_id(label, scope, honour(name)), {}
    if label == "Program":
        known = sorted({m.rule.split(":", 1)[1] for m in mentions if m.rule.startswith("program-lexicon:")})
        if known:
            return entity_id(label, known[0]), {}
        return entity_id(label, home.scope, name), {}
    if label == "GovernmentBody":
        places, stem = places_of(name)
        national = any(m.rule == "body-national" for m in mentions)
        if is_own_bureau(name, home) or (places and home.places and places[-1] == home.place):
            return entity_id(label, home.scope, stem or name), {}
        return (entity_id(label, name) if national else entity_id(label, home.scope, name)), {}
    if label == "Document":
        return entity_id(label, home.scope, name), {}
    return entity_id(label, name), {}


def _district(name: str, home: Home) -> tuple[str, dict[str, Value]]:
    found: Division | None = None
    if home.division is not None and name in (home.place, home.short):
        found = home.division
    else:
        context = [home.division] if home.division else [d for p in home.places for d in lookup(p)]
        found = resolve_division(name, year=home.year, context=context, publisher=home.publisher).division
    if found is None:
        return entity_id("District", name), {}
    properties: dict[str, Value] = {"adcode": found.code, "level": found.level}
    if home.year:
        properties["code_year"] = home.year
    return entity_id("District", found.code), properties
