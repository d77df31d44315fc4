"""Graphs of figures for tests, written as rows."""
from __future__ import annotations

from kg.graph.exchange import collect
from kg.indicators import concepts
from kg.resolve.ids import digest, entity_id
from kg.types import Graph, Node, Relationship
from kg.vocabulary import labels

BUREAU, DISTRICT = "governmentbody/青禾区/教育局", "district/青禾区"


def entity(label: str, id: str, name: str) -> Node:
    return Node(id, labels(label), {"id": id, "name": name})


def link(type: str, start: str, end: str, /, **properties: object) -> Relationship:
    id = f"{type.lower()}/{digest(type, start, end, properties.get('source', ''), properties.get('year', ''))}"
    return Relationship(id, type, start, end, {"id": id, **properties})  # type: ignore[arg-type]


def figure(kind: str, indicator: str, value: float, unit: str, year: int, /, *, comparator: str = "=",
           upper: float | None = None, holder: str = BUREAU, source: str = "source/a", evidence: str = "", at: int = 0,
           name: str = "") -> list[Node | Relationship]:
    """Return a figure with its holder and indicator; ``indicator`` is the canonical name, ``name`` the phrase."""
    words = evidence or f"{indicator}{value}{unit}"
    id = entity_id(kind, "青禾区", str(year), indicator, digest(source, at, value, unit, words, comparator))
    properties: dict[str, object] = {
        "id": id, "name": f"{indicator} {value}{unit}", "indicator": name or indicator, "value": value, "unit": unit,
        "comparator": comparator, "year": year, "evidence": words, "start": at, "end": at + len(words)}
    if upper is not None:
        properties["upper"] = upper
    measured = entity_id("Indicator", indicator)
    dimension = {"dimension": concepts()[indicator].dimension} if indicator in concepts() else {}
    return [
        Node(id, labels(kind), properties),  # type: ignore[arg-type]
        Node(measured, labels("Indicator"), {"id": measured, "name": indicator, **dimension}),
        link("TARGETS" if kind == "Target" else "REPORTS", holder, id, source=source, year=year, evidence=words,
             start=at, end=at + len(words), confidence=0.9),
        link("MEASURES", id, measured, source=source, derived=True)]


def graph_of(*rows: list[Node | Relationship], more: tuple[Node | Relationship, ...] = ()) -> Graph:
    """Return the graph of some figures with the bureau, its district and the sources."""
    items = [*more, *(item for row in rows for item in row)]
    sources = sorted({"source/a", *(str(item.properties["source"]) for item in items if "source" in item.properties)})
    named = [Node(id, ("Source",), {"id": id, "name": f"{id[7:]}.txt"}) for id in sources]
    return collect([
        *named, entity("GovernmentBody", BUREAU, "青禾区教育局"), entity("District", DISTRICT, "青禾区"),
        link("GOVERNS", BUREAU, DISTRICT, source="source/a", derived=True), *items])
