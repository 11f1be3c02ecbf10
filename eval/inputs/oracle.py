"""The best that a choice of the article's own sentences could reach: what no extractive system can beat by much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mujaz.eval.metrics.tokenization import ArabicTokenizer

NAME = "oracle"
SENTENCES = 3
"""Most sentences of an oracle's summary, as in Liu and Lapata (2019)."""

_TOKENIZER = ArabicTokenizer()


def oracle_summary(sentences: Sequence[str], references: Sequence[str]) -> str:
    """The sentences of an article that its references make look best, in the article's order, one a line.

    Sentences are taken one by one, each time the one that raises the sum of ROUGE-1 and ROUGE-2 (F) most, until none
    raises it or there are `SENTENCES` (Nallapati et al., 2017; the sum and the sets of n-grams as in Liu and Lapata,
    2019). Without a reference the summary is empty.
    """
    if not references:
        return ""
    places = _greedy([_grams(text) for text in sentences], [_grams(text) for text in references])
    return "\n".join(sentences[place] for place in places)


@dataclass(frozen=True, slots=True)
class _Grams:
    """The words and the pairs of words in a text, each once."""

    words: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()

    def __or__(self, other: _Grams) -> _Grams:
        return _Grams(self.words | other.words, self.pairs | other.pairs)

    def likeness(self, other: _Grams) -> float:
        return _f_measure(self.words, other.words) + _f_measure(self.pairs, other.pairs)


def _greedy(sentences: Sequence[_Grams], references: Sequence[_Grams]) -> list[int]:
    summary, places, reached = _Grams(), set[int](), 0.0
    while len(places) < min(SENTENCES, len(sentences)):
        likeness = {
            place: max((summary | grams).likeness(reference) for reference in references)
            for place, grams in enumerate(sentences)
            if place not in places
        }
        best = max(likeness, key=lambda place: likeness[place])
        if likeness[best] <= reached:
            break
        reached, summary = likeness[best], summary | sentences[best]
        places.add(best)
    return sorted(places)


def _grams(text: str) -> _Grams:
    tokens = _TOKENIZER(text)
    return _Grams(frozenset(tokens), frozenset(pairwise(tokens)))


def _f_measure(ours: frozenset[object], theirs: frozenset[object]) -> float:
    return 2 * len(ours & theirs) / max(len(ours) + len(theirs), 1)
