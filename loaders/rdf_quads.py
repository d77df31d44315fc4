"""From the nodes and relationships of the property graph to RDF: triples, described statements and evidence.

A relationship is a plain triple and, apart from that, a statement that describes it (Claim, Inference or Mention) with
year, stage, source and evidence; ``loaders.rdf_items`` is the way back.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.errors import ExchangeError
from kg.types import Node, Relationship, Value
from kg.vocabulary import CLAIM_RELATIONS, FIGURE_RELATIONS
from loaders.rdf_concepts import as_concept
from loaders.rdf_dataset import QB, counted, described, figures, source_graph
from loaders.rdf_evidence import ROWS, Quad, evidence, passage, rows
from loaders.rdf_terms import address, encode, iri, literal
from loaders.rdf_values import term, terms
from loaders.rdf_vocabulary import KG, Property, Vocabulary, vocabulary

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE, _REIFIES = iri(f"{RDF}type"), iri(f"{RDF}reifies")
_EVIDENCE, _HOLDER = iri(KG.evidence), iri(KG.holder)
_SUBJECT, _PREDICATE, _OBJECT = iri(KG.subject), iri(KG.predicate), iri(KG.object)
_FIGURE_KIND, _FIGURE_ID = iri(KG.figureKind), iri(KG.figureId)
_DATA_SET, _HAS_UNIT = iri(f"{QB}dataSet"), iri("http://qudt.org/schema/qudt/hasUnit")
_KINDS = {name: iri(KG[name]) for name in ("Statement", "Claim", "Inference", "Mention")}
_FIGURES, _CLAIMS = frozenset(FIGURE_RELATIONS), frozenset(CLAIM_RELATIONS)
_REMEMBERED = 50_000
# What is said of a statement by other means than a property of its own.
_PLACES = frozenset({"id", "evidence", "start", "end"})


class Mapper:
    """Turns items into quads, one at a time; ``left_out`` counts what the ontology has no term for.

    Args:
        base: what ids are appended to, an absolute IRI that ends in ``/``.
        plain: leave out the statements about triples, and the evidence.
        reifying: state the triple of a statement as a triple term of RDF 1.2, not as subject, predicate and object.
    """

    def __init__(self, base: str, *, plain: bool = False, reifying: bool = False) -> None:
        self.left_out: Counter[str] = Counter()
        self._base = base
        self._plain = plain
        self._reifying = reifying
        self._vocabulary: Vocabulary = vocabulary()
        self._counts: Counter[str] = Counter()
        self._keys: dict[tuple[tuple[str, ...], str], Property | None] = {}
        # Years, rules, sections, confidences and the like are said again and again.
        self._said: dict[tuple[object, ...], list[tuple[str, str]]] = {}
        self._graphs: dict[tuple[object, bool], str] = {}

    def described(self) -> Iterator[Quad]:
        """Yield what is said of the export before its items."""
        return described(self._base)

    def counted(self) -> Iterator[Quad]:
        """Yield what is said of the export after its items."""
        return counted(self._base, self._counts)

    def quads(self, item: Node | Relationship) -> Iterator[Quad]:
        """Yield what an item says. Raises ExchangeError for classes, types and values that the ontology lacks."""
        return self._node(item) if isinstance(item, Node) else self._relationship(item)

    def _iri(self, id: str, folder: str = "") -> str:
        return iri(address(id, self._base, folder))

    def _graph(self, item: Relationship) -> str:
        key = item.properties.get("source", ""), item.properties.get("derived") is True
        if key not in self._graphs:
            source, derived = str(key[0]), key[1]
            folder = "derived/" if derived else "graph/"
            self._graphs[key] = iri(f"{self._base}{folder}{encode(source)}") if source or derived else ""
        return self._graphs[key]

    def _property(self, kinds: tuple[str, ...], key: str) -> Property | None:
        if (kinds, key) not in self._keys:
            found = (self._vocabulary.properties.get((kind, key)) for kind in kinds)
            self._keys[kinds, key] = next(filter(None, found), None)
        property = self._keys[kinds, key]
        if property is None:
            self.left_out[f"{key} of {kinds[0]}"] += 1
        return property

    def _values(self, subject: str, kinds: tuple[str, ...], key: str, value: Value, where: str,
                graph: str) -> Iterator[Quad]:
        known = kinds[0], key, value, value.__class__
        said = self._said.get(known)
        if said is None:
            property = self._property(kinds, key)
            if property is None:
                return
            objects = terms(property, value, base=self._base, where=f"{where}, {key}")
            said = [(predicate, object) for object in objects for predicate in property.predicates]
            if len(self._said) == _REMEMBERED:
                self._said.clear()
            self._said[known] = said
        for predicate, object in said:
            yield subject, predicate, object, graph

    def _node(self, node: Node) -> Iterator[Quad]:
        subject, where = self._iri(node.id), f"node {node.id!r}"
        classes = self._vocabulary.classes
        unknown = [label for label in node.labels if label not in classes]
        if unknown or not node.labels:
            raise ExchangeError(f"{where}: the ontology has no class for the labels {unknown}; it has "
                                f"{', '.join(sorted(classes))}")
        self._counts.update(node.labels)
        for kind in sorted({kind for label in node.labels for kind in classes[label]}):
            yield subject, _TYPE, kind, ""
        # The most specific label has no fewer classes than the others; it is what a message names.
        labels = tuple(sorted(node.labels, key=lambda label: (label in ("Entity", "Institution", "Figure"), label)))
        listed = ROWS["Source"].keys if "Source" in labels else ()
        for key, value in sorted(node.properties.items()):
            if key != "id" and key not in listed:
                yield from self._values(subject, labels, key, value, where, "")
        if "Figure" in labels:
            yield from self._figure(subject, node)
        yield from as_concept(self._base, subject, node)
        if listed:
            yield from self._rows("Source", subject, node, where, "")
            yield from source_graph(self._base, iri(f"{self._base}graph/{encode(node.id)}"), subject)

    def _figure(self, subject: str, node: Node) -> Iterator[Quad]:
        yield subject, _DATA_SET, figures(self._base, dated="year" in node.properties), ""
        yield subject, _FIGURE_ID, literal(node.id), ""
        for label in ("Target", "Result"):
            if label in node.labels:
                yield subject, _FIGURE_KIND, iri(KG[f"{label.lower()}Figure"]), ""
        if unit := self._vocabulary.units.get(str(node.properties.get("unit", ""))):
            yield subject, _HAS_UNIT, unit, ""

    def _relationship(self, item: Relationship) -> Iterator[Quad]:
        predicate = self._vocabulary.relations.get(item.label)
        if predicate is None:
            raise ExchangeError(f"relationship {item.id!r}: the ontology has no type {item.label!r}; it has "
                                f"{', '.join(sorted(self._vocabulary.relations))}")
        start, end, graph = self._iri(item.start), self._iri(item.end), self._graph(item)
        for property in (predicate, *self._vocabulary.also[item.label]):
            yield start, property, end, graph
        if item.label in _FIGURES:
            yield end, _HOLDER, start, graph
        if not self._plain:
            yield from self._statement(item, (start, predicate, end), graph)

    def _statement(self, item: Relationship, triple: tuple[str, str, str], graph: str) -> Iterator[Quad]:
        kind = _kind(item)
        subject, where = self._iri(item.id, "statement/"), f"relationship {item.id!r}"
        yield subject, _TYPE, _KINDS[kind], graph
        if self._reifying:
            yield subject, _REIFIES, f"<<( {' '.join(triple)} )>>", graph
        else:
            yield subject, _SUBJECT, triple[0], graph
            yield subject, _PREDICATE, triple[1], graph
            yield subject, _OBJECT, triple[2], graph
        listed = ROWS[kind].keys if kind in ROWS else ()
        for key, value in sorted(item.properties.items()):
            if key not in _PLACES and key not in listed and not _implied(item, kind, key):
                yield from self._values(subject, (kind, "Statement"), key, value, where, graph)
        if listed:
            yield from self._rows(kind, subject, item, where, graph)
        if "evidence" in item.properties:
            source = str(item.properties.get("source", ""))
            address_of = address(source, self._base) if source else ""
            node = passage(item.properties, source=address_of, statement=subject[1:-1], where=where)
            yield subject, _EVIDENCE, iri(node), graph
            if item.label in _FIGURES:
                yield triple[2], _EVIDENCE, iri(node), graph
            yield from evidence(node, item.properties, source=address_of, where=where, graph=graph)

    def _rows(self, kind: str, subject: str, item: Node | Relationship, where: str, graph: str) -> Iterator[Quad]:
        link, row_kind, fragment, keys = ROWS[kind]
        if kind == "Mention" and len({len(value) if isinstance(value := item.properties.get(key), tuple) else -1
                                      for key in keys}) > 1:
            raise ExchangeError(f"{where}: {', '.join(keys)} are not lists of the same length")
        parent = subject[1:-1] if "#" not in subject else f"{self._base}row/{encode(item.id)}"
        for number, row in enumerate(rows(item.properties, keys), 1):
            node = iri(f"{parent}#{fragment}{number}")
            yield subject, link, node, graph
            for key, value in row.items():
                if property := self._property((row_kind,), key):
                    yield node, property.predicates[0], term(property, value, base=self._base, where=where), graph


def _implied(item: Relationship, kind: str, key: str) -> bool:
    """Tell whether a property follows from the class of the statement, or from its object."""
    if key == "derived":
        return kind == "Inference"
    return kind == "Mention" and key == "source" and item.properties[key] == item.end


def _kind(item: Relationship) -> str:
    if item.properties.get("derived") is True:
        return "Inference"
    if item.label == "MENTIONED_IN":
        return "Mention"
    return "Claim" if "evidence" in item.properties or item.label in _CLAIMS else "Statement"
