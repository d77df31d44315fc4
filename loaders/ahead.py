"""Working out what is needed next while the server works on what was needed before."""
from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

_T = TypeVar("_T")
# Seconds after which a thread lets another have the interpreter: whoever talks to the server needs it many times for a
# moment each, and would wait for five milliseconds each time.
_SWITCH = 0.0005


@contextmanager
def ahead(items: Iterable[_T], most: int = 1) -> Iterator[Iterator[_T]]:
    """Yield items that another thread makes while those before them are used, ``most`` of them ahead.

    That thread has ended when the context has, also where not all items were used. What making an item raises, taking
    it raises.
    """
    stream = iter(items)
    with _switching(), ThreadPoolExecutor(1, thread_name_prefix="ahead") as pool:
        def each() -> Iterator[_T]:
            waiting = deque(pool.submit(_next, stream) for _ in range(most))
            while made := waiting.popleft().result():
                waiting.append(pool.submit(_next, stream))
                yield made[0]
        try:
            yield each()
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _switching() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(min(before, _SWITCH))
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _next(stream: Iterator[_T]) -> tuple[_T] | None:
    """Return the next item in a tuple, or None: StopIteration cannot be the result of a future."""
    for item in stream:
        return (item,)
    return None
