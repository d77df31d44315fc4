"""Working out what is needed next while the server works on what was needed before."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

_T = TypeVar("_T")


@contextmanager
def ahead(items: Iterable[_T]) -> Iterator[Iterator[_T]]:
    """Yield items, each of which another thread has made while the one before it was used.

    That thread has ended when the context has, also where not all items were used. What making an item raises, taking
    it raises.
    """
    stream = iter(items)
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as pool:
        def each() -> Iterator[_T]:
            waiting = pool.submit(_next, stream)
            while made := waiting.result():
                waiting = pool.submit(_next, stream)
                yield made[0]
        yield each()


def _next(stream: Iterator[_T]) -> tuple[_T] | None:
    """Return the next item in a tuple, or None: StopIteration cannot be the result of a future."""
    for item in stream:
        return (item,)
    return None
