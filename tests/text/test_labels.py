"""Labels at the head of a line are part of no sentence."""

from __future__ import annotations

import pytest

from mujaz.text.document import read_document
from mujaz.text.labels import label_end, opens_with_label
from mujaz.types import Article

SAID = "أضرب عمال ميناء الصخرة ثلاثة أيام"


@pytest.mark.parametrize(
    "label",
    ["1- ", "2. ", "٣) ", "(4) ", "5/ ", "10 – ", "6ـ ", "• ", "* ", "- ", "▪ ", "> ", "14:35 ", "09:05 - ", "[18:20] ",
     "07:15 صباحا: ", "عاجل | ", "عاجل: ", "مباشر: ", "مباشر - ", "خاص - ", "بالصور – ", "فيديو.. ", "س: ",
     "ج: ", "ج - ", "أ) ", "السؤال: ",
     "• 14:35 عاجل | ", "- نعم، ", "ج: أجل، "],
)  # fmt: skip
def test_a_label_ends_where_the_sentence_begins(label: str) -> None:
    assert (label + SAID)[label_end(label + SAID) :] == SAID
    assert opens_with_label(label + SAID)


@pytest.mark.parametrize(
    "line",
    [
        "2026 شهد إضرابا طويلا",
        "15 - 20 سفينة تنتظر",
        "3.5 مليون دينار خسائر الميناء",
        "12 سفينة تنتظر",
        "-5 درجات في الجبال",
        "7-أكتوبر كان يوما طويلا",
        "20 - رمضان كان موعد الإضراب",
        "د. سامي النقيب",
        "نعم، قال النقيب",
        "لا، لن نعود",
        "عاجل الوزير إلى الاجتماع",
        "وقال النقيب: لن نعود",
    ],
)
def test_what_only_looks_like_a_label_stays(line: str) -> None:
    assert label_end(line) == 0


def test_sentences_of_a_list_and_of_a_live_report_have_no_labels() -> None:
    text = (
        "قررت الإدارة أمرين:\n1- صرف الرواتب غدا.\n2- تعيين 40 عاملا.\n14:35 انتهى الإضراب في الميناء."
        "\nعاجل | بدأ التفريغ."
    )
    document = read_document(Article(id="one", text=text))
    assert [sentence.text for sentence in document.sentences] == [
        "قررت الإدارة أمرين:",
        "صرف الرواتب غدا.",
        "تعيين 40 عاملا.",
        "انتهى الإضراب في الميناء.",
        "بدأ التفريغ.",
    ]
    assert [text[one.start : one.end] for one in document.sentences] == [one.text for one in document.sentences]
    assert [one.text for one in document.dropped] == ["1-", "2-", "14:35", "عاجل |"]
