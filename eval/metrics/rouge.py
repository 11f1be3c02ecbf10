"""ROUGE for Arabic (Lin, 2004): n-grams, longest common subsequence, and the latter line by line.

Google's `rouge-score` keeps only a-z and 0-9 of a text, so that two unrelated Arabic sentences with one number in
common score 100. This one takes its words from `mujaz.eval.metrics.tokenization`, and says in a signature how.
"""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import ClassVar, Literal

import numpy as np

from mujaz import __version__
from mujaz.eval.metrics.base import Interval, Language, Metric, References, Score, Table, Trials, count_references
from mujaz.eval.metrics.lcs import Tokens, lcs_length, summary_lcs
from mujaz.eval.metrics.tokenization import ArabicTokenizer

Several = Literal["best", "jackknife"]
"""What several references make of a score. ``best``: the reference with the highest F-measure. ``jackknife``: the mean,
over leaving out each reference in turn, of the best of the others (Lin, 2004, section 2.1), which makes people with n
references comparable with systems."""

Parts = tuple[float, float, float]
"""F-measure, precision, recall, 0 to 100."""

Lines = list[tuple[str, ...]]


class Rouge(Metric):
    """What the variants share: tokenization, several references, the mean over items."""

    language: Language = "ar"
    title = "rouge"
    DEFAULT_TOKENIZER: ClassVar[ArabicTokenizer] = ArabicTokenizer()

    def __init__(self, tokenizer: ArabicTokenizer = DEFAULT_TOKENIZER, several: Several = "best") -> None:
        self.tokenizer = tokenizer
        self.several = several

    def statistics(self, hypotheses: Sequence[str], references: References) -> Table:
        """F-measure, precision and recall of each item."""
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
        parts = (
            ("lang", self.language),
            *self.tokenizer.signature,
            ("refs", count if count == "1" else f"{count}-{self.several}"),
            ("boot", f"{trials.samples}-seed{trials.seed}" if trials else "no"),
            ("v", __version__),
        )
        return "|".join((self.title, *(f"{key}:{value}" for key, value in parts)))

    def _item(self, text: str, references: Sequence[str]) -> Parts:
        lines = self._lines(text)
        parts = [self._compare(lines, self._lines(reference)) for reference in references]
        if self.several == "best" or len(parts) == 1:
            return max(parts)
        best = [max(parts[:left_out] + parts[left_out + 1 :]) for left_out in range(len(parts))]
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
        self, order: int, tokenizer: ArabicTokenizer = Rouge.DEFAULT_TOKENIZER, several: Several = "best"
    ) -> None:
        super().__init__(tokenizer, several)
        self.order = order
        self.name = f"rouge{order}"

    def _compare(self, lines: Lines, reference: Lines) -> Parts:
        ours, theirs = self._grams(_joined(lines)), self._grams(_joined(reference))
        return _parts((ours & theirs).total(), ours.total(), theirs.total())

    def _grams(self, tokens: Tokens) -> Counter[tuple[str, ...]]:
        return Counter(zip(*(islice(tokens, start, None) for start in range(self.order)), strict=False))


class RougeL(Rouge):
    """Longest common subsequence of the whole texts, line ends disregarded."""

    name = "rougeL"

    def _compare(self, lines: Lines, reference: Lines) -> Parts:
        ours, theirs = _joined(lines), _joined(reference)
        return _parts(lcs_length(ours, theirs), len(ours), len(theirs))


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


def _parts(hits: int, ours: int, theirs: int) -> Parts:
    # F = 2PR / (P + R) = 2 hits / (ours + theirs); no common token, or none at all, is zero.
    if not hits:
        return 0.0, 0.0, 0.0
    return 200 * hits / (ours + theirs), 100 * hits / ours, 100 * hits / theirs
