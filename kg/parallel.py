"""Doing one thing to many documents in several processes, with the results in the order of the documents.

What a result is does not depend on the number of processes: each item is worked on alone, by a pure function.
"""
from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain, islice
from traceback import extract_tb
from typing import Generic, TypeVar

from kg.errors import KgError, KnowledgeError, WriteError

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK = 8
_FEW = 4  # chunks that this process has worked through before others have started
# Chunks handed out or finished but not yet fetched, for each process: enough to keep all busy, little enough that
# memory does not grow with the number of documents.
_IN_FLIGHT = 3


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Item, Result]):
    """What became of one item: its result, or else the reason (``error``) why there is none."""

    item: Item
    result: Result | None = None
    error: str | None = None


def available_cpus() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Processes:
    """Processes that several calls of ``run_each`` may use, as a context; they start with the first work."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:  # what is on the way ends before the context does, as it may use files of it
            self._pool.shutdown(wait=True, cancel_futures=True)

    @property
    def pool(self) -> ProcessPoolExecutor:
        """The running processes."""
        if self._pool is None:
            self._pool = _pool(self.count)
        return self._pool

    def renew(self) -> None:
        """Wait for the processes to end, one of which was killed; the next work starts new ones."""
        if self._pool is not None:
            self._pool.shutdown(wait=True)
            self._pool = None


def run_each(work: Callable[[Item], Result], items: Iterable[Item], *, jobs: int, chunk: int = _CHUNK,
             processes: Processes | None = None) -> Iterator[Outcome[Item, Result]]:
    """Yield the outcome of ``work`` for each item, in the order of the items, from ``jobs`` processes.

    They are ``processes``, where given, and else end with the work. ``work`` must be a function of a module (or a
    partial of one), since it is sent to other processes. An item whose work raises an error, or kills its process, has
    an outcome with the reason, and the others go on; only malformed knowledge and an output that cannot be written
    (KnowledgeError, WriteError) end it all.
    """
    stream = iter(items)
    first = list(islice(stream, _FEW * chunk))
    every = chain(first, stream)
    if jobs > 1 and len(first) == _FEW * chunk:
        with nullcontext(processes) if processes is not None else Processes(jobs) as those:
            yield from _in_processes(work, _chunks(every, chunk), those)
    else:
        yield from (attempt(work, item) for item in every)


def _chunks(items: Iterator[Item], size: int) -> Iterator[list[Item]]:
    while chunk := list(islice(items, size)):
        yield chunk


def attempt(work: Callable[[Item], Result], item: Item) -> Outcome[Item, Result]:
    """Do the work on one item; an error becomes the outcome's reason, unless it would meet every item."""
    try:
        return Outcome(item, work(item))
    except (KnowledgeError, WriteError):
        raise
    except KgError as error:
        return Outcome(item, error=str(error))
    except Exception as error:  # a fault of this program: it must not cost the other documents
        last = extract_tb(error.__traceback__)[-1]
        return Outcome(item, error=f"{item}: internal error, please report it: {type(error).__name__}: {error} "
                                   f"({last.name} in {os.path.basename(last.filename)}:{last.lineno})")


def _attempt_all(work: Callable[[Item], Result], items: list[Item]) -> list[Outcome[Item, Result]]:
    return [attempt(work, item) for item in items]


def _ignore_interrupts() -> None:
    # Ctrl-C reaches all processes of a terminal; the parent alone ends the work.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _pool(jobs: int) -> ProcessPoolExecutor:
    # A copy of this process starts at once, with all modules that it needs; but one of a process with threads
    # (progress, a store's engine) may hang.
    method = "fork" if _threads() == 1 else "spawn"
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context(method), initializer=_ignore_interrupts)


def _threads() -> int:
    """Return how many threads this process has, those of compiled libraries too; 0 where nobody knows."""
    try:
        return len(os.listdir("/proc/self/task"))  # of Linux
    except OSError:
        return 0


def _in_processes(work: Callable[[Item], Result], chunks: Iterator[list[Item]], processes: Processes
                  ) -> Iterator[Outcome[Item, Result]]:
    waiting: deque[tuple[list[Item], Future[list[Outcome[Item, Result]]]]] = deque()
    while True:
        for items in islice(chunks, processes.count * _IN_FLIGHT - len(waiting)):
            waiting.append((items, _submit(processes.pool, work, items)))
        if not waiting:
            return
        items, future = waiting.popleft()
        try:
            outcomes = future.result()
        except BrokenProcessPool:
            # Which of the documents on the way killed a process is not known: each is tried in one of its own.
            lost = [items, *(others for others, _ in waiting)]
            waiting.clear()
            processes.renew()
            outcomes = [_alone(work, item) for items in lost for item in items]
        yield from outcomes


def _submit(pool: ProcessPoolExecutor, work: Callable[[Item], Result], items: list[Item]
            ) -> Future[list[Outcome[Item, Result]]]:
    try:
        return pool.submit(_attempt_all, work, items)
    except BrokenProcessPool as error:  # seen here or when the result is fetched: the same case
        future: Future[list[Outcome[Item, Result]]] = Future()
        future.set_exception(error)
        return future


def _alone(work: Callable[[Item], Result], item: Item) -> Outcome[Item, Result]:
    with _pool(1) as pool:
        try:
            return pool.submit(attempt, work, item).result()
        except BrokenProcessPool:
            return Outcome(item, error=f"{item}: the process that worked on it was killed; is memory short?")
