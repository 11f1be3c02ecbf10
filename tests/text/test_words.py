"""Words, stems, stop words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from snowballstemmer.arabic_stemmer import ArabicStemmer

from mujaz.text.clean import fold
from mujaz.text.words import MAX_STEMMED, MIN_STEMMED, stem, stopwords, words

_ARABIC = [chr(code) for code in range(0x0600, 0x0700)]
_STEMMED_OFTEN = list("ابتكلمنهويةىأإآؤئفس")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قالت «رويترز»: نعم، قالت.", ["قالت", "رويترز", "نعم", "قالت"]),
        ("١٢٬٥٠٠ شخص و5.2٪", ["12,500", "شخص", "و", "5.2"]),
        ("#استكشاف_النفط", ["استكشاف", "النفط"]),
        ("إنّ أحمد في المدرسة", ["ان", "احمد", "في", "المدرسه"]),
        ("شركة BBC", ["شركه", "bbc"]),
        ("الأزمة/الحرب", ["الازمه", "الحرب"]),
        (" «» ، ", []),
    ],
)
def test_words_are_folded_and_without_punctuation(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_long_words_are_stemmed_and_short_ones_left() -> None:
    assert stem("مقاتلين") == stem("المقاتلين") == "مقاتل"
    assert stem("في") == "في"
    assert stem("bbc2024") == "bbc2024"


@given(
    st.text(st.sampled_from(_STEMMED_OFTEN), min_size=MIN_STEMMED, max_size=12)
    | st.text(st.sampled_from(_ARABIC), min_size=MIN_STEMMED, max_size=MAX_STEMMED)
)
def test_stems_are_those_of_snowballs_own_python(word: str) -> None:
    assert stem(word) == ArabicStemmer().stemWord(word)


def test_stop_words_are_as_words_gives_them() -> None:
    assert {"الي", "التي", "ان", "وقال"} <= stopwords
    assert all(words(word) == [word] for word in stopwords)
    assert not {"رئيس", "حكومه", "مليون"} & stopwords


@given(st.text(max_size=80))
def test_words_of_folded_text_are_the_words(text: str) -> None:
    assert words(fold(text)) == words(text)


def test_a_word_of_a_million_letters_is_left_as_it_is_at_once() -> None:
    started = time.process_time()
    assert stem("ا" * 1_000_000) == "ا" * 1_000_000
    assert time.process_time() - started < 1.0
