"""Batches by piece count."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.engines.seq2seq import cut_batches, run_in_batches

LENGTHS = st.lists(st.integers(1, 40), max_size=60)


def test_longest_come_first_and_padded_pieces_stay_under_the_cap() -> None:
    assert list(cut_batches([3, 10, 4, 5, 1], max_pieces=10, max_items=8)) == [[1], [3, 2], [0, 4]]


def test_a_batch_holds_no_more_than_so_many_items() -> None:
    assert list(cut_batches([1, 1, 1, 1, 1], max_pieces=100, max_items=2)) == [[0, 1], [2, 3], [4]]


def test_an_item_longer_than_the_cap_is_a_batch_of_its_own() -> None:
    assert list(cut_batches([50, 2], max_pieces=10, max_items=8)) == [[0], [1]]


@given(LENGTHS, st.integers(1, 100), st.integers(1, 10))
def test_each_index_comes_once_and_no_batch_is_too_large(lengths: list[int], pieces: int, items: int) -> None:
    batches = list(cut_batches(lengths, pieces, items))
    assert sorted(index for batch in batches for index in batch) == list(range(len(lengths)))
    for batch in batches:
        width = max(lengths[index] for index in batch)
        assert len(batch) <= items
        assert len(batch) == 1 or width * len(batch) <= pieces


@given(LENGTHS, st.integers(1, 4))
def test_results_come_back_in_the_order_of_the_items(lengths: list[int], lanes: int) -> None:
    items = list(enumerate(lengths))

    def run(batch: list[tuple[int, int]]) -> list[int]:
        return [number for number, _ in batch]

    assert run_in_batches(items, lengths, run, max_pieces=50, max_items=4, lanes=lanes) == [
        number for number, _ in items
    ]


def test_few_items_are_shared_out_over_the_lanes_which_run_side_by_side() -> None:
    """Each batch waits for the other one."""
    both = threading.Barrier(2, timeout=20)
    batches: list[list[int]] = []

    def run(batch: list[int]) -> list[int]:
        both.wait()
        batches.append(batch)
        return batch

    assert run_in_batches([1, 2, 3, 4], [9] * 4, run, max_pieces=500, max_items=64, lanes=2) == [1, 2, 3, 4]
    assert sorted(batches) == [[1, 2], [3, 4]]


def test_no_lane_has_more_than_its_part_of_the_pieces_but_an_item_is_never_cut() -> None:
    batches: list[list[int]] = []
    run_in_batches(
        [30, 10, 10, 10], [30, 10, 10, 10], lambda b: batches.append(b) or b, max_pieces=500, max_items=9, lanes=2
    )
    assert sorted(batches) == [[10], [10, 10], [30]]


def test_what_goes_wrong_in_one_lane_is_raised() -> None:
    def run(batch: list[int]) -> list[int]:
        if batch == [3]:
            raise ZeroDivisionError
        return batch

    with pytest.raises(ZeroDivisionError):
        run_in_batches([1, 2, 3], [1, 2, 3], run, max_pieces=3, max_items=1, lanes=2)
