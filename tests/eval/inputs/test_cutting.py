"""Outputs cut to one length."""

from __future__ import annotations

import pytest

from mujaz.eval import Output, Run, Trials, evaluate
from mujaz.eval.inputs.systems import count_words, cut, median_length
from mujaz.types import Article


@pytest.mark.parametrize(
    ("words", "expected"),
    [(1, "وصل"), (2, "وصل الوفد"), (3, "وصل الوفد\nثم"), (4, "وصل الوفد\nثم غادر"), (9, "وصل الوفد\nثم غادر")],
)
def test_lines_are_kept_up_to_the_last_word(words: int, expected: str) -> None:
    assert cut("وصل الوفد\nثم غادر", words) == expected


def test_the_median_is_the_shorter_of_the_two_in_the_middle_and_never_zero() -> None:
    assert median_length(map(count_words, ["a", "a b", "a b c", "a b c d"])) == 2
    assert median_length([0, 0]) == 1


def test_all_outputs_of_all_systems_are_cut_to_the_references_median_in_each_language() -> None:
    articles = [
        Article(id="a", text="", references=("واحد اثنان",), references_en=("one two three four",)),
        Article(id="b", text="", references=("ثلاثة أربعة", "خمسة ستة سبعة")),
    ]
    long = Run("long", {"a": Output("واحد اثنان ثلاثة أربعة", "one two three four five"), "b": Output("ثلاثة")})
    evaluation = evaluate([long], articles, metrics=["rouge1", "chrf"], trials=Trials(samples=40))
    (result,) = evaluation.results
    assert evaluation.cut_to == {"ar": 2, "en": 4}
    # «ثلاثة» was short already: one word of two, F = 2 * 1 / 3.
    assert result.cut_scores["rouge1"].per_item == pytest.approx((100, 200 / 3))
    assert result.scores["rouge1"].per_item == pytest.approx((200 / 3, 200 / 3))
    assert result.cut_scores["chrf"].value == pytest.approx(100)
    assert result.cut_scores["rouge1"].signature == result.scores["rouge1"].signature
