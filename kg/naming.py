"""The displayed name of a thing that is named in several forms: one rule for a document and for a merged graph."""
from __future__ import annotations

from collections.abc import Iterable


def display_names(names: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """Choose the displayed name of a thing, its longest form (then the first in code point order), and its aliases."""
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    return ordered[0], tuple(sorted(ordered[1:]))
