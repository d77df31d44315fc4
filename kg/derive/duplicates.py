"""The review list: near namesakes with the reasons for and against, for a person to answer."""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.derive.institutions import Institution, institutions
from kg.derive.review import COLUMNS, reviewed
from kg.derive.same_as import decide
from kg.derive.similar import similar
from kg.types import Graph

_HEAD = """\
# Near namesakes. Write same or different into the first column, or leave it empty; then give this file to
# kg merge or kg load with --review. state: linked (taken for one), apart, or open (neither is sure).
# 疑似同名机构。在第一列填写 same（同一机构）或 different（不同机构），不确定则留空；
# 再用 --review 交给 kg merge 或 kg load。
"""


def duplicates(graph: Graph) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the review list, with the cells of ``COLUMNS``: what is open first, then what was linked.

    ``graph`` is merged; answers that it holds are in the first cell.
    """
    same, different = reviewed(graph)
    rows: list[tuple[int, tuple[str, ...]]] = []
    seen = set()

    def add(one: Institution, other: Institution, state: str, reason: str, against: str) -> None:
        pair = tuple(sorted((one.id, other.id)))
        if pair not in seen:
            seen.add(pair)
            answer = "same" if pair in same else "different" if pair in different else ""
            rank = ("open", "linked", "apart").index(state)
            rows.append((rank, (answer, one.id, other.id, one.name, other.name, state, reason, against)))

    decisions, _ = decide(graph)
    for decision in decisions:
        pair = decision.pair
        state = {"same": "linked", "different": "apart"}.get(decision.state, "open")
        against = (decision.why,) if state == "open" and decision.why not in pair.against else ()
        add(pair.short, pair.full, state, pair.reason, "; ".join((*pair.against, *against)))
    for one, other, reason in similar(institutions(graph)):
        state = "linked" if (one.id, other.id) in same else "apart" if (one.id, other.id) in different else "open"
        together = one.sources & other.sources
        add(one, other, state, reason, f"{len(together)} document(s) name both" if together else "")
    yield from (row for _, row in sorted(rows))


def review_list(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the lines of a review list, tab-separated, with its head."""
    yield _HEAD
    yield "\t".join(COLUMNS) + "\n"
    for row in rows:
        yield "\t".join(cell.replace("\t", " ") for cell in row) + "\n"
