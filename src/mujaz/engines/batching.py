"""Batches by piece count: sources of like length together, so that little is padded and memory is bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def batches(lengths: Sequence[int], max_pieces: int, max_items: int) -> Iterator[list[int]]:
    """Indices of `lengths`, longest first, in batches of at most `max_pieces` padded pieces and `max_items` items.

    An item longer than `max_pieces` makes a batch of its own. Equal lengths keep their order.
    """
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        # Sorted, so the first of a batch is its longest and gives its width.
        if batch and (len(batch) == max_items or lengths[batch[0]] * (len(batch) + 1) > max_pieces):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def in_batches(
    items: Sequence[Item],
    lengths: Sequence[int],
    run: Callable[[list[Item]], list[Result]],
    *,
    max_pieces: int,
    max_items: int,
) -> list[Result]:
    """What `run` makes of `items`, batch by batch, in the order of `items`."""
    results: dict[int, Result] = {}
    for batch in batches(lengths, max_pieces, max_items):
        results.update(zip(batch, run([items[index] for index in batch]), strict=True))
    return [results[index] for index in range(len(items))]
