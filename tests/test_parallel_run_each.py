"""Working on many items in several processes: order, faults, memory."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from kg.errors import KnowledgeError, ReadError
from kg.parallel import Processes, attempt, available_cpus, run_each


def double(number: int) -> int:
    return 2 * number


def refuse(number: int, *, bad: int) -> int:
    if number == bad:
        raise ReadError(f"{number}.txt", "what")
    return number


def crash(number: int, *, bad: int) -> int:
    if number == bad:
        raise ZeroDivisionError("by zero")
    return number


def die(number: int, *, bad: int) -> int:
    if number == bad:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def malformed(_: int) -> int:
    raise KnowledgeError("a.tsv:3: what")


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_parallel_results_come_in_the_order_of_the_items(jobs: int) -> None:
    outcomes = list(run_each(double, range(50), jobs=jobs, chunk=3))
    assert [(one.item, one.result, one.error) for one in outcomes] == [(n, 2 * n, None) for n in range(50)]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("work", "reason"), [(refuse, "7.txt: what"), (crash, "7: internal error")])
def test_parallel_fault_of_one_item_leaves_the_others(jobs: int, work: object, reason: str) -> None:
    outcomes = list(run_each(partial(work, bad=7), range(20), jobs=jobs, chunk=2))  # type: ignore[operator, arg-type]
    assert [outcome.result for outcome in outcomes] == [None if n == 7 else n for n in range(20)]
    assert outcomes[7].error is not None
    assert outcomes[7].error.startswith(reason)


def test_parallel_item_that_kills_its_process_leaves_the_others() -> None:
    outcomes = list(run_each(partial(die, bad=5), range(12), jobs=2, chunk=1))
    assert [outcome.result for outcome in outcomes] == [None if n == 5 else n for n in range(12)]
    assert outcomes[5].error is not None
    assert "was killed" in outcomes[5].error


@pytest.mark.parametrize("jobs", [1, 2])
def test_parallel_malformed_knowledge_ends_it_all(jobs: int) -> None:
    with pytest.raises(KnowledgeError, match=r"a\.tsv:3"):
        list(run_each(malformed, range(10), jobs=jobs, chunk=1))


def test_parallel_takes_few_items_ahead_of_the_results() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(10_000):
            taken.append(number)
            yield number

    outcomes = run_each(double, items(), jobs=2, chunk=2)
    next(outcomes)
    assert len(taken) <= 2 * 3 * 2 + 4 * 2
    outcomes.close()  # type: ignore[attr-defined]


def test_parallel_without_items_gives_nothing() -> None:
    assert list(run_each(double, [], jobs=4)) == []


def test_parallel_internal_error_says_where() -> None:
    error = attempt(partial(crash, bad=1), 1).error
    assert error is not None
    assert "ZeroDivisionError: by zero (crash in test_parallel_run_each.py:" in error


def test_parallel_available_cpus_is_at_least_one() -> None:
    assert available_cpus() >= 1


def test_parallel_process_with_threads_is_not_copied() -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        with Processes(1) as processes:
            pool: Any = processes.pool
            assert pool._mp_context.get_start_method() == "spawn"
    finally:
        ended.set()
        thread.join()


def test_parallel_process_without_threads_is_copied() -> None:
    program = ("from kg.parallel import Processes\n"
               "with Processes(2) as processes:\n"
               "    print(processes.pool._mp_context.get_start_method(), list(processes.pool.map(abs, [-1, 2])))")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    method = "fork" if os.path.isdir("/proc/self/task") else "spawn"  # threads are counted on Linux only
    assert done.stdout == f"{method} [1, 2]\n"
