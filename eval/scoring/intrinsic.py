"""What can be said of a summary without a reference: how long it is, how much it copies, how often it repeats itself.

None of these is a score: more of it is not better, and none says that a summary is true.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, pairwise

from mujaz.eval.metrics.tokenization import ArabicTokenizer
from mujaz.eval.scoring.fragments import copied_fragments
from mujaz.types import Brief

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
        evidence: Percentage of the article's text that the bullets point to as their evidence; None where they point
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
        evidence=evidence_coverage(brief, article) if brief else None,
    )


def evidence_coverage(brief: Brief, article: str) -> float | None:
    """Percentage of the article's characters, white space left out, that are evidence of a bullet; None for none."""
    spans = [one for bullet in brief.bullets for one in bullet.evidence if article[one.start : one.end] == one.text]
    if not spans:
        return None
    covered = bytearray(len(article))
    for span in spans:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    return 100 * sum(compress(map(_is_ink, article), covered)) / max(sum(map(_is_ink, article)), 1)


def _is_ink(char: str) -> bool:
    return not char.isspace()


def _novel(ours: Sequence[object], theirs: set[object]) -> float:
    return 100 * sum(one not in theirs for one in ours) / max(len(ours), 1)
