"""Numbers in Arabic and English, read and normalized."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.facts.base import Language, Number
from mujaz.facts.find import find_facts


def numbers(text: str, language: Language = "ar") -> list[Number]:
    return list(find_facts(text, language).numbers)


def values(text: str, language: Language = "ar") -> list[str]:
    return [str(number.low) for number in numbers(text, language)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("قتل 12 شخصا", "12"),
        ("قتل ١٢ شخصا", "12"),
        ("١٬٢٥٠٬٠٠٠ نسخة", "1250000"),
        ("1,250,000 نسخة", "1250000"),
        ("2.000.000 نسخة", "2000000"),
        ("بلغ المؤشر 12,5 نقطة", "25/2"),
        ("بلغ المؤشر ٣٫٥ نقاط", "7/2"),
        ("عاد خمسة عشر عاملا", "15"),
        ("عادت إحدى عشرة عاملة", "11"),
        ("عاد اثنان وأربعون عاملا", "42"),
        ("عاد ألفان من العمال", "2000"),
        ("عاد ثلاثة آلاف وخمسمئة عامل", "3500"),
        ("عاد ثلاث مئة وسبعة عمال", "307"),
        ("عاد مائتان وثلاثة عشر عاملا", "213"),
        ("عاد 11 ألفا و315 عاملا", "11315"),
        ("دفعت مليونا وثلاثمئة ألف ليرة", "1300000"),
        ("نصف مليون عامل", "500000"),
        ("خسرت مليارا ونصف المليار", "1500000000"),
        ("ربع مليون عامل", "250000"),
        ("أضرب ثلثا العمال", "2/3"),
        ("تسعة من كل عشرة عمال", "9/10"),
        ("استمر الإضراب يومين", "2"),
        ("بثلاثين عاملا", "30"),
        ("مقتل17 شخصا", "17"),
        ("توج بتسعة ألقاب", "9"),
        ("زرعوا سبعة ألغام", "7"),
        ("بعد أربعة أشهر ونصف الشهر", "9/2"),
        ("منذ عامين ونصف", "5/2"),
        ("استغرق العرض ساعة ونصفا", "3/2"),
        ("نصفهم من النساء", "1/2"),
        ("أعيد بناء مئة و ستة و ثلاثين منزلا", "136"),
        ("زرعت خمسة و أربعون شجرة", "45"),
        ("سلم ألف و ثلاثمئة بندقية", "1300"),
        ("سجن مئتان و 40 متظاهرا", "240"),
        ("نقل 15 ألفا و 700 راكب", "15700"),
        ("أنفقت ثلاثة ملايين و مئتي ألف ليرة", "3200000"),
        ("عاش ألفا ومئتي يوم", "1200"),
        ("واحد من كل ستة أطفال", "1/6"),
        ("تأهل إلى ثمن النهائي", "16"),
        ("ارتفع واحد في المئة", "1"),
    ],
)
def test_arabic_numbers_are_read_in_digits_and_in_words(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 people", "12"),
        ("1,250,000 copies", "1250000"),
        ("forty-two people", "42"),
        ("three thousand five hundred people", "3500"),
        ("one hundred and twenty people", "120"),
        ("a thousand people", "1000"),
        ("half a million people", "500000"),
        ("one and a half million people", "1500000"),
        ("1.5 billion people", "1500000000"),
        ("$4.2bn", "4200000000"),
        ("two-thirds of them", "2/3"),
        ("nine out of ten", "9/10"),
        ("four in ten adults", "2/5"),
        ("the 21st edition", "21"),
        ("King Louis XIV", "14"),
        ("a phase III trial", "3"),
        ("two dozen boats", "24"),
        ("half a dozen boats", "6"),
        ("an hour and a half", "3/2"),
        ("a million and a half people", "1500000"),
        ("a fourfold rise", "4"),
        ("a four-fold rise", "4"),
        ("output tripled", "3"),
        ("cut by half", "1/2"),
        ("half an hour", "1/2"),
        ("3 years and a half", "7/2"),
        ("three years and a half of a year", "7/2"),
        ("4 million and 350 thousand", "4350000"),
        ("one hundred and 12 people", "112"),
        ("one in every six children", "1/6"),
        ("6ft tall", "6"),
        ("20mg tablets", "20"),
    ],
)
def test_english_numbers_are_read_in_digits_and_in_words(text: str, value: str) -> None:
    assert values(text, "en") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "قال مرة ثانية إنه لن يعود",
        "لم يحضر أحد من الوفد",
        "سقطت إحدى السفن",
        "ألف الكاتب رواية",
        "الذي ألف عدة كتب",
        "مقاتلة إف-16 جديدة",
        "بثته قناة فرانس24",
        "وزراء مجموعة العشرين",
        "لست أدري",
        "كمية كبيرة",
        "عند الساعة العاشرة والثلث",
        "في ربع النهائي",
        "الحزب الواحد",
        "فيروس كوفيد 19",
        "في نصفها الأخير",
    ],
)
def test_arabic_words_that_look_like_numbers_are_left(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "No one spoke",
        "seconds later",
        "second thoughts",
        "an F-16 jet",
        "COVID-19 spread",
        "Covid 19 spread",
        "a half brother",
        "the Group of Seven",
        "first",
    ],
)
def test_english_words_that_look_like_numbers_are_left(text: str) -> None:
    assert values(text, "en") == []


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("3.5 في المئة", "ar", "7/2", "percent"),
        ("٤٤ ٪", "ar", "44", "percent"),
        ("مليوني دولار", "ar", "2000000", "USD"),
        ("بخمسة دنانير", "ar", "5", "dinar"),
        ("25 مليون ريال قطري", "ar", "25000000", "QAR"),
        ("€35 مليون", "ar", "35000000", "EUR"),
        ("دولارين", "ar", "2", "USD"),
        ("48 درجة مئوية", "ar", "48", "celsius"),
        ("$3 million", "en", "3000000", "USD"),
        ("25 million Qatari riyals", "en", "25000000", "QAR"),
        ("twelve per cent", "en", "12", "percent"),
        ("a 5km race", "en", "5", "km"),
        ("the 100m sprint", "en", "100", "m"),
        ("a million-dollar prize", "en", "1000000", "USD"),
    ],
)
def test_units_belong_to_their_numbers(text: str, language: Language, value: str, unit: str) -> None:
    assert [(str(number.low), number.unit) for number in numbers(text, language)] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("نحو 3000 شخص", "ar", "about"),
        ("أكثر من ألف شخص", "ar", "over"),
        ("ما لا يقل عن ثلاثين شخصا", "ar", "over"),
        ("30 شخصا", "ar", "exact"),
        ("أقل من ثلاثين شخصا", "ar", "under"),
        ("مئات الآلاف", "ar", "order"),
        ("about 3,000 people", "en", "about"),
        ("at least 30 people", "en", "over"),
        ("up to 30 people", "en", "under"),
        ("dozens of people", "en", "order"),
    ],
)
def test_rounding_words_say_how_a_number_is_meant(text: str, language: Language, bound: str) -> None:
    assert [number.bound for number in numbers(text, language)] == [bound]


def test_magnitudes_of_magnitudes_are_multiplied() -> None:
    assert values("مئات الآلاف") == values("hundreds of thousands", "en") == ["100000"]


def test_a_range_has_two_ends() -> None:
    (number,) = numbers("20-30 غارة")
    assert (number.low, number.high) == (Fraction(20), Fraction(30))


def test_a_score_is_two_numbers() -> None:
    assert values("فاز الفريق 2-1") == ["2", "1"]


def test_a_scale_that_two_numbers_share_applies_to_both() -> None:
    for arabic, english in (
        ("بين 50 و60 ألف يورو", "between 50 and 60 thousand euros"),
        ("بين خمسين وستين ألف يورو", "between fifty and sixty thousand euros"),
        ("50 إلى 60 ألف يورو", "50 to 60 thousand euros"),
    ):
        assert values(arabic) == values(english, "en") == ["50000", "60000"]


def test_a_scale_after_a_range_applies_to_both_ends() -> None:
    (arabic,), (english,) = numbers("50-60 ألف يورو"), numbers("€50-60 thousand", "en")
    assert (arabic.low, arabic.high) == (english.low, english.high) == (50_000, 60_000)


def test_spans_leave_proclitics_and_rounding_words_out() -> None:
    text = "قرابة وبثلاثين دولارا"
    (number,) = numbers(text)
    assert text[number.start : number.end] == "ثلاثين دولارا"


def test_ordinals_are_told_from_cardinals() -> None:
    assert [(str(number.low), number.ordinal) for number in numbers("المركز الثالث")] == [("3", True)]


@given(st.integers(min_value=3, max_value=10**12))
def test_digits_are_read_alike_in_both_scripts_and_with_separators(value: int) -> None:
    arabic = f"{value:,}".translate(str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬"))
    assert values(f"ضبطت {arabic} علبة") == values(f"seized {value:,} boxes", "en") == [str(value)]


@given(st.text(max_size=60), st.sampled_from(["ar", "en"]))
def test_any_text_is_read_and_spans_lie_within_it(text: str, language: Language) -> None:
    facts = find_facts(text, language)
    assert all(0 <= fact.start < fact.end <= len(text) for fact in (*facts.numbers, *facts.dates))


@pytest.mark.parametrize("text", ["1" * 200_000, "مئة " * 20_000, "1-" * 10_000, "و" * 200_000, "half a " * 10_000])
def test_hostile_text_takes_linear_time(text: str) -> None:
    started = time.process_time()
    find_facts(text, "ar")
    find_facts(text, "en")
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("text", "language", "value", "other"),
    [
        ("بعد نصف قرن", "ar", "1/2", "50"),
        ("بعد ثلاثة أرباع القرن", "ar", "3/4", ""),
        ("بعد ربع ساعة", "ar", "1/4", "15"),
        ("بعد عقد ونصف", "ar", "3/2", "15"),
        ("بعد أربعة عقود", "ar", "4", "40"),
        ("بعد قرنين", "ar", "2", "200"),
        ("بعد سنة ونصف", "ar", "3/2", "18"),
        ("بعد أربع ساعات", "ar", "4", ""),
        ("after half a century", "en", "1/2", "50"),
        ("after a quarter-century", "en", "1/4", "25"),
        ("after a decade and a half", "en", "3/2", "15"),
        ("after four decades", "en", "4", "40"),
        ("after four hours", "en", "4", ""),
    ],
)
def test_times_are_told_in_smaller_units_too(text: str, language: Language, value: str, other: str) -> None:
    (number,) = numbers(text, language)
    assert (str(number.low), "" if number.alternative is None else str(number.alternative)) == (value, other)


def test_no_goal_is_a_number_of_a_score_only() -> None:
    assert values("فاز الفريق 3-صفر") == ["3", "0"]
    assert values("في شهر صفر الماضي") == []
