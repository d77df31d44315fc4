"""Write the pages of the ontology in Chinese and English, with a diagram: ``make docs``."""
from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape
from math import cos, hypot, pi, sin
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from loaders.rdf_vocabulary import KG, ontology

ROOT = Path(__file__).resolve().parent.parent
SHOWN = ("Institution", "Program", "Document", "Honor", "District", "Source", "Statement", "Evidence", "Indicator",
         "Figure")
WORDS = {
    "zh-Hans": ("本体", "类", "关系", "属性", "取值列表", "上位", "定义域", "值域", "逆", "相近", "属性图",
                "图"),
    "en": ("Ontology", "Classes", "Relationships", "Properties", "Closed lists", "below", "domain", "range", "inverse",
           "near", "property graph", "Diagram"),
}
STYLE = ("body{font:16px/1.6 system-ui,'Noto Sans CJK SC',sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;"
         "color:#1b1b1b}section{border-top:1px solid #ccc;padding:.2rem 0}h3{margin:.4rem 0 0}p{margin:.2rem 0}"
         "dl{display:grid;grid-template-columns:9rem 1fr;margin:.2rem 0;font-size:.9rem}dt{color:#555}dd{margin:0}"
         "code{background:#f3f3f3;padding:0 .2rem}a{color:#0b57a4}svg{width:100%;height:auto}")


def _text(graph: Graph, term: Node, property: URIRef, language: str) -> str:
    return next((str(text) for text in graph.objects(term, property) if getattr(text, "language", "") == language), "")


def _members(graph: Graph, node: Node) -> Iterator[Node]:
    union = graph.value(node, OWL.unionOf)
    yield from (node,) if union is None else Collection(graph, union)


def _link(graph: Graph, node: Node, language: str) -> str:
    name = str(node)
    if name.startswith(str(KG)):
        local = name[len(str(KG)):]
        return f'<a href="#{local}">{escape(_text(graph, node, RDFS.label, language) or local)}</a>'
    return f"<code>{escape(graph.namespace_manager.normalizeUri(name))}</code>"


def _facts(graph: Graph, term: Node, language: str) -> Iterator[tuple[str, str]]:
    words = WORDS[language]

    def links(nodes: Iterable[Node]) -> str:
        return ", ".join(_link(graph, node, language) for found in nodes for node in _members(graph, found)
                         if isinstance(node, URIRef))
    rows = ((words[5], links(graph.objects(term, RDFS.subClassOf | RDFS.subPropertyOf))),
            (words[6], links(graph.objects(term, RDFS.domain))), (words[7], links(graph.objects(term, RDFS.range))),
            (words[8], links(graph.objects(term, OWL.inverseOf | ~OWL.inverseOf))),
            (words[9], links(graph.objects(term, SKOS.closeMatch | SKOS.relatedMatch | SKOS.narrowMatch))),
            (words[10], ", ".join(f"<code>{escape(str(key))}</code>" for key in graph.objects(term, KG.graphKey))))
    yield from ((name, value) for name, value in rows if value)


def _section(graph: Graph, term: URIRef, language: str) -> str:
    local = str(term)[len(str(KG)):]
    facts = "".join(f"<dt>{name}<dd>{value}" for name, value in _facts(graph, term, language))
    return (f'<section id="{local}"><h3>{escape(_text(graph, term, RDFS.label, language))} <code>kg:{local}</code></h3>'
            f"<p>{escape(_text(graph, term, RDFS.comment, language))}</p><dl>{facts}</dl></section>")


def _own(graph: Graph, kind: Node) -> list[URIRef]:
    return sorted(term for term in graph.subjects(RDF.type, kind)
                  if isinstance(term, URIRef) and term.startswith(str(KG)))


