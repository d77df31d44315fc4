"""Write the concept scheme of indicators as SKOS, from the table that is its source.

Usage: python scripts/indicators.py [--check]

Reads ``kg/data/lexicon/indicators.tsv`` and writes ``ontology/indicators.ttl``; with ``--check`` it writes nothing and
ends with status 1 where the file is not what the table gives. Change the table, run this, and commit both.
"""
from __future__ import annotations

import sys
from pathlib import Path

from kg.indicators import Concept, concepts

TARGET = Path(__file__).resolve().parent.parent / "ontology" / "indicators.ttl"
SCHEME = "https://district-education-kg.example/indicators"
HEADER = f"""\
# The concept scheme of indicators, written by scripts/indicators.py from kg/data/lexicon/indicators.tsv: change the
# table, not this file. The IRI of a concept is that of the scheme with # and the canonical name.
@prefix kg: <https://district-education-kg.example/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<{SCHEME}> a skos:ConceptScheme ;
    dcterms:title "区县教育指标体系"@zh-Hans, "Indicators of district education"@en ;
    dcterms:description
        "中国区县教育局工作计划与总结中的目标和结果所衡量的指标。"@zh-Hans,
        "What the targets and results in plans and summaries of Chinese district education bureaus measure."@en ;
    dcterms:creator "district-education-kg contributors" ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> .
"""


def _literal(text: str, language: str = "") -> str:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"' + (f"@{language}" if language else "")


def _iri(name: str) -> str:
    return f"<{SCHEME}#{name}>"


def block(concept: Concept) -> str:
    """Return the description of a concept in Turtle."""
    lines = [f"{_iri(concept.name)} a skos:Concept, kg:Indicator",
             f"    skos:inScheme <{SCHEME}>",
             f"    skos:prefLabel {_literal(concept.name, 'zh-Hans')}, {_literal(concept.english, 'en')}",
             f"    kg:name {_literal(concept.name, 'zh-Hans')}"]
    if concept.aliases:
        lines.append("    skos:altLabel " + ", ".join(_literal(alias, "zh-Hans") for alias in concept.aliases))
    if concept.unit:
        lines.append(f"    kg:unit {_literal(concept.unit)}")
    lines += [f"    kg:dimension {_literal(concept.dimension)}", f"    kg:direction {_literal(concept.direction)}"]
    lines.append(f"    skos:topConceptOf <{SCHEME}>" if concept.broader is None
                 else f"    skos:broader {_iri(concept.broader)}")
    return " ;\n".join(lines) + " .\n"


def turtle() -> str:
    """Return the scheme in Turtle."""
    return "\n".join([HEADER, *(block(concept) for concept in concepts().values())])


def main(arguments: list[str]) -> int:
    """Write the file, or compare it with ``--check``; return the exit status."""
    if arguments == ["--check"]:
        if TARGET.read_text(encoding="utf-8") == turtle():
            return 0
        print(f"{TARGET}: is not what the table gives; run python scripts/indicators.py", file=sys.stderr)
        return 1
    TARGET.write_text(turtle(), encoding="utf-8")
    print(f"{len(concepts())} concepts written to {TARGET.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
