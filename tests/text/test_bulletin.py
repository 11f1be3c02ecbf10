"""Text without punctuation is cut where the next item begins and where somebody speaks again."""

from __future__ import annotations

from itertools import pairwise

import pytest

from mujaz.summarize import Summarizer
from mujaz.text.bulletin import cut_bulletin
from mujaz.text.document import read_document
from mujaz.types import Article

DAM = (
    "دشن وزير الري صباح اليوم سدا جديدا على وادي الغزلان يحجز مئة وعشرين مليون متر مكعب من مياه الأمطار ويروي عشرين "
    "ألف هكتار من بساتين اللوز والزيتون في ثلاث محافظات"
)
PORT = "أضرب عمال ميناء الصخرة ثلاثة أيام احتجاجا على تأخر الرواتب فتوقف تفريغ أربع عشرة سفينة محملة بالقمح والسكر"
MATCH = "فاز نادي السنديان على ضيفه نادي المرفأ بثلاثة أهداف مقابل هدف واحد في افتتاح الدوري الممتاز أمام جمهور كبير"
STORM = "تتوقع هيئة الأرصاد عواصف رملية على المناطق الجنوبية غدا وتدعو السائقين إلى الحذر على الطرق الصحراوية"


def items(text: str) -> list[str]:
    cuts, count = cut_bulletin(text)
    parts = [text[low:high].strip() for low, high in pairwise([0, *cuts, len(text)])]
    assert " ".join(parts) == text
    assert count <= len(parts)
    return parts


@pytest.mark.parametrize(
    "openers",
    [
        ("من جهة أخرى", "وفي الرياضة", "وفي الطقس"),
        ("وعلى صعيد آخر", "وإلى الرياضة", "وفي النشرة الجوية"),
        ("وفي خبر آخر", "رياضيا", "وأخيرا"),
        ("وفي الاقتصاد", "وفي أخبار الرياضة", "أما الطقس".replace("أما", "ومن")),
        ("ومن ناحية أخرى", "وفي عالم الرياضة", "وفي شأن آخر"),
    ],
)
def test_a_bulletin_is_cut_into_its_items_and_each_is_a_bullet(openers: tuple[str, str, str]) -> None:
    parts = [DAM, *(f"{opener} {item}" for opener, item in zip(openers, (PORT, MATCH, STORM), strict=True))]
    text = " ".join(parts)
    assert items(text) == parts
    article = Article(id="one", text=text)
    assert read_document(article).items == 4
    bullets = Summarizer(strategy="extractive").summarize(article)
    assert [bullet.evidence[0].text for bullet in bullets] == parts


def test_a_transcript_is_cut_where_somebody_speaks_again() -> None:
    text = f"{DAM} وقال الوزير إن {PORT} وإن {STORM} وأضاف أن {MATCH} وأن {PORT}"
    assert [part.split()[0] for part in items(text)] == ["دشن", "وقال", "وأضاف"]
    assert cut_bulletin(text)[1] == 1


@pytest.mark.parametrize(
    "text",
    [
        DAM,
        f"{DAM} من جهة أخرى {PORT}",
        "، ".join([DAM, PORT, MATCH, STORM]).replace(" في ", "، في "),
        f"{DAM} وفي الاقتصاد الوطني {PORT} {MATCH}",
        "كلمة " * 200,
    ],
    ids=["short", "two short items", "punctuated", "no verb after it", "no opening"],
)
def test_what_is_short_punctuated_or_has_no_openings_is_left(text: str) -> None:
    assert cut_bulletin(text) == ([], 1)


def test_a_very_long_line_is_cut_in_linear_time() -> None:
    cuts, _ = cut_bulletin(f"{DAM} وقال " * 3_000)
    assert len(cuts) > 1_000
