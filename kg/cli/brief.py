"""Answers in few columns, for people; CSV and JSON have all of them."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from loaders.ask import Answer

Row: TypeAlias = Mapping[str, Any]
Column: TypeAlias = tuple[str, Callable[[Row], Any]]


def _figure(row: Row, value: str, comparator: str, unit: str) -> str:
    """Write a value with its comparator and unit: ``>=88%``, ``2-3所``."""
    if row[value] is None:
        return ""
    sign = row[comparator] or ""
    upper = row.get(f"{value}_upper")
    return f"{'' if sign == '=' else sign}{row[value]}{'' if upper is None else f'-{upper}'}{row[unit] or ''}"


def _target(row: Row) -> str:
    return _figure(row, "target", "comparator", "target_unit")


def _result(row: Row) -> str:
    value = _figure(row, "result", "result_comparator", "result_unit")
    return f"{value} (from growth)" if row["result_derived"] else value


def _side(side: str) -> Callable[[Row], str]:
    return lambda row: _figure(row, side, f"{side}_comparator", f"{side}_unit") or row[f"{side}_stage"] or ""


def _place(row: Row) -> str:
    """Name a district with what it lies in: 鼓楼区 (南京市, 江苏省)."""
    return f"{row['district']} ({', '.join(row['within'])})" if row["within"] else row["district"]


def _relation(row: Row) -> str:
    return f"{row['relation']} {row['detail']}" if row["detail"] else row["relation"]


def _same(name: str) -> Column:
    return name, lambda row: row[name]


_COLUMNS: Mapping[str, tuple[Column, ...]] = MappingProxyType({
    "compare": (_same("status"), _same("indicator"), ("target", _target), ("result", _result), _same("holder"),
                ("the plan says", lambda row: row["target_evidence"]),
                ("the report says", lambda row: row["result_evidence"])),
    "benchmark": (_same("year"), ("district", _place), ("result", _result), ("target", _target), _same("status"),
                  ("the report says", lambda row: row["result_evidence"]),
                  ("the plan says", lambda row: row["target_evidence"])),
    "timeline": (_same("year"), _same("thing"), _same("direction"), ("relation", _relation), _same("other"),
                 _same("evidence"), _same("document")),
    "diff": (_same("change"), _same("kind"), _same("name"), ("before", _side("before")), ("after", _side("after")),
             _same("holder"), ("said before", lambda row: row["before_evidence"]),
             ("said after", lambda row: row["after_evidence"])),
})


def brief(answer: Answer, form: str) -> Answer:
    """Return an answer in the columns for people; ``form`` is compare, benchmark, timeline or diff."""
    columns = _COLUMNS[form]
    rows = (dict(zip(answer.columns, row, strict=True)) for row in answer.rows)
    return Answer(tuple(name for name, _ in columns), tuple(tuple(cell(row) for _, cell in columns) for row in rows))
