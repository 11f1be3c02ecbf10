"""How alike article, Arabic summary and English summary are in *topic*, by a multilingual sentence encoder.

It says whether texts are about the same thing and nothing about whether they say the same: a negated sentence is about
as like its original as a paraphrase is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mujaz.eval.inputs.runs import Output
from mujaz.eval.metrics.base import Table
from mujaz.models.sentence_encoder import Encoder, load_encoder

LONGEST = 200
"""Lines of a text that are read."""


@dataclass(frozen=True, slots=True)
class Topical:
    """Mean cosines, 0 to 100, over the articles that have both texts; None if no article has. Topic, not fact.

    Attributes:
        article_arabic: Article and Arabic summary.
        article_english: Article and English summary.
        arabic_english: The two summaries.
    """

    article_arabic: float | None
    article_english: float | None
    arabic_english: float | None


class Topics:
    """How alike articles and outputs are.

    Args:
        encode: Of the extra [semantic] unless given.

    Raises:
        MissingExtraError: The extra is not installed.
        ModelError: Its files are not those that we know.
    """

    def __init__(self, encode: Encoder | None = None) -> None:
        self._encode = encode or load_encoder("measuring topics")

    def topic(self, text: str) -> Table | None:
        """Return the mean of a text's lines as vectors; None for an empty text."""
        lines = [line for line in text.split("\n") if line.strip()][:LONGEST]
        return np.asarray(self._encode(lines), dtype=np.float64).mean(axis=0) if lines else None

    def measure(self, article: Table | None, output: Output) -> Topical:
        """Measure how alike an output and the topic of its article are."""
        arabic, english = self.topic(output.ar or ""), self.topic(output.en or "")
        return Topical(_cosine(article, arabic), _cosine(article, english), _cosine(arabic, english))


def _cosine(left: Table | None, right: Table | None) -> float | None:
    if left is None or right is None:
        return None
    lengths = float(np.linalg.norm(left) * np.linalg.norm(right))
    return 100 * max(float(left @ right) / lengths, 0.0) if lengths else 0.0
