"""How much a bullet tells of its article: the same measure for source sentences and for generated text."""

from __future__ import annotations

from dataclasses import dataclass

from mujaz.summarize.dependence import leans_on_context
from mujaz.summarize.strategies.base import Candidate
from mujaz.summarize.terms import TermSpace, Vector, terms
from mujaz.text.document import Document


@dataclass(frozen=True, slots=True)
class Features:
    """What is known about a bullet, each from 0 to 1.

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
        """The sum of all, each times its weight."""
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

    def __init__(self, document: Document, weights: Features = WEIGHTS) -> None:
        self.space = TermSpace(sentence.text for sentence in document.sentences)
        self._weights = weights
        self._headline = frozenset(terms(f"{document.title} {document.deck}"))
        self._headline_weight = sum(map(self.space.idf, self._headline))

    def place(self, candidate: Candidate) -> Placed:
        """`candidate` with its rank: the weighted sum of its features, and its own score."""
        vector = self.space.vector(candidate.text)
        found = self.features(candidate, vector)
        return Placed(candidate, vector, candidate.score + found.weighed(self._weights))

    def features(self, candidate: Candidate, vector: Vector) -> Features:
        """What is known about `candidate`, whose terms make `vector`."""
        length, first = len(candidate.text.split()), candidate.sentences[0].index
        return Features(
            position=1 / (1 + first),
            far=min(first, FAR) / FAR,
            title=self._title(vector),
            short=max(0.0, 1 - length / ENOUGH_WORDS),
            long=min(1.0, max(0.0, (length - MANY_WORDS) / (TOO_MANY_WORDS - MANY_WORDS))),
            leaning=float(leans_on_context(candidate.text)),
            quoted=float(any(mark in candidate.text for mark in _QUOTATION)),
        )

    def _title(self, vector: Vector) -> float:
        if not self._headline_weight:
            return 0.0
        return sum(self.space.idf(term) for term in self._headline if term in vector) / self._headline_weight
