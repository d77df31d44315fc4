"""From the nodes and relationships of the property graph to RDF: triples, described statements and evidence.

A relationship is a plain triple and, apart from that, a statement that describes it (Claim, Inference or Mention) with
year, stage, source and evidence. A passage of a source is one Evidence whose IRI is that of the source with the range
of characters as RFC 5147 writes it, ``#char=120,171``: claims of a clause share it without having to know each other.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.errors import ExchangeError
from kg.types import Node, Relationship, Value
from kg.vocabulary import CLAIM_RELATIONS, FIGURE_RELATIONS
from loaders.rdf_terms import encode, iri, literal
from loaders.rdf_values import offsets, terms
from loaders.rdf_vocabulary import KG, ONTOLOGY, Property, Vocabulary, vocabulary

OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
QB = "http://purl.org/linked-data/cube#"
VOID = "http://rdfs.org/ns/void#"
_TYPE = iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_EVIDENCE, _HOLDER = iri(KG.evidence), iri(KG.holder)
# What is said of a statement by other means than a property of its own.
_PLACES = frozenset({"id", "evidence", "start", "end", "starts", "ends"})


class Quad(NamedTuple):
    """A statement of RDF, its terms in the syntax of N-Triples; ``graph`` is empty for the default graph."""

    subject: str
    predicate: str
    object: str
    graph: str = ""


class Mapper:
    """Turns items into quads, one at a time; ``left_out`` counts what the ontology has no term for.

    Args:
        base: what ids are appended to, an absolute IRI that ends in ``/``.
        plain: leave out the statements about triples, and the evidence.
    """

    def __init__(self, base: str, *, plain: bool = False) -> None:
        self.left_out: Counter[str] = Counter()
        self._base = base
        self._plain = plain
        self._vocabulary: Vocabulary = vocabulary()

    def dataset(self) -> Iterator[Quad]:
        """Yield what is said of the export as a whole."""
        dataset = iri(f"{self._base}dataset")
        for kind in (f"{QB}DataSet", f"{VOID}Dataset", "http://www.w3.org/ns/dcat#Dataset"):
            yield Quad(dataset, _TYPE, iri(kind))
        for title, language in (("区县教育知识图谱", "zh-Hans"), ("District education knowledge graph", "en")):
            yield Quad(dataset, iri("http://purl.org/dc/terms/title"), literal(title, language=language))
        yield Quad(dataset, iri(f"{VOID}vocabulary"), iri(ONTOLOGY))
        yield Quad(dataset, iri(f"{VOID}uriSpace"), literal(self._base))
        yield Quad(dataset, iri(f"{QB}structure"), iri(KG.FigureStructure))

    def quads(self, item: Node | Relationship) -> Iterator[Quad]:
        """Yield what an item says. Raises ExchangeError for classes, types and values that the ontology lacks."""
        return self._node(item) if isinstance(item, Node) else self._relationship(item)

    def _iri(self, id: str, folder: str = "") -> str:
        return iri(f"{self._base}{folder}{encode(id)}")

    def _graph(self, item: Relationship) -> str:
        source = str(item.properties.get("source", ""))
        if item.properties.get("derived") is True:
            return self._iri(source, "derived/")
        return self._iri(source, "graph/") if source else ""

    def _property(self, kinds: Iterable[str], key: str, holder: str) -> Property | None:
        for kind in kinds:
            if found := self._vocabulary.properties.get((kind, key)):
                return found
        self.left_out[f"{key} of {holder}"] += 1
        return None

    def _values(self, subject: str, kinds: tuple[str, ...], key: str, value: Value, where: str,
                graph: str) -> Iterator[Quad]:
        if property := self._property(kinds, key, kinds[0]):
            for term in terms(property, value, base=self._base, where=f"{where}, {key}"):
                for predicate in property.predicates:
                    yield Quad(subject, predicate, term, graph)

    def _node(self, node: Node) -> Iterator[Quad]:
        subject, where = self._iri(node.id), f"node {node.id!r}"
        unknown = [label for label in node.labels if label not in self._vocabulary.classes]
        if unknown or not node.labels:
            raise ExchangeError(f"{where}: the ontology has no class for the labels {unknown}; it has "
                                f"{', '.join(sorted(self._vocabulary.classes))}")
        for kind in sorted({kind for label in node.labels for kind in self._vocabulary.classes[label]}):
            yield Quad(subject, _TYPE, kind)
        # The most specific label has no fewer classes than the others; it is what a message names.
        labels = tuple(sorted(node.labels, key=lambda label: (label in ("Entity", "Institution", "Figure"), label)))
        for key, value in sorted(node.properties.items()):
            if key != "id":
                yield from self._values(subject, labels, key, value, where, "")
        if "Figure" in node.labels:
            yield Quad(subject, iri(f"{QB}dataSet"), iri(f"{self._base}dataset"))
        if "Source" in node.labels:
            yield Quad(self._iri(node.id, "graph/"), iri(f"{PROV}wasDerivedFrom"), subject)

    def _relationship(self, item: Relationship) -> Iterator[Quad]:
        predicate = self._vocabulary.relations.get(item.label)
        if predicate is None:
            raise ExchangeError(f"relationship {item.id!r}: the ontology has no type {item.label!r}; it has "
                                f"{', '.join(sorted(self._vocabulary.relations))}")
        triple, graph = (self._iri(item.start), predicate, self._iri(item.end)), self._graph(item)
        yield Quad(*triple, graph)
        for common in self._vocabulary.also[item.label]:
            yield Quad(triple[0], common, triple[2], graph)
        if item.label in FIGURE_RELATIONS:
            yield Quad(triple[2], _HOLDER, triple[0], graph)
        if not self._plain and (kind := _kind(item)):
            yield from self._statement(item, kind, triple, graph)

    def _statement(self, item: Relationship, kind: str, triple: tuple[str, str, str], graph: str) -> Iterator[Quad]:
        subject, where = self._iri(item.id, "statement/"), f"relationship {item.id!r}"
        yield Quad(subject, _TYPE, iri(KG.Statement), graph)
        if kind != "Statement":
            yield Quad(subject, _TYPE, iri(KG[kind]), graph)
        for part, term in zip((KG.subject, KG.predicate, KG.object), triple, strict=True):
            yield Quad(subject, iri(part), term, graph)
        for key, value in sorted(item.properties.items()):
            if key not in _PLACES:
                yield from self._values(subject, (kind, "Statement"), key, value, where, graph)
        if kind == "Mention":
            yield from self._positions(item, subject, where, graph)
        elif "evidence" in item.properties:
            evidence = self._passage(item, where)
            yield Quad(subject, _EVIDENCE, iri(evidence), graph)
            if item.label in FIGURE_RELATIONS:
                yield Quad(triple[2], _EVIDENCE, iri(evidence), graph)
            yield from self._evidence(item, evidence, graph)

    def _source(self, item: Relationship) -> str:
        return self._base + encode(str(item.properties.get("source", "")))

    def _positions(self, item: Relationship, subject: str, where: str, graph: str) -> Iterator[Quad]:
        starts, ends = item.properties.get("starts", ()), item.properties.get("ends", ())
        if not isinstance(starts, tuple) or not isinstance(ends, tuple) or len(starts) != len(ends):
            raise ExchangeError(f"{where}: starts and ends are not lists of the same length")
        source = self._base + encode(item.end)
        for pair in sorted(set(zip(starts, ends, strict=True))):
            start, end = offsets(*pair, where=where)
            yield Quad(subject, iri(KG.position), iri(f"{source}#char={start},{end}"), graph)

    def _passage(self, item: Relationship, where: str) -> str:
        if "start" not in item.properties and "end" not in item.properties:
            return f"{self._base}statement/{encode(item.id)}#quote"
        start, end = offsets(item.properties.get("start", ""), item.properties.get("end", ""), where=where)
        return f"{self._source(item)}#char={start},{end}"

    def _evidence(self, item: Relationship, evidence: str, graph: str) -> Iterator[Quad]:
        node, quote = iri(evidence), iri(f"{evidence};quote")
        for kind in (str(KG.Evidence), f"{OA}SpecificResource"):
            yield Quad(node, _TYPE, iri(kind), graph)
        if "source" in item.properties:
            yield Quad(node, iri(f"{OA}hasSource"), iri(self._source(item)), graph)
        yield Quad(node, iri(f"{OA}hasSelector"), quote, graph)
        yield Quad(quote, _TYPE, iri(f"{OA}TextQuoteSelector"), graph)
        yield Quad(quote, iri(f"{OA}exact"), literal(str(item.properties["evidence"])), graph)
        if "start" in item.properties:
            position = iri(f"{evidence};position")
            yield Quad(node, iri(f"{OA}hasSelector"), position, graph)
            yield Quad(position, _TYPE, iri(f"{OA}TextPositionSelector"), graph)
            for key in ("start", "end"):
                offset = literal(str(item.properties[key]), datatype="nonNegativeInteger")
                yield Quad(position, iri(f"{OA}{key}"), offset, graph)


def _kind(item: Relationship) -> str:
    """Return the class of the statement about a relationship, or nothing where there is no more to say."""
    if item.properties.get("derived") is True:
        return "Inference"
    if item.label == "MENTIONED_IN":
        return "Mention"
    if "evidence" in item.properties or item.label in CLAIM_RELATIONS:
        return "Claim"
    return "Statement" if item.properties.keys() - {"id"} else ""
