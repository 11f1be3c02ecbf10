"""The dateline before the first sentence."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.text.labels import dateline_end

NEWS = "أعلنت الوزارة أن العمل بدأ."


@pytest.mark.parametrize(
    "dateline",
    [
        "دبي، الإمارات العربية المتحدة (CNN)-- ",
        "القدس (CNN)—",
        "القاهرة، 2-3-2019 (أ ف ب) - ",
        "زغرب 16 يوليوز (خدمة رويترز الرياضية العربية) - ",
        "سامي حداد- الخبر- مكة المكرمة: ",
        "سبق- جدة: ",
        "لندن – رويترز: ",
        "الرباط – ",
        "وادي الغزلان (وكالة الشمال) — ",
        "صفاقس (صحيفة المرفأ) - ",
        "عدن (مكتب الجنوب) -- ",
        "بيروت- ",
    ],
)
def test_place_reporter_and_agency_before_the_news_are_a_dateline(dateline: str) -> None:
    assert dateline_end(dateline + NEWS) == len(dateline)


@pytest.mark.parametrize(
    "line",
    [
        NEWS,
        "قالت وكالة الأنباء الفرنسية (أ ف ب) - وهي من كبرى الوكالات - إن العمل بدأ.",
        "طنجة - تطوان خط جديد للقطارات.",
        "منذ البدء - عند وضع الخطة - قال الوزير نعم.",
        "رئيس الوزراء: العمل بدأ أمس.",
        "الاتحاد الدولي (فيفا) - أعلى سلطة في اللعبة - يجتمع غدا.",
        "قمة ترامب-كيم لم تنعقد بعد.",
        "النادي الملكي (حامل اللقب) - الذي خسر أمس - يلعب غدا.",
        "",
        " - ",
    ],
)
def test_a_line_that_opens_with_the_news_has_none(line: str) -> None:
    assert dateline_end(line) == 0


@given(st.text(alphabet="ابت -–:،()CN\n", max_size=120))
def test_a_dateline_is_within_its_line(line: str) -> None:
    assert 0 <= dateline_end(line) <= len(line)


@pytest.mark.parametrize("line", ["9" * 100, "س" * 60 + " و" * 20, "س-" * 50, "ا ا - " * 16])
def test_no_beginning_takes_long(line: str) -> None:
    started = time.process_time()
    assert dateline_end(line) == 0
    assert time.process_time() - started < 1.0


def test_a_line_of_five_million_letters_takes_no_time() -> None:
    started = time.process_time()
    assert dateline_end("ا " * 5_000_000) == 0
    assert time.process_time() - started < 1.0
