"""Questions to a merged graph: plan against result, districts side by side, the years of a thing, what has changed.

Each is a pure function from the facts of a graph to rows; the query of the same name in ``queries`` gives the same rows
from a store.
"""
from kg.compare.benchmark import Standing, benchmark
from kg.compare.diff import Change, diff_documents, diff_years
from kg.compare.facts import Facts
from kg.compare.plans import Comparison, compare
from kg.compare.timeline import Moment, timeline

__all__ = ["Change", "Comparison", "Facts", "Moment", "Standing", "benchmark", "compare", "diff_documents",
           "diff_years", "timeline"]
