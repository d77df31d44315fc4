"""Derived facts beside the items of a merged graph that may not fit into memory."""
from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, cast

from kg.derive import DERIVATIONS, is_derived
from kg.derive.derivation import Derivation
from kg.derive.partition import Partition
from kg.graph.exchange import lines, read_items
from kg.graph.spill import merged_items
from kg.types import Node, Relationship


def with_derived(items: Iterable[Node | Relationship], derivations: Sequence[Derivation] = DERIVATIONS
                 ) -> Iterator[Node | Relationship]:
    """Yield the items of a merged graph, in its order, with the derived ones among them.

    Items that were derived before are passed over. The graph is kept in temporary files; in memory is only what the
    derivations read of some districts at a time.
    """
    with cast(BinaryIO, tempfile.TemporaryFile(prefix="kg-")) as kept, Partition(derivations) as partition:
        kept.writelines(lines(_noted(items, partition)))
        kept.seek(0)
        yield from heapq.merge(read_items(kept, "merged graph"), merged_items(partition.derived()), key=_key)


def _noted(items: Iterable[Node | Relationship], partition: Partition) -> Iterator[Node | Relationship]:
    for item in items:
        if not is_derived(item):
            partition.add(item)
            yield item


def _key(item: Node | Relationship) -> tuple[bool, str]:
    return isinstance(item, Relationship), item.id
