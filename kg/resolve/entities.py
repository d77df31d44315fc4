"""Entities of a document: mentions that name one thing are put together."""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.divisions import lookup
from kg.divisions import resolve as resolve_division
from kg.naming import display_names
from kg.recognise.home import Home
from kg.resolve.bodies import body_forms, body_id, is_own_bureau
from kg.resolve.campuses import wholes
from kg.resolve.clipped import INSTITUTIONS, clipped_pairs
from kg.resolve.ids import entity_id
from kg.resolve.names import honour, institution, plain
from kg.types import Entity, Mention, Value


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
    names = (mention.name, *mention.aliases)
    if mention.label in INSTITUTIONS:
        return [institution(name, home) for name in names]
    if mention.label == "Honor":
        return [honour(name) for name in names]
    if mention.label == "GovernmentBody":
        return body_forms(mention.name, home)
    if mention.label == "District":
        return [_district_form(name, home) for name in names]
    return [plain(name) for name in names]


def _district_form(name: str, home: Home) -> str:
    return home.place if home.place and name in (home.place, home.short, "".join(home.places)) else name


def resolve(mentions: Sequence[Mention], home: Home) -> Resolved:
    """Put the mentions of one thing together and give each thing its name, aliases and id.

    What a campus is a part of becomes a thing of its own where the text names only the campus.
    """
    count = len(mentions)
    mentions = [*mentions, *wholes(mentions)]
    groups = _grouped(mentions, home)
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
    found = tuple(entities[key] for key in sorted(entities))
    return Resolved(found, tuple(of[:count]), _bureau(found, home), _district_of(found, home))


def _grouped(mentions: Sequence[Mention], home: Home) -> _Groups:
    groups = _Groups(len(mentions))
    seen: dict[tuple[str, str], int] = {}
    for index, mention in enumerate(mentions):
        for form in _forms(mention, home):
            if len(form) >= 2:
                groups.join(seen.setdefault((mention.label, form), index), index)
    for one, other in clipped_pairs(mentions, home):
        groups.join(one, other)
    return groups


def _bureau(entities: Iterable[Entity], home: Home) -> str | None:
    """Return the id of the one who writes: the bureau, or the school or other institution that the title names."""
    entities = tuple(entities)
    own = (e.id for e in entities
           if e.label == "GovernmentBody" and any(is_own_bureau(m.name, home) for m in e.mentions))
    named = (e.id for e in entities if home.publisher and home.publisher in (e.name, *e.aliases))
    return next(own, None) or next(named, None)


def _district_of(entities: Iterable[Entity], home: Home) -> str | None:
    districts = (e for e in entities if e.label == "District")
    return next((e.id for e in districts if home.place and home.place in (e.name, *e.aliases)), None)


def _entity(mentions: list[Mention], home: Home) -> Entity:
    label = mentions[0].label
    names = {plain(m.name) for m in mentions} | {plain(a) for m in mentions for a in m.aliases}
    own = label == "GovernmentBody" and any(is_own_bureau(m.name, home) for m in mentions)
    name, _ = display_names({plain(m.name) for m in mentions})
    if own and home.publisher:
        name = home.publisher
    id, properties = _identity(label, name, mentions, home, own=own)
    return Entity(id, label, name, tuple(sorted(names - {name})), tuple(mentions), properties)


def _identity(label: str, name: str, mentions: list[Mention], home: Home, *, own: bool) -> tuple[str, dict[str, Value]]:
    if label == "District":
        return _district(name, home)
    if label in INSTITUTIONS:
        form = min((institution(m.name, home) for m in mentions), key=lambda n: (-len(n), n))
        return entity_id(label, home.scope, form), {}
    if label == "Honor":
        level = re.match(r"(全国|国家|省|市|区|县)", name)
        if level and level.group() in ("全国", "国家"):
            return entity_id(label, honour(name)), {}
        provincial = level is not None and level.group() == "省" and home.scope.isdigit()
        scope = home.scope[:2] if provincial else home.scope
        return entity_id(label, scope, honour(name)), {}
    if label == "Program":
        known = sorted({m.rule.split(":", 1)[1] for m in mentions if m.rule.startswith("program-lexicon:")})
        return (entity_id(label, known[0]) if known else entity_id(label, home.scope, name)), {}
    if label == "GovernmentBody":
        national = any(m.rule == "body-national" for m in mentions)
        return body_id(name, home, national=national, own=own), {}
    if label == "Document":
        return entity_id(label, home.scope, name), {}
    return entity_id(label, name), {}


def _district(name: str, home: Home) -> tuple[str, dict[str, Value]]:
    if name in (home.place, home.short):
        # Where no table has the own district, one elsewhere may bear its name (甲市的东湖区): that is not meant.
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
