"""The commands show and read: a document as a web page with its names marked, and as its text."""
from __future__ import annotations

import html
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import NamedTuple

import click

from kg.cli.inputs import one_input
from kg.output import replacing
from kg.pipeline import document_graph
from kg.types import Document, Graph
from kg.vocabulary import SUPERCLASSES

_COLOURS = {
    "District": "#c8d6e5", "School": "#a3d9a5", "Kindergarten": "#d4f0b4", "University": "#7fc8a9",
    "SchoolGroup": "#b8e0d2", "GovernmentBody": "#f7b7a3", "Organization": "#f2d0a9", "Program": "#9ad0f5",
    "Document": "#d9c2f0", "Honor": "#ffe08a",
}
_file_argument = click.argument("file", type=click.Path(path_type=Path, allow_dash=True))


class Mark(NamedTuple):
    """A name in a document's text."""

    start: int
    end: int
    label: str


def marks(graph: Graph) -> list[Mark]:
    """Return what to mark in a document, in order and without overlap: of marks on the same characters the longest."""
    chosen: list[Mark] = []
    for mark in sorted(set(_marks(graph)), key=lambda mark: (mark.start, -mark.end, mark.label)):
        if not chosen or mark.start >= chosen[-1].end:
            chosen.append(mark)
    return chosen


def _marks(graph: Graph) -> Iterator[Mark]:
    classes = {node.id: label for node in graph.nodes for label in node.labels if label in SUPERCLASSES}
    for item in graph.relationships:
        if item.label == "MENTIONED_IN":
            starts, ends = item.properties["starts"], item.properties["ends"]
            if isinstance(starts, tuple) and isinstance(ends, tuple):
                for start, end in zip(starts, ends, strict=True):
                    yield Mark(start, end, classes[item.start])  # type: ignore[arg-type]


def page(document: Document, graph: Graph) -> str:
    """Return a web page with the document's text, its names marked by class, and a legend."""
    from spacy import displacy

    chosen = marks(graph)
    content = {"text": document.text, "ents": [mark._asdict() for mark in chosen], "title": None}
    body = displacy.render(content, style="ent", manual=True, page=False, jupyter=False, options={"colors": _COLOURS})
    used = [label for label in SUPERCLASSES if any(mark.label == label for mark in chosen)]
    legend = "".join(f'<li style="background: {_COLOURS[label]}">{label} '
                     f"{sum(mark.label == label for mark in chosen)}</li>" for label in used)
    template = Template(files("kg").joinpath("data", "show", "page.html").read_text(encoding="utf-8"))
    return template.substitute(title=html.escape(document.name), legend=legend, body=body)


@click.command()
@_file_argument
@click.option("-o", "--output", "out", default="-", metavar="OUT.html",
              help="File to write; - is standard output.  [default: -]")
def show(file: Path, out: str) -> None:
    """Show a document as a web page with its names marked.

    \b
    Example:
      kg show report.docx -o report.html
    """
    document = one_input(file).read()
    data = page(document, document_graph(document)).encode("utf-8")
    if out == "-":
        sys.stdout.buffer.write(data)
    else:
        with replacing(Path(out)) as stream:
            stream.write(data)


@click.command()
@_file_argument
def read(file: Path) -> None:
    """Print the text of a document that offsets count in.

    \b
    Example:
      kg read report.pdf
    """
    sys.stdout.buffer.writelines(one_input(file).read().text.encode("utf-8").splitlines(keepends=True))
