"""The review list: near namesakes with the reasons for and against, for a person to answer."""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.derive.institutions import Institution, institutions
from kg.derive.projection import Projection
from kg.derive.review import COLUMNS, reviewed
from kg.derive.same_as import SAME_AS, decide
from kg.derive.similar import similar
from kg.derive.titles import LABELS, Titled, near_titles, titled
from kg.types import Graph, Node, Relationship

_HEAD = """\
# Near namesakes. Write same or different into the first column, or leave it empty; then give this file to
# kg merge or kg load with --review. state: linked (taken for one), apart, or open (neither is sure).
# 疑似重名的机构、项目、文件与荣誉。在第一列填写 same（同一个）或 different（不是同一个），不确定则留空；
# 再用 --review 交给 kg merge 或 kg load。
"""


def read(items: Iterable[Node | Relationship]) -> Iterator[Node | Relationship]:
    """Yield the part of a graph's items that ``duplicates`` reads."""
    projection = Projection([SAME_AS])
    for item in items:
        if isinstance(item, Node) and not LABELS.isdisjoint(item.labels):
            yield item
        elif (kept := projection.of(item)) is not None:
            yield kept


def duplicates(graph: Graph) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the review list, with the cells of ``COLUMNS``: what is open first, then what was linked.

    ``graph`` is merged; answers that it holds are in the first cell.
    """
    same, different = reviewed(graph)
    rows: list[tuple[int, tuple[str, ...]]] = []
    seen = set()

    def add(one: Institution | Titled, other: Institution | Titled, state: str, reason: str, against: str) -> None:
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
    def answered(one: Institution | Titled, other: Institution | Titled) -> str:
        pair = tuple(sorted((one.id, other.id)))
        return "linked" if pair in same else "apart" if pair in different else "open"

    for one, other, reason in similar(institutions(graph)):
        together = one.sources & other.sources
        add(one, other, answered(one, other), reason, f"{len(together)} document(s) name both" if together else "")
    for near in near_titles(titled(graph)):
        add(near.one, near.other, answered(near.one, near.other), near.reason, "; ".join(near.against))
    yield from (row for _, row in sorted(rows))


def review_list(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the lines of a review list, tab-separated, with its head."""
    yield _HEAD
    yield "\t".join(COLUMNS) + "\n"
    for row in rows:
        yield "\t".join(cell.replace("\t", " ") for cell in row) + "\n"
