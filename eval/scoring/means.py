"""Means of measures that some articles lack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, fields
from itertools import chain
from statistics import fmean
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

from mujaz.eval.scoring.tables import Tables

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

M = TypeVar("M", bound="DataclassInstance")

_TABLE = "measures"


class Means(Generic[M]):
    """Gathers a dataclass of numbers for each article and tells their means, exactly rounded.

    Args:
        kind: The dataclass; each of its fields is a number or None.
    """

    def __init__(self, kind: type[M]) -> None:
        self._kind = kind
        self._tables = Tables({_TABLE: False})

    def add(self, measured: Iterable[M]) -> None:
        """Take in those of some articles."""
        rows = [[np.nan if value is None else value for value in astuple(one)] for one in measured]
        if rows:
            self._tables.append({_TABLE: np.array(rows, dtype=np.float64)})

    def means(self) -> M | None:
        """The mean of each field over the articles that have it, None where none has; None without any article."""
        if not len(self._tables):
            return None
        return self._kind(*map(self._mean, range(len(fields(self._kind)))))

    def _mean(self, column: int) -> float | None:
        values = (value for piece in self._tables.pieces(_TABLE) for value in piece[:, column] if value == value)
        first = next(values, None)
        return None if first is None else fmean(chain([first], values))
