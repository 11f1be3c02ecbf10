"""Times of day in words and figures."""

from __future__ import annotations

import pytest

from mujaz.facts.base import Language
from mujaz.facts.compare import find_unsupported
from mujaz.facts.find import find_facts


def times(text: str, language: Language) -> list[tuple[int, int, bool]]:
    """Hour, minute and whether it may be of either half of the day."""
    dates = find_facts(text, language).dates
    return [(date.time // 60, date.time % 60, date.either_half) for date in dates if date.time is not None]


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("انطلق القطار عند الساعة التاسعة والنصف صباحا", 9, 30),
        ("انطلق القطار في السادسة والربع مساء", 18, 15),
        ("انطلق القطار الساعة الرابعة والثلث عصرا", 16, 20),
        ("انطلق القطار الساعة العاشرة إلا ربعا صباحا", 9, 45),
        ("انطلق القطار الساعة الواحدة إلا عشر دقائق ظهرا", 12, 50),
        ("انطلق القطار الساعة السابعة إلا ثلثا مساء", 18, 40),
        ("انطلق القطار الساعة الثانية وخمس دقائق فجرا", 2, 5),
        ("انطلق القطار الساعة الثالثة و25 دقيقة بعد الظهر", 15, 25),
        ("انطلق القطار الساعة الثالثة بعد ظهر الاثنين", 15, 0),
        ("انطلق القطار الساعة الثامنة من صباح الاثنين", 8, 0),
        ("انطلق القطار الثانية عشرة ليلا", 0, 0),
        ("انطلق القطار الثانية عشرة ظهرا", 12, 0),
        ("انطلق القطار عند الثانية ليلا", 2, 0),
        ("انطلق القطار الساعة 06:45 م", 18, 45),
        ("انطلق القطار الساعة 1540 بتوقيت غرينتش", 15, 40),
    ],
)
def test_arabic_times_are_read(text: str, hour: int, minute: int) -> None:
    assert times(text, "ar") == [(hour, minute, False)]


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("left at half past nine in the morning", 9, 30),
        ("left at a quarter past six in the evening", 18, 15),
        ("left at twenty past four in the afternoon", 16, 20),
        ("left at a quarter to ten in the morning", 9, 45),
        ("left at ten minutes to one in the afternoon", 12, 50),
        ("left at eight o'clock in the morning", 8, 0),
        ("left at 3.25 p.m.", 15, 25),
        ("left at two at night", 2, 0),
        ("left at 1540 GMT", 15, 40),
        ("left at 11 o’clock at night", 23, 0),
    ],
)
def test_english_times_are_read(text: str, hour: int, minute: int) -> None:
    assert times(text, "en") == [(hour, minute, False)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("تفتح الأبواب الساعة السابعة", "ar"),
        ("تفتح الأبواب عند الساعة 7", "ar"),
        ("the doors open at seven o'clock", "en"),
        ("the doors open at seven", "en"),
        ("the doors open at 7.", "en"),
    ],
)
def test_without_its_half_of_the_day_a_time_may_be_of_either(text: str, language: Language) -> None:
    assert times(text, language) == [(7, 0, True)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("حل الفريق في المرتبة السابعة", "ar"),
        ("الدورة الثامنة من المهرجان", "ar"),
        ("ten to eleven people came", "en"),
        ("seven people came", "en"),
        ("half the people came", "en"),
        ("it rose 3.25 percent", "en"),
    ],
)
def test_ranks_and_counts_are_no_times(text: str, language: Language) -> None:
    assert times(text, language) == []


@pytest.mark.parametrize(
    ("arabic", "english", "agree"),
    [
        ("وصل الساعة السادسة والنصف مساء", "He arrived at 6:30 p.m.", True),
        ("وصل الساعة السادسة والنصف مساء", "He arrived at half past six", True),
        ("وصل الساعة السادسة", "He arrived at six o'clock", True),
        ("وصل الساعة السادسة", "He arrived around 6", True),
        ("وصل السادسة مساء الجمعة", "He arrived at six on Friday evening", True),
        ("وصل الساعة السادسة والنصف مساء", "He arrived at 6:15 p.m.", False),
        ("وصل الساعة السادسة مساء", "He arrived at 6 a.m.", False),
        ("وصل الساعة السادسة إلا ربعا", "He arrived at a quarter past six", False),
        ("وصل الساعة السادسة", "He arrived at seven o'clock", False),
        ("عمره 17 سنة ووصل الساعة 18:00", "Aged 18, he arrived at 6 p.m.", False),
    ],
)
def test_times_of_both_languages_are_compared(arabic: str, english: str, agree: bool) -> None:
    assert bool(find_unsupported(find_facts(english, "en"), find_facts(arabic, "ar"))) != agree
