"""Quality gates."""

from __future__ import annotations

import pytest

from mujaz.errors import InputError
from mujaz.eval import Evaluation, Output, Run, Trials, evaluate, parse_thresholds, shortfalls
from mujaz.types import Article

ARTICLES = [Article(id="a", text="", references=("وصل الوفد",), references_en=("one two three four five",))]
HALF = Run("half", {"a": Output("وصل السفير", "one two three four six")})
WHOLE = Run("whole", {"a": Output("وصل الوفد", "one two three four five")})


def evaluation(*runs: Run, baseline: Run | None = None) -> Evaluation:
    # rouge1 of half is 50; ter is 20, one edit in five words.
    return evaluate(runs, ARTICLES, baseline=baseline, metrics=["rouge1", "ter"], trials=Trials(samples=40))


def test_bounds_are_metric_equals_number_and_names_know_no_case() -> None:
    assert parse_thresholds("rougel=20, chrF=40.5") == {"rougeL": 20, "chrf": 40.5}


@pytest.mark.parametrize("text", ["", "rougeL", "rougeL=", "rougeL=nan", "rougeL=1e400", "rougeL=-1", "rougeL=20,"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is not a bound; write metric=number, as in rougeL=20"):
        parse_thresholds(text)


def test_an_unknown_metric_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match="unknown metric 'rouge9'; there are rouge1, rouge2,"):
        parse_thresholds("rouge9=20")


def test_a_score_below_its_bound_is_found_and_by_how_much() -> None:
    (found,) = shortfalls(evaluation(HALF, WHOLE), {"rouge1": 62.5})
    assert (found.system, found.metric, found.score, found.bound) == ("half", "rouge1", 50, 62.5)
    assert found.missing == 12.5


def test_a_score_on_its_bound_is_enough() -> None:
    assert shortfalls(evaluation(HALF), {"rouge1": 50, "ter": 20}) == []


def test_an_error_rate_must_not_be_above_its_bound() -> None:
    (found,) = shortfalls(evaluation(HALF, WHOLE), {"ter": 15})
    assert (found.system, found.missing) == ("half", pytest.approx(5))


def test_the_baseline_need_not_pass() -> None:
    assert shortfalls(evaluation(WHOLE, baseline=HALF), {"rouge1": 90}) == []


def test_a_bound_that_cannot_be_checked_is_an_error() -> None:
    with pytest.raises(InputError, match="bleu was not measured for whole"):
        shortfalls(evaluation(WHOLE), {"bleu": 10})
