"""Numbers as places in a picture; the templates draw them as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a histogram: from `low` to `high`, `count` articles, `height` in percent of the highest bar."""

    low: int
    high: int
    count: int
    height: float


def histogram(scores: Sequence[float]) -> list[Bar]:
    """How many scores lie in each tenth from 0 to 100; what is above 100, as TER may be, counts as 100."""
    counts = [0] * BINS
    for score in scores:
        counts[min(int(score * BINS / 100), BINS - 1)] += 1
    highest = max(*counts, 1)
    step = 100 // BINS
    return [
        Bar(number * step, (number + 1) * step, count, round(100 * count / highest, 1))
        for number, count in enumerate(counts)
    ]
