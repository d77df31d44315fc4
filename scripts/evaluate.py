"""Score the extraction against annotated documents and write docs/quality.md.

The scorer and the reference annotations are kept beside the project, in the folder that ``--shared`` names:
``corpus/`` (texts), ``evaluation/gold/`` (annotations) and ``evaluation/score.py``. The annotated documents of this
project are in tests/gold: ``dev`` is what the rules are made with, ``test`` is what nobody looks at.
"""
from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from kg.graph.exchange import write
from kg.pipeline import document_graph
from kg.read import read_file

ROOT = Path(__file__).resolve().parent.parent
ROWS = (("entities", "entities"), ("relations", "relationships"), ("figures", "figures, whole"),
        ("figures_core", "figures without comparator and year"))


class Part(NamedTuple):
    """Annotated documents: what they are, their texts, their annotations."""

    title: str
    texts: Path
    gold: Path


def parts(shared: Path) -> list[Part]:
    """Return the annotated documents that there are."""
    own = ROOT / "tests" / "gold"
    return [Part("Three reference documents", shared / "corpus", shared / "evaluation" / "gold"),
            Part("Invented documents that the rules are made with (tests/gold/dev)", own / "dev", own / "dev"),
            Part("Invented documents kept aside (tests/gold/test)", own / "test", own / "test")]


def score(part: Part, scorer: Path) -> dict[str, Any]:
    """Extract the annotated documents of a part and return what the scorer says of them."""
    with tempfile.TemporaryDirectory() as folder:
        for gold in sorted(part.gold.glob("*.json")):
            write(document_graph(read_file(part.texts / f"{gold.stem}.txt")), Path(folder, f"{gold.stem}.jsonl"))
        command = [sys.executable, str(scorer), str(part.gold), folder, "--text", str(part.texts), "--json"]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        sys.exit(f"{scorer} failed:\n{result.stderr}")
    found: dict[str, Any] = json.loads(result.stdout)
    return found


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
    return "\n".join(lines)


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
        print(f"{scores['overall_f1']:.3f}  {part.title}")
        sections.append(report(part, scores))
    head = ("# Quality\n\nWritten by `make evaluate`; do not edit. Overall F1 is the mean of entities, relationships "
            "and whole figures.\nTwo careful human readers agree to 0.96.")
    options.output.write_text("\n\n".join([head, *sections]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
