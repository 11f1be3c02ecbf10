"""The content words of a text, and the space that the sentences of one article span with them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from mujaz.text.proclitics import without_and
from mujaz.text.words import stem, stopwords, words

Vector = Mapping[str, float]
"""Weights of terms. Vectors of a `TermSpace` have length 1, or are empty."""


def terms(text: str) -> list[str]:
    """Stems of the content words of `text`, in order, repetitions kept."""
    plain = map(without_and, words(text))
    # The stemmer leaves the folded ta marbuta on some words and not on others: «الحكومه» but «حكوم».
    stems = (stem(word).removesuffix("ه") for word in plain if word not in stopwords)
    return [term for term in stems if term]  # of the «هـ» that marks a Hijri year nothing is left


def cosine(vector: Vector, reference: Vector) -> float:
    """Cosine of two vectors of length 1; 0 when either is empty."""
    if len(reference) < len(vector):
        vector, reference = reference, vector
    return sum(weight * reference[term] for term, weight in vector.items() if term in reference)


class TermSpace:
    """TF-IDF over the sentences of one article (sublinear counts, smoothed idf).

    Attributes:
        rarest: The idf of a term that one sentence has.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        counts = [Counter(terms(text)) for text in texts]
        spread = Counter(term for sentence_counts in counts for term in sentence_counts)
        self._idf = {term: math.log(1 + len(counts) / n) for term, n in spread.items()}
        self.rarest = math.log(1 + max(len(counts), 1))
        self._unseen = math.log(2 + len(counts))

    def idf(self, term: str) -> float:
        """Return how telling `term` is in this article; a term that the article lacks weighs most."""
        return self._idf.get(term, self._unseen)

    def vector(self, text: str) -> Vector:
        """Return the direction of `text`."""
        weights = {term: (1 + math.log(n)) * self.idf(term) for term, n in Counter(terms(text)).items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {term: weight / length for term, weight in weights.items()}