def _edges(graph: Graph) -> dict[tuple[str, str], list[URIRef]]:
    """Return the relationships between the classes of the diagram, by the classes that they go from and to."""
    found: dict[tuple[str, str], list[URIRef]] = defaultdict(list)
    shown = {KG[name]: name for name in SHOWN}

    def ends(term: Node, side: URIRef) -> set[str]:
        below = {node for end in graph.objects(term, side) for node in _members(graph, end)}
        return {shown[kind] for node in below for kind in graph.transitive_objects(node, RDFS.subClassOf)
                if kind in shown}
    for term in _own(graph, OWL.ObjectProperty):
        # Inverses, and what goes back from figures to their holders, are on the lines already.
        if graph.value(term, OWL.inverseOf) is None and term != KG.holder:
            # What is symmetric joins things of one class, whatever unions its domain and range are.
            alike = (term, RDF.type, OWL.SymmetricProperty) in graph
            for start in ends(term, RDFS.domain):
                for end in ends(term, RDFS.range):
                    if start == end or not alike:
                        found[start, end].append(term)
    return found


def diagram(graph: Graph, language: str) -> str:
    """Return the main classes on a ring with the relationships between them, as SVG."""
    turns = {name: 2 * pi * at / len(SHOWN) - pi / 2 for at, name in enumerate(SHOWN)}
    places = {name: (500 + 420 * cos(turn), 350 + 300 * sin(turn)) for name, turn in turns.items()}
    lines, labels = [], []
    for (start, end), terms in sorted(_edges(graph).items()):
        (x, y), (u, v) = places[start], places[end]
        names = [_text(graph, term, RDFS.label, language) for term in terms]
        words = escape(", ".join(names[:2]) + (" …" if len(names) > 2 else ""))
        title = f"<title>{escape(', '.join(names))}</title>"
        if start == end:
            lines.append(f'<ellipse cx="{x:.0f}" cy="{y - 24:.0f}" rx="30" ry="18" fill="none" stroke="#999"/>')
            labels.append(f'<text x="{x:.0f}" y="{y - 45:.0f}">{title}{words}</text>')
        else:
            lines.append(f'<line x1="{x:.0f}" y1="{y:.0f}" x2="{u:.0f}" y2="{v:.0f}" stroke="#bbb"/>')
            # Away from the middle, where lines cross, unless the boxes are near.
            share = .41 if hypot(u - x, v - y) > 300 else .5
            labels.append(f'<text x="{x + share * (u - x):.0f}" y="{y + share * (v - y):.0f}">{title}{words}</text>')
    boxes = "".join(f'<a href="#{name}"><rect x="{x - 62:.0f}" y="{y - 17:.0f}" width="124" height="34" rx="6" '
                    f'fill="#e8f0fa" stroke="#0b57a4"/><text x="{x:.0f}" y="{y + 5:.0f}" font-size="15">'
                    f"{escape(_text(graph, KG[name], RDFS.label, language))}</text></a>"
                    for name, (x, y) in places.items())
    return (f'<svg viewBox="0 -20 1000 730" role="img" font-size="12" text-anchor="middle">{"".join(lines)}'
            f'<g paint-order="stroke" stroke="#fff" stroke-width="3" fill="#444"><g stroke-linejoin="round">'
            f'{"".join(labels)}</g></g>{boxes}</svg>')


def page(graph: Graph, language: str) -> str:
    """Return the page in one language."""
    words = WORDS[language]
    header = next(iter(graph.subjects(RDF.type, OWL.Ontology)))
    title = next(str(text) for text in graph.objects(header, URIRef("http://purl.org/dc/terms/title"))
                 if getattr(text, "language", "") == language)
    parts = "".join(f"<h2>{name}</h2>{''.join(_section(graph, term, language) for term in _own(graph, kind))}"
                    for name, kind in zip(words[1:5], (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty,
                                                       OWL.NamedIndividual), strict=True))
    return (f'<!DOCTYPE html>\n<html lang="{language}"><meta charset="utf-8"><title>{escape(title)}</title>'
            f"<style>{STYLE}</style><h1>{escape(title)}</h1><p><code>{escape(str(header))}</code> "
            f"{escape(str(graph.value(header, OWL.versionInfo)))}</p><h2>{words[11]}</h2>{diagram(graph, language)}"
            f"{parts}</html>\n")


def main() -> None:
    """Write both pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "build" / "ontology", help="where they go")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    graph = ontology()
    for language in WORDS:
        file = folder / f"{language.partition('-')[0]}.html"
        file.write_text(page(graph, language), encoding="utf-8")
        print(file)


if __name__ == "__main__":
    main()
