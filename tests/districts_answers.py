"""What the commands say of the five districts, in the columns of the tables that were written by hand."""
from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from districts import FOLDER, district_facts, table

from kg.cli.asking import ask_facts
from kg.cli.brief import brief
from loaders.ask import Answer

Row: TypeAlias = tuple[str, ...]

CODES = {"南京市鼓楼区": "320106", "福州市鼓楼区": "350102", "永泰县": "350125", "南京市溧水区": "320117",
         "临平区": "330113"}
# Which columns of a table say what is asked.
KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "compare": ("district", "year"), "benchmark": ("indicator", "year", "within"), "timeline": ("name",),
    "diff": ("before", "after")})
OPEN = FOLDER / "expected" / "open.tsv"
_HEAD = ("# Where the program differs from the tables: a reader's row that is missing, a row that no reader has.\n"
         "# make golden renews this list; only the reasons are written by hand.\n"
         "table\twrong\trow\twhy\n")


def ask(question: str, **given: Any) -> Answer:
    """Ask the graph of the five districts."""
    return ask_facts(district_facts(), question, given)


def rows(answer: Answer, *columns: str) -> list[Row]:
    """Return some columns of an answer as a table has them."""
    places = [answer.columns.index(column) for column in columns]
    return [tuple("" if row[place] is None else str(row[place]) for place in places) for row in answer.rows]


def _compare(district: str, year: str) -> list[Row]:
    answer = ask("compare", district=f"district/{CODES[district]}", year=int(year))
    return rows(brief(answer, "compare"), "indicator", "status", "target", "result")


def _benchmark(indicator: str, year: str, within: str) -> list[Row]:
    answer = ask("benchmark", indicator=indicator, year=int(year), within=within or None)
    return rows(brief(answer, "benchmark"), "district", "target", "result", "status")


def _timeline(name: str) -> list[Row]:
    return rows(ask("timeline", name=name), "year", "relation", "detail", "other", "document")


def _diff(before: str, after: str) -> list[Row]:
    ids = [ask("documents_named", name=title).rows[0][0] for title in (before, after)]
    answer = brief(ask("diff_documents", before=ids[0], after=ids[1]), "diff")
    return [row[1:] for row in rows(answer, "kind", "change", "name", "before", "after") if row[0] == "target"]


_SAID: Mapping[str, Callable[..., list[Row]]] = MappingProxyType(
    {"compare": _compare, "benchmark": _benchmark, "timeline": _timeline, "diff": _diff})


@functools.cache
def said(name: str, key: Row) -> tuple[Row, ...]:
    """Return what a command says to one question of a table."""
    return tuple(_SAID[name](*key))


def read(name: str) -> dict[Row, list[Row]]:
    """Return the rows of a table by what is asked."""
    found: dict[Row, list[Row]] = {}
    for row in table(name):
        key = tuple(row.pop(one) for one in KEYS[name])
        found.setdefault(key, []).append(tuple(row.values()))
    return found


def differences() -> Iterator[tuple[str, str, str]]:
    """Yield (table, missing or extra, row) where the tables differ from what the commands say."""
    for name in KEYS:
        for key, expected in read(name).items():
            found = Counter(said(name, key))
            for wrong, more in (("missing", Counter(expected) - found), ("extra", found - Counter(expected))):
                yield from ((name, wrong, " | ".join((*key, *row))) for row in sorted(more.elements()))


def open_rows() -> list[tuple[str, str, str]]:
    """Return the differences that are known."""
    return [(row["table"], row["wrong"], row["row"]) for row in table("open")]


def open_text() -> str:
    """Return the list of differences as it should be, with the reasons that are written there."""
    why = {(row["table"], row["wrong"], row["row"]): row["why"] for row in table("open")}
    lines = ("\t".join((*item, why.get(item, "not looked at yet"))) + "\n" for item in differences())
    return _HEAD + "".join(lines)
