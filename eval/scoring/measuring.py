"""From numbers to scores, intervals and comparisons, all metrics of a language at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from itertools import chain
from statistics import fmean
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

from mujaz.eval.metrics.base import Metric, Score, Table, Trials
from mujaz.eval.results import Comparison
from mujaz.eval.scoring.resampling import (
    approximate_randomization,
    bootstrap_totals,
    confidence_interval,
    exchange_totals,
    paired_bootstrap,
)
from mujaz.eval.scoring.tables import ItemScores, Tables

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
        rows = [[np.nan if value is None else value for value in astuple(record)] for record in measured]
        if rows:
            self._tables.append({_TABLE: np.array(rows, dtype=np.float64)})

    def means(self) -> M | None:
        """Return the mean of each field over the articles that have it, None if none has; None without any article."""
        if not len(self._tables):
            return None
        return self._kind(*map(self._mean, range(len(fields(self._kind)))))

    def _mean(self, column: int) -> float | None:
        values = (value for piece in self._tables.pieces(_TABLE) for value in piece[:, column] if value == value)
        first = next(values, None)
        return None if first is None else fmean(chain([first], values))


@dataclass(frozen=True, slots=True)
class Measured:
    """A system in one language.

    Attributes:
        tables: The statistics behind its scores.
        totals: The sums of their rows.
        scores: By metric.
        resampled: By metric, the scores of all resamples.
    """

    tables: Tables
    totals: Mapping[str, Table]
    scores: Mapping[str, Score]
    resampled: Mapping[str, Table]


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of a system in one language, by metric."""

    scores: Mapping[str, Score]
    comparisons: Mapping[str, Comparison]
    cut_scores: Mapping[str, Score]


class Measure:
    """The metrics of one language.

    Args:
        metrics: They, at least one.
        groups: References that show how many an article may have.
        trials: How to resample and to test.
    """

    def __init__(self, metrics: Sequence[Metric], groups: Sequence[Sequence[str]], trials: Trials) -> None:
        self._metrics = {metric.name: metric for metric in metrics}
        self._signatures = {metric.name: metric.signature(groups, trials) for metric in metrics}
        self._trials = trials

    def score(self, full: Mapping[str, Tables], cut: Mapping[str, Tables], baseline: str | None) -> dict[str, Scores]:
        """Scores by system.

        Args:
            full: The statistics of each system's outputs.
            cut: Those of the outputs cut to one length, if there are any.
            baseline: The system that the others are compared with, if it is among them.
        """
        measured = {name: self.measure(tables) for name, tables in full.items()}
        compared = {name: tables for name, tables in measured.items() if baseline in measured and name != baseline}
        return {
            name: Scores(
                scores=tables.scores,
                comparisons=self.compare(tables, measured[str(baseline)], str(baseline)) if name in compared else {},
                cut_scores=self.measure(cut[name]).scores if name in cut else {},
            )
            for name, tables in measured.items()
        }

    def measure(self, tables: Tables) -> Measured:
        """Score the items in `tables`, with intervals."""
        totals, drawn = tables.totals(), bootstrap_totals(tables, self._trials)
        resampled = {name: metric.aggregate(drawn[name], len(tables)) for name, metric in self._metrics.items()}
        scores = {
            name: metric.summarize(
                totals[name], ItemScores(metric, tables), self._signatures[name], confidence_interval(resampled[name])
            )
            for name, metric in self._metrics.items()
        }
        return Measured(tables, totals, scores, resampled)

    def compare(self, system: Measured, reference: Measured, baseline: str) -> dict[str, Comparison]:
        """Compare a system with the one called `baseline`, on the same items, by metric."""
        is_bootstrap = self._trials.test == "bootstrap"
        p_values = _by_bootstrap(system, reference) if is_bootstrap else self._by_randomization(system, reference)
        return {
            name: Comparison(
                baseline=baseline,
                difference=_difference(system, reference, name),
                p_value=p_value,
                test=self._trials.test,
                trials=self._trials.samples if is_bootstrap else self._trials.shuffles,
            )
            for name, p_value in p_values.items()
        }

    def _by_randomization(self, system: Measured, reference: Measured) -> dict[str, float]:
        exchanged, items = exchange_totals(system.tables, reference.tables, self._trials), len(system.tables)
        return {
            name: approximate_randomization(metric, system.totals[name], reference.totals[name], exchanged[name], items)
            for name, metric in self._metrics.items()
        }


def _by_bootstrap(system: Measured, reference: Measured) -> dict[str, float]:
    return {
        name: paired_bootstrap(scores, reference.resampled[name], _difference(system, reference, name))
        for name, scores in system.resampled.items()
    }


def _difference(system: Measured, reference: Measured, metric: str) -> float:
    return system.scores[metric].value - reference.scores[metric].value
