"""Scenes for tests of figures, built by hand: a sentence without names, under a section."""
from __future__ import annotations

from typing import Literal

from kg.recognise import Home
from kg.recognise.quantities import quantities
from kg.relate.figures import figures
from kg.relate.scene import Named, Scene
from kg.resolve import Resolved
from kg.segment.clauses import sentences
from kg.types import Figure, Mention, Section, Sentence, Span

HOME = Home("青溪县教育局", "教育局", ("青溪县",), None, "青溪县", 2023)
RESOLVED = Resolved((), (), "bureau", "district")


def scene(text: str, *, kind: Literal["plan", "summary"] = "summary", year: int | None = 2023, at: int = 0,
          path: tuple[str, ...] = (), names: tuple[tuple[str, str], ...] = ()) -> Scene:
    """Return the scene of the first sentence at or after an offset; ``names`` are names in it and their classes."""
    line_start = text.rfind("\n", 0, at) + 1
    line = text[line_start:].split("\n", 1)[0]
    span, clauses = next((s, c) for s, c in sentences(line, line_start) if s.end > at)
    sentence = Sentence(span, clauses, 0, Section(path, 1, kind, year), "body")
    named = tuple(Named(Mention(Span(i := text.index(name), i + len(name)), label, name, "test", 1.0), name)
                  for name, label in names)
    return Scene(text, sentence, named, tuple(quantities(text, span.start, span.end)), HOME, RESOLVED)


def told(found: list[Figure]) -> list[str]:
    """Return figures as ``indicator comparator value unit``."""
    result = []
    for figure in found:
        q = figure.quantity
        upper = "" if q.upper is None else f"-{q.upper:g}"
        result.append(f"{figure.indicator} {q.comparator} {q.value:g}{upper}{q.unit}")
    return result


def figures_of(text: str, **options: object) -> list[str]:
    """Return the figures of a sentence as ``told`` does."""
    return told(list(figures(scene(text, **options))))  # type: ignore[arg-type]
