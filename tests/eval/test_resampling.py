"""Intervals and paired tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from sacrebleu.metrics.base import Metric as SacreMetric
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sacrebleu.significance import PairedTest

from mujaz.eval import resampling
from mujaz.eval.base import Metric, Table, Trials
from mujaz.eval.metrics import METRICS, build_metrics
from mujaz.eval.resampling import approximate_randomization, bootstrap_scores, confidence_interval, paired_bootstrap
from mujaz.eval.rouge import RougeN

REFERENCES = [f"the {number} ministers met in city {number} to sign a paper on water" for number in range(30)]
BASELINE = [f"{number} ministers met to sign in the city a paper on oil" for number in range(30)]
SYSTEM = [f"the {number} ministers met in {'city' if number % 3 else 'town'} {number} to sign" for number in range(30)]
TRIALS = Trials(samples=300, shuffles=500)
PairedTestFunction = Callable[[Metric, Table, Table, Trials], float]

mean = RougeN(1)
"""Any ROUGE: its score is the mean of the first column."""


def column(*values: float) -> Table:
    return np.array([[value, 0, 0] for value in values], dtype=np.float64)


@pytest.mark.parametrize("test", ["bs", "ar"])
@pytest.mark.parametrize(
    ("name", "public"), [("bleu", BLEU()), ("chrf", CHRF()), ("chrf++", CHRF(word_order=2)), ("ter", TER())]
)
def test_interval_and_p_value_are_those_of_sacrebleus_paired_test(name: str, public: SacreMetric, test: str) -> None:
    (metric,) = build_metrics([name])
    groups = [[reference] for reference in REFERENCES]
    ours, theirs = metric.statistics(SYSTEM, groups), metric.statistics(BASELINE, groups)
    count = TRIALS.samples if test == "bs" else TRIALS.shuffles
    systems = [("baseline", BASELINE), ("system", SYSTEM)]
    _, found = PairedTest(systems, {name: public}, [REFERENCES], test_type=test, n_samples=count)()
    expected: Any = next(scores[1] for key, scores in found.items() if key != "System")
    tested = paired_bootstrap if test == "bs" else approximate_randomization
    p_value = tested(metric, ours, theirs, TRIALS)
    if (name, test) == ("ter", "ar"):  # TER counts whole edits, so exchanges tie with what was observed; we count them
        assert expected.p_value < p_value < 1.3 * expected.p_value + 0.01
    else:
        assert p_value == pytest.approx(expected.p_value)
    if test == "bs":
        interval = confidence_interval(metric, ours, TRIALS)
        assert interval.mean == pytest.approx(expected.mean, rel=1e-5)
        assert interval.margin == pytest.approx(expected.ci, rel=1e-4)


def test_three_articles_are_never_enough_for_a_significant_difference() -> None:
    # Of the eight exchanges two make as large a difference: all and none.
    p_value = approximate_randomization(mean, column(80, 90, 70), column(10, 20, 5), Trials(shuffles=4000))
    assert p_value == pytest.approx(2 / 8, abs=0.03)


@pytest.mark.parametrize("at_once", [1, 32 * 30, 10**9])
def test_draws_in_pieces_are_the_draws_at_once(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    items, samples = 7, 1000
    monkeypatch.setattr(resampling, "_DRAWS_AT_ONCE", at_once)
    drawn = np.random.default_rng(TRIALS.seed).choice(items, size=(samples, items), replace=True)
    values = np.arange(items, dtype=np.float64)
    found = bootstrap_scores(mean, column(*values), Trials(samples=samples))
    assert found == pytest.approx(values[drawn].mean(axis=1))


def test_the_tosses_in_pieces_are_the_tosses_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    system, baseline = column(*range(9)), column(*range(9, 0, -1))
    at_once = approximate_randomization(mean, system, baseline, TRIALS)
    monkeypatch.setattr(resampling, "_DRAWS_AT_ONCE", 1)
    assert approximate_randomization(mean, system, baseline, TRIALS) == at_once


def test_equal_scores_have_an_interval_of_no_width() -> None:
    interval = confidence_interval(mean, column(40, 40, 40), TRIALS)
    assert (interval.low, interval.high, interval.mean, interval.margin) == pytest.approx((40, 40, 40, 0))


def test_two_articles_at_the_extremes_have_the_widest_interval() -> None:
    # A quarter of the resamples hold only the first article, a quarter only the second.
    interval = confidence_interval(mean, column(0, 100), TRIALS)
    assert (interval.low, interval.high) == (0, 100)
    assert interval.mean == pytest.approx(50, abs=5)


@pytest.mark.parametrize("tested", [paired_bootstrap, approximate_randomization])
class TestPairedTests:
    def test_a_system_does_not_differ_from_itself(self, tested: PairedTestFunction) -> None:
        assert tested(mean, column(10, 20, 30), column(10, 20, 30), TRIALS) == 1

    def test_a_gain_on_every_article_is_significant(self, tested: PairedTestFunction) -> None:
        baseline = np.linspace(10, 50, 20)
        assert tested(mean, column(*(baseline + 5)), column(*baseline), TRIALS) < 0.01

    def test_gains_and_losses_that_nearly_cancel_out_are_not(self, tested: PairedTestFunction) -> None:
        baseline, change = np.full(20, 50.0), np.tile([30.0, -29.0], 10)
        assert tested(mean, column(*(baseline + change)), column(*baseline), TRIALS) > 0.2


@pytest.mark.parametrize("name", METRICS)
def test_every_metric_can_be_resampled(name: str) -> None:
    (metric,) = build_metrics([name])
    table = metric.statistics(SYSTEM, [[reference] for reference in REFERENCES])
    interval = confidence_interval(metric, table, TRIALS)
    assert interval.low < metric.corpus_score(table) < interval.high
