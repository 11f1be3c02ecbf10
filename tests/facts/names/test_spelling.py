"""How Arabic and Latin spellings of one name are told from those of two, and what the lists hold."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.facts.compare import find_unsupported
from mujaz.facts.find import find_facts
from mujaz.facts.names.gazetteer import Entity, arabic_phrase, english_phrase, gazetteer, is_ordinary, ordinary_stems
from mujaz.facts.names.spelling import (
    ALIKE,
    arabic_letters,
    is_spelled_among,
    latin_letters,
    likeness,
    nameness,
    sounds,
    without_proclitics,
)

LATIN = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)
ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("english", "written"),
    [
        ("churchill", "تشرشل"),
        ("guterres", "غوتيريش"),
        ("shakespeare", "شكسبير"),
        ("xavier", "خافيير"),
        ("wolfgang", "فولفغانغ"),
    ],
)
def test_spellings_of_one_name_are_alike(english: str, written: str) -> None:
    assert likeness(english, written) >= ALIKE


@pytest.mark.parametrize(
    ("english", "written"), [("obama", "بوتين"), ("berlin", "باريس"), ("haifa", "حلب"), ("lee", "قال")]
)
def test_spellings_of_two_names_are_not(english: str, written: str) -> None:
    assert likeness(english, written) < ALIKE


@given(LATIN, ARABIC)
def test_any_two_words_have_a_finite_likeness(english: str, written: str) -> None:
    assert -20 < likeness(english, written) < 20


def test_a_name_is_found_among_other_words() -> None:
    words = ["اجتماع", "مالمستروم", "لوكسمبورغ"]
    assert is_spelled_among("malmstrom", words, [sounds(word) for word in words])
    assert not is_spelled_among("kerchove", words, [sounds(word) for word in words])


def test_letters_leave_out_what_spellings_vary_in() -> None:
    assert latin_letters("Malmström") == "malmstrom"
    assert latin_letters("Łódź") == "lodz"
    assert arabic_letters("أُوباما") == "اوباما"


@pytest.mark.parametrize(
    ("word", "form"), [("والقاهره", "القاهره"), ("للعراق", "العراق"), ("بلندن", "لندن"), ("وبالموصل", "الموصل")]
)
def test_proclitics_are_taken_off(word: str, form: str) -> None:
    assert form in without_proclitics(word)


def test_a_country_and_its_people_have_one_key() -> None:
    known = gazetteer()
    assert known.english[english_phrase("Turkish")] == (Entity("turkey", "origin", sure=True),)
    assert Entity("turkey", "place", sure=True) in known.arabic[arabic_phrase("تركيا")]


def test_a_word_with_an_ending_is_as_ordinary_as_without() -> None:
    assert is_ordinary("reportedly")
    assert is_ordinary("colours")
    assert not is_ordinary("kowalski")
    assert "party" in ordinary_stems("parties")


def test_foreign_names_look_like_names_and_arabic_words_do_not() -> None:
    assert nameness("ويلكنسون") > 2
    assert nameness("اجتماعاتهم") < -2


def test_many_names_and_a_long_text_take_little_time() -> None:
    source = find_facts("اجتماع الوزراء في المدينة القديمة " * 2000, "ar")
    names = find_facts("said Kowalski and Nowak and " * 500, "en")
    began = time.process_time()
    assert len(find_unsupported(names, source).names) == 1000
    assert time.process_time() - began < 2


@pytest.mark.parametrize("word", ["adenoviruses", "macroeconomic", "stratigraphers", "immunosuppressive"])
def test_a_term_of_science_is_ordinary_by_what_it_is_made_of(word: str) -> None:
    assert is_ordinary(word)


@pytest.mark.parametrize("word", ["goldstein", "fairchild", "nehme", "betancourt", "remini"])
def test_a_name_is_not_ordinary_for_being_put_together_alike(word: str) -> None:
    assert not is_ordinary(word)
