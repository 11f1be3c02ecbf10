"""Counts of the flags of a report, its worst bullets and headlines, and the articles to show if there are too many."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, zip_longest

import numpy as np
from numpy.random import default_rng
from numpy.typing import NDArray

from mujaz.eval.metrics.base import Table
from mujaz.eval.report.view import ArticleView, BulletView, SystemView
from mujaz.eval.results import Evaluation, Result
from mujaz.types import Flag, Severity

SHOWN = 10
"""Worst bullets and headlines that the front page shows at once."""

KEPT = 200
"""Worst bullets and headlines that it has: with more it would take long to open."""


@dataclass(frozen=True, slots=True)
class WorstBullet:
    """A flagged bullet, or headline, of the main system, with what one needs to judge it without the article.

    Attributes:
        number: The article's number in the report.
        title: The article's headline.
        article: The article's id.
    """

    number: int
    title: str
    bullet: BulletView
    article: str = ""

    @property
    def is_headline(self) -> bool:
        """Tell whether it is a headline."""
        return self.bullet.place == "headline"

    @property
    def severity(self) -> Severity:
        """Return ``severe`` or ``warning``."""
        return "severe" if self.bullet.is_severe else "warning"

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of its flags, each once."""
        return tuple(sorted({flag.kind for flag in self.bullet.flags if flag.severity != "info"}))


@dataclass
class FlagCounts:
    """How many bullets of a system are flagged, and how many flags there are of each kind, headlines included.

    Attributes:
        severe: Bullets with a severe flag.
        warned: Bullets with a warning and nothing severe.
        headlines: Headlines in English.
        severe_headlines: Those with a severe flag.
        kinds: Flags by kind and severity; flags that only explain (``info``) are not counted.
    """

    system: str
    bullets: int = 0
    severe: int = 0
    warned: int = 0
    headlines: int = 0
    severe_headlines: int = 0
    kinds: Counter[tuple[str, Severity]] = field(default_factory=Counter)

    def add(self, system: SystemView) -> None:
        """Count the flags of one article."""
        self.kinds.update((flag.kind, flag.severity) for flag in system.all_flags if flag.severity != "info")
        for bullet in system.bullets:
            severe, warned = (_count(bullet.flags, severity) for severity in ("severe", "warning"))
            self.bullets += 1
            self.severe += bool(severe)
            self.warned += bool(warned and not severe)
        if system.headline:
            self.headlines += 1
            self.severe_headlines += system.headline.is_severe


class Flagged:
    """Gathers flags article by article, in memory that does not grow with their number.

    Args:
        main: Name of the system whose worst bullets and headlines are kept.
    """

    def __init__(self, main: str) -> None:
        self._main = main
        self._counts: dict[str, FlagCounts] = {}
        self._heap: list[tuple[tuple[int, ...], WorstBullet]] = []

    def add(self, article: ArticleView) -> None:
        """Take in an article; summaries that are no briefs were never checked and count for nothing."""
        for system in article.systems:
            if system.is_brief:
                self._counts.setdefault(system.name, FlagCounts(system.name)).add(system)
            if system.name == self._main:
                headlines = [system.headline] if system.headline else []
                for place, bullet in enumerate([*headlines, *system.bullets]):
                    self._keep(place, WorstBullet(article.number, article.title, bullet, article.article.id))

    def _keep(self, place: int, bullet: WorstBullet) -> None:
        severe, warned = _count(bullet.bullet.flags, "severe"), _count(bullet.bullet.flags, "warning")
        if severe or warned:
            # Articles and places make each key unique, so that bullets are never compared.
            entry = ((severe, warned, -bullet.number, -place), bullet)
            (heapq.heappush if len(self._heap) < KEPT else heapq.heappushpop)(self._heap, entry)

    @property
    def counts(self) -> list[FlagCounts]:
        """Return the counts of each system that wrote briefs."""
        return list(self._counts.values())

    @property
    def worst(self) -> list[WorstBullet]:
        """Return the bullets and headlines with the most severe flags, then the most warnings, first."""
        return [worst for _, worst in sorted(self._heap, reverse=True)]


def _count(flags: Iterable[Flag], severity: Severity) -> int:
    return sum(flag.severity == severity for flag in flags)


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
    in_turn = (int(place) for places in zip_longest(*orders) for place in places if place is not None)
    chosen = dict.fromkeys(chain(first, in_turn))
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
