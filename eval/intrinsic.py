"""What can be said of a summary without a reference: how long it is, how much it copies, how often it repeats itself.

None of these is a score: more of it is not better, and none says that a summary is true.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from itertools import pairwise

import numpy as np

from mujaz.eval.fragments import copied_fragments
from mujaz.eval.run import Run
from mujaz.eval.tokenization import ArabicTokenizer
from mujaz.types import Article

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
    """

    words: float
    compression: float
    coverage: float
    density: float
    novel_words: float
    novel_pairs: float
    redundancy: float


def measure_summary(summary: str, article: str) -> Intrinsic | None:
    """Measures of an Arabic summary of `article`; None where there are no words in it."""
    ours, theirs = _TOKENIZER(summary), _TOKENIZER(article)
    if not ours:
        return None
    fragments = copied_fragments(ours, theirs)
    pairs = list(pairwise(ours))
    return Intrinsic(
        words=len(ours),
        compression=len(theirs) / len(ours),
        coverage=100 * sum(fragments) / len(ours),
        density=sum(length * length for length in fragments) / len(ours),
        novel_words=_novel(ours, set(theirs)),
        novel_pairs=_novel(pairs, set(pairwise(theirs))),
        redundancy=100 * (len(pairs) - len(set(pairs))) / max(len(pairs), 1),
    )


def measure_run(run: Run, articles: Iterable[Article]) -> Intrinsic | None:
    """Means over the articles that have a text and, in the run, an Arabic summary; None where there are none."""
    found = [measure_summary(run.outputs[article.id].ar or "", article.text) for article in articles if article.text]
    rows = [astuple(one) for one in found if one]
    return Intrinsic(*np.mean(rows, axis=0).tolist()) if rows else None


def _novel(ours: Sequence[object], theirs: set[object]) -> float:
    return 100 * sum(one not in theirs for one in ours) / max(len(ours), 1)
