"""Which of the ranked candidates become bullets."""

from __future__ import annotations

from collections.abc import Sequence

from mujaz.summarize.ranking import Placed
from mujaz.summarize.terms import cosine

SENTENCES_PER_BULLET = 2.5
"""A short article gets one bullet for about so many sentences."""

_BOTH = 2
"""Of a short article with two sentences that stand alone both are bullets: one would lose half of the story."""

REDUNDANCY = 0.5
"""What a candidate loses in rank for being just like one that is chosen already (maximal marginal relevance, Carbonell
and Goldstein 1998, with 1 as the weight of rank)."""

SAME = 0.75
"""From this cosine on two bullets count as the same, and one of them is left out."""


def how_many(sentences: int, most: int, *, items: int = 1, alone: int = 1) -> int:
    """Return how many bullets an article gets.

    Args:
        sentences: How many it has.
        most: Bullets that are asked for.
        items: Items of a bulletin, each of which gets one.
        alone: Its sentences that can be understood without another.
    """
    return max(1, min(most, max(items, min(alone, _BOTH), round(sentences / SENTENCES_PER_BULLET))))


def select(placed: Sequence[Placed], count: int, redundancy: float = REDUNDANCY) -> list[Placed]:
    """At most `count` of the candidates, best first, none like another; ties go to the earlier one."""
    chosen: list[Placed] = []
    left = [(one, 0.0) for one in placed]
    while left and len(chosen) < count:
        # max() takes the first of equals, so ties go to the earlier one.
        best, _ = max(left, key=lambda pair: pair[0].rank - redundancy * pair[1])
        chosen.append(best)
        left = [(one, max(likeness, cosine(one.vector, best.vector))) for one, likeness in left if not _same(one, best)]
    return chosen


def _same(one: Placed, other: Placed) -> bool:
    """Whether two bullets say the same: near in terms, or all terms of one stand in the other."""
    a, b = one.vector, other.vector
    return a.keys() <= b.keys() or b.keys() <= a.keys() or cosine(a, b) >= SAME
