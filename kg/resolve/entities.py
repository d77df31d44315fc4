"""Entities of a document: mentions that name one thing are put together."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.divisions import Resolution
from kg.divisions.gazetteer import key_of
from kg.naming import display_names
from kg.recognise.home import Home
from kg.resolve.bodies import body_forms, body_id, is_own_bureau
from kg.resolve.campuses import wholes
from kg.resolve.clipped import INSTITUTIONS, clipped_pairs
from kg.resolve.elsewhere import elsewhere
from kg.resolve.ids import entity_id
from kg.resolve.names import honour, institution, plain, written_out
from kg.resolve.places import district_identity, settle
from kg.resolve.renamed import renamed
from kg.resolve.titles import document_id, document_number, honour_id
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
    return [plain(name) for name in names]


def _district_forms(mention: Mention, outcome: Resolution, home: Home) -> Iterable[str]:
    if outcome.division is not None:
        return [key_of(outcome.division)]
    return [home.place if home.is_called(mention.name) else mention.name]


def resolve(mentions: Sequence[Mention], home: Home, text: str = "") -> Resolved:
    """Put the mentions of one thing together and give each thing its name, aliases and id.

    What a campus is a part of becomes a thing of its own where the text names only the campus, and so does what an
    institution is called that the ``text`` says to lose a word of its name.
    """
    count = len(mentions)
    mentions = [*mentions, *wholes(mentions), *renamed(text, mentions)]
    districts = settle(mentions, home)
    groups = _grouped(mentions, home, districts)
    members: dict[int, list[int]] = {}
    for index in range(len(mentions)):
        members.setdefault(groups.find(index), []).append(index)
    entities: dict[str, Entity] = {}
    of = [""] * len(mentions)
    for indices in members.values():
        entity = _entity([mentions[i] for i in indices], home, districts.get(indices[0]), text)
        if (known := entities.get(entity.id)) is not None:
            entity = _entity([*known.mentions, *entity.mentions], home, districts.get(indices[0]), text)
        entities[entity.id] = entity
        for i in indices:
            of[i] = entity.id
    found = tuple(entities[key] for key in sorted(entities))
    return Resolved(found, tuple(of[:count]), _bureau(found, home), _district_of(found, home))


def _grouped(mentions: Sequence[Mention], home: Home, districts: dict[int, Resolution]) -> _Groups:
    groups = _Groups(len(mentions))
    seen: dict[tuple[str, str], int] = {}
    for index, mention in enumerate(mentions):
        outcome = districts.get(index)
        for form in _district_forms(mention, outcome, home) if outcome else _forms(mention, home):
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
    districts = [e for e in entities if e.label == "District"]
    if home.division is not None:
        id = f"district/{key_of(home.division)}"
        return next((e.id for e in districts if e.id == id), None)
    return next((e.id for e in districts if home.place and home.place in (e.name, *e.aliases)), None)


def _entity(mentions: list[Mention], home: Home, district: Resolution | None, text: str) -> Entity:
    label = mentions[0].label
    names = {plain(m.name) for m in mentions} | {plain(a) for m in mentions for a in m.aliases}
    own = label == "GovernmentBody" and any(is_own_bureau(m.name, home) for m in mentions)
    name, _ = display_names({plain(m.name) for m in mentions})
    if own and home.publisher:
        name = home.publisher
    id, properties = district_identity(name, district, home) if district else \
        _identity(label, name, mentions, home, text, own=own)
    return Entity(id, label, name, tuple(sorted(names - {name})), tuple(mentions), properties)


def _identity(label: str, name: str, mentions: list[Mention], home: Home, text: str, *, own: bool
              ) -> tuple[str, dict[str, Value]]:
    if label in INSTITUTIONS:
        form = min((institution(m.name, home) for m in mentions), key=lambda n: (-len(n), n))
        if (found := elsewhere(form, home)) is not None:
            return entity_id(label, found[0], written_out(found[1])), {}
        return entity_id(label, home.scope, form), {}
    if label == "Honor":
        return honour_id(name, home), {}
    if label == "Program":
        known = sorted({m.rule.split(":", 1)[1] for m in mentions if m.rule.startswith("program-lexicon:")})
        return (entity_id(label, known[0]) if known else entity_id(label, home.scope, name)), {}
    if label == "GovernmentBody":
        national = any(m.rule == "body-national" for m in mentions)
        return body_id(name, home, national=national, own=own), {}
    if label == "Document":
        return document_id(name, home), document_number(mentions, text)
    return entity_id(label, name), {}
