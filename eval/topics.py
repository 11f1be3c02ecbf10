"""How alike article, Arabic summary and English summary are in *topic*, by a multilingual sentence encoder.

It says whether texts are about the same thing and nothing about whether they say the same: a negated sentence is about
as like its original as a paraphrase is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from statistics import fmean

import numpy as np

from mujaz.eval.base import Table
from mujaz.eval.run import Run
from mujaz.models.sentence_encoder import Encoder, load_encoder
from mujaz.types import Article

LONGEST = 200
"""Lines of a text that are read."""


@dataclass(frozen=True, slots=True)
class Topical:
    """Mean cosines, 0 to 100, over the articles that have both texts; None where no article has. Topic, not fact.

    Attributes:
        article_arabic: Article and Arabic summary.
        article_english: Article and English summary.
        arabic_english: The two summaries.
    """

    article_arabic: float | None
    article_english: float | None
    arabic_english: float | None


class Topics:
    """The topics of some articles, against which runs are measured.

    Args:
        articles: Their texts are read once.
        encode: Of the extra [semantic] unless given.

    Raises:
        MissingExtraError: The extra is not installed.
        ModelError: Its files are not those that we know.
    """

    def __init__(self, articles: Iterable[Article], encode: Encoder | None = None) -> None:
        self._encode = encode or load_encoder("measuring topics")
        self._articles = {article.id: self._topic(article.text) for article in articles}

    def measure(self, run: Run) -> Topical:
        """Means over the run's outputs."""
        rows = [self._likenesses(key, output.ar, output.en) for key, output in run.outputs.items()]
        return Topical(*map(_mean, zip(*map(astuple, rows), strict=True)))

    def _likenesses(self, key: str, arabic: str | None, english: str | None) -> Topical:
        article, ours, theirs = self._articles.get(key), self._topic(arabic or ""), self._topic(english or "")
        return Topical(_cosine(article, ours), _cosine(article, theirs), _cosine(ours, theirs))

    def _topic(self, text: str) -> Table | None:
        lines = [line for line in text.split("\n") if line.strip()][:LONGEST]
        return np.asarray(self._encode(lines), dtype=np.float64).mean(axis=0) if lines else None


def _cosine(one: Table | None, other: Table | None) -> float | None:
    if one is None or other is None:
        return None
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return 100 * max(float(one @ other) / lengths, 0.0) if lengths else 0.0


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None
