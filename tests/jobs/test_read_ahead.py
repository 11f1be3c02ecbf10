"""Reading ahead in a thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from mujaz.jobs.window_queue import ReadAhead, read_ahead


def take_all(ahead: ReadAhead[int]) -> list[int]:
    found = []
    while (item := ahead.take()) is not None:
        found.append(item)
    return found


def test_everything_is_given_in_order_and_then_nothing() -> None:
    ahead = ReadAhead([0, 1, 2])
    assert (take_all(ahead), ahead.ended, ahead.take()) == ([0, 1, 2], True, None)


def test_what_has_not_been_read_yet_is_not_waited_for() -> None:
    gate = threading.Event()

    def gated() -> Iterator[int]:
        yield 1
        gate.wait(30)
        yield 2

    ahead = ReadAhead(gated())
    assert ahead.take() == 1
    assert (ahead.take(0), ahead.ended) == (None, False)
    gate.set()
    assert ahead.take() == 2


def test_an_error_is_raised_where_the_next_item_would_be_taken() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise ZeroDivisionError

    ahead = ReadAhead(broken())
    assert ahead.take() == 1
    with pytest.raises(ZeroDivisionError):
        ahead.take()
    assert (ahead.ended, ahead.take()) == (True, None)


def test_one_item_is_read_ahead_and_none_after_the_end_of_interest() -> None:
    read: list[int] = []
    closed = threading.Event()

    def record_numbers() -> Iterator[int]:
        try:
            for number in range(10):
                read.append(number)
                yield number
        finally:
            closed.set()

    with read_ahead(record_numbers()) as ahead:
        assert [ahead.take(), ahead.take()] == [0, 1]
    assert closed.wait(30)
    assert read in ([0, 1], [0, 1, 2])
