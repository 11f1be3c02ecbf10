"""From numbers to scores, intervals and comparisons, all metrics of a language at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Measured:
    """A system in one language.

    Attributes:
        tables: What its scores are made of.
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
    """What is said of a system in one language, by metric."""

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
            baseline: The system that the others are compared with, where it is among them.
        """
        measured = {name: self.measure(tables) for name, tables in full.items()}
        others = {name: one for name, one in measured.items() if baseline in measured and name != baseline}
        return {
            name: Scores(
                scores=one.scores,
                comparisons=self.compare(one, measured[str(baseline)], str(baseline)) if name in others else {},
                cut_scores=self.measure(cut[name]).scores if name in cut else {},
            )
            for name, one in measured.items()
        }

    def measure(self, tables: Tables) -> Measured:
        """The scores of the items in `tables`, with intervals."""
        totals, drawn = tables.totals(), bootstrap_totals(tables, self._trials)
        resampled = {name: metric.aggregate(drawn[name], len(tables)) for name, metric in self._metrics.items()}
        scores = {
            name: metric.summarize(
                totals[name], ItemScores(metric, tables), self._signatures[name], confidence_interval(resampled[name])
            )
            for name, metric in self._metrics.items()
        }
        return Measured(tables, totals, scores, resampled)

    def compare(self, ours: Measured, theirs: Measured, baseline: str) -> dict[str, Comparison]:
        """A system with the one called `baseline`, on the same items, by metric."""
        is_bootstrap = self._trials.test == "bootstrap"
        p_values = _by_bootstrap(ours, theirs) if is_bootstrap else self._by_randomization(ours, theirs)
        return {
            name: Comparison(
                baseline=baseline,
                difference=_difference(ours, theirs, name),
                p_value=p_value,
                test=self._trials.test,
                trials=self._trials.samples if is_bootstrap else self._trials.shuffles,
            )
            for name, p_value in p_values.items()
        }

    def _by_randomization(self, ours: Measured, theirs: Measured) -> dict[str, float]:
        exchanged, items = exchange_totals(ours.tables, theirs.tables, self._trials), len(ours.tables)
        return {
            name: approximate_randomization(metric, ours.totals[name], theirs.totals[name], exchanged[name], items)
            for name, metric in self._metrics.items()
        }


def _by_bootstrap(ours: Measured, theirs: Measured) -> dict[str, float]:
    return {
        name: paired_bootstrap(scores, theirs.resampled[name], _difference(ours, theirs, name))
        for name, scores in ours.resampled.items()
    }


def _difference(ours: Measured, theirs: Measured, metric: str) -> float:
    return ours.scores[metric].value - theirs.scores[metric].value
