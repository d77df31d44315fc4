"""From RDF to the nodes and relationships of the property graph: the way back of ``loaders.rdf_quads``.

What an export says comes back as it was. What others wrote with the same ontology is read too: classes may be stated
without those above them, statements may be blank nodes or lie under other base IRIs (ids are then the IRIs), and a
triple without a statement is a relationship without properties.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from kg.errors import ExchangeError
from kg.types import Node, Relationship, Scalar, Value
from kg.vocabulary import SUPERCLASSES
from kg.vocabulary import labels as class_labels
from loaders.rdf_evidence import OA, ROWS
from loaders.rdf_statements import Statements, Term
from loaders.rdf_terms import id_of, iri
from loaders.rdf_values import value_of
from loaders.rdf_vocabulary import KG, Property, vocabulary

_REIFIES = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"
_KINDS = ("Claim", "Inference", "Mention", "Statement")
# Keys whose values are lists in the property graph, even of one item.
_LISTS = frozenset({"aliases", "candidates", "derived_from"})
# What is said of entities and statements by other means than a property of the property graph.
_STRUCTURE = frozenset(str(KG[name]) for name in (
    "subject", "predicate", "object", "evidence", "occurrence", "text", "holder", "figureKind", "figureId"))
_ROW_KEYS = frozenset(key for row in ROWS.values() for key in row.keys)


class Reader:
    """Reads items out of statements; ``passed_over`` counts predicates of entities that the ontology does not have.

    Args:
        statements: all of them, by subject.
        base: what the IRIs of ids begin with.
    """

    def __init__(self, statements: Statements, base: str) -> None:
        self.passed_over: Counter[str] = Counter()
        self._found = statements
        self._base = base
        known = vocabulary()
        self._labels = {term[1:-1]: label for label, term in known.names.items()}
        self._relations = {term[1:-1]: label for label, term in known.relations.items()}
        self._keys: dict[tuple[str, str], tuple[str, Property]] = {}
        for (kind, key), property in known.properties.items():
            row = kind in {rows.kind for rows in ROWS.values()}
            if (key in _ROW_KEYS) == row:
                self._keys[kind, property.predicates[0][1:-1]] = key, property
        self._kinds = {str(KG[kind]): kind for kind in _KINDS}

    def nodes(self) -> Iterator[Node]:
        """Yield the nodes. Raises ExchangeError for one with classes of two kinds or values that no property holds."""
        for subject in self._found.subjects():
            found = {self._labels[kind] for kind in self._found.types(subject) if kind in self._labels}
            if found:
                yield self._node(subject, found)

    def relationships(self) -> Iterator[Relationship]:
        """Yield the described statements, then the triples that no statement describes. Raises ExchangeError."""
        described: set[tuple[str, str, str]] = set()
        for subject in self._found.subjects():
            kinds = [self._kinds[kind] for kind in self._found.types(subject) if kind in self._kinds]
            if kinds:
                triple = self._triple(subject)
                described.add(triple)
                yield self._statement(subject, min(kinds, key=_KINDS.index), triple)
        for subject in self._found.subjects():
            for predicate, object, graph in self._found.of(subject):
                triple = subject, predicate, object.text
                if predicate in self._relations and triple not in described:
                    described.add(triple)
                    yield self._plain(triple, graph)

    def _id(self, address: str, folder: str = "") -> str:
        return id_of(address, self._base, folder)

    def _node(self, subject: str, found: set[str]) -> Node:
        where = f"<{subject}>"
        classes = found - {above for name in SUPERCLASSES for above in SUPERCLASSES[name]} - {"Entity"}
        if len(classes) > 1:
            raise ExchangeError(f"{where}: is of the classes {', '.join(sorted(classes))}; an entity has one of them")
        name = next(iter(classes), "")
        labels = class_labels(name) if name in SUPERCLASSES else tuple(sorted(found))
        properties: dict[str, Value] = {"id": self._id(subject)}
        kinds = (name, *sorted(set(labels) - {name}))
        properties.update(self._properties(subject, kinds, where))
        if "Source" in labels:
            properties.update(self._rows(subject, "Source", where))
        return Node(self._id(subject), labels, properties)

    def _properties(self, subject: str, kinds: Iterable[str], where: str) -> dict[str, Value]:
        values: dict[str, list[Scalar]] = {}
        for predicate, object, _ in self._found.of(subject):
            for kind in kinds:
                if (kind, predicate) in self._keys:
                    key, property = self._keys[kind, predicate]
                    value = value_of(property, object.text, base=self._base, where=where)
                    if value not in values.setdefault(key, []):
                        values[key].append(value)
                    break
            else:
                if predicate.startswith(str(KG)) and predicate not in self._relations and predicate not in _STRUCTURE:
                    self.passed_over[predicate] += 1
        return {key: _together(key, items) for key, items in values.items()}

    def _rows(self, subject: str, kind: str, where: str) -> dict[str, Value]:
        link, row_kind, _, keys = ROWS[kind]
        nodes = [object.text for predicate, object, _ in self._found.of(subject) if iri(predicate) == link]
        lists: dict[str, list[Scalar]] = {}
        for node in sorted(nodes, key=_row_number):
            for key, value in self._properties(node, (row_kind,), where).items():
                lists.setdefault(key, []).append(value)  # type: ignore[arg-type]
        return {key: _sequence(lists[key]) for key in keys if key in lists}

    def _triple(self, subject: str) -> tuple[str, str, str]:
        parts = {predicate: object for predicate, object, _ in self._found.of(subject)}
        if (reified := parts.get(_REIFIES)) is not None and reified.triple:
            return reified.triple
        try:
            triple = tuple(parts[str(KG[name])].text for name in ("subject", "predicate", "object"))
        except KeyError as error:
            raise ExchangeError(f"<{subject}>: a statement without {str(error)[1:-1]}") from None
        if triple[1] not in self._relations:
            raise ExchangeError(f"<{subject}>: the ontology has no relationship <{triple[1]}>")
        return triple[0], triple[1], triple[2]

    def _statement(self, subject: str, kind: str, triple: tuple[str, str, str]) -> Relationship:
        where = f"<{subject}>"
        label = self._relations[triple[1]]
        start, end = self._id(triple[0]), self._id(triple[2])
        properties = self._properties(subject, (kind, "Statement"), where)
        if kind == "Inference":
            properties.setdefault("derived", True)
        if kind == "Mention":
            properties.setdefault("source", end)
            properties.update(self._rows(subject, kind, where))
        properties.update(self._evidence(subject))
        id = f"{label.lower()}/{start}/{end}/{properties.get('year', '')}/{properties.get('source', '')}"
        if not subject.startswith("_:"):
            id = self._id(subject, "statement/")
        return Relationship(id, label, start, end, {"id": id, **properties})

    def _evidence(self, subject: str) -> dict[str, Value]:
        found: dict[str, Value] = {}
        nodes = [object.text for predicate, object, _ in self._found.of(subject) if predicate == str(KG.evidence)]
        for node in nodes:
            for predicate, object, _ in self._found.of(node):
                if predicate == f"{OA}hasSelector":
                    found.update(_selected(self._found, object.text))
        if len(nodes) > 1:
            raise ExchangeError(f"<{subject}>: has {len(nodes)} pieces of evidence; a relationship holds one")
        return found

    def _plain(self, triple: tuple[str, str, str], graph: str) -> Relationship:
        label, start, end = self._relations[triple[1]], self._id(triple[0]), self._id(triple[2])
        id = f"{label.lower()}/{start}/{end}"
        properties: dict[str, Value] = {"id": id}
        for folder, derived in (("graph/", False), ("derived/", True)):
            if graph.startswith(f"{self._base}{folder}"):
                properties |= {"source": source} if (source := self._id(graph, folder)) else {}
                properties |= {"derived": True} if derived else {}
        return Relationship(id, label, start, end, properties)


def _sequence(items: list[Scalar]) -> Value:
    numbers = tuple(item for item in items if isinstance(item, int))
    return numbers if len(numbers) == len(items) else tuple(map(str, items))


def _together(key: str, items: list[Scalar]) -> Value:
    """Return the values of a property: sets of RDF are lists in order."""
    if len(items) == 1 and key not in _LISTS:
        return items[0]
    return _sequence(sorted(items, key=lambda item: (str(type(item)), item)))


def _row_number(address: str) -> tuple[str, int, str]:
    digits = address[len(address.rstrip("0123456789")):]
    return address[:len(address) - len(digits)], int(digits or 0), address


def _selected(found: Statements, selector: str) -> Mapping[str, Value]:
    said: dict[str, Term] = {predicate: object for predicate, object, _ in found.of(selector)}
    values: dict[str, Value] = {}
    if quote := said.get(f"{OA}exact"):
        values["evidence"] = quote.text
    for key in ("start", "end"):
        if (offset := said.get(f"{OA}{key}")) is not None and offset.text.isdecimal():
            values[key] = int(offset.text)
    return values


