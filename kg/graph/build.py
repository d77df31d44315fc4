"""From a document's entities, claims and figures to its property graph."""
from __future__ import annotations

import functools

from kg.indicators import Mapped, map_phrase, normalise, plain
from kg.naming import display_names
from kg.recognise import Home
from kg.resolve import Resolved
from kg.resolve.ids import digest, entity_id
from kg.resolve.places import own_district_identity
from kg.segment import Folded
from kg.types import (
    Claim,
    Document,
    Entity,
    Figure,
    Graph,
    Node,
    Quantity,
    Relationship,
    Segmentation,
    Span,
    Value,
)
from kg.vocabulary import labels as class_labels

# How far before a figure's clause the words of its indicator may stand, in characters.
_BEFORE_CLAUSE = 120


labels = functools.cache(class_labels)


def source_id(document: Document) -> str:
    """Return the id of a document's Source: the first 32 hex digits of the SHA-256 of its bytes."""
    return f"source/{document.digest[:32]}"


def build(document: Document, folded: Folded, segmentation: Segmentation, home: Home, resolved: Resolved,
          claims: tuple[Claim, ...], figures: tuple[Figure, ...]) -> Graph:
    """Build the graph of a document; evidence is verbatim text of the document at the offsets beside it."""
    source = source_id(document)
    nodes: dict[str, Node] = {source: _source_node(document, segmentation, home, source)}
    relationships: dict[str, Relationship] = {}
    own_names = _own_names(home)
    for entity in resolved.entities:
        nodes[entity.id] = _entity_node(entity)
        if entity.mentions:
            _put(relationships, _mentioned(entity, folded, document, source))
    for claim in claims:
        _put(relationships, _claim(claim, folded, document, source))
    for figure in figures:
        mapped = map_phrase(figure.indicator, figure.quantity.unit, own_names)
        node, stated = _figure(figure, mapped, folded, document, home, source)
        nodes.setdefault(node.id, node)
        _put(relationships, stated)
        measure = entity_id("Indicator", mapped.name)
        if measure not in nodes:
            nodes[measure] = _indicator_node(measure, mapped)
        _put(relationships, _structure("MEASURES", node.id, measure, source, {"derived": True}))
    if (own := _own_district(home, resolved, source)) is not None:
        district, stated = own
        nodes.setdefault(district.id, district)
        _put(relationships, stated)
    return Graph(tuple(nodes[key] for key in sorted(nodes)), tuple(relationships[key] for key in sorted(relationships)))


def _own_district(home: Home, resolved: Resolved, source: str) -> tuple[Node, Relationship] | None:
    """Return the writer's district, and that the writer, who may be a school, governs it or is there.

    A district that no text names is tied to its document by that alone: without a writer there is none.
    """
    if resolved.bureau is None:
        return None
    if resolved.district is not None:
        district = Node(resolved.district, labels("District"))
    elif (own := own_district_identity(home)) is not None:
        id, name, properties = own
        district = Node(id, labels("District"), {"id": id, "name": name, **properties})
    else:
        return None
    governs = resolved.bureau.startswith("governmentbody/")
    return district, _structure("GOVERNS" if governs else "LOCATED_IN", resolved.bureau, district.id, source,
                                {"derived": True})


def _put(relationships: dict[str, Relationship], item: Relationship) -> None:
    relationships.setdefault(item.id, item)


def _present(properties: dict[str, Value | None]) -> dict[str, Value]:
    return {key: value for key, value in properties.items() if value is not None and value != ()}


def _source_node(document: Document, segmentation: Segmentation, home: Home, id: str) -> Node:
    titled = [text for text in segmentation.texts if text.kind != "notice" and text.title] or list(segmentation.texts)
    first = titled[0] if titled else None
    meta = document.metadata
    return Node(id, ("Source",), _present({
        "id": id, "digest": document.digest, "name": document.name,
        "title": (first.title if first and first.title else None) or meta.title or document.name,
        "kind": first.kind if first else "other", "year": first.year if first else None,
        "publisher": home.publisher or meta.publisher,
        "published": meta.published, "written": meta.written, "url": meta.url,
        "number": meta.number, "titles": tuple(text.title for text in titled if text.title),
        "kinds": tuple(text.kind for text in titled if text.title),
        "years": tuple(text.year for text in titled if text.title and text.year is not None)}))


def _entity_node(entity: Entity) -> Node:
    return Node(entity.id, labels(entity.label), _present(
        {"id": entity.id, "name": entity.name, "aliases": entity.aliases, **entity.properties}))


def _verbatim(span: Span, folded: Folded, document: Document) -> tuple[Span, str]:
    original = folded.original(span)
    return original, document.text[original.start:original.end]


def _as_written(words: str, evidence: Span, folded: Folded, document: Document) -> str:
    """Give words from a folded clause, or from shortly before it, the characters of the document (traditional ones)."""
    if not folded.simplified:
        return words
    forms = {}
    for at in range(max(0, evidence.start - _BEFORE_CLAUSE), evidence.end):
        original = document.text[folded.origin[at]]
        if original != folded.text[at] and original > "\u4dff" and original < "\ua000":
            forms[ord(folded.text[at])] = original
    return words.translate(forms)


