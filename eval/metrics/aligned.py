"""Bullets against bullets, in whatever order they come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mujaz.eval.metrics.base import Language, Metric, Table
from mujaz.eval.metrics.rouge import Combination, Lines, Parts, Rouge, RougeN
from mujaz.eval.metrics.tokenization import ArabicTokenizer

_Indices = NDArray[np.intp]


def assign(similarities: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return the pairs (row, column), each row and column in at most one, whose similarities have the highest sum.

    Pairs without any similarity are left out. Kuhn's assignment problem (1955), solved by shortest augmenting paths
    (Jonker and Volgenant, 1987): cubic in the shorter side, linear in the longer one.
    """
    if not similarities or not similarities[0]:
        return []
    table = np.array(similarities, dtype=np.float64)
    is_wide = table.shape[0] <= table.shape[1]
    rows = _rows_of_columns(-table if is_wide else -table.T)
    pairs = [(int(row), column) for column, row in enumerate(rows) if row >= 0]
    pairs = pairs if is_wide else [(column, row) for row, column in pairs]
    return sorted((row, column) for row, column in pairs if table[row, column] > 0)


def _rows_of_columns(costs: Table) -> _Indices:
    """For each column its row in the cheapest assignment of all rows, -1 for none; there are enough columns."""
    count, width = costs.shape
    owners = np.full(width, -1)
    prices = np.zeros(count), np.zeros(width)
    for row in range(count):
        _give_a_column_to(row, costs, owners, *prices)
    return owners


def _give_a_column_to(start: int, costs: Table, owners: _Indices, row_prices: Table, column_prices: Table) -> None:
    # Dijkstra over reduced costs from the row to the nearest free column. The rows on the way then move one column on.
    distances = np.full(len(owners), np.inf)
    previous = np.full(len(owners), -1)
    done = np.zeros(len(owners), dtype=bool)
    row, column, travelled = start, -1, 0.0
    while row >= 0:
        through = travelled + costs[row] - row_prices[row] - column_prices
        shorter = ~done & (through < distances)
        distances[shorter], previous[shorter] = through[shorter], column
        column = int(np.argmin(np.where(done, np.inf, distances)))
        done[column], travelled, row = True, distances[column], int(owners[column])
    row_prices[start] += travelled
    passed = done & (owners >= 0)
    row_prices[owners[passed]] += travelled - distances[passed]
    column_prices[done] -= travelled - distances[done]
    while column >= 0:
        before = int(previous[column])
        owners[column] = owners[before] if before >= 0 else start
        column = before


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
        combination: Combination = "best",
    ) -> None:
        super().__init__(tokenizer, combination)
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
        compare = self._pairwise._compare
        table = [[compare([line], [wanted])[0] for wanted in reference[:LONGEST]] for line in lines[:LONGEST]]
        return [(row, column, table[row][column]) for row, column in assign(table)]


@dataclass(frozen=True, slots=True)
class BulletScore:
    """A bullet and what it was compared with.

    Attributes:
        bullet: Its place in the summary, from 0.
        reference: The place of its partner in the reference; None if nothing is left that shares a word with it.
        scores: By metric, that of the two alone; BLEU with effective order. Empty without a partner.
    """

    bullet: int
    reference: int | None
    scores: dict[str, float]


def score_bullets(
    bullets: Sequence[str], reference: Sequence[str], metrics: Iterable[Metric], language: Language = "ar"
) -> list[BulletScore]:
    """Score each bullet against its partner among those of one reference, whatever their order.

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
    return {metric.name: metric.score([bullet], [[reference[partner]]]).per_item[0] for metric in metrics}
