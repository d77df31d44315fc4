"""Pages of HTML for people who follow the IRIs of an export in a browser."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import quote

import pyoxigraph as ox
from rdflib import RDFS

from loaders.rdf_vocabulary import KG, ontology
from loaders.sparql import library

_STYLE = ("body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}"
          "table{border-collapse:collapse;width:100%}td{border-top:1px solid #ccc;padding:.3rem .6rem;"
          "vertical-align:top;overflow-wrap:anywhere}td:first-child{white-space:nowrap;color:#444}textarea{width:100%;height:16rem;"
          "font:14px/1.4 monospace}a{color:#0b57a4}")


def _page(title: str, body: str) -> bytes:
    return (f"<!DOCTYPE html>\n<html lang=zh-Hans><meta charset=utf-8><meta name=viewport content='width=device-width'>"
            f"<title>{escape(title)}</title><style>{_STYLE}</style><h1>{escape(title)}</h1>{body}</html>\n").encode()


def _labels() -> Mapping[str, str]:
    return {str(term): str(label) for term, label in ontology().subject_objects(RDFS.label)
            if getattr(label, "language", "") == "zh-Hans"}


def _link(iri: str, text: str, base: str) -> str:
    path = f"/{quote(iri[len(base):], safe='/%#')}" if iri.startswith(base) and iri != base else iri
    if not path.startswith(("/", "http://", "https://")):
        return escape(text)
    return f'<a href="{escape(path)}">{escape(text)}</a>'


def _name(iri: str, base: str, labels: Mapping[str, str]) -> str:
    return labels.get(iri) or (iri[len(base):] if iri.startswith(base) else iri)


def _object(term: object, base: str, labels: Mapping[str, str]) -> str:
    if isinstance(term, ox.NamedNode):
        return _link(term.value, _name(term.value, base, labels), base)
    return escape(term.value if isinstance(term, ox.Literal) else str(term))


def entity_page(iri: str, out: Iterable[ox.Triple], incoming: Iterable[ox.Triple], base: str) -> bytes:
    """Return the page of a thing: what is said of it, and what points to it."""
    labels, triples = _labels(), sorted(set(out), key=str)
    names = [item.object.value for item in triples if isinstance(item.object, ox.Literal)
             and item.predicate.value in (str(KG.name), str(KG.title))]
    triples = [item for item in triples if str(item.subject) == f"<{iri}>"] + [
        item for item in triples if str(item.subject) != f"<{iri}>"]
    rows = "".join(f"<tr><td>{_link(item.predicate.value, _name(item.predicate.value, base, labels), base)}<td>"
                   f"{_object(item.object, base, labels)}" for item in triples)
    back = "".join(f"<tr><td>{escape(_name(item.predicate.value, base, labels))}<td>"
                   f"{_object(item.subject, base, labels)}" for item in sorted(set(incoming), key=str))
    return _page(names[0] if names else _name(iri, base, labels),
                 f"<p><code>{escape(iri)}</code></p><table>{rows}</table>"
                 + (f"<h2>指向它的 · What points to it</h2><table>{back}</table>" if back else ""))


def home_page(base: str) -> bytes:
    """Return the page with a form for queries and the questions of the library."""
    items = "".join(f'<li><a href="/?named={name}">{escape(query.zh)}</a> · {escape(query.en)}'
                    for name, query in library().items())
    return _page("SPARQL", f"{_form('SELECT * WHERE { ?s ?p ?o } LIMIT 20')}<p>IRI: <code>{escape(base)}</code></p>"
                           f"<ul>{items}</ul>")


def query_page(name: str) -> bytes | None:
    """Return the page with a question of the library in its form, or nothing where there is none of that name."""
    query = library().get(name)
    return _page(query.zh, f"<p>{escape(query.en)}</p>{_form(query.cypher)}") if query else None


def _form(text: str) -> str:
    return (f"<form action=/sparql method=get><textarea name=query aria-label=SPARQL>{escape(text)}</textarea>"
            "<p><button>查询 · Run</button></form>")
