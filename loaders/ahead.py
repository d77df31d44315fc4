"""Working out what is needed next while the server works on what was needed before; several pieces of work at once."""
from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")
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
def side_by_side(work: Callable[[_T], _R], items: Iterable[_T], most: int, alone: Callable[[_T], bool]
                 ) -> Iterator[Iterator[_R]]:
    """Yield what ``work`` makes of each item, in the order of the items, while ``most`` threads work.

    While one works on an item that is ``alone``, no other works. All have ended when the context has, also where not
    all results were taken. What working raises, taking its result raises.
    """
    with ThreadPoolExecutor(most, thread_name_prefix="side") as pool:
        def each() -> Iterator[_R]:
            working: deque[Future[_R]] = deque()
            for item in items:
                while working and (alone(item) or len(working) == most):
                    yield working.popleft().result()
                working.append(pool.submit(work, item))
                if alone(item):
                    yield working.popleft().result()
            while working:
                yield working.popleft().result()
        yield each()


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
