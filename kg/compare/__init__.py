"""Questions to a merged graph: plan against result, districts side by side, the years of a thing, what has changed.

Each is a pure function from the facts of a graph to rows; the query of the same name in ``queries`` gives the same rows
from a store.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from kg.compare.benchmark import Standing, benchmark
from kg.compare.diff import Change, diff_documents, diff_years
from kg.compare.districts import FoundDistrict, districts_named
from kg.compare.facts import Facts
from kg.compare.plans import Comparison, compare
from kg.compare.sides import FoundDocument, documents_named
from kg.compare.timeline import Moment, timeline

__all__ = ["QUESTIONS", "Facts", "Question"]


class Question(NamedTuple):
    """A function from facts and named parameters to rows, and the columns of the rows."""

    answer: Callable[..., Iterable[tuple[Any, ...]]]
    columns: tuple[str, ...]


QUESTIONS: Mapping[str, Question] = MappingProxyType({
    "benchmark": Question(benchmark, Standing._fields),
    "compare": Question(compare, Comparison._fields),
    "diff_documents": Question(diff_documents, Change._fields),
    "diff_years": Question(diff_years, Change._fields),
    "districts_named": Question(districts_named, FoundDistrict._fields),
    "documents_named": Question(documents_named, FoundDocument._fields),
    "timeline": Question(timeline, Moment._fields),
})
