"""Dates in Arabic and English, read and normalized."""

from __future__ import annotations

from typing import Any

import pytest

from mujaz.facts.base import Date, Language
from mujaz.facts.find import find_facts

FIELDS = ("year", "month", "day", "weekday", "decade", "century", "time", "direction", "shift")


def dates(text: str, language: Language = "ar") -> list[dict[str, Any]]:
    return [stated(date) for date in find_facts(text, language).dates]


def stated(date: Date) -> dict[str, Any]:
    fields = {name: getattr(date, name) for name in FIELDS if getattr(date, name) is not None}
    return fields | ({"hijri": True} if date.hijri else {})


@pytest.mark.parametrize(
    "text",
    ["في يونيو (حزيران)", "في يونيو", "خلال حزيران", "في جوان", "حزيران/يونيو", "شهر يونيه", "ويونيو", "حزيران يونيو"],
)
def test_june_is_one_date_under_all_its_names(text: str) -> None:
    assert dates(text) == [{"month": 6}]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("الثلاثاء 7 أكتوبر (تشرين الأول) 2014", {"year": 2014, "month": 10, "day": 7, "weekday": 2}),
        ("في ٢٣ يوليو ١٩٥٢", {"year": 1952, "month": 7, "day": 23}),
        ("السابع من آذار 2021", {"year": 2021, "month": 3, "day": 7}),
        ("الخامس عشر من أبريل/نيسان", {"month": 4, "day": 15}),
        ("25 أيار من عام 2000", {"year": 2000, "month": 5, "day": 25}),
        ("في يونيو (حزيران) الماضي", {"month": 6, "direction": -1}),
        ("الأحد المقبل", {"weekday": 7, "direction": 1}),
        ("يوم الجمعة", {"weekday": 5}),
        ("عام 1941", {"year": 1941}),
        ("عام ألف وتسعمئة وثمانية وخمسين", {"year": 1958}),
        ("12 ربيع الأول 1441هـ", {"year": 1441, "month": 3, "day": 12, "hijri": True}),
        ("شهر رمضان", {"month": 9, "hijri": True}),
        ("12/05/2009", {"year": 2009, "month": 5, "day": 12}),
        ("2020-02-14", {"year": 2020, "month": 2, "day": 14}),
        ("أول من أمس", {"shift": ("day", -2)}),
        ("الأسبوع الماضي", {"shift": ("week", -1)}),
        ("هذا العام", {"shift": ("year", 0)}),
        ("ستينيات القرن الماضي", {"decade": 1960}),
        ("خمسينيات القرن الرابع عشر", {"decade": 1350}),
        ("القرن التاسع عشر", {"century": 19}),
        ("الساعة 14:30", {"time": 870}),
        ("الثامنة مساء", {"time": 1200}),
        ("04,00 ت غ", {"time": 240}),
        ("الساعة 17.30", {"time": 1050}),
    ],
)
def test_arabic_dates_are_read(text: str, fields: dict[str, Any]) -> None:
    assert dates(text) == [fields]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("on Tuesday, October 7, 2014", {"year": 2014, "month": 10, "day": 7, "weekday": 2}),
        ("on 26 October 2014", {"year": 2014, "month": 10, "day": 26}),
        ("the first of May", {"month": 5, "day": 1}),
        ("in Aug. 2013", {"year": 2013, "month": 8}),
        ("last June", {"month": 6, "direction": -1}),
        ("in mid-January", {"month": 1}),
        ("next Sunday", {"weekday": 7, "direction": 1}),
        ("in 1941", {"year": 1941}),
        ("the day after tomorrow", {"shift": ("day", 2)}),
        ("last week", {"shift": ("week", -1)}),
        ("the 1990s", {"decade": 1990}),
        ("the 19th century", {"century": 19}),
        ("at 2:30 pm", {"time": 870}),
        ("17 Rajab 1440 AH", {"year": 1440, "month": 7, "day": 17, "hijri": True}),
        ("12/05/2009", {"year": 2009}),
    ],
)
def test_english_dates_are_read(text: str, fields: dict[str, Any]) -> None:
    assert dates(text, "en") == [fields]


def test_days_that_end_in_one_month_are_both_of_it() -> None:
    assert dates("من 3 إلى 12 نوفمبر") == dates("from 3 to 12 November", "en")
    assert dates("يومي الثالث والثاني عشر من نوفمبر") == dates("on the 3rd and 12 of November", "en")
    assert dates("من 3 إلى 12 نوفمبر") == [{"month": 11, "day": 3}, {"month": 11, "day": 12}]


def test_a_shortened_year_is_completed() -> None:
    assert dates("the 2019–20 season", "en") == [{"year": 2019}, {"year": 2020}]


