"""Numbers below zero, and what may stand for them."""

from __future__ import annotations

import pytest

from mujaz.facts.base import Language
from mujaz.facts.compare import find_unsupported
from mujaz.facts.find import find_facts


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("هبطت الحرارة إلى -9 درجات", "ar"),
        ("هبطت الحرارة إلى 9- درجات", "ar"),
        ("هبطت الحرارة إلى −9 درجات", "ar"),
        ("هبطت الحرارة إلى ناقص 9 درجات", "ar"),
        ("هبطت الحرارة إلى سالب تسع درجات", "ar"),
        ("بلغت الحرارة تسع درجات تحت الصفر", "ar"),
        ("بلغت الحرارة تسع درجات مئوية دون الصفر", "ar"),
        ("النمو عند -0.9%", "ar"),
        ("النمو عند 0.9-%", "ar"),
        ("it was minus nine degrees", "en"),
        ("it was -9 degrees", "en"),
        ("it was 9 degrees below zero", "en"),
        ("growth of −0.9%", "en"),
    ],
)
def test_a_minus_is_read_in_every_form(text: str, language: Language) -> None:
    (number,) = find_facts(text, language).numbers
    assert number.sign == "minus"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("فاز الفريق 3-1", "ar"),
        ("الوفد -4 وزراء- غادر", "ar"),
        ("موسم 2017-2018 و5 ألقاب", "ar"),
        ("a 5-percent discount", "en"),
        ("plus or minus three percent", "en"),
        ("won 3-1", "en"),
    ],
)
def test_a_dash_is_no_minus(text: str, language: Language) -> None:
    assert all(number.sign != "minus" for number in find_facts(text, language).numbers)


@pytest.mark.parametrize(
    ("arabic", "english", "agree"),
    [
        ("بلغت الحرارة 12 درجة تحت الصفر", "It was 12 degrees in the hills", False),
        ("بلغت الحرارة ناقص 12 درجة", "It was 12 degrees in the hills", False),
        ("بلغت الحرارة 12 درجة في الجبال", "It was minus 12 degrees in the hills", False),
        ("سجل السهم -4.5%", "The share rose 4.5%", False),
        ("سجل الاقتصاد نموا بنسبة -3%", "The economy grew 3%", False),
        ("بلغت الحرارة 12 درجة تحت الصفر", "It was 12 degrees below freezing", True),
        ("بلغت الحرارة ناقص 12 درجة", "It was minus 12 degrees", True),
        ("سجل السهم -4.5%", "The share fell 4.5%", True),
        ("انكمش الاقتصاد بنسبة -3%", "The economy shrank by 3%", True),
        ("تراجع السهم 4.5%", "The share was at -4.5%", True),
    ],
)
def test_the_sign_must_be_said_or_lie_in_the_verb(arabic: str, english: str, agree: bool) -> None:
    assert bool(find_unsupported(find_facts(english, "en"), find_facts(arabic, "ar")).numbers) != agree
