"""Stretches of one direction, and numbers that keep their signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.pipeline.formats.directions import clean, cut_by_direction, isolate_numbers
from mujaz.wording import CONTROLS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ارتفع بنسبة +18.5% أمس", "ارتفع بنسبة \u2066+18.5%\u2069 أمس"),
        ("اتصل على +961 1 234-567.", "اتصل على \u2066+961 1 234-567\u2069."),
        ("بلغت −3 درجات", "بلغت \u2066−3\u2069 درجات"),
        ("بسعر $5.20 للبرميل", "بسعر \u2066$5.20\u2069 للبرميل"),
        ("في 2026/10/18 مساء", "في \u20662026/10/18\u2069 مساء"),
        ("بين 10-12 شخصا", "بين \u206610-12\u2069 شخصا"),
        ("عام 2026، و3.4 في المائة", "عام 2026، و3.4 في المائة"),
        ("بنسبة ٦٫٢٪", "بنسبة ٦٫٢٪"),
        ("up +18.5%", "up +18.5%"),
    ],
)
def test_a_number_with_signs_is_isolated_among_arabic_letters(text: str, expected: str) -> None:
    assert isolate_numbers(text) == expected


def test_latin_words_and_signed_numbers_are_stretches_from_left_to_right_in_arabic() -> None:
    stretches = cut_by_direction("شركة Nile Tech ربحت +5%", "ar")
    assert [(stretch.text, stretch.is_rtl) for stretch in stretches] == [
        ("شركة ", True),
        ("Nile Tech", False),
        (" ربحت ", True),
        ("\u2066+5%\u2069", False),
    ]


def test_arabic_words_are_stretches_from_right_to_left_in_english() -> None:
    stretches = cut_by_direction("The firm (نايل تك) won.", "en")
    assert [(stretch.text, stretch.is_rtl) for stretch in stretches] == [
        ("The firm (", False),
        ("نايل تك", True),
        (") won.", False),
    ]


@given(st.text(alphabet="ab اب1+%.-\u202e\x00\n", max_size=40), st.integers(0, 40))
def test_stretches_hold_the_whole_text_once(text: str, border: int) -> None:
    stretches = cut_by_direction(text, "ar", (min(border, len(text)),))
    assert "".join(text[stretch.start : stretch.end] for stretch in stretches) == text
    assert CONTROLS.sub("", "".join(stretch.text for stretch in stretches)).split() == clean(text).split()
