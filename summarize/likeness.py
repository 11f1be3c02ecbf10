"""How alike in topic a bullet is to sentences of the article, by the encoder of the extra [semantic]."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from mujaz.models.sentence_encoder import Encoder, load_encoder
from mujaz.types import Sentence

Likeness: TypeAlias = Callable[[str, Sequence[Sentence]], list[float]]
"""A cosine for each sentence. Topic, not fact: a negated sentence is about as like its original as a paraphrase is."""


def semantic_likeness(encode: Encoder | None = None) -> Likeness:
    """Likeness by `encode`, of the extra [semantic] unless given.

    Raises:
        MissingExtraError: The extra is not installed.
        ModelError: Its files are not those that we know.
    """
    encode = encode or load_encoder()

    def likeness(bullet: str, sentences: Sequence[Sentence]) -> list[float]:
        rows = np.asarray(encode([bullet, *(sentence.text for sentence in sentences)]), dtype=np.float64)
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.finfo(np.float64).tiny)
        return [float(cosine) for cosine in rows[1:] @ rows[0]]

    return likeness
