"""Abbreviations as a translator is given them."""

from __future__ import annotations

import time

import pytest

from mujaz.translate.segments import plain_abbreviations


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("بلغ السعر 900 د.إ. بعد التخفيض", "بلغ السعر 900 درهم إماراتي بعد التخفيض"),
        ("بلغ السعر 900د.ك بعد التخفيض", "بلغ السعر 900 دينار كويتي بعد التخفيض"),
        ("بلغت الكلفة 9 ملايين ر.ع. هذا العام", "بلغت الكلفة 9 ملايين ريال عماني هذا العام"),
        ("بلغ السعر 900 ر.س.", "بلغ السعر 900 ريال سعودي."),
        ("نشأت سنة 300 ق.م. على ضفة النهر", "نشأت سنة 300 قبل المسيح على ضفة النهر"),
        ("شركة المرفأ ش.م.ع. تبني مصنعا", "شركة المرفأ ش.م.ع تبني مصنعا"),
        ("على بعد 40 كلم. عن المدينة", "على بعد 40 كلم عن المدينة"),
        ("ولد سنة 210 هـ. في قرية", "ولد سنة 210 هـ في قرية"),
        ("القمح والسكر إلخ. في الأسواق", "القمح والسكر إلخ في الأسواق"),
    ],
)
def test_currencies_and_eras_are_spelled_out_and_stops_inside_go(written: str, plain: str) -> None:
    assert plain_abbreviations(written) == plain


@pytest.mark.parametrize(
    "sentence",
    ["قالت أ.د. سلوى الحكيم نعم.", "أسست شركة المرفأ ش.م.ع.", "بلغ السعر 3.5 دنانير.", "زار د. سامي المدينة.", ""],
)
def test_what_ends_the_sentence_and_other_stops_stay(sentence: str) -> None:
    assert plain_abbreviations(sentence) in {sentence, sentence.replace("أ.د.", "أ.د")}


@pytest.mark.parametrize("text", ["ا." * 50_000, "9 " * 50_000, "9" * 50_000, "9 ر.س" * 20_000, ". " * 50_000])
def test_no_text_takes_long(text: str) -> None:
    started = time.process_time()
    plain_abbreviations(text)
    assert time.process_time() - started < 1
