"""The pages of the ontology: every term in both languages, and links that lead somewhere."""
from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from browser import browser_page
from rdflib import RDFS

from loaders.rdf_vocabulary import KG, ontology

WITHIN = """() => {
  const frame = document.querySelector('svg').getBoundingClientRect();
  return [...document.querySelectorAll('svg text, svg rect')].map(item => item.getBoundingClientRect()).filter(
    box => box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1
        || box.bottom > frame.bottom + 1).length; }"""
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('svg rect')].map(item => item.getBoundingClientRect());
  return boxes.filter((a, at) => boxes.slice(at + 1).some(b =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)).length; }"""
HIDDEN = """() => {
  const boxes = [...document.querySelectorAll('svg rect')].map(item => item.getBoundingClientRect());
  const labels = [...document.querySelectorAll('svg g text')].map(item => item.getBoundingClientRect());
  return labels.filter((a, at) => boxes.some(b =>
    a.left + 1 < b.right && b.left + 1 < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom)).length; }"""
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


@pytest.mark.parametrize(("name", "heading"), [
    ("zh", "区县教育知识图谱本体"), ("en", "District education knowledge graph ontology")])
def test_ontology_pages_are_shown_by_a_browser(folder: Path, name: str, heading: str) -> None:
    """A reader sees the title and the whole diagram, no box over another, and goes from a box to a term."""
    with browser_page() as page:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto((folder / f"{name}.html").as_uri())
        assert heading in page.inner_text("h1")
        assert page.locator("svg rect").count() == 10
        assert [page.evaluate(count) for count in (WITHIN, OVERLAPS, HIDDEN)] == [0, 0, 0]
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.locator("svg a[href='#Program']").click()
        box = page.locator("section#Program").bounding_box()
        assert box is not None
        assert -1 <= box["y"] < 860
        assert said == []
