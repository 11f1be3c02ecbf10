"""The registry of metrics: all that a new metric needs is a class and its name there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from mujaz.eval import METRICS, Metric, Output, Run, Trials, evaluate
from mujaz.eval.metrics.base import Language, References, Table
from mujaz.eval.render import as_text
from mujaz.types import Article


class FirstWord(Metric):
    """The share of texts that begin with the first word of a reference: statistics are one number, 0 or 1."""

    name = "first-word"
    language: Language = "en"

    def statistics(self, hypotheses: Sequence[str], references: References) -> Table:
        hits = [
            text.split()[:1] in [reference.split()[:1] for reference in group]
            for text, group in zip(hypotheses, references, strict=True)
        ]
        return np.array(hits, dtype=np.float64)[:, None]

    def aggregate(self, totals: Table, items: int) -> Table:
        shares: Table = 100 * totals[:, 0] / items
        return shares

    def signature(self, references: References, trials: Trials | None = None) -> str:
        return "first-word|version:1"


def test_a_new_metric_is_scored_resampled_compared_and_printed_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(METRICS, "first-word", lambda *_: FirstWord())
    articles = [Article(id=name, text="نص.", references_en=("The dam opens",)) for name in "abcd"]
    good = Run("good", {name: Output(en="The port opens") for name in "abcd"})
    half = Run("half", {name: Output(en="The port opens" if name in "ab" else "A port") for name in "abcd"})
    evaluation = evaluate([good], articles, baseline=half, metrics=["first-word"], leads=False)
    results = {result.system: result for result in evaluation.results}
    assert [results[name].scores["first-word"].value for name in ("good", "half")] == [100.0, 50.0]
    assert results["good"].comparisons["first-word"].difference == 50.0
    assert "first-word|version:1" in as_text(evaluation)
