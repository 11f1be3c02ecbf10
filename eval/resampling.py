"""How sure a score is, and whether two systems differ: by resampling items, for every metric alike.

Each resample is a row of weights (how often each item was drawn), so that all resamples of a metric are one matrix
product of weights and statistics. Draws and p-values follow sacreBLEU's `PairedTest`: the same seed gives the same
results. References: Koehn (2004) for the paired bootstrap, Riezler and Maxwell (2005) for approximate randomization.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.random import default_rng

from mujaz.eval.base import Interval, Metric, Table, Trials

# Draws held in memory at a time. Rows come in multiples of 32, because numpy takes random bits 32 at a time: only so do
# draws in pieces equal draws at once.
_DRAWS_AT_ONCE = 1 << 22
_BITS = 32

_ROUNDING = 1e-9  # the same exchange may be summed in another order


def confidence_interval(metric: Metric, table: Table, trials: Trials) -> Interval:
    """The 95 % interval of the score of the items in `table`."""
    scores = np.sort(bootstrap_scores(metric, table, trials))
    outside = len(scores) // 40
    return Interval(float(scores[outside]), float(scores[-outside - 1]), float(scores.mean()))


def paired_p_value(metric: Metric, system: Table, baseline: Table, trials: Trials) -> float:
    """Probability of a difference this large by chance, by the test that `trials` names."""
    test = paired_bootstrap if trials.test == "bootstrap" else approximate_randomization
    return test(metric, system, baseline, trials)


def paired_bootstrap(metric: Metric, system: Table, baseline: Table, trials: Trials) -> float:
    """Probability of a difference this large by chance, both systems being resampled with the same draws.

    The tables hold the same items in the same order.
    """
    differences = np.abs(bootstrap_scores(metric, system, trials) - bootstrap_scores(metric, baseline, trials))
    return _p_value(differences - differences.mean(), _difference(metric, system, baseline))


def approximate_randomization(metric: Metric, system: Table, baseline: Table, trials: Trials) -> float:
    """Probability of a difference this large if the two systems' outputs were exchanged at random, item by item."""
    items, moved = len(system), baseline - system
    both = system.sum(axis=0) + baseline.sum(axis=0)
    shuffled = np.concatenate([system.sum(axis=0) + chosen @ moved for chosen in _coin_tosses(items, trials)])
    differences = np.abs(metric.aggregate(shuffled, items) - metric.aggregate(both - shuffled, items))
    return _p_value(differences, _difference(metric, system, baseline))


def bootstrap_scores(metric: Metric, table: Table, trials: Trials) -> Table:
    """The score of each resample of the items in `table`."""
    totals = np.concatenate([weights @ table for weights in _weights(len(table), trials)])
    return metric.aggregate(totals, len(table))


def _weights(items: int, trials: Trials) -> Iterator[Table]:
    generator = default_rng(trials.seed)
    for rows in _pieces(trials.samples, items):
        drawn = generator.choice(items, size=(rows, items), replace=True)
        drawn += np.arange(rows)[:, None] * items
        yield np.bincount(drawn.ravel(), minlength=rows * items).reshape(rows, items).astype(np.float64)


def _coin_tosses(items: int, trials: Trials) -> Iterator[Table]:
    generator = default_rng(trials.seed)
    for rows in _pieces(trials.shuffles, items):
        yield generator.integers(2, size=(rows, items), dtype=np.bool_).astype(np.float64)


def _pieces(rows: int, items: int) -> Iterator[int]:
    step = max(_DRAWS_AT_ONCE // max(items, 1) // _BITS, 1) * _BITS
    yield from (min(step, rows - start) for start in range(0, rows, step))


def _difference(metric: Metric, system: Table, baseline: Table) -> float:
    return abs(metric.corpus_score(system) - metric.corpus_score(baseline))


def _p_value(differences: Table, observed: float) -> float:
    if not observed:
        return 1.0  # where sacreBLEU reports the smallest value there is, which reads as "certainly different"
    # The one is added so that the test never rejects more often than its level says, as sacreBLEU and MultEval do.
    # Unlike there, equal differences count: of three articles only eight exchanges exist, and none of them is rare.
    return (int(np.sum(differences >= observed - _ROUNDING)) + 1) / (len(differences) + 1)
