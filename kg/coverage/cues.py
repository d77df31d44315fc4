"""Words that say that a clause holds something to be understood: numbers, quoted names, names of institutions."""
from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.coverage.rules import CHINESE, CueKind, units
from kg.recognise.naming import follows_badly
from kg.recognise.parts import Word, classify
from kg.recognise.suffixes import Ending, endings
from kg.recognise.tokens import Tokens
from kg.types import Span

# Words before an institution's last part that make a name of it; so does an ordinary noun, but before an organisation's
# it says what that is for (实践基地, 活动中心).
_NAMING = frozenset({"proper", "person", "name", "number"})


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of a clause that may state a fact; ``span`` is in the folded text."""

    kind: CueKind
    span: Span


@functools.cache
def _marks() -> re.Pattern[str]:
    # A single 一 is mostly an article (一批, 一支队伍); before a place it counts (一所, 一座).
    return re.compile(
        r"(?P<quote>“[^“”\n]+”|《[^《》\n]+》)"
        r"|百分之[一-鿿]{1,6}|\d+(?:[.,]\d+)*%?"
        rf"|(?<![第{CHINESE}])(?:(?:[{CHINESE}]{{2,7}}|[二两三四五六七八九十])(?:余|多)?(?:{units(figure=True)})|一[所家座幢栋])")


def marked(text: str, clause: Span) -> Iterator[Cue]:
    """Yield the quoted names and the numbers of a clause; a number in quotation marks is part of what they hold."""
    for match in _marks().finditer(text, *clause):
        yield Cue("quote" if match["quote"] else "number", Span(*match.span()))


def is_marked(text: str, clause: Span) -> bool:
    """Tell whether a clause holds a quoted name or a number."""
    return _marks().search(text, *clause) is not None


def institutions(text: str, tokens: Tokens, clauses: Sequence[Span]) -> Iterator[tuple[int, Cue]]:
    """Yield what looks like the name of an institution, with the index of its clause; clauses are in order.

    A suffix behind nothing but general words (公办幼儿园, 各中小学) names no institution and is no cue.
    """
    starts = [clause.start for clause in clauses]
    for ending in endings(text, tokens):
        index = bisect_right(starts, ending.start) - 1
        if index < 0 or ending.end > clauses[index].end or ending.start == clauses[index].start:
            continue
        begin = _name_start(text, tokens, ending, clauses[index].start)
        if begin < ending.start and not follows_badly(text, ending):
            yield index, Cue("institution", Span(begin, ending.end))


def _name_start(text: str, tokens: Tokens, ending: Ending, floor: int) -> int:
    """Return where the word begins that makes a name with a suffix, or the suffix's own beginning where none does."""
    index = tokens.at(ending.start - 1)
    start = max(tokens.starts[index], floor)
    if ending.start - start < 2 and not ending.suffix.clipped:
        return ending.start
    part = classify(Word(text, tokens, index, start, ending.start, floor, ()))
    noun = part == "common" and ending.suffix.label != "Organization" and tokens.tags[index].startswith(("n", "j"))
    return start if part in _NAMING or noun else ending.start
