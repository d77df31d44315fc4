"""Passages of sources as nodes: evidence of statements, and the places of mentions and texts that lists hold."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import NamedTuple, TypeAlias

from kg.errors import ExchangeError
from kg.types import Scalar, Value
from loaders.rdf_terms import encode, iri, literal
from loaders.rdf_values import offsets
from loaders.rdf_vocabulary import KG

OA = "http://www.w3.org/ns/oa#"
# A statement of RDF, its terms in the syntax of N-Triples: subject, predicate, object, and graph or nothing.
Quad: TypeAlias = tuple[str, str, str, str]
_TYPE = iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_EVIDENCE = iri(KG.Evidence)
_SELECTORS = (iri(f"{OA}TextPositionSelector"), iri(f"{OA}TextQuoteSelector"))
_HAS_SOURCE, _HAS_SELECTOR, _EXACT, _START, _END = (
    iri(f"{OA}{name}") for name in ("hasSource", "hasSelector", "exact", "start", "end"))


class Rows(NamedTuple):
    """Lists of the property graph that belong together, item by item, and how RDF states them: one node for each row.

    ``link`` leads to the rows, ``kind`` is their class, ``fragment`` begins the last part of their IRIs.
    """

    link: str
    kind: str
    fragment: str
    keys: tuple[str, ...]


ROWS: Mapping[str, Rows] = {
    "Mention": Rows(iri(KG.occurrence), "Occurrence", "", ("names", "starts", "ends")),
    "Source": Rows(iri(KG.text), "Text", "text-", ("titles", "kinds", "years")),
}


def rows(properties: Mapping[str, Value], keys: Iterable[str]) -> list[dict[str, Scalar]]:
    """Return the lists of properties as rows. Lists of other lengths than the first have rows of their own behind."""
    lists: dict[str, tuple[Scalar, ...]] = {
        key: value if isinstance(value := properties[key], tuple) else (value,)
        for key in keys if key in properties}
    if len({len(items) for items in lists.values()}) <= 1:
        return [dict(zip(lists, row, strict=True)) for row in zip(*lists.values(), strict=True)]
    first = next(iter(lists.values()))
    together = {key: items for key, items in lists.items() if len(items) == len(first)}
    apart = [{key: item} for key, items in lists.items() if key not in together for item in items]
    return [dict(zip(together, row, strict=True)) for row in zip_longest(*together.values())] + apart


def passage(properties: Mapping[str, Value], *, source: str, statement: str, where: str) -> str:
    """Return the IRI of a piece of evidence: that of its source with the range of characters as RFC 5147 writes it,
    ``#char=120,171``, so that claims of a clause share it without having to know each other.
    """
    if "start" not in properties and "end" not in properties:
        return f"{statement}#quote" if "#" not in statement else f"{statement}-quote"
    start, end = offsets(properties.get("start", ""), properties.get("end", ""), where=where)
    return f"{source if '#' not in source else encode(source)}#char={start},{end}"


def evidence(node: str, properties: Mapping[str, Value], *, source: str, where: str, graph: str) -> Iterator[Quad]:
    """Yield a piece of evidence: its source, and one selector by quote and position (Web Annotation)."""
    if not isinstance(quote := properties["evidence"], str):
        raise ExchangeError(f"{where}: the evidence {quote!r} is not a text")
    subject, selector = iri(node), iri(f"{node};selector")
    yield subject, _TYPE, _EVIDENCE, graph
    if source:
        yield subject, _HAS_SOURCE, iri(source), graph
    yield subject, _HAS_SELECTOR, selector, graph
    if "start" in properties:
        yield selector, _TYPE, _SELECTORS[0], graph
    yield selector, _TYPE, _SELECTORS[1], graph
    yield selector, _EXACT, literal(quote), graph
    if "start" in properties:
        yield selector, _START, literal(str(properties["start"]), datatype="nonNegativeInteger"), graph
        yield selector, _END, literal(str(properties["end"]), datatype="nonNegativeInteger"), graph
