"""How much a bullet tells of its article, and which of the ranked candidates become bullets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mujaz.summarize.dependence import leans_on_context
from mujaz.summarize.strategies.base import Candidate
from mujaz.summarize.terms import TermSpace, Vector, cosine, terms
from mujaz.text.document import Document


@dataclass(frozen=True, slots=True)
class Features:
    """The features of a bullet, each from 0 to 1.

    Attributes:
        position: 1 for the article's first sentence, falling as 1/n: news puts first what matters most.
        far: 0 for the article's first sentence, rising evenly to 1 at `FAR`.
        title: Share of the headline's and deck's content words that it has, weighed by idf.
        short: 1 for nothing, falling to 0 at `ENOUGH_WORDS`.
        long: 0 up to `MANY_WORDS`, rising to 1 at `TOO_MANY_WORDS`.
        leaning: 1 when it cannot be understood without the sentence before.
        quoted: 1 when it holds somebody's own words, in quotation marks.
    """

    position: float
    far: float
    title: float
    short: float
    long: float
    leaning: float
    quoted: float

    def weighed(self, weights: Features) -> float:
        """Return the sum of all, each times its weight."""
        return float(sum(getattr(weights, name) * getattr(self, name) for name in self.__slots__))


WEIGHTS = Features(position=1.99, far=-0.67, title=0.56, short=-1.0, long=-1.0, leaning=-0.8, quoted=-0.26)
"""Learned by tools/tune_extractive.py from training articles; `short`, `long` and `leaning` are set by hand, and
why stands there."""

FAR = 10
_QUOTATION = ('"', "«", "“")

ENOUGH_WORDS = 8
MANY_WORDS = 35
TOO_MANY_WORDS = 75


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidate, its terms' vector in the article's space, and its rank: higher is better."""

    candidate: Candidate
    vector: Vector
    rank: float


class Ranking:
    """Ranks bullets for one article."""

    def __init__(self, document: Document) -> None:
        self.space = TermSpace(sentence.text for sentence in document.sentences)
        self._headline = frozenset(terms(f"{document.title} {document.deck}"))
        self._headline_weight = sum(map(self.space.idf, self._headline)) or 1.0

    def place(self, candidate: Candidate) -> Placed:
        """Return `candidate` with its rank: the weighted sum of its features, and its own score."""
        vector = self.space.vector(candidate.text)
        features = self.features(candidate, vector)
        return Placed(candidate, vector, candidate.score + features.weighed(WEIGHTS))

    def features(self, candidate: Candidate, vector: Vector) -> Features:
        """Measure the features of `candidate`, whose terms make `vector`."""
        title = sum(self.space.idf(term) for term in self._headline if term in vector)
        length, first = len(candidate.text.split()), candidate.sentences[0].index
        return Features(
            position=1 / (1 + first),
            far=min(first, FAR) / FAR,
            title=title / self._headline_weight,
            short=max(0.0, 1 - length / ENOUGH_WORDS),
            long=min(1.0, max(0.0, (length - MANY_WORDS) / (TOO_MANY_WORDS - MANY_WORDS))),
            leaning=float(leans_on_context(candidate.text)),
            quoted=float(any(mark in candidate.text for mark in _QUOTATION)),
        )


SENTENCES_PER_BULLET = 2.5
"""A short article gets one bullet for about so many sentences."""

_BOTH = 2
"""Of a short article with two sentences that stand alone both are bullets: one would lose half of the story."""

REDUNDANCY = 0.5
"""The loss in rank of a candidate for being just like one that is chosen already (maximal marginal relevance, Carbonell
and Goldstein 1998, with 1 as the weight of rank)."""

SAME = 0.75
"""From this cosine on two bullets count as the same, and one of them is left out."""


def how_many(sentences: int, most: int, *, items: int = 1, alone: int = 1) -> int:
    """Return how many bullets an article gets.

    Args:
        sentences: How many it has.
        most: Bullets that are asked for.
        items: Items of a bulletin; each gets one.
        alone: Its sentences that can be understood without another.
    """
    return max(1, min(most, max(items, min(alone, _BOTH), round(sentences / SENTENCES_PER_BULLET))))


def select(placed: Sequence[Placed], count: int) -> list[Placed]:
    """Return at most `count` of the candidates, best first, none like another; ties go to the earlier one."""
    chosen: list[Placed] = []
    remaining = [(candidate, 0.0) for candidate in placed]
    while remaining and len(chosen) < count:
        # max() takes the first of equals, so ties go to the earlier one.
        best, _ = max(remaining, key=lambda entry: entry[0].rank - REDUNDANCY * entry[1])
        chosen.append(best)
        remaining = [
            (candidate, max(likeness, cosine(candidate.vector, best.vector)))
            for candidate, likeness in remaining
            if not _same(candidate, best)
        ]
    return chosen


def _same(bullet: Placed, chosen: Placed) -> bool:
    """Whether two bullets say the same: near in terms, or all terms of one are in the other."""
    a, b = bullet.vector, chosen.vector
    return a.keys() <= b.keys() or b.keys() <= a.keys() or cosine(a, b) >= SAME
