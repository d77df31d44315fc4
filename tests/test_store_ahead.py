"""Items that another thread makes ahead: in order, with their errors, and no thread left behind."""
from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from loaders.ahead import ahead


def test_ahead_gives_what_there_is_in_its_order() -> None:
    with ahead(iter([0, None, "", 3])) as items:
        assert list(items) == [0, None, "", 3]


def test_ahead_makes_the_next_while_one_is_used() -> None:
    made = [threading.Event() for _ in range(3)]

    def numbers() -> Iterator[int]:
        for number, event in enumerate(made):
            event.set()
            yield number

    with ahead(numbers()) as items:
        assert next(items) == 0
        assert made[1].wait(10)
        assert not made[2].is_set()


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
