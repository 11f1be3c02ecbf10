"""Laws that hold for any texts."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mujaz.eval import evaluate
from mujaz.eval.inputs.runs import Output, Run
from mujaz.eval.metrics.base import Trials
from mujaz.eval.metrics.registry import METRICS, build_metrics
from mujaz.eval.metrics.rouge import Combination
from mujaz.eval.results import Evaluation
from mujaz.types import Article

WORDS = ("أعلنت", "الحكومة", "حكومة", "في", "12", "قرارا", "جديدا،", "«وصل»", "وصل", "met", "the", "The", "water.")
texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), max_size=3).map("\n".join)
long_texts = st.lists(st.sampled_from(WORDS), min_size=4, max_size=12).map(" ".join)
groups = st.lists(texts, min_size=1, max_size=4)
names = st.sampled_from(list(METRICS))
bounded_names = st.sampled_from([name for name in METRICS if name != "ter"])
manners: st.SearchStrategy[Combination] = st.sampled_from(["best", "jackknife"])
randoms = st.randoms(use_true_random=False)
few = Trials(samples=40, shuffles=40)


@given(st.lists(st.tuples(texts, groups), min_size=1, max_size=4), bounded_names, manners)
def test_scores_lie_between_0_and_100(items: list[tuple[str, list[str]]], name: str, several: Combination) -> None:
    (metric,) = build_metrics([name], combination=several)
    score = metric.score([text for text, _ in items], [references for _, references in items])
    numbers = [score.value, *score.per_item, score.precision or 0, score.recall or 0]
    # BLEU is computed through logarithms: identity may come out a rounding error above 100.
    assert all(0 <= number <= 100 + 1e-9 for number in numbers)


@given(st.lists(long_texts, min_size=1, max_size=4), names)
def test_identity_gives_100(outputs: list[str], name: str) -> None:
    (metric,) = build_metrics([name])
    score = metric.score(outputs, [[text] for text in outputs])
    assert score.value == pytest.approx(100 if metric.higher_is_better else 0)


@given(long_texts, groups, bounded_names)
def test_one_reference_that_is_met_exactly_is_enough(text: str, others: list[str], name: str) -> None:
    (metric,) = build_metrics([name])
    assert metric.score([text], [[*others, text]]).value == pytest.approx(100)


@given(texts, groups, names, manners, randoms)
def test_the_order_of_references_does_not_matter(
    text: str, references: list[str], name: str, several: Combination, chance: random.Random
) -> None:
    (metric,) = build_metrics([name], combination=several)
    shuffled = chance.sample(references, len(references))
    assert metric.score([text], [shuffled]) == metric.score([text], [references])


@settings(deadline=None)
@given(st.lists(st.tuples(texts, texts, long_texts), min_size=1, max_size=5), randoms)
def test_the_order_of_articles_does_not_matter(items: list[tuple[str, str, str]], chance: random.Random) -> None:
    """Not even to intervals and p-values."""

    def measured(order: list[int]) -> Evaluation:
        articles = [Article(id=str(number), text="", references=(items[number][2],)) for number in order]
        systems = [
            Run(name, {str(number): Output(items[number][column]) for number in order})
            for column, name in enumerate(("one", "other"))
        ]
        return evaluate(systems, articles, baseline="other", trials=few)

    numbers = list(range(len(items)))
    assert measured(chance.sample(numbers, len(numbers))) == measured(numbers)


@given(texts, texts)
def test_rouge_of_two_texts_swaps_precision_and_recall_when_they_are_swapped(one: str, other: str) -> None:
    for metric in build_metrics(["rouge1", "rouge2", "rougeL"]):
        there, back = metric.score([one], [[other]]), metric.score([other], [[one]])
        assert (there.precision, there.recall, there.value) == (back.recall, back.precision, back.value)
