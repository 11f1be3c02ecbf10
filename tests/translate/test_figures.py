"""Arabic numbers in words, written as figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.facts.find import find_facts
from mujaz.translate.figures import in_figures, plain_figures


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("قضى ثمانية عشر شهرا في المدينة", "قضى 18 شهرا في المدينة"),
        ("قبل ألفي عام", "قبل 2000 عام"),
        ("استثمروا ملياري دولار", "استثمروا 2 مليار دولار"),
        ("بلغ مليونا ونصف المليون", "بلغ 1.5 مليون"),
        ("بيع خمسة ملايين نسخة", "بيع 5 مليون نسخة"),
        ("ثلاثة آلاف وخمسمئة عامل", "3500 عامل"),
        ("باع مليونين ونصف المليون نسخة", "باع 2.5 مليون نسخة"),
    ],
)
def test_cardinals_become_figures_with_a_word_for_millions(words: str, figures: str) -> None:
    assert in_figures(words) == figures


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("في القرن الثامن", "في القرن ال8"),
        ("الرئيس الخامس والأربعين", "الرئيس ال45"),
        ("رابع أكبر شركة", "ال4 أكبر شركة"),
        ("للمرة الثالثة", "للمرة ال3"),
    ],
)
def test_ranks_take_the_article_so_that_they_are_no_counts(words: str, figures: str) -> None:
    assert in_figures(words) == figures


def test_proclitics_stay_before_the_figures() -> None:
    assert in_figures("من خمسين إلى ستين، وسبعين للثمانين") == "من 50 إلى 60، و70 لال80"


@pytest.mark.parametrize(
    "text",
    ["بعد سنتين", "عشرات القتلى", "ثلثا السكان", "في تشرين الثاني", "كانون الثاني 1820", "15 قتيلا", "قال الوزير"],
)
def test_what_is_no_plain_number_in_words_stays(text: str) -> None:
    assert in_figures(text) == text


@given(st.integers(0, 3), st.sampled_from(["ثلاثة", "خمسة عشر", "ثمانية وسبعين", "مئتي", "سبعة آلاف"]))
def test_the_number_is_the_same_in_figures(before: int, number: str) -> None:
    text = f"{'وقال الوزير إن ' * before}وصل {number} عامل"
    values = [[fact.low for fact in find_facts(one, "ar", names=False).numbers] for one in (text, in_figures(text))]
    assert values[0] == values[1] != []


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("بلغ الإنتاج 275ر8 مليون برميل", "بلغ الإنتاج 8.275 مليون برميل"),
        ("صعد 47ر0 في المئة", "صعد 0.47 في المئة"),
        ("تخرج 000ر14 طالب", "تخرج 14,000 طالب"),
        ("استورد 5 ر 7 مليون طن", "استورد 7.5 مليون طن"),
        ("أعيد 000 45 لاجئ", "أعيد 45,000 لاجئ"),
        ("حضر ٣،٤٠٠ طالب", "حضر 3,400 طالب"),
        ("أنفق 4 000 000 يورو", "أنفق 4,000,000 يورو"),
        ("مشى 3½ كيلومتر", "مشى 3.5 كيلومتر"),
        ("نصف أو ¼ مليون", "نصف أو 0.25 مليون"),
        ("بني مئة و ستة و ثلاثون منزلا", "بني 136 منزلا"),
        ("وخمسة و أربعون شجرة", "و45 شجرة"),
    ],
)
def test_figures_set_in_uncommon_ways_are_made_plain(printed: str, plain: str) -> None:
    assert plain_figures(printed) == plain


@pytest.mark.parametrize(
    "text",
    [
        "طوله 4.750 كلم",
        "مئة وستة وثلاثون منزلا",
        "في 3 و 4 يونيو",
        "1⅓ كيلومتر",
        "قناة فرانس24",
        "فاز 3-1 في 12 دقيقة",
        "12,500 شخص و2.5 مليون",
    ],
)
def test_other_figures_and_those_of_two_readings_stay(text: str) -> None:
    assert plain_figures(text) == text


@given(st.integers(1, 10**8), st.sampled_from(["٬", "،", " "]))
def test_plain_figures_keep_their_value(value: int, mark: str) -> None:
    text = f"بيع {value:,} كتاب".replace(",", mark)
    before, after = (
        {n.low, n.alternative} for part in (text, plain_figures(text)) for n in find_facts(part, "ar").numbers
    )
    assert value in before & after
