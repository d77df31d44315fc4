"""No order of documents shows, from their texts to the merged graph, and a further document leaves all ids alone."""
from __future__ import annotations

import functools
import importlib
import random
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.derive import derive
from kg.graph.exchange import lines
from kg.graph.merge import merge
from kg.pipeline import document_graph
from kg.read import discover, read_file
from kg.types import Document, Graph

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
FOLDERS = (ROOT / "kg" / "data" / "samples", ROOT / "tests" / "data" / "districts", ROOT / "tests" / "gold" / "dev")


@functools.cache
def _documents() -> tuple[Document, ...]:
    return tuple(read_file(path) for path in discover(FOLDERS) if path.suffix in (".txt", ".html", ".docx"))


@functools.cache
def _generated() -> tuple[Graph, ...]:
    """Graphs of documents of two districts, as they are made for measuring."""
    return tuple(importlib.import_module("generated").documents(20))


@functools.cache
def _graphs() -> tuple[Graph, ...]:
    """The graphs of all documents, in the order of their names, and of generated ones."""
    return (*map(document_graph, _documents()), *_generated())


def _bytes(graphs: Iterable[Graph]) -> bytes:
    merged = merge(graphs)
    return b"".join(lines(merge([merged, derive(merged)])))


def _ids(graph: Graph) -> set[str]:
    return {item.id for item in graph.items()}


@functools.cache
def _whole() -> bytes:
    return _bytes(_graphs())


_some = st.lists(st.integers(0, 99), min_size=1, max_size=25, unique=True)


def _of(numbers: Sequence[int]) -> list[Graph]:
    return [_graphs()[number % len(_graphs())] for number in numbers]


def test_order_free_texts_in_another_order_give_the_same_graph() -> None:
    """What was read before leaves no trace: each document gives the graph that it gives alone."""
    order = random.Random(1).sample(range(len(_documents())), len(_documents()))
    graphs = {number: document_graph(_documents()[number]) for number in order}
    assert all(graphs[number] == _graphs()[number] for number in order)
    assert _bytes([*(graphs[number] for number in order), *_generated()]) == _whole()


@given(_some, st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_order_free_some_documents_in_any_order_and_grouping(numbers: list[int], chance: random.Random) -> None:
    shuffled = chance.sample(numbers, len(numbers))
    cut = chance.randrange(len(numbers))
    grouped = [merge(_of(shuffled[:cut])), merge(_of(shuffled[cut:]))]
    assert _bytes(_of(shuffled)) == _bytes(_of(numbers)) == _bytes(grouped)


@given(_some, st.integers(0, 99))
@settings(max_examples=15, deadline=None)
def test_order_free_adding_a_document_changes_no_id(numbers: list[int], further: int) -> None:
    before, after = merge(_of(numbers)), merge(_of([*numbers, further]))
    assert _ids(before) <= _ids(after)
    assert _ids(after) - _ids(before) <= _ids(_of([further])[0])
    whole = _ids(merge([after, derive(after)]))
    same_nodes = {node.id for node in derive(before).nodes if not node.id.startswith("result/")}
    assert same_nodes <= whole  # what follows from growth goes where a document states it
