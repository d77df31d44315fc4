"""Titles of texts: what a text is and the year and publisher that its title names."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from kg.lexicon import read_rules
from kg.types import Kind

_TAIL = r"(?:的?通知|的?报告|的?函|\((?:[^()]{1,12})\)|(?:摘要|公开版|汇编|讲话|发言|材料|表|稿))*"
# A title is a line of few characters and no sentence.
_PLAIN = r"(?=.{4,70}$)(?![^《]*[。;!?])(?!.*(?:如下|附后|印发给|请结合))"
_LETTER = re.compile(r"关于(?:印发|转发|下发|发布|报送|做好|开展|公布).{0,80}(?:通知|函|报告)$")
# Of 重点工作进展情况 the plan is what is reported on.
_NOT_REPORTED = (
    r"(?!(?:[和与及、]|目标|任务|项目|工作|重点|民生|实事|要点|事项)*"
    r"(?:阶段性?)?(?:进展|完成|落实|推进|实施|办理|执行|进度)(?:落实|完成)?情况)")
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?:年|学年|(?=\D|$))")
_RANGE = re.compile(r"(?<!\d)(20[0-4]\d)年?[-—~至](20[0-4]\d)(年|学年)?")
_PERIOD = re.compile(r"[“]?十([二三四五六])五[”]?")
_PERIOD_END = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}


class TitleRules(BaseModel):
    """``rules/titles.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    plan: tuple[str, ...]
    summary: tuple[str, ...]
    subjects: tuple[str, ...]
    bureaus: tuple[str, ...]
    publishers: tuple[str, ...]


@dataclass(frozen=True)
class _Patterns:
    """The rules as patterns; each stands for the list of its name, ``title`` for a whole title."""

    plan: re.Pattern[str]
    summary: re.Pattern[str]
    title: re.Pattern[str]
    publisher: re.Pattern[str]


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@functools.cache
def _patterns() -> _Patterns:
    rules = read_rules("titles", TitleRules)
    plan, summary = _alternatives(rules.plan), _alternatives(rules.summary)
    education = f"教育[和与]?(?:{_alternatives(rules.subjects)})*(?:{_alternatives(rules.bureaus)})"
    return _Patterns(
        re.compile(f"(?:{plan}){_NOT_REPORTED}"), re.compile(summary),
        re.compile(rf"{_PLAIN}.*?(?:{plan}|{summary}|讲话){_TAIL}$"),
        re.compile(rf"(?:中共)?([^\d“”《》,、:]{{0,30}}?(?:{education}|{_alternatives(rules.publishers)}))"))


def is_title(line: str) -> bool:
    """Tell whether a line is the title of a plan, a summary or the like."""
    return bool(_patterns().title.match(line)) or bool(_LETTER.search(line) and len(line) < 90 and "。" not in line)


def is_letter_title(line: str) -> bool:
    """Tell whether a title is that of a covering letter (关于印发…的通知)."""
    return bool(_LETTER.search(line))


def title_kind(title: str) -> Kind:
    """Tell what a title announces; of two announcements (总结及思路) the first."""
    plan = _patterns().plan.search(title)
    summary = _patterns().summary.search(title)
    if is_letter_title(title):
        return "notice"
    if summary and (not plan or summary.start() < plan.start()):
        return "summary"
    return "plan" if plan else "other"


def is_reported(heading: str, title: str) -> bool:
    """Tell whether a heading is part of what a text reports on (重点工作 in a text on 重点工作进展情况)."""
    return heading in title and _patterns().plan.search(title) is None


def title_year(title: str) -> int | None:
    """Return the year that a title names; of a range or a five-year period its last."""
    if match := _RANGE.search(title):
        return int(match.group(2))
    if match := _YEAR.search(title):
        return int(match.group(1))
    if match := _PERIOD.search(title):
        return _PERIOD_END[match.group(1)]
    return None


def title_publisher(title: str) -> str | None:
    """Return the body that a title begins with (某市某区教育局2023年工作要点), or None."""
    match = _patterns().publisher.match(title)
    return match.group(1) if match else None
