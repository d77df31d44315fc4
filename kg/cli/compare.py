"""The commands compare, benchmark, timeline and diff."""
from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kg.cli.asking import Ask, asking
from kg.cli.brief import brief
from kg.cli.target import TargetOf, target_options
from kg.errors import KgError
from kg.indicators import canonical_name
from loaders.ask import Answer
from loaders.render import FORMATS

_YEAR_OF = re.compile(r"(?P<district>.+):(?P<year>(?:19|20)\d\d)")

_format_option = click.option("--format", "form", type=click.Choice(("text", "csv", "json")), default="text",
                              show_default=True, help="How to write the answer; csv and json have more columns.")
_graphs_argument = click.argument("graphs", metavar="[GRAPH.jsonl…]", nargs=-1,
                                  type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what the four commands share: graphs as files, or else a store; the form of the answer."""
    return _graphs_argument(_format_option(target_options(command)))


def _write(answer: Answer, form: str, question: str, nothing: str) -> None:
    if not answer.rows:
        click.echo(nothing, err=True)
    if form == "text":
        if answer.rows:
            FORMATS["table"](brief(answer, question), sys.stdout)
    else:
        FORMATS[form](answer, sys.stdout)


def _one(answer: Answer, what: str, name: str) -> dict[str, Any]:
    """Return the one row of an answer. Raises KgError where there is none, or a choice."""
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    if not rows:
        raise KgError(f"{name}: no {what} of this name; kg query {what}s lists those that speak")
    if len(rows) > 1:
        raise KgError(f"{name}: {len(rows)} {what}s have this name; give one of these ids instead: "
                      + "; ".join(_described(row) for row in rows))
    return rows[0]


def _described(row: dict[str, Any]) -> str:
    more = row.get("within") or [row[key] for key in ("title", "year") if row.get(key) is not None]
    return f"{row['id']} ({', '.join(map(str, more))})" if more else str(row["id"])


def _district(ask: Ask, name: str) -> dict[str, Any]:
    return _one(ask("districts_named", {"name": name}), "district", name)


@click.command()
@click.argument("district")
@click.argument("year", type=int)
@_options
def compare(district: str, year: int, graphs: tuple[Path, ...], form: str, target: TargetOf) -> None:
    """Hold what a district planned for a year against what it reports.

    Status: missed, not reported (no result), unknown (a result that cannot be held against the target), met, new (a
    result that nobody planned). DISTRICT is a name (also with its city: 南京市鼓楼区), six-digit code or id. The
    graph is that of the files (- reads standard input), or of a store where there is none.

    \b
    Example:
      kg compare 青禾区 2023
      kg compare 青禾区 2023 graph.jsonl --format csv
    """
    with asking(graphs, target) as ask:
        found = _district(ask, district)
        answer = ask("compare", {"district": found["id"], "year": year})
    _write(answer, form, "compare", f"{found['district']}: no target or result for {year} in this graph")


@click.command()
@click.argument("indicator")
@click.option("--year", type=int, help="Only this year.")
@click.option("--within", metavar="PROVINCE|CITY", help="Only districts in it: a name or six-digit code.")
@_options
def benchmark(indicator: str, year: int | None, within: str | None, graphs: tuple[Path, ...], form: str,
              target: TargetOf) -> None:
    """Show districts side by side: what they plan and report for an indicator, the best result first.

    \b
    Example:
      kg benchmark 普惠性幼儿园覆盖率 --year 2023
      kg benchmark 新增学位 --within 浙江省 graph.jsonl --format csv
    """
    name = canonical_name(indicator)
    with asking(graphs, target) as ask:
        answer = ask("benchmark", {"indicator": name, "year": year, "within": within})
    where = (f" for {year}" if year else "") + (f" within {within}" if within else "")
    _write(answer, form, "benchmark", f"{indicator}: no district plans or reports it{where} in this graph; "
                                      "kg query search_entities -p label=Indicator -p text=… finds indicators")


@click.command()
@click.argument("name")
@_options
def timeline(name: str, graphs: tuple[Path, ...], form: str, target: TargetOf) -> None:
    """Show what the documents say of an institution or program, year by year, under all its names.

    NAME is a name, alias or id. Names of other times (更名为) and other documents are seen through.

    \b
    Example:
      kg timeline 青禾区实验小学
      kg timeline program/双减 graph.jsonl --format json
    """
    with asking(graphs, target) as ask:
        answer = ask("timeline", {"name": name})
    _write(answer, form, "timeline", f"{name}: nothing is said of anything of this name in this graph; "
                                     "kg query search_entities -p text=… finds names")


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@_options
def diff(before: str, after: str, graphs: tuple[Path, ...], form: str, target: TargetOf) -> None:
    """Show what is new, gone, raised or lowered between two documents, or two years of a district.

    A and B are documents (title, file name or id), or years of one district, written DISTRICT:YEAR.

    \b
    Example:
      kg diff 青禾区:2022 青禾区:2023
      kg diff 2022.docx 2023.docx graph.jsonl --format csv
    """
    years = [_YEAR_OF.fullmatch(text) for text in (before, after)]
    with asking(graphs, target) as ask:
        if years[0] and years[1]:
            answer = _years_diff(ask, years[0], years[1])
        else:
            ids = [_one(ask("documents_named", {"name": text}), "document", text)["id"] for text in (before, after)]
            answer = ask("diff_documents", {"before": ids[0], "after": ids[1]})
    _write(answer, form, "diff", f"{before} and {after}: nothing has changed")


def _years_diff(ask: Ask, before: re.Match[str], after: re.Match[str]) -> Answer:
    ids = [_district(ask, match["district"])["id"] for match in (before, after)]
    if ids[0] != ids[1]:
        raise click.UsageError("two years of one district can be compared; districts are compared with kg benchmark")
    return ask("diff_years", {"district": ids[0], "before": int(before["year"]), "after": int(after["year"])})
