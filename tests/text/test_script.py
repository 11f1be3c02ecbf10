"""Telling Arabic from other scripts and from other languages of its script."""

from __future__ import annotations

import pytest

from mujaz.errors import ArticleError
from mujaz.text.script import arabic_letters, has_arabic, require_arabic


def test_letters_are_counted_without_marks_digits_and_punctuation() -> None:
    assert arabic_letters("قالَ: ١٢ كتابًا، ok") == 8


def test_one_letter_is_enough_to_have_arabic() -> None:
    assert has_arabic("the letter ع")
    assert not has_arabic("٢٠٢٤ ، no letter")


@pytest.mark.parametrize(
    "text",
    [
        "قال رئيس الوزراء اليوم",
        "قَالَ رَئِيسُ الوُزَرَاءِ اليَوْمَ",
        "كشفت شركة Apple عن هاتف iPhone الجديد في Cupertino",
        "قال الرئيس الایرانی ان الحکومة ستعلن اليوم عن خطة جدیدة لدعم الاقتصاد الوطنی",
        "زار وزير الخارجية مدينة گرگان ثم عاد إلى العاصمة مساء أمس",
    ],
    ids=["four words", "with vowel signs", "Latin names", "typed on a Persian keyboard", "a Persian name"],
)
def test_arabic_passes(text: str) -> None:
    require_arabic(text, "x")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("خبر عاجل الآن", "too short to summarize: fewer than 4 words"),
        ("12 345 - 2024", "it has no words"),
        ("The minister said that growth reached five percent", "not Arabic: most of its letters are of another script"),
        ("رئیس جمهور ایران گفت که دولت برنامه تازه ای برای اقتصاد دارد", "it seems to be Persian"),
        ("وزیر اعظم نے کہا کہ حکومت نئی پالیسی کا اعلان کرے گی", "it seems to be Urdu"),
    ],
)
def test_the_rest_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ArticleError) as caught:
        require_arabic(text, "news.jsonl:17")
    assert caught.value.where == "news.jsonl:17"
    assert reason in caught.value.reason
