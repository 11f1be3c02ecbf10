"""Facts of two texts compared."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.facts.compare import find_unsupported
from mujaz.facts.dates.kind import is_same_date
from mujaz.facts.find import find_facts
from mujaz.facts.numbers.kind import is_same_number


def differ(arabic: str, english: str) -> bool:
    return bool(find_unsupported(find_facts(english, "en"), find_facts(arabic, "ar")))


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("ألف مقاتل", "1,000 fighters"),
        ("خلال ربع قرن", "in 25 years"),
        ("خلال 25 عاما", "in a quarter of a century"),
        ("نصف ساعة", "30 minutes"),
        ("منذ عقدين", "for 20 years"),
        ("5 ملايين و120 ألف يورو", "5 million and 120 thousand euros"),
        ("ملياري دولار و600 مليون", "2.6 billion dollars"),
        ("مليار يورو ونصف مليار", "1.5 billion euros"),
        ("مليون و250 ألف درهم", "one million and 250 thousand dirhams"),
        ("3 مليارات و700 مليون ليرة", "3.7 billion liras"),
        ("فازوا 3-صفر", "they won 3-0"),
        ("نصف مليار يورو", "500 million euros"),
        ("1.4 مليون شخص", "1,400,000 people"),
        ("2987 شخصا", "nearly 3,000 people"),
        ("1012 شخصا", "more than 1,000 people"),
        ("نصف السكان", "50 percent of the people"),
        ("350 ألف جنيه", "350,000 Egyptian pounds"),
        ("280 قتيلا", "hundreds of dead"),
        ("في الثانية والأربعين من عمرها", "aged 42"),
        ("موسم 2017-2018", "the 2017–18 season"),
        ("بين 20 و30 غارة", "20-30 raids"),
        ("شخصان", "two people"),
        ("فازوا", "they won today"),
        ("في يونيو (حزيران)", "in June"),
        ("الثلاثاء 7 أكتوبر", "on Tuesday"),
        ("في جويلية 1962", "in July 1962"),
        ("12 قتيلا", "12 dead; the 12 were workers"),
        ("جندي و12 مدنيا", "one soldier, 1 civilian guard and 12 civilians"),
        ("القرن السابع عشر والقرن الثامن عشر", "the 17th and 18th centuries"),
        ("الساعة 23:45", "at 23.45"),
        ("الثلاثاء 7 أكتوبر 2014", "on Tuesday, October 7"),
        ("بضعة آلاف", "several thousand"),
        ("مئات الآلاف", "a few hundred thousand"),
        ("عند السابعة صباحا", "at seven a.m."),
        ("قناة ناين", "on the Nine Network"),
        ("موسم 1924/1925", "the 1924/25 season"),
        ("مطلع الألفية", "the early 2000s"),
        ("خسر بأربعة أهداف مقابل هدف", "lost 1-4"),
        ("الساعة 9:45", "at 9.45"),
        ("الثلاثون من يونيو", "30 June"),
        ("القرن التاسع عشر", "the 1800s"),
        ("ثلاثة أرباع 3/4", "three quarters 3/4"),
        ("في النصف الأول من العام", "in the first half of the year"),
        ("النصف الآخر من السكان", "the other half of the people"),
        ("مساء أمس", "last night"),
        ("الليلة الماضية", "last night"),
        ("ليلة البارحة", "last night"),
        ("الليلة الفائتة", "last evening"),
    ],
)
def test_the_same_fact_is_recognized_across_languages(arabic: str, english: str) -> None:
    assert not differ(arabic, english)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("ألف مقاتل", "2,000 fighters"),
        ("خلال ربع قرن", "in 15 years"),
        ("5 ملايين و120 ألف يورو", "5 million and 210 thousand euros"),
        ("ملياري دولار و600 مليون", "2.06 billion dollars"),
        ("منذ عقدين", "for 12 years"),
        ("275ر8 مليون برميل", "275.8 million barrels"),
        ("47ر0 في المئة", "47 percent"),
        ("مئة و ستة و ثلاثون شخصا", "100, 6 and 30 people"),
        ("3.2 مليار دولار", "$3.2 million"),
        ("3.2 مليار دولار", "3.2 billion euros"),
        ("2987 شخصا", "3,000 people"),
        ("نحو 2000 شخص", "about 3,000 people"),
        ("950 شخصا", "more than 1,000 people"),
        ("أكثر من 6000 موظف", "more than 6,060 employees"),
        ("760 جنيها", "around £750"),
        ("1012 شخصا", "fewer than 1,000 people"),
        ("280 قتيلا", "thousands of dead"),
        ("مئات القتلى", "thousands of dead"),
        ("يومين", "three days"),
        ("12 %", "12 euros"),
        ("في يونيو (حزيران)", "in July"),
        ("الأحد المقبل", "last Sunday"),
        ("23 نيسان 2018", "April 25, 2018"),
        ("رمضان 1440هـ في شهر رمضان", "in September"),
        ("أمس", "tomorrow"),
        ("غدا", "last night"),
        ("3 قتلى و5 جرحى", "5 dead and 5 wounded"),
        ("11 قتيلا", "2 dead"),
        ("11 في المئة", "1 percent"),
        ("في عام 2012", "in June 2012"),
        ("عدة ملايين", "several billion"),
        ("لكل مليون", "per thousand"),
        ("عشرات القتلى", "30 dead"),
        ("عشرات القتلى", "ten dead"),
        ("آلاف القتلى", "1,000 dead"),
        ("في الساعة 17:00", "17 years old"),
        ("مطلع الألفية", "the early 1990s"),
    ],
)
def test_a_changed_fact_is_noticed_across_languages(arabic: str, english: str) -> None:
    assert differ(arabic, english)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("استقالت العمدة في نصف الولاية", "The mayor resigned midway through her term"),
        ("خسر الحزب انتخابات نصف المدة", "The party lost the midterm elections"),
        ("تقرير نصف المدة عن المشروع", "the project's mid-term report"),
        ("توقف العداء عند نصف المسافة", "The runner stopped halfway"),
        ("تعادل الفريقان بعد نصف الساعة الأول", "The teams were level after the first half hour"),
    ],
)
def test_english_may_say_a_half_without_counting(arabic: str, english: str) -> None:
    assert not find_unsupported(find_facts(arabic, "ar"), find_facts(english, "en")).numbers


def test_a_half_that_english_leaves_out_is_missed() -> None:
    missed = find_unsupported(find_facts("غادر نصف السكان", "ar"), find_facts("The people left", "en"))
    assert [number.low for number in missed.numbers] == [Fraction(1, 2)]


def test_an_absent_fact_is_unsupported_and_shown() -> None:
    found = find_unsupported(find_facts("killed 18 in June", "en"), find_facts("سقط قتلى", "ar"))
    assert [str(number.low) for number in found.numbers] == ["18"]
    assert [date.month for date in found.dates] == [6]


def test_what_a_text_leaves_out_is_found_the_other_way_round() -> None:
    arabic, english = find_facts("سقط 18 قتيلا و40 جريحا", "ar"), find_facts("18 people died", "en")
    assert not find_unsupported(english, arabic)
    assert [number.low for number in find_unsupported(arabic, english).numbers] == [40]


def test_a_date_may_take_its_parts_from_several_dates_of_a_long_text() -> None:
    article = find_facts("يبدأ المعرض الثلاثاء في العاصمة. ويفتح في 7 أكتوبر، كما كل أكتوبر منذ 1998.", "ar")
    assert not find_unsupported(find_facts("Tuesday, October 7", "en"), article)
    assert find_unsupported(find_facts("Tuesday, October 8", "en"), article)


def test_a_summary_may_repeat_a_number_and_leave_another_out() -> None:
    article = (
        "احتل الطلبة نحو عشرة مبان في العاصمة، وأوقفت الشرطة أربعين منهم فجرا أمام مدخل الجامعة الكبير بعد اشتباكات."
    )
    summary = find_facts("احتل الطلبة عشرة مبان، وكل المباني الـ10", "ar")
    assert not find_unsupported(summary, find_facts(article, "ar")).numbers


@given(st.integers(min_value=3, max_value=10**9), st.integers(min_value=3, max_value=10**9))
def test_exact_numbers_are_the_same_when_their_values_are(one: int, other: int) -> None:
    (first,) = find_facts(f"seized {one:,} boxes", "en").numbers
    (second,) = find_facts(f"seized {other:,} boxes", "en").numbers
    assert is_same_number(first, second) == is_same_number(second, first) == (one == other)


def test_a_date_is_the_same_as_itself() -> None:
    for text in ("أمس", "في مايو 2014", "القرن التاسع عشر", "الساعة 14:30"):
        (date,) = find_facts(text, "ar").dates
        assert is_same_date(date, date)


@pytest.mark.shared
def test_numbers_of_the_sample_article_are_tracked(shared: Path) -> None:
    text = (shared / "samples" / "asharq-alawsat-2014.txt").read_text(encoding="utf-8")
    facts = find_facts(text, "ar")
    assert {"3000", "2000", "1000"} <= {str(number.low) for number in facts.numbers}
    assert not find_unsupported(find_facts("From about 2,000 last July to 3,000; agreed in June", "en"), facts)
    assert find_unsupported(find_facts("From about 2,000 to 4,000", "en"), facts)


def test_an_ordinal_may_stand_for_the_day_of_a_date() -> None:
    source = find_facts("يبدأ العمل في السادس من آب/أغسطس", "ar")
    assert find_unsupported(find_facts("It starts on the 6th of the month", "en"), source).numbers == ()
    assert len(find_unsupported(find_facts("It starts on the 7th of the month", "en"), source).numbers) == 1


@pytest.mark.parametrize(
    ("arabic", "english", "lost"),
    [
        ("قال أمس الثلاثاء إن", "he said on Tuesday that", False),
        ("قال الثلاثاء أمس إن", "he said yesterday that", False),
        ("قال أمس (الثلاثاء) إن", "he said on Tuesday that", False),
        ("قال أمس الثلاثاء إن", "he said on Friday that", True),
        ("قال أمس إن الثلاثاء يوم عطلة", "he said that Tuesday is a holiday", True),  # two days, not one
    ],
)
def test_of_a_day_that_is_said_twice_over_one_way_is_enough(arabic: str, english: str, lost: bool) -> None:
    assert bool(find_unsupported(find_facts(arabic, "ar"), find_facts(english, "en")).dates) is lost
