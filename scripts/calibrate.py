"""Write kg/data/rules/confidence.tsv: how often each rule is right in the annotated documents of tests/gold/dev.

Run it after a change of the rules. A precision is drawn towards that of its wider group (rule and mention rule, rule,
kind of fact, all facts) as if ``PRIOR`` facts of that group had been seen beside its own, so that a rule that was right
twice is not taken for one that never errs. Leaving out one document at a time, more than 16 gains nothing any more.
"""
from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from alignment import Judged, judged_documents

from kg.relate.confidence import ANY, COLUMNS, TABLE

ROOT = Path(__file__).resolve().parent.parent
DEV = ROOT / "tests" / "gold" / "dev"
PRIOR = 16.0
Group = tuple[str, str, str]


def groups(fact: Judged) -> tuple[Group, ...]:
    """Return the groups that a fact belongs to, widest first."""
    wide = (ANY, ANY, ANY), (fact.kind, ANY, ANY), (fact.kind, fact.rule, ANY)
    return wide if fact.mention == ANY else (*wide, (fact.kind, fact.rule, fact.mention))


def fit(facts: Iterable[Judged], *, prior: float = PRIOR) -> dict[Group, tuple[float, int]]:
    """Return each group's smoothed precision and the number of its facts."""
    support: Counter[Group] = Counter()
    right: Counter[Group] = Counter()
    wider: dict[Group, Group] = {}
    for fact in facts:
        chain = groups(fact)
        support.update(chain)
        right.update(chain if fact.right else ())
        wider.update(zip(chain[1:], chain, strict=False))
    mean: dict[Group, float] = {}
    for group in sorted(support, key=lambda group: (-group.count(ANY), group)):
        # Of the wider group only the other facts: its own count once.
        around = wider.get(group)
        mean[group] = 0.5 if around is None else _drawn(
            right[around] - right[group], support[around] - support[group], mean[around], prior)
    return {group: (_drawn(right[group], support[group], mean[group], prior), support[group]) for group in mean}


def _drawn(right: int, count: int, mean: float, prior: float) -> float:
    """Return the mean of a Beta distribution after ``count`` facts, that began as ``prior`` facts with a mean."""
    return (right + prior * mean) / (count + prior)


def table(found: dict[Group, tuple[float, int]]) -> str:
    """Return groups as the text of the data file."""
    head = ("# How often what a rule found was right in annotated documents; written by scripts/calibrate.py.\n"
            "# kind: type of relationship, or figure. rule: of the claim or figure. mention: rule that found the name\n"
            "# of the claim's target. * is any. precision is smoothed; support is the number of facts behind it.\n")
    rows = ["\t".join((*group, f"{mean:.3f}", str(support))) for group, (mean, support) in sorted(found.items())]
    return head + "\n".join(["\t".join(COLUMNS), *rows]) + "\n"


def main() -> None:
    """Judge the documents and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=ROOT / "kg" / "data" / TABLE)
    options = parser.parse_args()
    facts = [fact for document in judged_documents(DEV, DEV) for fact in document]
    options.output.write_text(table(fit(facts)), encoding="utf-8")
    print(f"{len(facts)} facts, {sum(fact.right for fact in facts)} right: {options.output}")


if __name__ == "__main__":
    main()
