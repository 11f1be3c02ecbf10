"""Lines broken at a column are paragraphs again; lines that end where somebody ended them stay."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.text.clean import clean
from mujaz.text.document import read_document
from mujaz.text.wrapping import join_paragraphs, join_wrapped
from mujaz.types import Article

STORIES = {
    "dam": [
        "دشن وزير الري صباح الأحد سدا على وادي الغزلان يحجز 120 مليون متر مكعب من مياه الأمطار. وقال إن "
        "العمل فيه استغرق "
        "أربع سنوات وشارك فيه 900 عامل.",
        "ويروي السد عشرين ألف هكتار من بساتين اللوز والزيتون في ثلاث محافظات، وتتوقع الوزارة أن يتضاعف "
        "الإنتاج قبل نهاية "
        "العقد. وطالب مزارعون بخفض رسوم الري.",
    ],
    "port": [
        "أضرب عمال ميناء الصخرة ثلاثة أيام احتجاجا على تأخر الرواتب، فتوقف تفريغ 14 سفينة محملة بالقمح "
        "والسكر. وقال نقيب "
        "العمال إن الإدارة لم ترد على أي من مطالبهم.",
        "وحذرت غرفة التجارة من نقص السلع في الأسواق إذا استمر الإضراب أسبوعا آخر. ودعت الحكومة الطرفين إلى اجتماع عاجل "
        "يعقد مساء الخميس في مقر الوزارة.",
    ],
}
PLAIN = [paragraph for story in STORIES.values() for paragraph in story]


def wrapped(paragraphs: list[str], width: int, between: str) -> str:
    return between.join(textwrap.fill(one, width, break_long_words=False, break_on_hyphens=False) for one in paragraphs)


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in read_document(Article(id="one", text=text)).sentences]


@pytest.mark.parametrize("width", [40, 52, 60, 66, 72, 80, 100])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("story", STORIES)
def test_the_sentences_are_those_of_the_text_before_it_was_wrapped(story: str, between: str, width: int) -> None:
    assert sentences(wrapped(STORIES[story], width, between)) == sentences("\n".join(STORIES[story]))


@given(st.integers(30, 110), st.sampled_from([*STORIES]), st.sampled_from(["\n", "\n\n", "\r\n\r\n"]))
def test_a_sentence_is_the_slice_of_the_article_but_for_its_line_breaks(width: int, story: str, between: str) -> None:
    text = wrapped(STORIES[story], width, between)
    for sentence in read_document(Article(id="one", text=text)).sentences:
        assert " ".join(text[sentence.start : sentence.end].split()) == sentence.text


def test_a_quoted_mail_loses_its_marks_inside_a_sentence() -> None:
    text = "\n".join(f"> {line}" for line in textwrap.wrap(STORIES["dam"][0], 60))
    assert sentences(text) == sentences(STORIES["dam"][0])


def test_a_headline_above_wrapped_text_stays_a_line() -> None:
    text = "سد جديد على وادي الغزلان\n" + wrapped(STORIES["dam"], 70, "\n")
    document = read_document(Article(id="one", text=text))
    assert document.title == "سد جديد على وادي الغزلان"
    assert [sentence.text for sentence in document.sentences] == sentences("\n".join(STORIES["dam"]))


def test_columns_that_are_uneven_are_joined_where_words_belong_together() -> None:
    lines = [
        "أضرب عمال ميناء الصخرة ثلاثة أيام احتجاجا على",
        "تأخر الرواتب، فتوقف تفريغ 14",
        "سفينة محملة بالقمح والسكر وكلف الإضراب 30",
        "مليون دينار. وقال نقيب العمال إن",
        "الإدارة لم ترد على مطالبهم.",
    ]
    assert sentences("\n".join(lines)) == [
        "أضرب عمال ميناء الصخرة ثلاثة أيام احتجاجا على تأخر الرواتب، فتوقف تفريغ 14 سفينة محملة بالقمح "
        "والسكر وكلف الإضراب"
        " 30 مليون دينار.",
        "وقال نقيب العمال إن الإدارة لم ترد على مطالبهم.",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        PLAIN,
        ["يا ليل طل أو لا تطل", "لا بد لي أن أسهرك", "لو بات عندي قمري", "ما بت أرعى قمرك"],
        ["1- منع الوقوف في الشارع الرئيسي", "2- تشغيل حافلات كهربائية جديدة", "3- رفع رسوم المواقف في المدينة"],
        ["وزير الري يدشن سدا جديدا", "إضراب في ميناء الصخرة يدخل يومه الثالث", "ارتفاع أسعار القمح", "فوز السنديان"],
        ["قال الوزير نعم.", "وقال النائب لا.", "ثم انتهت الجلسة.", "وخرج الجميع."],
        ["شباب الوادي – نجوم الساحل 1 – 1", "اتحاد الجبل – أهلي المرج 2 – 0", "نسور التل – شباب العين 0 – 3"],
        ["سطر واحد لا يتبعه شيء"],
    ],
    ids=["paragraphs", "poem", "list", "headlines", "short sentences", "results", "one line"],
)
def test_lines_that_were_not_wrapped_stay(lines: list[str]) -> None:
    cleaned = clean("\n".join(lines))
    assert join_wrapped(cleaned) is cleaned


def test_an_item_of_a_list_in_wrapped_text_stays_a_line() -> None:
    text = wrapped([*STORIES["dam"], "- سد أول في الشمال", "- سد ثان في الجنوب"], 60, "\n")
    assert sentences(text)[-2:] == ["سد أول في الشمال", "سد ثان في الجنوب"]


def test_lines_that_are_known_to_be_wrapped_are_joined_and_blank_lines_stay() -> None:
    lines = [
        "وقال نقيب العمال إن",
        "الإدارة لم ترد.",
        "",
        "وحذرت الغرفة من نقص السلع",
        "في الأسواق.",
        "- سفينة أولى",
        "- ثانية",
    ]
    assert list(join_paragraphs(lines)) == [
        "وقال نقيب العمال إن الإدارة لم ترد.",
        "",
        "وحذرت الغرفة من نقص السلع في الأسواق.",
        "- سفينة أولى",
        "- ثانية",
    ]


@pytest.mark.parametrize("unit", ["كلمة ", "كلمة\n", "> ", "\n", "كلمة.\n", "- \n"])
def test_any_text_is_looked_through_in_linear_time(unit: str) -> None:
    assert len(join_wrapped(clean(unit * 40_000)).text) > 0
