"""Choose the articles that a report shows if there are too many to show all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain, islice, zip_longest

import numpy as np
from numpy.random import default_rng
from numpy.typing import NDArray

from mujaz.eval.metrics.base import Table
from mujaz.eval.report.flagged import WorstBullet
from mujaz.eval.results import Evaluation, Result

MOST = 5_000
"""Articles that a report shows; a browser would hardly open more, nor an editor."""

_SEED = 12345

_Places = NDArray[np.intp]


def shown_places(
    ids: Sequence[str], evaluation: Evaluation, main: Result, metric: str, flagged: Iterable[WorstBullet]
) -> list[int]:
    """Return the places of the articles to show, in order: all of them if they are no more than `MOST`.

    Of more, those of the `flagged` bullets; then in turn the one with the lowest score, the largest loss and the
    largest gain against the baseline, and one at random, until there are `MOST`.
    """
    if len(ids) <= MOST:
        return list(range(len(ids)))
    orders = [default_rng(_SEED).choice(len(ids), MOST, replace=False), *_extremes(ids, evaluation, main, metric)]
    first = (worst.number - 1 for worst in flagged)
    chosen = dict.fromkeys(chain(first, (int(place) for place in _in_turn(orders))))
    return sorted(islice(chosen, MOST))


def _extremes(ids: Sequence[str], evaluation: Evaluation, main: Result, metric: str) -> list[_Places]:
    """Of the main system by the main metric: lowest scores, largest losses, largest gains."""
    if not metric:
        return []
    sign = 1 if evaluation.higher_is_better[metric] else -1
    scored = evaluation.scored[evaluation.languages[metric]]
    places = np.array([bisect_left(ids, key) for key in scored])
    scores = sign * _per_item(main, metric)
    against = next((result for result in evaluation.results if result.system == evaluation.baseline), main)
    changes = scores - sign * _per_item(against, metric) if metric in against.scores else np.zeros(len(scores))
    return [places[_lowest(scores)], *(places[_lowest(result)[: np.sum(result < 0)]] for result in (changes, -changes))]


def _per_item(result: Result, metric: str) -> Table:
    scores = result.scores[metric].per_item
    return np.fromiter(scores, np.float64, len(scores))


def _lowest(values: Table) -> _Places:
    return np.argsort(values, kind="stable")[:MOST]


def _in_turn(orders: Iterable[_Places]) -> Iterable[int]:
    return (place for places in zip_longest(*orders) for place in places if place is not None)
