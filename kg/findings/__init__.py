"""What a reader should look at in a merged graph: nothing of it is a fault of form, and nothing a fact."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.derive import figures
from kg.derive.figures import Held
from kg.derive.same_as import SAME_AS
from kg.findings.amounts import contradictory_results, growth_mismatches, targets_without_unit, unknown_indicators
from kg.findings.names import ambiguous_districts, near_namesakes
from kg.findings.stages import two_stages
from kg.findings.sums import sums_that_differ
from kg.graph import states
from kg.graph.exchange import collect
from kg.types import Finding, Graph, Node, Relationship

__all__ = ["CODES", "UNKNOWN", "FindingsReader", "findings"]

_ON_FIGURES: dict[str, Callable[[Sequence[Held]], Iterable[Finding]]] = {
    "target-without-unit": targets_without_unit,
    "contradictory-results": contradictory_results,
    "growth-mismatch": growth_mismatches,
    "does-not-add-up": sums_that_differ,
}
_ON_GRAPHS: dict[str, Callable[[Graph], Iterable[Finding]]] = {
    "ambiguous-district": ambiguous_districts,
    "near-namesakes": near_namesakes,
    "two-stages": two_stages,
    "unknown-indicator": unknown_indicators,
}
CODES = (*_ON_FIGURES, *_ON_GRAPHS)
# Found in nearly every graph, in great number.
UNKNOWN = "unknown-indicator"

_LABELS = figures.LABELS | states.LABELS | SAME_AS.labels | {"District", "GovernmentBody"}
_TYPES = figures.TYPES | states.TYPES | SAME_AS.types


def findings(graph: Graph) -> Iterator[Finding]:
    """Yield all findings on a merged graph, by code in the order of ``CODES``, then by what they are about."""
    held = tuple(figures.held_figures(graph))
    for find in _ON_FIGURES.values():
        yield from find(held)
    for look in _ON_GRAPHS.values():
        yield from look(graph)


class FindingsReader:
    """Keeps, while the items of a graph pass by, the part of them that findings are about."""

    def __init__(self) -> None:
        self._kept: list[Node | Relationship] = []

    def passing(self, items: Iterable[Node | Relationship]) -> Iterator[Node | Relationship]:
        """Yield the items as they are."""
        for item in items:
            wanted = not _LABELS.isdisjoint(item.labels) if isinstance(item, Node) else item.label in _TYPES
            if wanted:
                self._kept.append(item)
            yield item

    def findings(self) -> Iterator[Finding]:
        """Yield the findings on what has passed."""
        yield from findings(collect(self._kept))
