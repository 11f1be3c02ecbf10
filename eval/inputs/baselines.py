"""Systems to compare with, worked out from the articles: leads, the best choice of sentences, outputs cut short."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from mujaz.errors import ArticleError
from mujaz.eval.metrics.tokenization import ArabicTokenizer
from mujaz.text.document import read_document
from mujaz.types import Article

_WORD = re.compile(r"\S+")


def count_words(text: str) -> int:
    """Return the length of `text` in words."""
    return len(text.split())


def median_length(lengths: Iterable[int]) -> int:
    """Return the length in the middle, the shorter one of two; at least one."""
    return max(median_low(lengths), 1)


def cut(text: str, words: int) -> str:
    """Return the first `words` words of `text`, its lines kept."""
    for number, match in enumerate(_WORD.finditer(text), start=1):
        if number == words:
            return text[: match.end()]
    return text


LEADS = (1, 3)
"""Lengths of the lead baselines, in sentences."""


def lead(sentences: Sequence[str], length: int) -> str:
    """Return the first `length` of an article's sentences, one a line."""
    return "\n".join(sentences[:length])


def article_sentences(article: Article) -> list[str]:
    """Return the sentences of an article without headline and boilerplate; none if it cannot be read."""
    try:
        return [sentence.text for sentence in read_document(article).sentences]
    except ArticleError:
        return []


NAME = "oracle"
SENTENCES = 3
"""Most sentences of an oracle's summary, as in Liu and Lapata (2019)."""

_TOKENIZER = ArabicTokenizer()


def oracle_summary(sentences: Sequence[str], references: Sequence[str]) -> str:
    """Return the sentences of an article that its references make look best, in the article's order, one a line.

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

    def __or__(self, grams: _Grams) -> _Grams:
        return _Grams(self.words | grams.words, self.pairs | grams.pairs)

    def likeness(self, reference: _Grams) -> float:
        return _f_measure(self.words, reference.words) + _f_measure(self.pairs, reference.pairs)


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


def _f_measure(chosen: frozenset[object], wanted: frozenset[object]) -> float:
    return 2 * len(chosen & wanted) / max(len(chosen) + len(wanted), 1)
