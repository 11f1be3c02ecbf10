"""Cleaning with a map to the source, and folding."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.text.clean import clean, fold, for_model

# What scraped Arabic is made of, and everything that Unicode has besides.
scraped = st.text(
    st.one_of(
        st.sampled_from("ابتجحخدرسعفقلمنهويءأإآؤئىة ٱکی\u0654\u0653\u064b\u064e\u0651\u0670"),
        st.sampled_from(
            " \n\r\t\u00a0\u2003\u3000\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202c\u2066\u2069\ufeff\u00ad"
        ),
        st.sampled_from('ـــ«»"()0123456789٠١٢۳٫٬٪.,،؛:؟!-'),
        st.sampled_from("\ufefb\ufefc\ufef5\ufedf\ufee0\ufe8d\ufe70\ufe71\ufc5e\ufdf2\ufdfa\ufdfb\ufdfc\ufb50"),
        st.characters(),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("كتـــــاب", "كتاب"),
        ("ﻻ ﻹعلان", "لا لإعلان"),
        ("ﺍﻟﺴﻼﻡ", "السلام"),
        ("ﷲ", "الله"),
        ("محمد ﷺ", "محمد ﷺ"),
        ("100 ﷼", "100 ريال"),
        ("１４ ساعة، ８．５％ ＡＢＣ", "14 ساعة، 8.5% ABC"),
        ("\u202bقال\u202c \u200fالوزير\u061c", "قال الوزير"),
        ("مي\u200cخواهم\u200d", "ميخواهم"),
        ("\ufeffخبر\u00adعاجل", "خبرعاجل"),
        ("كلمة\u00a0\u2003  أخرى\t", "كلمة أخرى "),
        ("سطر\u2028سطر\x0bسطر", "سطر\nسطر\nسطر"),
        ("ا\u0654حمد", "أحمد"),
        ("١٢٬٥٠٠ و5،2", "١٢٬٥٠٠ و5،2"),
        ("عَلِمَ", "عَلِمَ"),
        ("وقال لـ«الشرق» في الـ47 عام 1436هـ", "وقال لـ«الشرق» في الـ47 عام 1436هـ"),
        ("لـــ«الشرق» والـــــوزير", "لـ«الشرق» والوزير"),
        ("الرياض ـ خالد", "الرياض – خالد"),
        ("\ud800سطر", "سطر"),
    ],
)
def test_cleaning(source: str, expected: str) -> None:
    assert clean(source).text == expected


def test_a_span_of_cleaned_text_leads_to_the_source_it_was_made_of() -> None:
    source = "قال\u200f  ﺍﻟﻮﺯﻳـــر: ﻻ"
    cleaned = clean(source)
    assert cleaned.text == "قال الوزير: لا"
    start = cleaned.text.index("الوزير")
    assert source[slice(*cleaned.span(start, start + 6))] == "ﺍﻟﻮﺯﻳـــر"


def test_a_ligature_is_covered_whole_by_the_span_of_either_letter() -> None:
    assert clean("أهلا ﻻ").span(5, 6) == (5, 6)
    assert clean("أهلا ﻻ").span(6, 7) == (5, 6)


def test_a_letter_with_a_combining_hamza_is_covered_with_it() -> None:
    assert clean("قرا\u0654ت").span(2, 3) == (2, 4)


def test_an_empty_span_is_a_place_in_the_source() -> None:
    cleaned = clean("اـا")
    assert (cleaned.span(0, 0), cleaned.span(1, 1), cleaned.span(2, 2)) == ((0, 0), (1, 1), (3, 3))


@given(scraped)
def test_cleaning_what_is_clean_changes_nothing(source: str) -> None:
    text = clean(source).text
    assert clean(text).text == text
    assert unicodedata.is_normalized("NFC", text)


@given(scraped, st.data())
def test_the_source_of_a_span_cleans_to_that_span(source: str, data: st.DataObject) -> None:
    cleaned = clean(source)
    start = data.draw(st.integers(0, len(cleaned.text)))
    end = data.draw(st.integers(start, len(cleaned.text)))
    low, high = cleaned.span(start, end)
    assert 0 <= low <= high <= len(source)
    # Without a tatweel at its edge: whether that is a dash, elongation or spelling, its neighbours tell.
    assert cleaned.text[start:end].strip(" –ـ") in clean(source[low:high]).text


@given(scraped)
def test_the_map_runs_forward_and_covers_each_character(source: str) -> None:
    cleaned = clean(source)
    spans = [cleaned.span(at, at + 1) for at in range(len(cleaned.text))]
    assert all(low < high for low, high in spans)
    assert spans == sorted(spans)


@given(scraped)
def test_models_are_given_one_line_of_ascii_digits(source: str) -> None:
    text = for_model(source)
    assert text == for_model(text)
    assert text == " ".join(text.split(" ")).strip()
    assert not set(text) & set("ـ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬٪\n")


def test_models_are_given_numbers_in_ascii() -> None:
    assert for_model("بلغ ١٢٬٣٤٥٫٦ أو ٥٪\nفي ۲۰۱۴ ﷺ") == "بلغ 12,345.6 أو 5% في 2014 صلى الله عليه وسلم"


@given(scraped)
def test_folding_is_idempotent(source: str) -> None:
    assert fold(fold(source)) == fold(source)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد", "احمد"),
        ("إلى", "الي"),
        ("مدرسة", "مدرسه"),
        ("آمن", "امن"),
        ("عَلَّمَ", "علم"),
        ("کتابی", "كتابي"),
        ("١٢", "12"),
    ],
)
def test_spellings_that_writers_mix_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("سؤال", "سوال"), ("علي", "علا"), ("كتاب", "كتب")])
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("unit", ["\u0301\u0323", "ـ", "  ", "ا\u0654", "\u1100\u1161", "\ufefb\u200f"])
def test_cleaning_takes_linear_time(unit: str) -> None:
    assert len(clean("ا" + unit * 200_000).text) <= 400_001
