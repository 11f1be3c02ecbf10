"""The content words of a text and the space of an article."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mujaz.summarize.terms import TermSpace, cosine, terms


def test_spelling_variants_conjunction_and_article_make_one_term() -> None:
    assert len(set(terms("الحكومة والحكومة حكومة الحكومه"))) == 1


def test_stop_words_are_no_terms_and_digits_of_any_script_are_the_same() -> None:
    assert terms("في ٢٠٢٤ من") == terms("على 2024") == ["2024"]


def test_a_rare_term_weighs_more_than_a_common_one_and_an_unknown_one_most() -> None:
    space = TermSpace(["سوق نفط", "سوق قمح", "سوق ذهب"])
    assert space.idf("سوق") == pytest.approx(math.log(2))
    assert space.idf("نفط") == pytest.approx(math.log(4))
    assert space.idf("قطن") == pytest.approx(math.log(5))


def test_a_vector_is_like_itself_and_unlike_what_shares_no_term() -> None:
    space = TermSpace(["سوق نفط", "قمح ذهب"])
    assert cosine(space.vector("سوق نفط"), space.vector("نفط سوق")) == pytest.approx(1)
    assert cosine(space.vector("سوق نفط"), space.vector("قمح ذهب")) == 0
    assert cosine(space.vector("في من"), space.vector("سوق")) == 0


@given(st.text(st.sampled_from("هـةوال5 ،1قمح"), max_size=12))
@example("1436هـ")
def test_no_term_is_empty_whatever_the_stemmer_leaves_of_a_word(text: str) -> None:
    assert all(terms(text))
