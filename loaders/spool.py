"""Items of a graph that are gone through more than once."""
from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, TypeAlias, cast

from kg.graph.exchange import lines, read_items
from kg.types import Graph, Node, Relationship

# Gives the items of a graph anew each time it is called.
Items: TypeAlias = Callable[[], Iterator[Node | Relationship]]


@contextmanager
def items_again(items: Graph | Items | Iterable[Node | Relationship]) -> Iterator[Items]:
    """Yield what gives the items as often as it is called; a stream that can be read once is kept in a temporary file.
    """
    if isinstance(items, Graph):
        yield items.items
    elif callable(items):
        yield items
    elif isinstance(items, Sequence):
        yield lambda: iter(items)
    else:
        with cast(BinaryIO, tempfile.TemporaryFile(prefix="kg-")) as kept:
            kept.writelines(lines(items))

            def again() -> Iterator[Node | Relationship]:
                kept.seek(0)
                return read_items(kept, "graph")
            yield again
