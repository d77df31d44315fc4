"""How sure a claim or a figure is: how often what the same rules found was right in annotated documents.

The table is ``rules/confidence.tsv``, which ``scripts/calibrate.py`` writes.
"""
from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TypeAlias

from msgspec.structs import replace

from kg.errors import KnowledgeError
from kg.lexicon import read_table
from kg.types import Claim, Entity

TABLE = "rules/confidence.tsv"
COLUMNS = ("kind", "rule", "mention", "precision", "support")
FIGURE = "figure"
ANY = "*"

# By type of relationship (or ``figure``), rule, and rule of the target's name; ``*`` stands for any.
Precisions: TypeAlias = Mapping[tuple[str, str, str], float]


@functools.cache
def precisions() -> Precisions:
    """Return the calibrated precisions. Raises KnowledgeError where the table is malformed."""
    found = {}
    for row in read_table(TABLE, COLUMNS):
        key = (row["kind"], row["rule"], row["mention"])
        try:
            found[key] = float(row["precision"])
        except ValueError:
            raise KnowledgeError(f"{TABLE}: {' '.join(key)}: {row['precision']!r} is no number") from None
        if not 0 <= found[key] <= 1:
            raise KnowledgeError(f"{TABLE}: {' '.join(key)}: {found[key]} is not from 0 to 1")
    if (ANY, ANY, ANY) not in found:
        raise KnowledgeError(f"{TABLE}: no row {ANY} {ANY} {ANY}: what no other row holds for has no confidence")
    return found


def precision(table: Precisions, kind: str, rule: str, mention: str) -> float:
    """Return the precision of facts of a kind by a rule and a mention rule; of the rule, of the kind, or of all facts
    where the table holds no more of them.
    """
    for key in ((kind, rule, mention), (kind, rule, ANY), (kind, ANY, ANY)):
        if key in table:
            return table[key]
    return table[ANY, ANY, ANY]


def mention_rule(claim: Claim, target: Entity) -> str:
    """Return what found the name of a claim's target in its evidence (else anywhere), without what varies in the rule
    (``program-lexicon`` of ``program-lexicon:双减``); ``*`` where the target is nowhere named.
    """
    inside = (m for m in target.mentions
              if claim.evidence.start <= m.span.start and m.span.end <= claim.evidence.end)
    mention = next(inside, None) or next(iter(target.mentions), None)
    return mention.rule.partition(":")[0] if mention else ANY


def calibrated(claim: Claim, target: Entity) -> Claim:
    """Return a claim with the calibrated confidence."""
    return replace(claim, confidence=precision(precisions(), claim.type, claim.rule, mention_rule(claim, target)))


def figure_confidence(rule: str) -> float:
    """Return the calibrated confidence of the figures that a rule finds."""
    return precision(precisions(), FIGURE, rule, ANY)
