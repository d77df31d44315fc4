"""The nouns that pass between the stages, frozen and typed.

Offsets are half-open ranges ``[start, end)`` in characters (code points) of ``Document.text``, the text as decoded from
the file. A byte order mark, carriage returns and full-width forms stay in that text as they stand in the file.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

Scalar: TypeAlias = str | int | float | bool
Value: TypeAlias = Scalar | tuple[str, ...] | tuple[int, ...]


class Span(NamedTuple):
    """A half-open range of characters in a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page around a text says of it (索引号, 发布机构, 成文日期 …); dates are ISO 8601 (``2023-04-04``)."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    written: str | None = None
    number: str | None = None
    index_number: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the document: rows of cells, each cell the span of its text; ``header`` rows come first."""

    rows: tuple[tuple[Span, ...], ...]
    header: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its decoded text and what stands around the text.

    ``digest`` is the hex SHA-256 of the file's bytes. ``furniture`` holds the spans of the page around the text
    (breadcrumbs, metadata rows, 浏览量, 打印, 抄送, footers), sorted and disjoint: no fact is taken from them.
    """

    name: str
    digest: str
    text: str
    encoding: str = "utf-8"
    format: Literal["txt", "html", "docx", "pdf"] = "txt"
    metadata: Metadata = Metadata()
    furniture: tuple[Span, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the property graph; ``labels`` are sorted, most general first is not implied."""

    id: str
    labels: tuple[str, ...]
    properties: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship of the property graph: a claim of one source, or a derived or structural fact."""

    id: str
    label: str
    start: str
    end: str
    properties: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes sorted by id, then relationships sorted by id; both without repetition."""

    nodes: tuple[Node, ...] = ()
    relationships: tuple[Relationship, ...] = ()

    def node(self, id: str) -> Node:
        """Return the node with that id; raise KeyError where there is none."""
        for node in self.nodes:
            if node.id == id:
                return node
        raise KeyError(id)

    def nodes_with(self, label: str) -> Iterable[Node]:
        """Yield the nodes that carry a label."""
        return (node for node in self.nodes if label in node.labels)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a reader should look at: ambiguous, damaged, contradictory. Never a fact of the graph."""

    code: str
    message: str
    source: str = ""
    span: Span | None = None
