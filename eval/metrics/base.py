"""A metric, its scores and their signatures.

A metric turns a text and its references into *sufficient statistics*: one row of numbers an item, such that the score
of any set of items follows from the sum of their rows. Everything about uncertainty
(`mujaz.eval.scoring.resampling`) rests on that, so it works for every metric alike.
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
LANGUAGES: tuple[Language, ...] = ("ar", "en")
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
    """The result of a metric for a set of items, 0 to 100 (TER alone may exceed it).

    Attributes:
        metric: Name of the metric in `mujaz.eval.METRICS`.
        value: The score; an F-measure if there are a precision and a recall.
        signature: All settings that the number depends on, in one line.
        items: How many items were scored.
        per_item: The metric on each item by itself, in the order of the items; worked out when asked for, since there
            may be a million of them.
        interval: None unless asked for.
        precision: For ROUGE.
        recall: For ROUGE.
    """

    metric: str
    value: float
    signature: str
    items: int
    per_item: Sequence[float]
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
        counts: Whether its statistics are whole numbers below 2**32, which take half the room.
    """

    name: str
    language: Language
    higher_is_better: bool = True
    counts: bool = False

    @abstractmethod
    def statistics(self, hypotheses: Sequence[str], references: References) -> Table:
        """Return a row of sufficient statistics for each item."""

    @abstractmethod
    def aggregate(self, totals: Table, items: int) -> Table:
        """Return the score for each row of `totals`, each the sum of the statistics of `items` items."""

    @abstractmethod
    def signature(self, references: References, trials: Trials | None = None) -> str:
        """Return all settings in one line; `trials` if an interval comes with the score."""

    def per_item(self, table: Table) -> Table:
        """Return the score of each item by itself."""
        return self.aggregate(table, 1)

    def score(self, hypotheses: Sequence[str], references: References) -> Score:
        """Return the score of `hypotheses`, without an interval."""
        table = self.statistics(hypotheses, references)
        per_item = tuple(self.per_item(table).tolist())
        return self.summarize(table.sum(axis=0), per_item, self.signature(references))

    def total_score(self, total: Table, items: int) -> float:
        """Return the score of `items` items together, the sum of whose statistics is `total`."""
        return float(self.aggregate(total[None, :], items)[0])

    def summarize(
        self, total: Table, per_item: Sequence[float], signature: str, interval: Interval | None = None
    ) -> Score:
        """Return the score of the items the sum of whose statistics is `total`."""
        return Score(
            metric=self.name,
            value=self.total_score(total, len(per_item)),
            signature=signature,
            items=len(per_item),
            per_item=per_item,
            interval=interval,
        )


def count_references(references: References) -> str:
    """Return how many references an item has: a number, or ``var`` if it varies."""
    counts = {len(group) for group in references}
    return str(counts.pop()) if len(counts) == 1 else "var"