def _mentioned(entity: Entity, folded: Folded, document: Document, source: str) -> Relationship:
    spans = sorted({(folded.original(m.span), m.name) for m in entity.mentions})
    names = tuple(name for _, name in spans)
    id = f"mentioned/{digest(entity.id, source)}"
    # With these what the document calls the entity is known from the mention alone, also when the graph is merged.
    name = entity.name if entity.name != display_names(names)[0] else None
    aliases = tuple(sorted({*entity.aliases} - {*names}))
    return Relationship(id, "MENTIONED_IN", entity.id, source, _present({
        "id": id, "source": source, "names": names, "name": name, "aliases": aliases,
        "starts": tuple(span.start for span, _ in spans), "ends": tuple(span.end for span, _ in spans)}))


def _structure(kind: str, start: str, end: str, source: str, properties: dict[str, Value]) -> Relationship:
    id = f"{kind.lower()}/{digest(kind, start, end, source)}"
    return Relationship(id, kind, start, end, {"id": id, "source": source, **properties})


def claim_id(claim: Claim, source: str) -> str:
    """Return the id of a claim's relationship; ``source`` is the id of the document's Source."""
    return f"claim/{digest(claim.type, claim.source, claim.target, claim.year, claim.attributes.get('stage'), source)}"


def _own_names(home: Home) -> tuple[str, ...]:
    return tuple(name for name in (home.publisher, home.place) if name)


def figure_id(figure: Figure, home: Home, source: str) -> str:
    """Return the id of a figure's node; ``source`` is the id of the document's Source."""
    return _figure_id(figure, map_phrase(figure.indicator, figure.quantity.unit, _own_names(home)), home, source)


def _figure_id(figure: Figure, mapped: Mapped, home: Home, source: str) -> str:
    quantity = figure.quantity
    return entity_id(figure.kind.capitalize(), home.scope, str(figure.year or ""), mapped.name,
                     digest(source, quantity.span.start, figure.indicator, quantity.value, quantity.unit))


def _claim(claim: Claim, folded: Folded, document: Document, source: str) -> Relationship:
    span, evidence = _verbatim(claim.evidence, folded, document)
    id = claim_id(claim, source)
    return Relationship(id, claim.type, claim.source, claim.target, _present({
        "id": id, "source": source, "year": claim.year, "evidence": evidence, "start": span.start, "end": span.end,
        "rule": claim.rule, "confidence": round(claim.confidence, 3), "section": " > ".join(claim.section) or None,
        **claim.attributes}))


def _figure(figure: Figure, mapped: Mapped, folded: Folded, document: Document, home: Home, source: str
            ) -> tuple[Node, Relationship]:
    quantity = figure.quantity
    span, evidence = _verbatim(figure.evidence, folded, document)
    number = _number(quantity.value)
    words = _as_written(figure.indicator, figure.evidence, folded, document)
    unit = _as_written(quantity.unit, figure.evidence, folded, document)
    id = _figure_id(figure, mapped, home, source)
    sign = "" if quantity.comparator == "=" else quantity.comparator
    upper = None if quantity.upper is None else _number(quantity.upper)
    to = "" if upper is None else f"-{upper}"
    node = Node(id, labels(figure.kind.capitalize()), _present({
        "id": id, "name": f"{words} {sign}{number}{to}{unit}", "indicator": words, "value": number, "upper": upper,
        "unit": unit,
        "comparator": quantity.comparator, "year": figure.year, **_normal(quantity, mapped),
        "evidence": evidence, "start": span.start, "end": span.end}))
    kind = "TARGETS" if figure.kind == "target" else "REPORTS"
    claim = f"claim/{digest(kind, figure.holder, id, source)}"
    return node, Relationship(claim, kind, figure.holder, id, _present({
        "id": claim, "source": source, "year": figure.year, "evidence": evidence, "start": span.start, "end": span.end,
        "rule": figure.rule, "confidence": round(figure.confidence, 3), "section": " > ".join(figure.section) or None}))


def _normal(quantity: Quantity, mapped: Mapped) -> dict[str, Value | None]:
    """Return a quantity in the unit that its kind is compared in, beside the value as written."""
    normal = normalise(quantity.value, quantity.upper, quantity.unit, None if mapped.growth else mapped.concept)
    if normal is None:
        return {}
    upper = None if normal.upper is None else plain(normal.upper)
    return {"value_si": plain(normal.value), "upper_si": upper, "unit_si": normal.unit}


def _indicator_node(id: str, mapped: Mapped) -> Node:
    """Return an indicator with what the scheme says of it."""
    concept = None if mapped.growth else mapped.concept
    of_scheme = {} if concept is None else {
        "english": concept.english, "dimension": concept.dimension, "direction": concept.direction,
        "unit": concept.unit or None, "broader": concept.broader}
    return Node(id, labels("Indicator"), _present({"id": id, "name": mapped.name, **of_scheme}))


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value
