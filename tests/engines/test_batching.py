"""Batches by piece count."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mujaz.engines.batching import batches, in_batches

LENGTHS = st.lists(st.integers(1, 40), max_size=60)


def test_longest_come_first_and_padded_pieces_stay_under_the_cap() -> None:
    assert list(batches([3, 10, 4, 5, 1], max_pieces=10, max_items=8)) == [[1], [3, 2], [0, 4]]


def test_a_batch_holds_no_more_than_so_many_items() -> None:
    assert list(batches([1, 1, 1, 1, 1], max_pieces=100, max_items=2)) == [[0, 1], [2, 3], [4]]


def test_an_item_longer_than_the_cap_is_a_batch_of_its_own() -> None:
    assert list(batches([50, 2], max_pieces=10, max_items=8)) == [[0], [1]]


@given(LENGTHS, st.integers(1, 100), st.integers(1, 10))
def test_each_index_comes_once_and_no_batch_is_too_large(lengths: list[int], pieces: int, items: int) -> None:
    made = list(batches(lengths, pieces, items))
    assert sorted(index for batch in made for index in batch) == list(range(len(lengths)))
    for batch in made:
        width = max(lengths[index] for index in batch)
        assert len(batch) <= items
        assert len(batch) == 1 or width * len(batch) <= pieces


@given(LENGTHS)
def test_results_come_back_in_the_order_of_the_items(lengths: list[int]) -> None:
    items = list(enumerate(lengths))
    assert in_batches(items, lengths, lambda batch: [number for number, _ in batch], max_pieces=50, max_items=4) == [
        number for number, _ in items
    ]
