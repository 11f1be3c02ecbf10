"""A wrong number replaced by the right one."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.facts.base import Facts, Name, NameKind
from mujaz.facts.find import find_facts
from mujaz.text.replacements import Edit, apply_edits
from mujaz.translate.steps.correction import correct_name, correct_number, name_in_english, print_figure
from mujaz.types import Flag
from tests.checks.articles import COST

MANY = "شارك نحو 2000 عامل في البناء"

Correct = Callable[[str, Facts, str], tuple[Edit, Flag] | None]


def corrected(correct: Correct, arabic: str, english: str) -> tuple[str, Flag] | None:
    correction = correct(arabic, find_facts(arabic, "ar"), english)
    return correction and (apply_edits(english, [correction[0]]), correction[1])


@pytest.mark.parametrize(
    ("arabic", "english", "expected"),
    [
        (MANY, "About 3,000 workers took part", "About 2,000 workers took part"),
        (MANY, "About thirty workers took part", "About 2,000 workers took part"),
        ("ارتفعت الأسعار 12 في المئة", "Prices rose 20 percent", "Prices rose 12 percent"),
        ("بلغت التكلفة 350 مليون دولار", "It cost $35 million", "It cost $350 million"),
        ("بلغت التكلفة 3.5 مليار دولار", "It cost 35 billion dollars", "It cost 3.5 billion dollars"),
        ("عبرت 12 ألف شاحنة", "12,0000 trucks crossed", "12,000 trucks crossed"),
        ("سجلت المدينة 340 إصابة", "The city had 43 injuries", "The city had 340 injuries"),
        ("أعلن بيع 18 ألف نسخة", "It said 80 books were sold", "It said 18,000 books were sold"),
        (
            "قتل 15 جنديا وجرح 40 مدنيا",
            "50 soldiers were killed and 40 civilians wounded",
            "15 soldiers were killed and 40 civilians wounded",
        ),
    ],
)
def test_the_one_wrong_number_becomes_the_one_of_the_arabic(arabic: str, english: str, expected: str) -> None:
    found = corrected(correct_number, arabic, english)
    assert found is not None
    text, flag = found
    assert text == expected
    assert (flag.kind, flag.severity) == ("corrected", "warning")


def test_the_flag_shows_what_stood_there_and_both_places() -> None:
    found = corrected(correct_number, MANY, "About 3,000 workers took part")
    assert found is not None
    _, flag = found
    assert (flag.where, flag.source) == ("en:6-11", "ar:9-13")
    assert flag.message == "The translator had written “3,000”; it was replaced by “2,000”, after the Arabic «2000»."


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        (COST, "The dam cost 530 million dollars and 3,000 workers built it"),  # two for two
        (MANY, "About 2,000 workers took part"),  # nothing wrong
        (MANY, "Workers took part"),  # nothing to replace
        (MANY, "Between 3,000 and 4,000 workers took part"),  # a range
        (MANY, "It was the seventh day of the workers"),  # a rank
        ("شارك مئات العمال في البناء", "Some 3,000 workers took part"),  # a magnitude only
        ("ارتفعت الأسعار 12 في المئة", "Prices rose 20 dollars"),  # another unit
        ("تجاوزت الصادرات ملياري دولار", "Exports rose for 12 years"),  # no unit, where the Arabic has one
        ("ارتفعت الأسعار 12 في المئة", "Prices rose twenty percent"),  # in words with a unit
        ("أصيب تسعة عمال حين أغلقت الأبواب", "Workers were hurt when 30 doors were closed"),  # another thing
        ("نقل 60 راكبا إلى الميناء", "60 ships went to the harbour with 80 passengers"),  # one for two
        ("شارك 300 طالب و20 معلما", "20 teachers and 30 students took part"),  # in another order
        ("مر على الحادث عامان ونصف", "2 years and a half a year had passed"),  # parts of one number
        ("تراجعت الأسعار منذ عامين ونصف العام", "Prices fell 4 years ago"),  # nothing whole to put in
        ("بقي في المنصب ربع قرن", "He stayed in office for 35 years"),  # a share
        ("طوله 4.750 كيلومتر", "It is 40 kilometres long"),  # two readings
        ("بلغت الحرارة 14 درجة تحت الصفر", "It was 14 degrees"),  # a sign
        ("جمع 700 مليون دولار", "It raised $700"),  # a scale that one text has lost
        ("نما بنسبة 6.25 في المئة", "It grew by 6.2 percent"),  # rounded
        ("غادر المدينة شهرين بعد وصول 90 راكبا", "He left the city 9 months after 90 passengers"),  # said by a form
        ("شارك 50 عاملا في 1998", "80 workers took part in 1999"),  # the new text would still be wrong
    ],
)
def test_nothing_is_replaced_where_there_is_a_doubt(arabic: str, english: str) -> None:
    assert corrected(correct_number, arabic, english) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(7), "7"),
        (Fraction(2000), "2,000"),
        (Fraction(5, 2), "2.5"),
        (Fraction(3_250_000), "3.25 million"),
        (Fraction(3_251_400), "3,251,400"),
        (Fraction(10**9), "1 billion"),
        (Fraction(1, 3), None),
    ],
)
def test_figures_are_printed_as_newspapers_do(value: Fraction, expected: str | None) -> None:
    assert print_figure(value) == expected


@given(st.integers(3, 10**12), st.sampled_from([1, 10, 100]))
def test_a_printed_figure_is_read_as_the_same_value(numerator: int, denominator: int) -> None:
    value = Fraction(numerator, denominator)
    (number,) = find_facts(f"they paid {print_figure(value)} workers", "en").numbers
    assert number.low == value


VISIT = "وصل المبعوث إلى القاهرة أمس قادما من الخرطوم"


def test_the_one_wrong_place_becomes_the_one_of_the_arabic() -> None:
    found = corrected(correct_name, VISIT, "The envoy arrived in London yesterday from Khartoum")
    assert found is not None
    text, flag = found
    assert text == "The envoy arrived in Cairo yesterday from Khartoum"
    assert (
        flag.message == "The translator had written “London”; it was replaced by “Cairo”, after the Arabic «القاهرة»."
    )


@pytest.mark.parametrize(
    "english",
    [
        "The envoy arrived in London yesterday from Paris",  # two for two
        "The envoy arrived in Cairo yesterday from Khartoum",  # nothing wrong
        "The envoy arrived yesterday from Khartoum",  # nothing to replace
        "The envoy arrived in Flimwell Hall yesterday from Khartoum",  # not known as a place
    ],
)
def test_no_name_is_replaced_where_there_is_a_doubt(english: str) -> None:
    assert corrected(correct_name, VISIT, english) is None


MEETING = "استقبل إيمانويل ماكرون الوزير في باريس"


@pytest.mark.parametrize(
    ("arabic", "english", "expected"),
    [
        (MEETING, "Iwinel Macron received the minister in Paris", "Emmanuel Macron received the minister in Paris"),
        (MEETING, "Imanwel Mucken received the minister in Paris", "Emmanuel Macron received the minister in Paris"),
        ("قال رجب طيب أردوغان إن الاجتماع انتهى", "Rudbat Erdogan said", "Recep Tayyip Erdogan said"),
    ],
)
def test_the_mangled_name_of_somebody_known_becomes_his_name(arabic: str, english: str, expected: str) -> None:
    found = corrected(correct_name, arabic, english)
    assert found is not None
    assert found[0] == expected
    assert (found[1].kind, found[1].severity) == ("corrected", "warning")


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        (MEETING, "Angela Merkel received the minister in Paris"),  # nothing like it: somebody else may be meant
        (MEETING, "Iwinel Macron received Eduar Felip in Paris"),  # two for one
        ("استقبل سالم الجرموزي الوزير في باريس", "Salem Gharmosu Biru received the minister in Paris"),  # not known
    ],
)
def test_no_person_is_put_in_where_there_is_a_doubt(arabic: str, english: str) -> None:
    assert corrected(correct_name, arabic, english) is None


@pytest.mark.parametrize(
    ("arabic", "kind", "expected"),
    [
        ("لوكسمبورغ", "place", "Luxembourg"),
        ("المملكة العربية السعودية", "place", "Saudi Arabia"),
        ("ريو دي جانيرو", "place", "Rio de Janeiro"),
        ("الولايات المتحدة", "place", "US"),
        ("الإمارات", "place", "UAE"),
        ("قرية بعيدة", "place", None),
        ("يوهان فان در فالس", "person", None),
        ("ابن خلدون", "person", "Ibn Khaldun"),
        ("جورج واشنطن", "person", "George Washington"),
        ("جورج واشنطن", "place", None),
    ],
)
def test_known_places_and_people_have_an_english_name_and_others_none(
    arabic: str, kind: NameKind, expected: str | None
) -> None:
    assert name_in_english(Name(0, len(arabic), arabic, kind)) == expected
