"""The pages of the ontology: every term in both languages, and links that lead somewhere."""
from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import RDFS

from loaders.rdf_vocabulary import KG, ontology

SCRIPT = Path(__file__).parents[1] / "scripts" / "ontology_pages.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("pages")
    subprocess.run([sys.executable, str(SCRIPT), str(found)], check=True, capture_output=True)
    return found


@pytest.mark.parametrize(("name", "language"), [("zh", "zh-Hans"), ("en", "en")])
def test_ontology_pages_have_every_term_and_its_links(folder: Path, name: str, language: str) -> None:
    text = (folder / f"{name}.html").read_text(encoding="utf-8")
    ids = set(re.findall(r'<section id="(\w+)"', text))
    annotations = {"graphKey", "datatype", "language", "alsoStatedAs", "quantityUnit", "ucumCode"}
    terms = {str(term)[len(str(KG)):] for term in ontology().subjects() if str(term).startswith(str(KG))}
    assert terms - annotations - {"FigureStructure", "UndatedFigureStructure"} <= ids
    assert set(re.findall(r'href="#(\w+)"', text)) <= ids
    labels = [str(label) for label in ontology().objects(KG.runs, RDFS.label)
              if getattr(label, "language", "") == language]
    assert f"<h3>{labels[0]} <code>kg:runs</code>" in text
    assert "<svg" in text
