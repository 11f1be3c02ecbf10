"""Batches by piece count: sources of like length together, so that little is padded and memory is bounded."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
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
    lanes: int = 1,
) -> list[Result]:
    """What `run` makes of `items`, batch by batch, in the order of `items`.

    With several lanes, so many batches are run at a time, each in a thread of its own; few items are shared out, so
    that no lane has more than its part of them or of their pieces.
    """
    if lanes > 1:
        max_pieces = min(max_pieces, math.ceil(sum(lengths) / lanes))
        max_items = min(max_items, math.ceil(len(items) / lanes))
    cut = list(batches(lengths, max_pieces, max_items))
    made = _run([[items[index] for index in batch] for batch in cut], run, lanes)
    results = dict(zip(chain.from_iterable(cut), chain.from_iterable(made), strict=True))
    return [results[index] for index in range(len(items))]


def _run(cut: list[list[Item]], run: Callable[[list[Item]], list[Result]], lanes: int) -> list[list[Result]]:
    if lanes == 1 or len(cut) == 1:
        return [run(batch) for batch in cut]
    with ThreadPoolExecutor(lanes) as pool:
        return list(pool.map(run, cut))
