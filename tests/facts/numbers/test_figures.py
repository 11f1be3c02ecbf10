"""Figures as newspapers set them: grouped, with decimals, turned round, with fractions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.facts.base import Language
from mujaz.facts.find import find_facts


def readings(text: str, language: Language = "ar") -> list[tuple[str, str]]:
    """Value and second reading of each number."""
    numbers = find_facts(text, language, names=False).numbers
    return [(str(number.low), "" if number.alternative is None else str(number.alternative)) for number in numbers]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("تظاهر ٣،٤٠٠ طالب", "3400"),
        ("جمعوا ١٢،٧٥٠ توقيعا", "12750"),
        ("صدر منه ٢،١٠٠،٠٠٠ نسخة", "2100000"),
        ("كلف 14،250,5 دينارا", "28501/2"),
        ("بلغت 7’300 حالة", "7300"),
        ("بلغت 7'300 حالة", "7300"),
        ("حضر 6 000 مشجع", "6000"),
        ("حضر 18\u00a0500 مشجع", "18500"),
        ("حضر 18\u202f500 مشجع", "18500"),
        ("أنفقت 4 000 000 يورو", "4000000"),
        ("غادر 31.000 مهاجر", "31000"),
        ("غادر 31.450 مهاجرا", "31450"),
        ("غادر 1٬250٬400 مهاجر", "1250400"),
        ("غادر 2.310.400 مهاجر", "2310400"),
        ("زرعوا 8,500 شجرة", "8500"),
    ],
)
def test_thousands_are_parted_by_any_mark(text: str, value: str) -> None:
    assert readings(text) == [(value, "")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("زادت 7،5 في المئة", "15/2"),
        ("أنتجت 3،25 مليون طن", "3250000"),
        ("زادت ٧٫٥ في المئة", "15/2"),
        ("بلغت 2.375 مليار يورو", "2375000000"),
        ("هبط المؤشر 0.125 في المئة", "1/8"),
        ("نما بنسبة 1.875%", "15/8"),
        ("وزنه 0,750 كيلوغرام", "3/4"),
    ],
)
def test_decimals_stay_decimals_before_a_scale_or_a_percentage(text: str, value: str) -> None:
    assert readings(text) == [(value, "")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("بلغ الإنتاج 275ر8 مليون برميل", "8275000"),
        ("صعد المؤشر 47ر0 في المئة", "47/100"),
        ("باعت 3ر9 مليون هاتف", "9300000"),
        ("تخرج 000ر14 طالب", "14000"),
        ("قدم 000ر200ر3 ناخب", "3200000"),
        ("استورد 5 ر 7 مليون طن", "7500000"),
        ("أعيد 000 45 لاجئ", "45000"),
        ("أعيد 000 320 1 لاجئ", "1320000"),
        ("سجلت 060 2 إصابة", "2060"),
    ],
)
def test_figures_typed_from_right_to_left_are_turned(text: str, value: str) -> None:
    assert readings(text) == [(value, "")]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("مشى 3½ كيلومتر", "ar", "7/2"),
        ("نصبوا ½ مليون خيمة", "ar", "500000"),
        ("استغرق ¾ الوقت", "ar", "3/4"),
        ("مشى 4¼ كيلومتر", "ar", "17/4"),
        ("مشى 4 1/2 كيلومتر", "ar", "9/2"),
        ("walked 3½ km", "en", "7/2"),
        ("walked 3½km", "en", "7/2"),
        ("walked 4 1/2 km", "en", "9/2"),
        ("walked 4 1⁄4 km", "en", "17/4"),
    ],
)
def test_fractions_in_one_character_are_read(text: str, language: Language, value: str) -> None:
    assert readings(text, language)[0][0] == value


@pytest.mark.parametrize(
    ("text", "language", "both"),
    [
        ("طوله 4.750 كلم", "ar", ("19/4", "4750")),
        ("بلغ 1,640 مليار", "ar", ("1640000000000", "1640000000")),
        ("انتشر 350 4 جنديا", "ar", ("4350", "350")),
        ("انتشر 4 350 جنديا", "ar", ("4350", "350")),
        ("4.750 metres", "en", ("19/4", "4750")),
    ],
)
def test_what_nothing_decides_keeps_both_readings(text: str, language: Language, both: tuple[str, str]) -> None:
    assert readings(text, language) == [both]


@pytest.mark.parametrize("figure", ["70,0000", "3,00000", "8,0000", "120,0000", "15,0000"])
def test_a_group_of_too_many_zeros_is_no_decimal(figure: str) -> None:
    assert readings(f"{figure} people", "en") == [(figure.replace(",", ""), "")]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("on May 7 300 people", "en", ["300"]),
        ("عام 2015، 300 شخص", "ar", ["300"]),
        ("في المادة 7 300 كلمة", "ar", ["7", "300"]),
        ("بين 12، 300 شخص", "ar", ["12", "300"]),
        ("in group 7 450 people", "en", ["7", "450"]),
    ],
)
def test_two_numbers_side_by_side_stay_apart(text: str, language: Language, values: list[str]) -> None:
    assert [value for value, _ in readings(text, language)] == values


@given(st.integers(1000, 10**9), st.sampled_from("٬,،’ \u00a0"))
def test_a_grouped_figure_may_be_read_as_what_it_was(value: int, mark: str) -> None:
    (reading,) = readings(f"بيع {value:,} كتاب".replace(",", mark))
    assert str(value) in reading


@given(st.text(alphabet="0123456789 ،,.ر'½/-", max_size=40))
def test_any_row_of_figures_is_read_within_its_text(text: str) -> None:
    for language in ("ar", "en"):
        for number in find_facts(text, language).numbers:
            assert 0 <= number.start < number.end <= len(text)
