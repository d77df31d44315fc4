"""Derived facts beside the items of a merged graph that may not fit into memory."""
from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, cast

from kg.derive import DERIVATIONS, derive, is_derived
from kg.derive.derivation import Derivation
from kg.derive.projection import Projection
from kg.graph.exchange import lines, read_items
from kg.types import Node, Relationship


def with_derived(items: Iterable[Node | Relationship], derivations: Sequence[Derivation] = DERIVATIONS
                 ) -> Iterator[Node | Relationship]:
    """Yield the items of a merged graph, in its order, with the derived ones among them.

    Items that were derived before are passed over. The graph is kept in a temporary file; in memory is only what the
    derivations read.
    """
    with cast(BinaryIO, tempfile.TemporaryFile(prefix="kg-")) as kept:
        projection = Projection(derivations)
        kept.writelines(lines(_noted(items, projection)))
        derived = derive(projection.graph(), derivations)
        kept.seek(0)
        yield from heapq.merge(read_items(kept, "merged graph"), derived.items(), key=_key)


def _noted(items: Iterable[Node | Relationship], projection: Projection) -> Iterator[Node | Relationship]:
    for item in items:
        if not is_derived(item):
            projection.add(item)
            yield item


def _key(item: Node | Relationship) -> tuple[bool, str]:
    return isinstance(item, Relationship), item.id
