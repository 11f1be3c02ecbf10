"""ROUGE for Arabic (Lin, 2004): n-grams, longest common subsequence, and the latter line by line."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import ClassVar, Literal

import numpy as np
from rapidfuzz.distance import LCSseq

from mujaz import __version__
from mujaz.eval.metrics.base import Interval, Language, Metric, References, Score, Table, Trials, count_references
from mujaz.eval.metrics.tokenization import ArabicTokenizer

Tokens = Sequence[str]


def lcs_length(tokens: Tokens, reference: Tokens) -> int:
    """Length of the longest common subsequence."""
    return int(LCSseq.similarity(tokens, reference))


def union_lcs(reference: Tokens, lines: Sequence[Tokens]) -> list[str]:
    """Tokens of `reference` that stand in its longest common subsequence with any of `lines` (Lin, 2004, section 3.2).

    Where a line has several longest subsequences with `reference`, the one that rapidfuzz finds counts.
    """
    positions: set[int] = set()
    for line in lines:
        for step in LCSseq.opcodes(reference, line):
            if step.tag == "equal":
                positions.update(range(step.src_start, step.src_end))
    return [reference[position] for position in sorted(positions)]


def summary_lcs(reference: Sequence[Tokens], lines: Sequence[Tokens]) -> int:
    """Tokens of all union subsequences; none counts more often than it occurs in `lines`, as in ROUGE 1.5.5."""
    available = Counter(token for line in lines for token in line)
    hits = Counter(token for sentence in reference for token in union_lcs(sentence, lines))
    return (available & hits).total()


Combination = Literal["best", "jackknife"]
"""How the scores against several references become one. ``best``: the reference with the highest F-measure.
``jackknife``: the mean, over leaving out each reference in turn, of the best of the others (Lin, 2004, section 2.1),
which makes people with n references comparable with systems."""

Parts = tuple[float, float, float]
"""F-measure, precision, recall, 0 to 100."""

Lines = list[tuple[str, ...]]


class Rouge(Metric):
    """Base of the variants: tokenization, several references, the mean over items."""

    language: Language = "ar"
    title = "rouge"
    DEFAULT_TOKENIZER: ClassVar[ArabicTokenizer] = ArabicTokenizer()

    def __init__(self, tokenizer: ArabicTokenizer = DEFAULT_TOKENIZER, combination: Combination = "best") -> None:
        self.tokenizer = tokenizer
        self.combination = combination

    def statistics(self, hypotheses: Sequence[str], references: References) -> Table:
        """Return F-measure, precision and recall of each item."""
        pairs = zip(hypotheses, references, strict=True)
        return np.array([self._item(text, group) for text, group in pairs], dtype=np.float64).reshape(-1, 3)

    def aggregate(self, totals: Table, items: int) -> Table:
        """Mean F-measures."""
        return np.asarray(totals[:, 0] / items, dtype=np.float64)

    def summarize(
        self, total: Table, per_item: Sequence[float], signature: str, interval: Interval | None = None
    ) -> Score:
        """As for any metric, with mean precision and recall."""
        score = super().summarize(total, per_item, signature, interval)
        _, precision, recall = (total / score.items).tolist()
        return replace(score, precision=precision, recall=recall)

    def signature(self, references: References, trials: Trials | None = None) -> str:
        """Such as ``rouge|lang:ar|stem:no|norm:alef+ya|refs:1|boot:no|v:0.1.0``."""
        count = count_references(references)
        measures = (
            ("lang", self.language),
            *self.tokenizer.signature,
            ("refs", count if count == "1" else f"{count}-{self.combination}"),
            ("boot", f"{trials.samples}-seed{trials.seed}" if trials else "no"),
            ("v", __version__),
        )
        return "|".join((self.title, *(f"{key}:{value}" for key, value in measures)))

    def _item(self, text: str, references: Sequence[str]) -> Parts:
        lines = self._lines(text)
        measures = [self._compare(lines, self._lines(reference)) for reference in references]
        if self.combination == "best" or len(measures) == 1:
            return max(measures)
        best = [max(measures[:left_out] + measures[left_out + 1 :]) for left_out in range(len(measures))]
        f_measure, precision, recall = np.mean(sorted(best), axis=0).tolist()
        return f_measure, precision, recall

    def _lines(self, text: str) -> Lines:
        return [tokens for line in text.split("\n") if (tokens := _tokens(self.tokenizer, line))]

    @abstractmethod
    def _compare(self, lines: Lines, reference: Lines) -> Parts:
        """Compare one text with one reference."""


class RougeN(Rouge):
    """Overlap of n-grams, each counted no more often than it occurs in the other text."""

    def __init__(
        self, order: int, tokenizer: ArabicTokenizer = Rouge.DEFAULT_TOKENIZER, combination: Combination = "best"
    ) -> None:
        super().__init__(tokenizer, combination)
        self.order = order
        self.name = f"rouge{order}"

    def _compare(self, lines: Lines, reference: Lines) -> Parts:
        candidate, wanted = self._grams(_joined(lines)), self._grams(_joined(reference))
        return _parts((candidate & wanted).total(), candidate.total(), wanted.total())

    def _grams(self, tokens: Tokens) -> Counter[tuple[str, ...]]:
        return Counter(zip(*(islice(tokens, start, None) for start in range(self.order)), strict=False))


class RougeL(Rouge):
    """Longest common subsequence of the whole texts, line ends disregarded."""

    name = "rougeL"

    def _compare(self, lines: Lines, reference: Lines) -> Parts:
        candidate, wanted = _joined(lines), _joined(reference)
        return _parts(lcs_length(candidate, wanted), len(candidate), len(wanted))


class RougeLsum(Rouge):
    """Union of the longest common subsequences of each reference line with all lines: for bullets, one a line."""

    name = "rougeLsum"

    def _compare(self, lines: Lines, reference: Lines) -> Parts:
        return _parts(summary_lcs(reference, lines), sum(map(len, lines)), sum(map(len, reference)))


# Each variant asks for the same summaries, and each system for the same references.
@lru_cache(maxsize=1 << 14)
def _tokens(tokenizer: ArabicTokenizer, line: str) -> tuple[str, ...]:
    return tokenizer(line)


def _joined(lines: Lines) -> list[str]:
    return [token for line in lines for token in line]


def _parts(hits: int, candidate: int, wanted: int) -> Parts:
    # F = 2PR / (P + R) = 2 hits / (ours + theirs); no common token, or none at all, is zero.
    if not hits:
        return 0.0, 0.0, 0.0
    return 200 * hits / (candidate + wanted), 100 * hits / candidate, 100 * hits / wanted
