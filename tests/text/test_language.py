"""Arabic on any keyboard is Arabic; other languages, and Arabic turned round, are not."""

from __future__ import annotations

import pytest

from mujaz.errors import ArticleError
from mujaz.text.document import read_document
from mujaz.text.script import is_foreign, is_turned_round, other_language
from mujaz.types import Article

ARABIC = [
    "دشن وزير الري صباح الأحد سدا على وادي الغزلان يحجز 120 مليون متر مكعب.",
    "أضرب عمال ميناء الصخرة ثلاثة أيام احتجاجا على تأخر الرواتب.",
    "وقال نقيب العمال إن الإدارة لم ترد على أي من مطالبهم.",
    "هل يخفض البنك المركزي الفائدة في اجتماعه المقبل؟",
    "فازت اللاعبة هدى بالميدالية الذهبية في سباق المئة متر.",
]
PERSIAN = [
    "وزیر نیرو امروز سد تازه ای را در استان فارس افتتاح کرد و گفت که آب آن برای کشاورزی است.",
    "کارگران بندر سه روز است که دست از کار کشیده اند و حقوق خود را می خواهند.",
    "رئيس بانك مركزي اعلام كرد كه نرخ بهره را تا پايان سال كاهش خواهد داد.",
    "این تیم با سه گل در برابر یک گل پیروز شد و به صدر جدول رسید.",
    "هواشناسی هشدار داد که باران شدید تا فردا ادامه خواهد داشت.",
]


@pytest.mark.parametrize("text", ARABIC)
def test_letters_of_a_persian_keyboard_do_not_matter(text: str) -> None:
    typed = text.translate(str.maketrans("كيى", "کیی"))
    assert other_language(typed) == ""
    assert [one.text for one in read_document(Article(id="one", text=typed)).sentences] == [typed]


@pytest.mark.parametrize("text", PERSIAN)
def test_persian_is_refused_and_set_aside_in_an_arabic_article(text: str) -> None:
    with pytest.raises(ArticleError, match="it seems to be Persian"):
        read_document(Article(id="one", text=text))
    document = read_document(Article(id="one", text=f"{ARABIC[0]}\n{text}\n{ARABIC[1]}"))
    assert [sentence.text for sentence in document.sentences] == ARABIC[:2]
    assert document.foreign == 1


@pytest.mark.parametrize(
    "text",
    [
        "The irrigation minister opened a new dam on Sunday.",
        "Le ministre a inauguré un nouveau barrage dimanche.",
        "Министр открыл новую плотину в воскресенье.",
        "BREAKING: port workers on strike for a third day",
        "Copyright 2026 Example News. All rights reserved by the publisher.",
    ],
)
def test_sentences_in_other_letters_are_set_aside(text: str) -> None:
    document = read_document(Article(id="one", text=f"{ARABIC[0]} {text}\n{text}\n{ARABIC[1]}"))
    assert [sentence.text for sentence in document.sentences] == ARABIC[:2]
    assert is_foreign(text)


def test_latin_names_make_no_sentence_foreign() -> None:
    assert not is_foreign("كشفت Apple عن iPhone 15 Pro Max في Cupertino")
    assert not is_foreign("120 – 45")


@pytest.mark.parametrize("text", [*ARABIC[:3], " ".join(ARABIC)])
def test_letters_in_reverse_order_are_refused_by_name(text: str) -> None:
    turned = text[::-1]
    if len(text) < 60:  # a short one need not tell
        turned = f"{turned} {ARABIC[1][::-1]}"
    assert is_turned_round(turned)
    with pytest.raises(ArticleError, match="its letters are in reverse order"):
        read_document(Article(id="one", text=turned))


@pytest.mark.parametrize("text", ARABIC)
def test_arabic_is_not_turned_round(text: str) -> None:
    assert not is_turned_round(text)
