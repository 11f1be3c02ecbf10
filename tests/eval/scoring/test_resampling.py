"""Intervals and paired tests."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from sacrebleu.metrics.base import Metric as SacreMetric
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sacrebleu.significance import PairedTest

from mujaz.eval.metrics.base import Interval, Metric, Table, Test, Trials
from mujaz.eval.metrics.registry import METRICS, build_metrics
from mujaz.eval.metrics.rouge import RougeN
from mujaz.eval.scoring import resampling, tables
from mujaz.eval.scoring.measuring import Measure
from mujaz.eval.scoring.resampling import bootstrap_totals, exchange_totals
from mujaz.eval.scoring.tables import Tables

REFERENCES = [f"the {number} ministers met in city {number} to sign a paper on water" for number in range(30)]
BASELINE = [f"{number} ministers met to sign in the city a paper on oil" for number in range(30)]
SYSTEM = [f"the {number} ministers met in {'city' if number % 3 else 'town'} {number} to sign" for number in range(30)]
TRIALS = Trials(samples=300, shuffles=500)
TESTS: tuple[Test, ...] = ("bootstrap", "randomization")

mean = RougeN(1)
"""Any ROUGE: its score is the mean of the first column."""


def column(*values: float) -> Table:
    return np.array([[value, 0, 0] for value in values], dtype=np.float64)


def filled(metric: Metric, table: Table) -> Tables:
    found = Tables({metric.name: metric.counts})
    found.append({metric.name: table})
    return found


def interval_of(metric: Metric, table: Table, trials: Trials = TRIALS) -> Interval:
    interval = Measure([metric], [["a"]], trials).measure(filled(metric, table)).scores[metric.name].interval
    assert interval is not None
    return interval


def p_value_of(test: Test, metric: Metric, system: Table, baseline: Table, trials: Trials = TRIALS) -> float:
    measure = Measure([metric], [["a"]], replace(trials, test=test))
    ours, theirs = (measure.measure(filled(metric, table)) for table in (system, baseline))
    return measure.compare(ours, theirs, "old")[metric.name].p_value


@pytest.mark.parametrize("test", TESTS)
@pytest.mark.parametrize(
    ("name", "public"), [("bleu", BLEU()), ("chrf", CHRF()), ("chrf++", CHRF(word_order=2)), ("ter", TER())]
)
def test_interval_and_p_value_are_those_of_sacrebleus_paired_test(name: str, public: SacreMetric, test: Test) -> None:
    (metric,) = build_metrics([name])
    groups = [[reference] for reference in REFERENCES]
    ours, theirs = metric.statistics(SYSTEM, groups), metric.statistics(BASELINE, groups)
    kind, count = ("bs", TRIALS.samples) if test == "bootstrap" else ("ar", TRIALS.shuffles)
    systems = [("baseline", BASELINE), ("system", SYSTEM)]
    _, found = PairedTest(systems, {name: public}, [REFERENCES], test_type=kind, n_samples=count)()
    expected: Any = next(scores[1] for key, scores in found.items() if key != "System")
    p_value = p_value_of(test, metric, ours, theirs)
    if (name, kind) == ("ter", "ar"):  # TER counts whole edits, so exchanges tie with what was observed; we count them
        assert expected.p_value < p_value < 1.3 * expected.p_value + 0.01
    else:
        assert p_value == pytest.approx(expected.p_value)
    if kind == "bs":
        interval = interval_of(metric, ours)
        assert interval.mean == pytest.approx(expected.mean, rel=1e-5)
        assert interval.margin == pytest.approx(expected.ci, rel=1e-4)


def test_three_articles_are_never_enough_for_a_significant_difference() -> None:
    # Of the eight exchanges two make as large a difference: all and none.
    p_value = p_value_of("randomization", mean, column(80, 90, 70), column(10, 20, 5), Trials(shuffles=4000))
    assert p_value == pytest.approx(2 / 8, abs=0.03)


@pytest.mark.parametrize("at_once", [1, 32 * 30, 10**9])
def test_draws_in_pieces_are_the_draws_at_once(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    items, samples = 7, 1000
    monkeypatch.setattr(resampling, "_DRAWS_AT_ONCE", at_once)
    drawn = np.random.default_rng(TRIALS.seed).choice(items, size=(samples, items), replace=True)
    values = np.arange(items, dtype=np.float64)
    found = bootstrap_totals(filled(mean, column(*values)), Trials(samples=samples))[mean.name]
    assert found[:, 0] == pytest.approx(values[drawn].sum(axis=1))


def test_the_tosses_in_pieces_are_the_tosses_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    system, baseline = column(*range(9)), column(*range(9, 0, -1))
    at_once = p_value_of("randomization", mean, system, baseline)
    monkeypatch.setattr(resampling, "_DRAWS_AT_ONCE", 1)
    assert p_value_of("randomization", mean, system, baseline) == at_once


def test_equal_scores_have_an_interval_of_no_width() -> None:
    interval = interval_of(mean, column(40, 40, 40))
    assert (interval.low, interval.high, interval.mean, interval.margin) == pytest.approx((40, 40, 40, 0))


def test_two_articles_at_the_extremes_have_the_widest_interval() -> None:
    # A quarter of the resamples hold only the first article, a quarter only the second.
    interval = interval_of(mean, column(0, 100))
    assert (interval.low, interval.high) == (0, 100)
    assert interval.mean == pytest.approx(50, abs=5)


@pytest.mark.parametrize("test", TESTS)
class TestPairedTests:
    def test_a_system_does_not_differ_from_itself(self, test: Test) -> None:
        assert p_value_of(test, mean, column(10, 20, 30), column(10, 20, 30)) == 1

    def test_a_gain_on_every_article_is_significant(self, test: Test) -> None:
        baseline = np.linspace(10, 50, 20)
        assert p_value_of(test, mean, column(*(baseline + 5)), column(*baseline)) < 0.01

    def test_gains_and_losses_that_nearly_cancel_out_are_not(self, test: Test) -> None:
        baseline, change = np.full(20, 50.0), np.tile([30.0, -29.0], 10)
        assert p_value_of(test, mean, column(*(baseline + change)), column(*baseline)) > 0.2


class TestInBlocks:
    """More items than are in memory at a time are drawn block by block, at the same odds."""

    values = np.random.default_rng(3).normal(50, 20, 60)
    many = Trials(samples=20_000, shuffles=20_000)

    @pytest.fixture(autouse=True)
    def blocks_of_16(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tables, "BLOCK", 16)

    def test_each_resample_has_as_many_items_as_there_are(self) -> None:
        found = bootstrap_totals(filled(mean, column(*[1] * 60)), TRIALS)[mean.name]
        assert set(found[:, 0]) == {60}

    def test_a_resampled_mean_has_the_standard_error_of_the_mean(self) -> None:
        drawn = bootstrap_totals(filled(mean, column(*self.values)), self.many)[mean.name][:, 0] / 60
        assert drawn.mean() == pytest.approx(self.values.mean(), abs=0.1)
        assert drawn.std() == pytest.approx(self.values.std() / 60**0.5, rel=0.03)

    def test_two_systems_are_resampled_with_the_same_draws(self) -> None:
        ours, theirs = (
            bootstrap_totals(filled(mean, column(*values)), TRIALS)[mean.name]
            for values in (self.values, self.values + 5)
        )
        assert (theirs - ours)[:, 0] == pytest.approx(300)

    def test_each_item_is_exchanged_in_half_of_the_shuffles_whatever_the_others_are(self) -> None:
        gains = exchange_totals(filled(mean, column(*[0] * 60)), filled(mean, column(*self.values)), self.many)
        found = gains[mean.name][:, 0]
        assert found.mean() == pytest.approx(self.values.sum() / 2, rel=0.01)
        assert found.std() == pytest.approx(np.sqrt(np.sum(self.values**2)) / 2, rel=0.03)

    @pytest.mark.parametrize("test", TESTS)
    def test_p_values_are_about_those_of_drawing_at_once(self, test: Test, monkeypatch: pytest.MonkeyPatch) -> None:
        baseline = self.values - np.random.default_rng(4).normal(1, 5, 60)
        in_blocks = p_value_of(test, mean, column(*self.values), column(*baseline), self.many)
        monkeypatch.setattr(tables, "BLOCK", 64)
        at_once = p_value_of(test, mean, column(*self.values), column(*baseline), self.many)
        assert 0.01 < at_once < 0.5
        assert in_blocks == pytest.approx(at_once, abs=0.02)


@pytest.mark.parametrize("name", METRICS)
def test_every_metric_can_be_resampled(name: str) -> None:
    (metric,) = build_metrics([name])
    table = metric.statistics(SYSTEM, [[reference] for reference in REFERENCES])
    interval = interval_of(metric, table)
    assert interval.low < metric.total_score(table.sum(axis=0), len(table)) < interval.high
