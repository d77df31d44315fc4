"""Items that another thread makes ahead, and work in several: in order, with errors, and no thread left behind."""
from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from loaders.ahead import ahead, side_by_side


def test_ahead_gives_what_there_is_in_its_order() -> None:
    with ahead(iter([0, None, "", 3])) as items:
        assert list(items) == [0, None, "", 3]


@pytest.mark.parametrize("most", [1, 4])
def test_ahead_makes_the_next_while_one_is_used_and_no_more(most: int) -> None:
    made = [threading.Event() for _ in range(9)]

    def numbers() -> Iterator[int]:
        for number, event in enumerate(made):
            event.set()
            yield number

    with ahead(numbers(), most) as items:
        assert next(items) == 0
        assert made[most].wait(10)
        assert not made[most + 1].is_set()


def test_ahead_raises_what_making_an_item_raises() -> None:
    def numbers() -> Iterator[int]:
        yield 1
        raise ValueError("the second")

    with ahead(numbers()) as items:
        assert next(items) == 1
        with pytest.raises(ValueError, match="the second"):
            next(items)


def test_ahead_left_early_goes_on_no_more() -> None:
    made = []

    def numbers() -> Iterator[int]:
        for number in range(100):
            made.append(number)
            yield number

    with ahead(numbers()) as items:
        assert next(items) == 0
    assert len(made) <= 2
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ahead")]


def test_side_by_side_gives_results_in_the_order_of_the_items() -> None:
    later = threading.Event()

    def work(number: int) -> int:
        if number == 0:
            assert later.wait(10), "the second does not begin before the first has ended"
        else:
            later.set()
        return number * 10

    with side_by_side(work, range(5), 2, lambda number: False) as done:
        assert list(done) == [0, 10, 20, 30, 40]


def test_side_by_side_does_what_is_alone_by_itself() -> None:
    running: set[int] = set()
    met = []

    def work(number: int) -> int:
        running.add(number)
        time.sleep(0.02)
        met.append(frozenset(running))
        running.discard(number)
        return number

    with side_by_side(work, range(9), 3, lambda number: number in (0, 4)) as done:
        assert list(done) == list(range(9))
    assert {0} in met
    assert {4} in met
    assert not any(len(together) > 1 and not together.isdisjoint({0, 4}) for together in met)


def test_side_by_side_ends_what_runs_where_one_fails() -> None:
    ended = []

    def work(number: int) -> int:
        if number == 0:
            raise ValueError("the first")
        time.sleep(0.05)
        ended.append(number)
        return number

    with pytest.raises(ValueError, match="the first"), side_by_side(work, range(99), 2, lambda number: False) as done:
        list(done)
    assert len(ended) <= 2
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("side")]
