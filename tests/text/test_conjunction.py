"""The conjunction told from a first letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.text.proclitics import may_have_and, without_and


@pytest.mark.parametrize(
    "word", ["وقالت", "والوزير", "ويتوقع", "وأحمد", "ولم", "وانتقد", "واتخذت", "ولاقت", "وسلطت", "وَقال", "وأدى", "وإلى"]
)
def test_the_conjunction_goes_where_it_surely_is_one(word: str) -> None:
    assert without_and(word) == word[1:]


@pytest.mark.parametrize(
    "word",
    [
        *("وزير", "والده", "وتيرة", "واشنطن", "وصلت", "وافقت", "واجهت", "ولايات", "واتساب", "ودعت", "وقد"),
        *("وادي", "وادى", "واديا", "والي", "ويلات"),
        *("و", "", "كتاب"),
    ],
)
def test_a_word_that_may_have_a_letter_of_its_own_stays(word: str) -> None:
    assert without_and(word) == word


@pytest.mark.parametrize(("word", "likely"), [("ومدرسه", True), ("والي", True), ("وزير", False), ("وفد", False)])
def test_a_noun_more_likely_has_it_unless_it_begins_as_one_that_is_known(word: str, likely: bool) -> None:
    assert may_have_and(word) is likely


@given(st.text(alphabet="وابتينلسقر\u064e", max_size=9))
def test_nothing_but_the_first_letter_ever_goes(word: str) -> None:
    assert without_and(word) in {word, word[1:]}
    assert word.startswith("و") or without_and(word) == word
