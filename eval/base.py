"""A metric, its scores and their signatures.

A metric turns a text and its references into *sufficient statistics*: one row of numbers an item, such that the score
of any set of items follows from the sum of their rows. Everything about uncertainty (`mujaz.eval.resampling`) rests on
that, so it works for every metric alike.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]
"""Rows of statistics, one an item or one a resample."""

References = Sequence[Sequence[str]]
"""The references of each item, at least one each."""

Language = Literal["ar", "en"]
Test = Literal["bootstrap", "randomization"]


@dataclass(frozen=True, slots=True)
class Trials:
    """How to resample. The numbers are sacreBLEU's.

    Attributes:
        test: Which paired test compares two systems. Randomization keeps its level; the bootstrap, as sacreBLEU has it,
            finds a difference between equal systems more than twice as often as it should (docs/evaluation.md).
        samples: Bootstrap resamples.
        shuffles: Shuffles of an approximate randomization test.
        seed: Of numpy's default generator.
    """

    test: Test = "randomization"
    samples: int = 1000
    shuffles: int = 10_000
    seed: int = 12345


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % confidence interval by percentile bootstrap; `mean` is that of the resamples."""

    low: float
    high: float
    mean: float

    @property
    def margin(self) -> float:
        """Half the interval's width, which is what sacreBLEU prints after its ±."""
        return (self.high - self.low) / 2


@dataclass(frozen=True, slots=True)
class Score:
    """What a metric says about a set of items, 0 to 100 (TER alone may exceed it).

    Attributes:
        metric: Name of the metric in `mujaz.eval.METRICS`.
        value: The score; an F-measure where there are a precision and a recall.
        signature: All settings that the number depends on, in one line.
        items: How many items were scored.
        per_item: The metric on each item by itself, in the order of the items.
        interval: None unless asked for.
        precision: For ROUGE.
        recall: For ROUGE.
    """

    metric: str
    value: float
    signature: str
    items: int
    per_item: tuple[float, ...]
    interval: Interval | None = None
    precision: float | None = None
    recall: float | None = None

    def __str__(self) -> str:
        """The score with its interval, as sacreBLEU writes it."""
        return f"{self.value:.2f} ± {self.interval.margin:.2f}" if self.interval else f"{self.value:.2f}"


class Metric(ABC):
    """One metric with its settings.

    Attributes:
        name: As in `mujaz.eval.METRICS`.
        language: The language that it measures.
        higher_is_better: False for an error rate.
    """

    name: str
    language: Language
    higher_is_better: bool = True

    @abstractmethod
    def statistics(self, hypotheses: Sequence[str], references: References) -> Table:
        """A row of sufficient statistics for each item."""

    @abstractmethod
    def aggregate(self, totals: Table, items: int) -> Table:
        """The score for each row of `totals`, each the sum of the statistics of `items` items."""

    @abstractmethod
    def signature(self, references: References, trials: Trials | None = None) -> str:
        """All settings in one line; `trials` where an interval comes with the score."""

    def per_item(self, table: Table) -> Table:
        """The score of each item by itself."""
        return self.aggregate(table, 1)

    def score(self, hypotheses: Sequence[str], references: References) -> Score:
        """The score of `hypotheses`, without an interval."""
        return self.summarize(self.statistics(hypotheses, references), self.signature(references))

    def corpus_score(self, table: Table) -> float:
        """The score of all items in `table` together."""
        return float(self.aggregate(table.sum(axis=0, keepdims=True), len(table))[0])

    def summarize(self, table: Table, signature: str, interval: Interval | None = None) -> Score:
        """The score of the items whose statistics are the rows of `table`."""
        return Score(
            metric=self.name,
            value=self.corpus_score(table),
            signature=signature,
            items=len(table),
            per_item=tuple(self.per_item(table).tolist()),
            interval=interval,
        )


def count_references(references: References) -> str:
    """How many references an item has: a number, or ``var`` where it varies."""
    counts = {len(group) for group in references}
    return str(counts.pop()) if len(counts) == 1 else "var"
