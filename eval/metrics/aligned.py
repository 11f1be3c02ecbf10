"""Bullets against bullets, in whatever order they come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mujaz.eval.metrics.assignment import assign
from mujaz.eval.metrics.base import Language, Metric
from mujaz.eval.metrics.rouge import Lines, Parts, Rouge, RougeN, Several
from mujaz.eval.metrics.tokenization import ArabicTokenizer

LONGEST = 100
"""Lines of a text that are aligned; no more are compared with each other."""


class RougeAligned(Rouge):
    """ROUGE-1 F-measures of the bullets, each paired with one bullet of the reference so that their sum is highest.

    Precision is that sum over the number of bullets, recall over the number of the reference's, so that a bullet which
    has no partner counts as zero. A line is a bullet.
    """

    title = "rouge1-aligned"

    def __init__(
        self,
        name: str,
        language: Language,
        tokenizer: ArabicTokenizer = Rouge.DEFAULT_TOKENIZER,
        several: Several = "best",
    ) -> None:
        super().__init__(tokenizer, several)
        self.name = name
        self.language = language
        self._pairwise = RougeN(1, tokenizer)

    def _compare(self, lines: Lines, reference: Lines) -> Parts:
        total = sum(score for *_, score in self.pairs(lines, reference))
        if not total:
            return 0.0, 0.0, 0.0
        return 2 * total / (len(lines) + len(reference)), total / len(lines), total / len(reference)

    def pairs(self, lines: Lines, reference: Lines) -> list[tuple[int, int, float]]:
        """Bullet, bullet of the reference, and the F-measure of the two, 0 to 100."""
        table = [[self._similarity(one, other) for other in reference[:LONGEST]] for one in lines[:LONGEST]]
        return [(row, column, table[row][column]) for row, column in assign(table)]

    def _similarity(self, one: tuple[str, ...], other: tuple[str, ...]) -> float:
        return self._pairwise._compare([one], [other])[0]


@dataclass(frozen=True, slots=True)
class BulletScore:
    """A bullet and what it was compared with.

    Attributes:
        bullet: Its place in the summary, from 0.
        reference: The place of its partner in the reference; None where nothing is left that shares a word with it.
        scores: By metric, that of the two alone; BLEU with effective order. Empty without a partner.
    """

    bullet: int
    reference: int | None
    scores: dict[str, float]


def score_bullets(
    bullets: Sequence[str], reference: Sequence[str], metrics: Iterable[Metric], language: Language = "ar"
) -> list[BulletScore]:
    """Each bullet against its partner among those of one reference, order-free.

    Args:
        bullets: A summary's bullets.
        reference: The bullets of one reference summary.
        metrics: Those of another language are passed over.
        language: That of the bullets. English words are not stemmed.
    """
    aligner = RougeAligned("aligned", language, ArabicTokenizer(stem=language == "ar"))
    tokens = [[aligner.tokenizer(text) for text in side] for side in (bullets, reference)]
    partners = {row: column for row, column, _ in aligner.pairs(*tokens)}
    chosen = [metric for metric in metrics if metric.language == language]
    return [
        BulletScore(number, partners.get(number), _scores(chosen, bullet, reference, partners.get(number)))
        for number, bullet in enumerate(bullets)
    ]


def _scores(metrics: Iterable[Metric], bullet: str, reference: Sequence[str], partner: int | None) -> dict[str, float]:
    if partner is None:
        return {}
    return {one.name: one.score([bullet], [[reference[partner]]]).per_item[0] for one in metrics}
