"""Phrases said over and over."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mujaz.text.words import looping_phrase


def test_a_word_or_phrase_three_times_in_a_row_is_a_loop() -> None:
    assert looping_phrase(["قال", "نعم", "نعم", "نعم", "وغادر"], 4) == "نعم"
    assert looping_phrase(["في", "بيروت", "في", "بيروت", "في", "بيروت", "وصل"], 4) == "في بيروت"


def test_twice_in_a_row_or_three_times_apart_is_none() -> None:
    assert looping_phrase(["في", "بيروت", "في", "بيروت", "وصل"], 4) is None
    assert looping_phrase(["نعم", "ثم", "نعم", "وبعدها", "نعم"], 4) is None
    assert looping_phrase([], 4) is None


def test_the_last_word_of_a_long_phrase_may_lack_the_third_time() -> None:
    assert looping_phrase(["one", "two", "three", "one", "two", "three", "one", "two"], 4) == "one two three"
    assert looping_phrase(["one", "two", "one", "two", "one"], 4) is None


def test_a_phrase_longer_than_asked_for_is_not_looked_for() -> None:
    assert looping_phrase(["a", "b", "c", "a", "b", "c", "a", "b", "c"], 2) is None
    assert looping_phrase(["a", "b", "c", "a", "b", "c", "a", "b", "c"], 3) == "a b c"


@given(st.lists(st.sampled_from("ab"), max_size=12), st.lists(st.sampled_from("abc"), min_size=1, max_size=4))
def test_what_is_repeated_three_times_is_found_wherever_it_stands(before: list[str], phrase: list[str]) -> None:
    assert looping_phrase([*before, *phrase * 3], 4) is not None
