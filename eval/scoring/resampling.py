"""How sure a score is, and whether two systems differ: by resampling items, for every metric alike.

Each resample is a row of weights (how often each item was drawn), so that all resamples of a metric are a matrix
product of weights and statistics. Draws and p-values follow sacreBLEU's `PairedTest`: up to `tables.BLOCK` items the
same seed gives the same results. References: Koehn (2004) for the paired bootstrap, Riezler and Maxwell (2005) for
approximate randomization.

More items are drawn block by block: for each resample first how many items come from which block, then these. The odds
are those of drawing them at once, and memory does not depend on how many there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

from mujaz.eval.metrics.base import Interval, Metric, Table, Trials
from mujaz.eval.scoring.tables import Tables

# Draws held in memory at a time. Rows come in multiples of 32, because numpy takes random bits 32 at a time: only so do
# draws in pieces equal draws at once.
_DRAWS_AT_ONCE = 1 << 22
_BITS = 32

_ROUNDING = 1e-9  # the same exchange may be summed in another order

_Counts = NDArray[np.int64]
_Weights = Iterator[tuple[slice, Table]]
"""For some of the resamples the weights of a block's items, a row a resample."""


def bootstrap_totals(tables: Tables, trials: Trials) -> dict[str, Table]:
    """Return the sum of the rows of each table in each resample, a row a resample.

    Tables of as many items are drawn from alike: what is made of two systems can be compared.
    """
    totals = _zeros(tables, trials.samples)
    generator = default_rng(trials.seed)
    shares = _shares(generator, tables.sizes, trials.samples)
    for block, items, share in zip(tables.blocks(), tables.sizes, shares, strict=True):
        for rows, weights in _bootstrap_weights(generator, items, share):
            for name, table in block.items():
                totals[name][rows] += weights @ table
    return totals


def exchange_totals(system: Tables, baseline: Tables, trials: Trials) -> dict[str, Table]:
    """Return the gain of the sum of the system's rows by random exchanges with the baseline's, a row a shuffle.

    The tables hold the same items in the same order.
    """
    totals = _zeros(system, trials.shuffles)
    generator = default_rng(trials.seed)
    for block, against, items in zip(system.blocks(), baseline.blocks(), system.sizes, strict=True):
        moved = {name: against[name] - table for name, table in block.items()}
        for rows, chosen in _coin_tosses(generator, items, trials.shuffles):
            for name, table in moved.items():
                totals[name][rows] += chosen @ table
    return totals


def confidence_interval(scores: Table) -> Interval:
    """Return the 95 % interval of a score, out of those of bootstrap resamples."""
    ordered = np.sort(scores)
    outside = len(ordered) // 40
    return Interval(float(ordered[outside]), float(ordered[-outside - 1]), float(ordered.mean()))


def paired_bootstrap(system: Table, baseline: Table, observed: float) -> float:
    """Probability of a difference as large as the `observed` one by chance.

    `system` and `baseline` are the scores of the same resamples.
    """
    differences = np.abs(system - baseline)
    return _p_value(differences - differences.mean(), observed)


def approximate_randomization(metric: Metric, system: Table, baseline: Table, exchanged: Table, items: int) -> float:
    """Probability of a difference this large if the two systems' outputs were exchanged at random, item by item.

    Args:
        metric: The metric to compare by.
        system: The sum of the statistics of the system's items.
        baseline: That of the baseline's.
        exchanged: The result of `exchange_totals`.
        items: How many there are.
    """
    shuffled = system + exchanged
    differences = np.abs(metric.aggregate(shuffled, items) - metric.aggregate(system + baseline - shuffled, items))
    return _p_value(differences, metric.total_score(system, items) - metric.total_score(baseline, items))


def _zeros(tables: Tables, rows: int) -> dict[str, Table]:
    return {name: np.zeros((rows, width)) for name, width in tables.widths.items()}


def _shares(generator: Generator, sizes: Sequence[int], samples: int) -> _Counts:
    """How many items each resample draws from each block, a row a block."""
    if len(sizes) == 1:
        return np.full((1, samples), sizes[0])  # nothing is drawn for it, so that draws are sacreBLEU's
    items = sum(sizes)
    return generator.multinomial(items, np.array(sizes) / items, size=samples).T


def _bootstrap_weights(generator: Generator, items: int, share: _Counts) -> _Weights:
    for rows in _pieces(len(share), items):
        counts = share[rows]
        drawn = generator.integers(items, size=counts.sum())
        drawn += np.repeat(np.arange(len(counts)) * items, counts)
        weights = np.bincount(drawn, minlength=len(counts) * items).reshape(len(counts), items)
        yield rows, weights.astype(np.float64)


def _coin_tosses(generator: Generator, items: int, shuffles: int) -> _Weights:
    for rows in _pieces(shuffles, items):
        yield rows, generator.integers(2, size=(rows.stop - rows.start, items), dtype=np.bool_).astype(np.float64)


def _pieces(rows: int, items: int) -> Iterator[slice]:
    step = max(_DRAWS_AT_ONCE // max(items, 1) // _BITS, 1) * _BITS
    yield from (slice(start, min(start + step, rows)) for start in range(0, rows, step))


def _p_value(differences: Table, observed: float) -> float:
    if not observed:
        return 1.0  # sacreBLEU reports the smallest value there is, which reads as "certainly different"
    # The one is added so that the test never rejects more often than its level says, as sacreBLEU and MultEval do.
    # Unlike there, equal differences count: of three articles only eight exchanges exist, and none of them is rare.
    return (int(np.sum(differences >= abs(observed) - _ROUNDING)) + 1) / (len(differences) + 1)
