"""Measures of a summary that need no reference: how long it is, how much it copies, how often it repeats itself.

None of these is a score: more of it is not better, and none says that a summary is true. The pieces that are copied are
found as Grusky et al. (2018) do, in linear time.

Likeness in topic, by a multilingual sentence encoder, says whether texts are about the same thing and nothing about
whether they say the same: a negated sentence is about as like its original as a paraphrase is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise

import numpy as np

from mujaz.eval.inputs.runs import Output
from mujaz.eval.metrics.base import Table
from mujaz.eval.metrics.tokenization import ArabicTokenizer
from mujaz.models.sentence_encoder import Encoder, load_encoder
from mujaz.types import Brief


def copied_fragments(summary: Sequence[str], article: Iterable[str]) -> list[int]:
    """Lengths of the extractive fragments, in the order of the summary.

    From its start on, the longest run of words that is in the article as well is a fragment; a word that does not
    stand there is passed over.
    """
    automaton = _SubstringAutomaton(summary)
    automaton.read(article)
    fragments, start = [], 0
    while start < len(summary):
        length = automaton.longest_seen(summary, start)
        fragments += [length] if length else []
        start += max(length, 1)
    return fragments


class _SubstringAutomaton:
    """The suffix automaton of a short sequence, with a note at each state of what a long one has in common with it.

    It is built of the summary and not of the article, so that memory is bounded by the former.
    """

    def __init__(self, tokens: Iterable[str]) -> None:
        self._steps: list[dict[str, int]] = [{}]
        self._links = [-1]
        self._lengths = [0]
        last = 0
        for token in tokens:
            last = self._extend(last, token)
        self._seen = [0] * len(self._steps)

    def read(self, tokens: Iterable[str]) -> None:
        """Note at each state how much of its longest string occurs in `tokens`."""
        state = length = 0
        for token in tokens:
            while state and token not in self._steps[state]:
                state = self._links[state]
                length = self._lengths[state]
            if token in self._steps[state]:
                state, length = self._steps[state][token], length + 1
            self._seen[state] = max(self._seen[state], length)
        # All that a state has seen its suffixes have seen in full.
        for state in sorted(range(1, len(self._steps)), key=lambda index: -self._lengths[index]):
            if self._seen[state]:
                self._seen[self._links[state]] = self._lengths[self._links[state]]

    def longest_seen(self, tokens: Sequence[str], start: int) -> int:
        """Return how many of the automaton's own `tokens` from `start` on were read in one piece."""
        state = length = 0
        while start + length < len(tokens):
            state = self._steps[state][tokens[start + length]]
            if self._seen[state] < length + 1:
                break
            length += 1
        return length

    def _extend(self, last: int, token: str) -> int:
        new = self._add({}, self._lengths[last] + 1, 0)
        state = last
        while state != -1 and token not in self._steps[state]:
            self._steps[state][token] = new
            state = self._links[state]
        if state != -1:
            self._links[new] = self._split(state, token)
        return new

    def _split(self, state: int, token: str) -> int:
        """The state that `token` leads to from `state`, made to stand for that one length."""
        target = self._steps[state][token]
        if self._lengths[target] == self._lengths[state] + 1:
            return target
        clone = self._add(dict(self._steps[target]), self._lengths[state] + 1, self._links[target])
        self._links[target] = clone
        while state != -1 and self._steps[state].get(token) == target:
            self._steps[state][token] = clone
            state = self._links[state]
        return clone

    def _add(self, steps: dict[str, int], length: int, link: int) -> int:
        self._steps.append(steps)
        self._lengths.append(length)
        self._links.append(link)
        return len(self._steps) - 1


_TOKENIZER = ArabicTokenizer(stem=False)


@dataclass(frozen=True, slots=True)
class Intrinsic:
    """Measures of one summary, or their means over several. Coverage, density: Grusky et al. (2018), section 4.

    Attributes:
        words: Length of the summary in words.
        compression: Words of the article for each word of the summary.
        coverage: Percentage of the summary's words that are in fragments copied from the article.
        density: Mean length, in words, of the fragment that a word of the summary is in.
        novel_words: Percentage of the summary's words that the article does not have.
        novel_pairs: The same for pairs of adjacent words.
        redundancy: Percentage of the summary's pairs that it has had before.
        evidence: Percentage of the article's text that the bullets point to as their evidence; None if they point
            to nothing, as those of a summary that is no brief.
    """

    words: float
    compression: float
    coverage: float
    density: float
    novel_words: float
    novel_pairs: float
    redundancy: float
    evidence: float | None = None


def measure_summary(summary: str, article: str, brief: Brief | None = None) -> Intrinsic | None:
    """Measures of an Arabic summary of `article`; None if it has no words."""
    words, source = _TOKENIZER(summary), _TOKENIZER(article)
    if not words:
        return None
    fragments = copied_fragments(words, source)
    pairs = list(pairwise(words))
    return Intrinsic(
        words=len(words),
        compression=len(source) / len(words),
        coverage=100 * sum(fragments) / len(words),
        density=sum(length * length for length in fragments) / len(words),
        novel_words=_novel(words, set(source)),
        novel_pairs=_novel(pairs, set(pairwise(source))),
        redundancy=100 * (len(pairs) - len(set(pairs))) / max(len(pairs), 1),
        evidence=evidence_coverage(brief, article) if brief else None,
    )


def evidence_coverage(brief: Brief, article: str) -> float | None:
    """Percentage of the article's characters, white space left out, that are evidence of a bullet; None for none."""
    spans = [
        span for bullet in brief.bullets for span in bullet.evidence if article[span.start : span.end] == span.text
    ]
    if not spans:
        return None
    covered = bytearray(len(article))
    for span in spans:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    return 100 * sum(compress(map(_is_ink, article), covered)) / max(sum(map(_is_ink, article)), 1)


def _is_ink(char: str) -> bool:
    return not char.isspace()


def _novel(units: Sequence[object], known: set[object]) -> float:
    return 100 * sum(unit not in known for unit in units) / max(len(units), 1)


MOST_LINES = 200
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
        lines = [line for line in text.split("\n") if line.strip()][:MOST_LINES]
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
