"""FULFILS: a result answers the target of the same holder, indicator and year, whichever documents state them."""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.derive import figures
from kg.derive.derivation import Derivation, derived_relationship
from kg.derive.figures import Held, held_figures, wanted
from kg.derive.verdict import Verdict, verdict
from kg.types import Graph, Relationship

_RULE = "fulfils"
_WANTED = {"more": "more is wanted", "less": "less is wanted", "neither": "neither more nor less is wanted",
           None: "it is not known whether more or less is wanted"}


def fulfils(graph: Graph) -> Iterator[Relationship]:
    """Yield FULFILS from results to targets, with ``met`` true or false; it is absent where that is unknown.

    The target may stand in last year's document and the result in this year's; a milestone of a plan for several years
    (到2025年) has the year that it names. Where results of a year disagree on a target, or targets of one document on a
    result, several things are counted under one name, and none of them has ``met``.
    """
    groups: dict[tuple[str, str, int], tuple[list[Held], list[Held]]] = {}
    for figure in held_figures(graph):
        pair = groups.setdefault((figure.holder, figure.indicator, figure.year), ([], []))
        pair[0 if figure.kind == "target" else 1].append(figure)
    for key in sorted(groups):
        targets, results = groups[key]
        if targets and results:
            yield from _group(targets, results)


def _met(target: Held, result: Held) -> Verdict:
    return verdict(target.normal, target.comparator, result.normal, result.comparator, wanted(target.name))


def _disagree(verdicts: Iterable[Verdict]) -> bool:
    return {"true", "false"} <= set(verdicts)


def _group(targets: list[Held], results: list[Held]) -> Iterator[Relationship]:
    """Yield the pairs of one holder, indicator and year; a figure with two holders that are one is paired once."""
    found = {(target.id, result.id): _met(target, result) for target in targets for result in results}
    sources = {target.id: target.source for target in targets}
    unclear = {target.id for target in targets if _disagree(met for pair, met in found.items() if pair[0] == target.id)}
    mixed = {(result.id, target.source) for result in results for target in targets if _disagree(
        met for pair, met in found.items() if pair[1] == result.id and sources[pair[0]] == target.source)}
    named = {figure.id: figure for figure in (*targets, *results)}
    for (target, result), met in sorted(found.items()):
        sure = target not in unclear and (result, sources[target]) not in mixed
        yield derived_relationship(
            "FULFILS", result, target, _RULE, _reason(named[target], named[result], sure=sure),
            year=named[target].year, **({"met": met == "true"} if sure and met != "unknown" else {}))


def _amount(figure: Held) -> str:
    told = figure.node.properties
    upper = f"-{told['upper']}" if "upper" in told else ""
    sign = "" if figure.comparator == "=" else f"{figure.comparator} "
    return f"{sign}{told.get('value')}{upper}{figure.unit}"


def _reason(target: Held, result: Held, *, sure: bool) -> str:
    text = f"{_amount(result)} for a target of {_amount(target)}; {_WANTED[wanted(target.name)]}"
    return text if sure else f"{text}; other figures under the same name say otherwise"


FULFILS = Derivation("fulfils", fulfils, figures.LABELS, figures.TYPES, figures.KEYS, frozenset({"FULFILS"}))
