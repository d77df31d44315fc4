"""Score the extraction against annotated documents and write docs/quality.md.

The scorer and the reference annotations are kept beside the project, in the folder that ``--shared`` names:
``corpus/`` (texts), ``evaluation/gold/`` (annotations) and ``evaluation/score.py``. The annotated documents of this
project are in tests/gold: ``dev`` is what the rules and the confidences are made with, ``test`` is what nobody looks
at.
"""
from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from alignment import judged_documents
from reliability import cross_validated, section

from kg.graph.exchange import write
from kg.pipeline import document_graph
from kg.read import read_file

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
ROWS = (("entities", "entities"), ("relations", "relationships"), ("figures", "figures, whole"),
        ("figures_core", "figures without comparator and year"))
# A line of the scorer's report: of the facts that were found, how many have the right year, stage …
_ATTRIBUTE = re.compile(r"^(\w+) right on matched (\w+): (\d+)/(\d+)$", re.MULTILINE)
_CONFIDENCE = """\
## Confidence

What the confidence of relationships and figures says, against how often they are right. In the documents that it is
fitted on (tests/gold/dev), each document's facts have the confidence that the other documents give. The expected
calibration error is the mean distance between the last two columns, weighted by facts."""


class Part(NamedTuple):
    """Annotated documents: what they are, their texts, their annotations."""

    title: str
    texts: Path
    gold: Path


def parts(shared: Path) -> list[Part]:
    """Return the annotated documents that there are."""
    return [Part("Three reference documents", shared / "corpus", shared / "evaluation" / "gold"),
            Part("Invented documents that the rules are made with (tests/gold/dev)", GOLD / "dev", GOLD / "dev"),
            Part("Invented documents kept aside (tests/gold/test)", GOLD / "test", GOLD / "test")]


def score(part: Part, scorer: Path) -> dict[str, Any]:
    """Extract the annotated documents of a part and return what the scorer says of them.

    ``attributes`` holds, beside the scorer's own keys, (name, of what, right, all) of each attribute.
    """
    with tempfile.TemporaryDirectory() as folder:
        for gold in sorted(part.gold.glob("*.json")):
            write(document_graph(read_file(part.texts / f"{gold.stem}.txt")), Path(folder, f"{gold.stem}.jsonl"))
        command = [sys.executable, str(scorer), str(part.gold), folder, "--text", str(part.texts)]
        found: dict[str, Any] = json.loads(_output([*command, "--json"]))
        found["attributes"] = _ATTRIBUTE.findall(_output(command))
    return found


def _output(command: list[str]) -> str:
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        sys.exit(f"{command[1]} failed:\n{result.stderr}")
    return result.stdout


def report(part: Part, scores: dict[str, Any]) -> str:
    """Return a section of the page: precision, recall and F1 of each kind of fact."""
    count = len(list(part.gold.glob("*.json")))
    lines = [f"## {part.title}", "",
             f"{count} documents; overall F1 **{scores['overall_f1']:.3f}**; evidence that stands verbatim at its "
             f"offsets: {scores['evidence_verbatim']:.1%}.", "",
             "| | annotated | found | right | precision | recall | F1 |",
             "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
    rows = [*((title, scores[key]) for key, title in ROWS), *sorted(scores["by_type"].items())]
    lines += [f"| {title} | {row['gold']} | {row['predicted']} | {row['right']} | {row['precision']:.3f} "
              f"| {row['recall']:.3f} | {row['f1']:.3f} |" for title, row in rows]
    lines += ["", "| of those that are right | all | right too | share |", "| --- | ---: | ---: | ---: |"]
    lines += [f"| {name} of {what} | {count} | {right} | {int(right) / int(count):.3f} |"
              for name, what, right, count in scores["attributes"]]
    return "\n".join(lines)


def confidence(shared: Path) -> str:
    """Return the section of the page on confidence."""
    found = [_CONFIDENCE]
    for part in parts(shared):
        documents = judged_documents(part.texts, part.gold)
        if part.gold == GOLD / "dev":
            facts = cross_validated(documents)
        else:
            facts = [fact for document in documents for fact in document]
        found.append(section(part.title, facts))
    return "\n\n".join(found)


def main() -> None:
    """Score all parts, print their overall F1, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "quality.md")
    options = parser.parse_args()
    scorer = options.shared / "evaluation" / "score.py"
    if not scorer.is_file():
        sys.exit(f"{scorer} is not there: the scorer and the reference annotations are not part of the project. "
                 "Name their folder with make evaluate SHARED=/path/to/folder")
    sections = []
    for part in parts(options.shared):
        scores = score(part, scorer)
        print(f"{scores['overall_f1']:.3f}  {part.title}: " + ", ".join(
            f"{name} {int(right) / int(count):.3f}" for name, _, right, count in scores["attributes"]))
        sections.append(report(part, scores))
    sections.append(confidence(options.shared))
    head = ("# Quality\n\nWritten by `make evaluate`; do not edit. Overall F1 is the mean of entities, relationships "
            "and whole figures.\nTwo careful human readers agree to 0.96. The kinds of error that are left are in "
            "[errors.md](errors.md), what was\ntried beyond rules in [experiments.md](experiments.md).")
    options.output.write_text("\n\n".join([head, *sections]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