@pytest.mark.parametrize(
    "text",
    [
        "مارس المحامي حقه",
        "آب المهاجر إلى وطنه",
        "المدعو خميس",
        "مسجد الجمعة",
        "رجلا من الأحداث",
        "نحو 2000 شخص",
        "وصل إلى 2000 سيارة",
        "أب لطفلين",
    ],
)
def test_arabic_words_that_look_like_dates_are_left(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "He may resign",
        "They march on",
        "April Jones spoke",
        "Theresa May spoke",
        "2000 people",
        "on the last night of the fair",
        "the singer's last night in town",
        "spent her last night as mayor there",
    ],
)
def test_english_words_that_look_like_dates_are_left(text: str) -> None:
    assert dates(text, "en") == []


def test_the_digits_of_a_date_are_no_numbers() -> None:
    assert find_facts("قتل 5 في 7 أكتوبر 2014", "ar").numbers[0].low == 5
    assert len(find_facts("قتل 5 في 7 أكتوبر 2014", "ar").numbers) == 1


def test_the_span_of_a_date_is_its_expression() -> None:
    text = "اجتمعوا في يونيو (حزيران) الماضي ببروكسل"
    (date,) = find_facts(text, "ar").dates
    assert text[date.start : date.end] == "يونيو (حزيران) الماضي"


def test_a_king_in_the_evening_is_no_hour() -> None:
    assert find_facts("ألقى الملك محمد السادس مساء كلمة", "ar").dates == ()


def test_a_week_of_a_month_is_no_day_of_it() -> None:
    (date,) = find_facts("تراجعت الصادرات في الأسبوع الأول من أكتوبر", "ar").dates
    assert (date.day, date.month) == (None, 10)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("في 4 ربيع الأول 1443", "on 4 Rabi al-Awwal 1443"),
        ("في 4 ربيع الأول 1443", "on 4 Rabi' ul-Awal 1443"),
        ("في 4 ربيع الأول 1443", "on 4 Rabi I 1443"),
        ("في 19 ربيع الآخر 1443", "on 19 Rabi al-Thani 1443"),
        ("في 19 ربيع الثاني 1443", "on 19 Rabi al-Akhir 1443"),
        ("في 8 جمادى الأولى 1443", "on 8 Jumada al-Oula 1443"),
        ("في 8 جمادى الآخرة 1443", "on 8 Jumada al-Thaniya 1443"),
        ("في 8 جمادى الثانية 1443", "on 8 Jumada II 1443"),
        ("في 20 شعبان 1443", "on 20 Sha'ban 1443"),
        ("في 25 ذي القعدة 1443", "on 25 Dhu al-Qi'dah 1443"),
        ("في 25 ذو القعدة 1443", "on 25 Zul Qaada 1443"),
        ("في 9 ذي الحجة 1443", "on 9 Dhul-Hijja 1443"),
        ("في 9 ذي الحجة 1443", "on 9 Zilhijjah 1443"),
    ],
)
def test_hijri_months_are_known_in_their_spellings(arabic: str, english: str) -> None:
    assert dates(arabic) == dates(english, "en")
    assert dates(arabic)[0]["hijri"]


@pytest.mark.parametrize("text", ["Ramadan Saleh scored", "Rabi spoke", "Shaban Ali won", "Zulfiqar left", "Safar"])
def test_a_man_is_no_hijri_month(text: str) -> None:
    assert dates(text, "en") == []


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("يومي 12 و13 مايو", "May 12 and 13"),
        ("يومي الرابع والخامس من حزيران", "June 4 and 5"),
        ("من 20 وحتى 22 مارس", "March 20 to 22"),
        ("من السادس وحتى 9 يوليو", "July 6-9"),
        ("يومي الحادي والعشرين والثاني والعشرين من نيسان", "April 21 and 22"),
    ],
)
def test_two_days_of_one_month_are_read_in_both_languages(arabic: str, english: str) -> None:
    assert dates(arabic) == dates(english, "en")
    assert len(dates(arabic)) == 2


def test_what_is_counted_after_a_day_is_no_day() -> None:
    assert dates("On May 12 and 13 people", "en") == [{"month": 5, "day": 12}]


def test_a_document_symbol_names_no_year() -> None:
    assert dates("the report S/2014/258", "en") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [("في 1/²/2014", "ar"), ("on 1/²/2014", "en"), ("الساعة 5:³0", "ar"), ("at 5:³³ now", "en"), ("2010-²² x", "en")],
)
def test_a_superscript_is_no_digit_of_a_date(text: str, language: Language) -> None:
    assert all(date.day is None for date in find_facts(text, language).dates)
