"""A graph of invented documents, as large as asked for, as a stream: 20 nodes and 60 relationships a document.

Five years of plans and summaries for each district; what documents share (programs, honours, indicators) is shared
unevenly, as in life: a few programs are everywhere. The same number of documents gives the same graph.
"""
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import chain

from kg.types import Node, Relationship, Value
from kg.vocabulary import labels

_PER_DISTRICT = 10
_FIGURES, _SCHOOLS = 8, 10
# A thousand documents name so many in all; with districts and bureaus they make the 20 nodes a document whole.
_PROGRAMS, _HONOURS, _INDICATORS = 600, 140, 60
_STAGES = ("planned", "started", "under_construction", "completed", "in_use")


def _pool(number: int, size: int) -> int:
    """Return one of so many things: small numbers often, large ones seldom."""
    return int(size * ((number * 2654435761 % 2**32) / 2**32) ** 3)


class GeneratedGraph:
    """The graph of so many documents (a multiple of ten)."""

    def __init__(self, documents: int) -> None:
        if documents < _PER_DISTRICT or documents % _PER_DISTRICT:
            raise ValueError("the number of documents is a multiple of 10")
        self.documents = documents
        self._sizes = {kind: max(1, documents * each // 1000) for kind, each in
                       (("program", _PROGRAMS), ("honor", _HONOURS), ("indicator", _INDICATORS))}

    def items(self) -> Iterator[Node | Relationship]:
        """Yield the nodes, then the relationships."""
        yield from self._shared()
        yield from chain.from_iterable(map(self._nodes, range(self.documents)))
        yield from chain.from_iterable(map(self._relationships, range(self.documents)))

    def _shared(self) -> Iterator[Node]:
        for kind, name, of in (("program", "Program", "工程"), ("honor", "Honor", "荣誉"),
                               ("indicator", "Indicator", "指标")):
            for number in range(self._sizes[kind]):
                yield _node(name, f"{kind}/第{number}号{of}", f"第{number}号{of}")
        for number in range(self.documents // _PER_DISTRICT):
            code, place = _place(number)
            yield _node("District", f"district/{code}", place, adcode=code, level="county")
            yield _node("GovernmentBody", f"government_body/{code}/{place}教育局", f"{place}教育局")

    def _nodes(self, number: int) -> Iterator[Node]:
        code, place = _place(number // _PER_DISTRICT)
        source, kind, year = _source(number)
        title = f"{place}教育局{year}年工作{'要点' if kind == 'plan' else '总结'}"
        yield Node(source, ("Source",), {"id": source, "digest": source[7:], "kind": kind, "name": f"{number}.txt",
                                         "title": title, "year": year})
        for place_in_text in range(_FIGURES):
            id = _figure(number, place_in_text)
            indicator = f"第{_pool(number * 31 + place_in_text, self._sizes['indicator'])}号指标"
            yield _node("Target" if kind == "plan" else "Result", id, indicator, indicator=indicator, unit="个",
                        value=number % 90 + place_in_text, comparator="=", year=year, start=place_in_text * 40,
                        end=place_in_text * 40 + 30, evidence=f"{year}年{indicator}达到{number % 90 + place_in_text}个")
        for place_in_text in range(_SCHOOLS):
            name = f"{place}第{number % _PER_DISTRICT * _SCHOOLS + place_in_text}小学"
            yield _node("School", f"school/{code}/{name}", name, aliases=(name.removeprefix(place),))

    def _relationships(self, number: int) -> Iterator[Relationship]:
        code, place = _place(number // _PER_DISTRICT)
        source, kind, year = _source(number)
        bureau, district = f"government_body/{code}/{place}教育局", f"district/{code}"
        schools = [f"school/{code}/{place}第{number % _PER_DISTRICT * _SCHOOLS + at}小学" for at in range(_SCHOOLS)]
        facts: list[tuple[str, str, str, dict[str, Value]]] = [("GOVERNS", bureau, district, {"derived": True})]
        facts += [("LOCATED_IN", school, district, {"derived": True}) for school in schools]
        for at in range(_FIGURES):
            indicator = f"indicator/第{_pool(number * 31 + at, self._sizes['indicator'])}号指标"
            facts += [("TARGETS" if kind == "plan" else "REPORTS", bureau, _figure(number, at), {}),
                      ("MEASURES", _figure(number, at), indicator, {"derived": True})]
        facts += [("RUNS", bureau, f"program/第{_pool(number * 17 + at, self._sizes['program'])}号工程", {})
                  for at in range(9)]
        facts += [("BUILDS", bureau, school, {"stage": _STAGES[(number + at) % 5]})
                  for at, school in enumerate(schools[:6])]
        facts += [("AWARDED", school, f"honor/第{_pool(number * 13 + at, self._sizes['honor'])}号荣誉", {})
                  for at, school in enumerate(schools[:4])]
        facts += [("PAIRS_WITH", schools[at], schools[at + 5], {"kind": "pairing"}) for at in range(2)]
        for at, (type, start, end, properties) in enumerate(facts):
            stated: dict[str, Value] = {} if "derived" in properties else {
                "year": year, "evidence": f"第{at}句：{place}{year}年{start[-8:]}与{end[-8:]}", "start": at * 40,
                "end": at * 40 + 30, "rule": "generated", "confidence": 0.95}
            yield _relationship(type, start, end, source, number, at, {**properties, **stated})
        for at, entity in enumerate([bureau, district, *schools]):
            yield _relationship("MENTIONED_IN", entity, source, source, number, len(facts) + at, {
                "names": (entity.rpartition("/")[2],), "starts": (at * 40,), "ends": (at * 40 + 8,)})


def _place(number: int) -> tuple[str, str]:
    return f"{990000 + number}", f"第{number}区"


def _source(number: int) -> tuple[str, str, int]:
    within = number % _PER_DISTRICT
    return (f"source/{hashlib.md5(str(number).encode()).hexdigest()}", "plan" if within % 2 == 0 else "summary",
            2019 + within // 2)


def _figure(number: int, at: int) -> str:
    return f"{'target' if number % 2 == 0 else 'result'}/{number:08}/{at}"


def _node(kind: str, id: str, name: str, **properties: Value) -> Node:
    return Node(id, labels(kind), {"id": id, "name": name, **properties})


def _relationship(type: str, start: str, end: str, source: str, number: int, at: int,
                  properties: dict[str, Value]) -> Relationship:
    id = f"{type.lower()}/{number:08}/{at}"
    return Relationship(id, type, start, end, {"id": id, "source": source, **properties})
