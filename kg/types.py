"""The nouns that pass between the stages, frozen and typed.

Offsets are half-open ranges ``[start, end)`` in characters (code points) of ``Document.text``, the text as decoded from
the file. A byte order mark, carriage returns and full-width forms stay in that text as they stand in the file.

Nouns of which a text has thousands are structs of msgspec: making one costs a fifth of making a frozen dataclass. They
hold no cycles, so the garbage collector need not know of them.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct, field

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


class Node(Struct, frozen=True, gc=False):
    """A node of the property graph; ``labels`` are sorted, most general first is not implied."""

    id: str
    labels: tuple[str, ...]
    properties: Mapping[str, Value] = field(default_factory=dict)


class Relationship(Struct, frozen=True, gc=False):
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

    def items(self) -> Iterator[Node | Relationship]:
        """Yield the nodes, then the relationships."""
        yield from self.nodes
        yield from self.relationships

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


Kind: TypeAlias = Literal["plan", "summary", "notice", "other"]


class Section(Struct, frozen=True, gc=False):
    """A heading and what stands under it; ``path`` holds the titles from the outermost heading to this one."""

    path: tuple[str, ...]
    level: int
    kind: Kind
    year: int | None


@dataclass(frozen=True, slots=True)
class Text:
    """One of the texts that a file holds: its title, what it is, the year it is about, and who publishes it."""

    title: str
    kind: Kind
    year: int | None
    publisher: str | None
    span: Span


class Sentence(Struct, frozen=True, gc=False):
    """A sentence with its clauses (spans between commas). ``role``: body, heading, title, or letter (covering letter).

    Spans are offsets into the folded text (``Folded.text``), as in all nouns between segmenting and building the graph.
    """

    span: Span
    clauses: tuple[Span, ...]
    text: int
    section: Section
    role: Literal["body", "heading", "title", "letter"]


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The texts of a document and its sentences in order."""

    texts: tuple[Text, ...]
    sentences: tuple[Sentence, ...]


class Mention(Struct, frozen=True, gc=False):
    """A name in the text: what it names (``label``, a class of the ontology), where, and which rule found it.

    ``name`` is the name as it stands there without quotation marks and blanks, or written out where it is coordinated
    or clipped; ``aliases`` are other forms that the same words hold (without its 建设, 活动 …).
    """

    span: Span
    label: str
    name: str
    rule: str
    confidence: float
    aliases: tuple[str, ...] = ()


class Quantity(Struct, frozen=True, gc=False):
    """A number with a unit in the text; ``comparator`` is one of ``= >= <= ~``; ``span`` holds the comparator's words.
    """

    span: Span
    value: float
    upper: float | None
    unit: str
    comparator: str


class Entity(Struct, frozen=True, gc=False):
    """A thing that the document names: its class, its id, and all mentions of it."""

    id: str
    label: str
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    properties: Mapping[str, Value] = field(default_factory=dict)


class Claim(Struct, frozen=True, gc=False):
    """A relationship that the text states between two entities (by id), with its evidence.

    ``trigger`` is the words that made the rule find it, where it knows them: the verb, or what says the stage.
    """

    type: str
    source: str
    target: str
    evidence: Span
    rule: str
    confidence: float
    year: int | None = None
    section: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    trigger: Span | None = None


class Figure(Struct, frozen=True, gc=False):
    """A quantity with its indicator and holder: what is planned (target) or reported (result)."""

    kind: Literal["target", "result"]
    holder: str
    indicator: str
    quantity: Quantity
    evidence: Span
    rule: str
    confidence: float
    year: int | None = None
    section: tuple[str, ...] = ()
