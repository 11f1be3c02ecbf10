"""Which sentences of the article a bullet rests on.

Lexical alignment: how many of a bullet's content words (Arabic stems, weighed by how telling they are in the article)
each sentence has. Sentences are taken greedily while each brings enough that is new; what an earlier one has already
counts a little, because a claim may stand in the article twice. All numbers were chosen on the developing half of the
labels in benchmarks/evidence; benchmarks/evidence_quality.py prints what they reach on the other half.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from mujaz.flags.catalogue import make_flag
from mujaz.summarize.terms import TermSpace, terms
from mujaz.types import Article, Evidence, Flag, Sentence

if TYPE_CHECKING:
    from mujaz.models.sentence_encoder import Encoder

Likeness: TypeAlias = Callable[[str, Sequence[Sentence]], list[float]]
"""A cosine for each sentence. Topic, not fact: a negated sentence is about as like its original as a paraphrase is."""


def semantic_likeness(encode: Encoder | None = None) -> Likeness:
    """Likeness by `encode`, of the extra [semantic] unless given.

    Raises:
        MissingExtraError: The extra is not installed.
        ModelError: Its files are not those that we know.
    """
    import numpy as np  # 0.1 s: only for the extra

    from mujaz.models.sentence_encoder import load_encoder

    encode = encode or load_encoder()

    def likeness(bullet: str, sentences: Sequence[Sentence]) -> list[float]:
        rows = np.asarray(encode([bullet, *(sentence.text for sentence in sentences)]), dtype=np.float64)
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.finfo(np.float64).tiny)
        return [float(cosine) for cosine in rows[1:] @ rows[0]]

    return likeness


MOST_SENTENCES = 5

LEAST_GAIN = 2.0
"""The least that a further sentence must bring, counted in words that one sentence of the article has. A share of the
bullet would ask too little of short bullets and too much of long ones."""

NUMBER_WEIGHT = 2.0
"""A number counts as so many words: it tells sentences apart, and paraphrase keeps it."""

REPEATED = 0.3
"""The share of the weight of a word that remains once a sentence has covered it."""

ALIKE_FROM = 0.3
"""Cosine from which on two sentences are alike in topic; likeness 1 counts as one word that one sentence has."""

LEAST_SUPPORT = 0.2
"""A bullet is flagged if less of it is covered: tools/tune_support.py shows what each threshold finds."""


@dataclass(frozen=True, slots=True)
class Support:
    """The sentences that support a bullet, in article order.

    Attributes:
        sentences: One at least.
        share: The share of the bullet's content words, by weight, that they cover: 0 to 1.
        best: The sentence that covers the most.
    """

    sentences: tuple[Sentence, ...]
    share: float
    best: Sentence


def find_support(
    bullet: str, sentences: Sequence[Sentence], space: TermSpace, likeness: Likeness | None = None
) -> Support:
    """Find the sentences on which `bullet` rests: the best one even when it is poor. Linear in the sentences' words.

    Args:
        bullet: Arabic.
        sentences: Those that it may rest on, one at least.
        space: Of the whole article: it tells what a word weighs.
        likeness: How alike in topic the bullet is to each sentence, for what is said in other words; it has a say in
            which sentences are chosen and none in `Support.share`.
    """
    weights = {
        term: space.idf(term) / space.rarest * (NUMBER_WEIGHT if term[0].isdigit() else 1.0) for term in terms(bullet)
    }
    shared = [weights.keys() & terms(sentence.text) for sentence in sentences]
    cosines = likeness(bullet, sentences) if likeness else [0.0] * len(sentences)
    alike = [max(0.0, (cosine - ALIKE_FROM) / (1 - ALIKE_FROM)) for cosine in cosines]
    chosen = _choose(weights, shared, alike)
    covered = frozenset[str]().union(*(shared[index] for index in chosen))
    whole = math.fsum(weights.values()) or 1.0
    return Support(
        sentences=tuple(sentences[index] for index in sorted(chosen)),
        share=math.fsum(weights[term] for term in covered) / whole,
        best=sentences[chosen[0]],
    )


def _choose(weights: dict[str, float], shared: Sequence[set[str]], alike: Sequence[float]) -> list[int]:
    """Indices of the sentences, the best first; of equals the earlier one."""
    remaining = dict(weights)
    candidates = list(range(len(shared)))
    chosen: list[int] = []
    while candidates and len(chosen) < MOST_SENTENCES:
        # fsum is exact: the last digit of a plain sum would depend on the order of a set.
        gains = {index: math.fsum(remaining[term] for term in shared[index]) + alike[index] for index in candidates}
        best = max(candidates, key=gains.__getitem__)
        if chosen and gains[best] < LEAST_GAIN:
            break
        chosen.append(best)
        candidates.remove(best)
        remaining.update({term: REPEATED * remaining[term] for term in shared[best]})
    return chosen


def quote(article: Article, support: Support) -> tuple[Evidence, ...]:
    """Return the supporting sentences verbatim, as the article has them."""
    spans = [(sentence.start, sentence.end) for sentence in support.sentences]
    return tuple(
        Evidence(start=start, end=end, text=article.text[start:end], second=_find_second(article, start))
        for start, end in spans
    )


def _find_second(article: Article, start: int) -> int | None:
    """Return the second at which what begins at `start` is said; None if the article is no subtitles."""
    index = bisect_right(article.times, start, key=lambda place: place[0])
    return article.times[index - 1][1] if index else None


def unsupported(support: Support) -> tuple[Flag, ...]:
    """Return a severe flag when too little of the bullet is covered."""
    if support.share >= LEAST_SUPPORT:
        return ()
    return (make_flag("unsupported", "ar", share=support.share),)
