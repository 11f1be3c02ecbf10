"""The statistics of an evaluation's articles: numbers on the disk, read a block at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

import numpy as np

from mujaz.eval.inputs.runs import Scratch
from mujaz.eval.metrics.base import Metric, Table

BLOCK = 1 << 15
"""Rows that are in memory at a time."""


class Tables:
    """Tables with one row an item each, by name, filled first and then read.

    They lie row by row in a temporary file, which is in memory while it is small. A block of all of them is worked on
    at a time, so that what is drawn at random is drawn once for all.

    Args:
        names: The tables that are going to be filled, with whether they hold whole numbers only, which take half the
            room.
    """

    def __init__(self, names: Mapping[str, bool]) -> None:
        self._kinds = {name: "u4" if counts else "f8" for name, counts in names.items()}
        self._scratch = Scratch()
        self._layout = np.dtype([])
        self._rows = 0

    def __len__(self) -> int:
        """Rows of each table."""
        return self._rows

    @property
    def widths(self) -> dict[str, int]:
        """Return the columns of each table."""
        return {name: self._layout[name].shape[0] for name in self._kinds}

    @property
    def sizes(self) -> list[int]:
        """Return the rows of each block."""
        return [min(BLOCK, self._rows - start) for start in range(0, self._rows, BLOCK)]

    def append(self, tables: Mapping[str, Table]) -> None:
        """Add the same number of rows to each table.

        Raises:
            OutputError: The disk is full.
        """
        if not self._rows:
            self._layout = np.dtype([(name, kind, tables[name].shape[1:]) for name, kind in self._kinds.items()])
        rows = np.empty(len(next(iter(tables.values()))), self._layout)
        for name, table in tables.items():
            rows[name] = table
        self._scratch.append(rows.tobytes())
        self._rows += len(rows)

    def blocks(self) -> Iterator[dict[str, Table]]:
        """Yield the tables in pieces of up to `BLOCK` rows."""
        for rows in self._blocks():
            yield {name: rows[name].astype(np.float64) for name in self._kinds}

    def pieces(self, name: str) -> Iterator[Table]:
        """One table in such pieces."""
        return (rows[name].astype(np.float64) for rows in self._blocks())

    def row(self, name: str, place: int) -> Table:
        """One row of one table, as a table."""
        row: Table = self._read(place, 1)[name].astype(np.float64)
        return row

    def totals(self) -> dict[str, Table]:
        """Return the sum of the rows of each table."""
        sums = [{name: table.sum(axis=0) for name, table in block.items()} for block in self.blocks()]
        return {name: np.sum([block[name] for block in sums], axis=0) for name in self._kinds}

    def _blocks(self) -> Iterator[Any]:
        return (self._read(number * BLOCK, size) for number, size in enumerate(self.sizes))

    def _read(self, start: int, count: int) -> Any:
        size = self._layout.itemsize
        return np.frombuffer(self._scratch.read(start * size, count * size), self._layout)


class ItemScores(Sequence[float]):
    """A metric on each item by itself, worked out from the item's statistics when asked for."""

    def __init__(self, metric: Metric, tables: Tables) -> None:
        self._metric = metric
        self._tables = tables

    def __len__(self) -> int:
        return len(self._tables)

    @overload
    def __getitem__(self, place: int) -> float: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[float, ...]: ...

    def __getitem__(self, place: int | slice) -> float | tuple[float, ...]:
        places = range(len(self))[place]
        return tuple(map(self._at, places)) if isinstance(places, range) else self._at(places)

    def __iter__(self) -> Iterator[float]:
        for table in self._tables.pieces(self._metric.name):
            yield from self._metric.per_item(table).tolist()

    def __eq__(self, scores: object) -> bool:
        return tuple(self) == tuple(scores) if isinstance(scores, ItemScores | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def _at(self, place: int) -> float:
        return float(self._metric.per_item(self._tables.row(self._metric.name, place))[0])
