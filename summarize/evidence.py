"""Which sentences of the article a bullet rests on.

Lexical alignment: the share of a bullet's content words (Arabic stems, weighed by how telling they are in the article)
that the sentences cover. Sentences are taken greedily while each covers something new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mujaz.summarize.terms import TermSpace, terms
from mujaz.types import Article, Evidence, Flag, Sentence

MOST_SENTENCES = 3
LEAST_GAIN = 0.15
"""A further sentence must cover at least this share of the bullet."""

LEAST_SUPPORT = 0.2
"""A bullet of which less is covered is flagged.

On 400 training articles each of ant_bbc and ant_france24 this finds 99 % and 98 % of the sentences of another article's
summary, and 2 % and 4 % of those of the article's own, some of which tell what the article does not
(benchmarks/tune_support.py).
"""


@dataclass(frozen=True, slots=True)
class Support:
    """The sentences that support a bullet, in article order, and the share of it (0 to 1) that they cover."""

    sentences: tuple[Sentence, ...]
    share: float


def find_support(bullet: str, sentences: Sequence[Sentence], space: TermSpace) -> Support:
    """The sentences among `sentences` (one at least) on which `bullet` rests: the best one even when it is poor."""
    missing = {term: space.idf(term) for term in terms(bullet)}
    whole = sum(missing.values()) or 1.0
    known = [frozenset(terms(sentence.text)) for sentence in sentences]
    chosen: list[int] = []
    while len(chosen) < MOST_SENTENCES:
        gains = [sum(weight for term, weight in missing.items() if term in held) for held in known]
        best = max(range(len(gains)), key=lambda i: (gains[i], -i))
        if chosen and gains[best] < LEAST_GAIN * whole:
            break
        chosen.append(best)
        missing = {term: weight for term, weight in missing.items() if term not in known[best]}
    return Support(tuple(sentences[i] for i in sorted(chosen)), 1 - sum(missing.values()) / whole)


def quote(article: Article, support: Support) -> tuple[Evidence, ...]:
    """The supporting sentences verbatim, as the article has them."""
    spans = [(sentence.start, sentence.end) for sentence in support.sentences]
    return tuple(Evidence(start=start, end=end, text=article.text[start:end]) for start, end in spans)


def unsupported(support: Support) -> tuple[Flag, ...]:
    """A severe flag when too little of the bullet is covered."""
    if support.share >= LEAST_SUPPORT:
        return ()
    message = f"The article's sentences cover only {support.share:.0%} of this bullet's content words."
    return (Flag(kind="unsupported", severity="severe", message=message, where="ar"),)
