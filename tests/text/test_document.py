"""An article read: sentences in place, headings and boilerplate apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.errors import ArticleError
from mujaz.text import document as documents
from mujaz.text.clean import clean
from mujaz.text.decode import decode
from mujaz.text.document import Document, read_document
from mujaz.types import Article

PAGE = """\
وزراء المالية العرب يبحثون إنشاء صندوق للطوارئ
سامي حداد – الرياض

بدأ وزراء المالية العـــرب أمس\u200f اجتماعا يستمر يومين. \
وقال د. سامي إن ﺍﻟﺼﻨﺪﻭﻕ سيبدأ برأس مال يبلغ ٣ مليارات دولار.. \
وأضاف أن الدول وافقت عليه.
اقرأ أيضاً: من هو رئيس الصندوق؟
ومن المقرر  أن يصدر البيان الختامي مساء اليوم. (رويترز)
تابعونا على فيسبوك
"""


def read(text: str, title: str = "") -> Document:
    return read_document(Article(id="one", text=text, title=title))


def test_a_page_is_parted_into_sentences_and_the_rest() -> None:
    document = read(PAGE)
    assert document.title == "وزراء المالية العرب يبحثون إنشاء صندوق للطوارئ"
    assert [(one.index, one.paragraph, one.text) for one in document.sentences] == [
        (0, 2, "بدأ وزراء المالية العرب أمس اجتماعا يستمر يومين."),
        (1, 2, "وقال د. سامي إن الصندوق سيبدأ برأس مال يبلغ ٣ مليارات دولار.."),
        (2, 2, "وأضاف أن الدول وافقت عليه."),
        (3, 4, "ومن المقرر أن يصدر البيان الختامي مساء اليوم."),
    ]
    assert [one.text for one in document.dropped] == [
        "وزراء المالية العرب يبحثون إنشاء صندوق للطوارئ",
        "سامي حداد – الرياض",
        "اقرأ أيضاً: من هو رئيس الصندوق؟",
        "(رويترز)",
        "تابعونا على فيسبوك",
    ]


def test_a_sentence_is_found_at_its_place_in_the_article_as_it_came() -> None:
    document = read(PAGE)
    second = document.sentences[1]
    assert PAGE[second.start : second.end] == "وقال د. سامي إن ﺍﻟﺼﻨﺪﻭﻕ سيبدأ برأس مال يبلغ ٣ مليارات دولار.."


PARTS = ["قال\u200f الوزير ", "ﻻ نعم. ", "د. سا\u0654 ", "«لا.»", "\n", "\r\n", "كـــلمة.. ", "\u00a0", "(رويترز)"]


@given(st.lists(st.sampled_from(PARTS)))
def test_sentences_and_the_rest_cover_the_text_at_exact_places(parts: list[str]) -> None:
    text = "قال وزير المالية اليوم نعم. " + "".join(parts)
    document = read(text)
    found = sorted([*document.sentences, *document.dropped], key=lambda one: one.start)
    for one in found:
        assert clean(text[one.start : one.end]).text == one.text
    between = [0, *(place for one in found for place in (one.start, one.end)), len(text)]
    assert all(not clean(text[low:high]).text.strip() for low, high in zip(between[::2], between[1::2], strict=True))


def test_the_dateline_is_part_of_no_sentence() -> None:
    document = read("القاهرة (رويترز) - أعلنت الوزارة أن العمل بدأ.\nالرباط - قال الوزير نعم.")
    assert [one.text for one in document.sentences] == [
        "أعلنت الوزارة أن العمل بدأ.",
        "الرباط - قال الوزير نعم.",
    ]
    assert [one.text for one in document.dropped] == ["القاهرة (رويترز) -"]


def test_the_title_given_is_kept_and_its_line_dropped() -> None:
    document = read(PAGE, title="وزراء المالية العرب يبحثون «إنشاء صندوق للطوارئ»")
    assert document.title == "وزراء المالية العرب يبحثون «إنشاء صندوق للطوارئ»"
    assert document.dropped[0].text == "وزراء المالية العرب يبحثون إنشاء صندوق للطوارئ"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it has no words"),
        ("خبر عاجل", "too short"),
        ("Nothing but English on this page.", "not Arabic"),
        ("اقرأ أيضا: من هو رئيس الصندوق الجديد؟\nتابعونا على فيسبوك", "nothing but headings, links and prompts"),
    ],
)
def test_what_is_no_arabic_article_is_refused_by_its_source(text: str, reason: str) -> None:
    with pytest.raises(ArticleError, match=reason) as caught:
        read_document(Article(id="one", text=text, source="news.jsonl:3"))
    assert caught.value.where == "news.jsonl:3"


def test_a_headline_alone_is_an_article_of_one_sentence() -> None:
    document = read("وزراء المالية العرب يبحثون إنشاء صندوق", title="وزراء المالية العرب يبحثون إنشاء صندوق")
    assert [one.text for one in document.sentences] == ["وزراء المالية العرب يبحثون إنشاء صندوق"]


def test_a_scraped_page_with_headline_deck_and_prompt_at_its_end(shared: Path) -> None:
    data = (shared / "samples" / "asharq-alawsat-2014.txt").read_bytes()
    document = read(decode(data, "sample"))
    assert len(document.sentences) == 15
    assert max(len(one.text.split()) for one in document.sentences) == 175
    assert [len(one.text.split()) for one in document.dropped] == [9, 13, 9, 3, 17]
    assert document.title == document.dropped[0].text == document.dropped[2].text
    assert document.deck == document.dropped[1].text
    assert all(document.article.text[one.start : one.end] == one.text for one in document.sentences)


def test_an_article_of_fifty_thousand_words_is_read() -> None:
    sentence = "قال الوزير إن «الخطة جاهزة» وستعلن غدا في د. سامي. "
    document = read(sentence * 5_000)
    assert len(document.sentences) == 5_000


def test_one_sentence_of_five_thousand_words_is_read() -> None:
    assert len(read("قال الوزير، " * 2_500).sentences) == 1


def test_a_paragraph_that_stood_there_before_is_left_out() -> None:
    first, second = "أعلنت الوزارة أن العمل في السد بدأ.", "وقال الوزير إن العمال كثيرون."
    document = read("\n".join([first, second, first, f"{second} ", "ثم مضى الوزير إلى مكتبه."]))
    assert [one.text for one in document.sentences] == [first, second, "ثم مضى الوزير إلى مكتبه."]
    assert [one.text for one in document.dropped] == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "وصل الزورق إلى المرفأ.\n" * 6,
        "وصل الزورق إلى المرفأ\n\n" * 6,
        "وصل الزورق إلى المرفأ. " * 6,
        "وصل الزورق إلى المرفأ؟ " * 3 + "\n" + "ثم غادر الركاب السفينة! " * 3,
        "رسا زورق\n" * 4 + "وصل الزورق إلى المرفأ. ثم غادر الركاب السفينة.",
    ],
)
def test_an_article_of_too_many_lines_or_sentences_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(documents, "MOST_SENTENCES", 5)
    with pytest.raises(ArticleError, match="more than 5 lines or sentences; split it"):
        read(text)
    monkeypatch.setattr(documents, "MOST_SENTENCES", 6)
    read(text)
