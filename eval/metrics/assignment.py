"""Which bullet is to be compared with which: the pairing with the highest total, whatever the order of either list."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mujaz.eval.metrics.base import Table

_Indices = NDArray[np.intp]


def assign(similarities: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs (row, column), each row and column in at most one, whose similarities have the highest sum.

    Pairs without any similarity are left out. Kuhn's assignment problem (1955), solved by shortest augmenting paths
    (Jonker and Volgenant, 1987): cubic in the shorter side, linear in the longer one.
    """
    if not similarities or not similarities[0]:
        return []
    table = np.array(similarities, dtype=np.float64)
    is_wide = table.shape[0] <= table.shape[1]
    rows = _rows_of_columns(-table if is_wide else -table.T)
    pairs = [(int(row), column) for column, row in enumerate(rows) if row >= 0]
    pairs = pairs if is_wide else [(column, row) for row, column in pairs]
    return sorted((row, column) for row, column in pairs if table[row, column] > 0)


def _rows_of_columns(costs: Table) -> _Indices:
    """For each column its row in the cheapest assignment of all rows, -1 for none; there are enough columns."""
    count, width = costs.shape
    owners = np.full(width, -1)
    prices = np.zeros(count), np.zeros(width)
    for row in range(count):
        _give_a_column_to(row, costs, owners, *prices)
    return owners


def _give_a_column_to(start: int, costs: Table, owners: _Indices, row_prices: Table, column_prices: Table) -> None:
    # Dijkstra over reduced costs from the row to the nearest free column. The rows on the way then move one column on.
    distances = np.full(len(owners), np.inf)
    previous = np.full(len(owners), -1)
    done = np.zeros(len(owners), dtype=bool)
    row, column, travelled = start, -1, 0.0
    while row >= 0:
        through = travelled + costs[row] - row_prices[row] - column_prices
        shorter = ~done & (through < distances)
        distances[shorter], previous[shorter] = through[shorter], column
        column = int(np.argmin(np.where(done, np.inf, distances)))
        done[column], travelled, row = True, distances[column], int(owners[column])
    row_prices[start] += travelled
    passed = done & (owners >= 0)
    row_prices[owners[passed]] += travelled - distances[passed]
    column_prices[done] -= travelled - distances[done]
    while column >= 0:
        before = int(previous[column])
        owners[column] = owners[before] if before >= 0 else start
        column = before
