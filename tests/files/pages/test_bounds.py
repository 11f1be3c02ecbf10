"""Pages that are larger than any article's, and pages that take too long: each costs itself only."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

from mujaz.errors import ArticleError
from mujaz.files.formats.html import extract_values, read_page
from mujaz.files.pages.bounds import MOST_ATTRIBUTES, MOST_ELEMENTS, MOST_TAGS, measure_page
from mujaz.files.process import ParserProcess
from mujaz.types import Article, Page

SENTENCE = "أعلنت هيئة الموانئ عن توسعة الرصيف الشرقي في ميناء الصدف قبل نهاية الخريف. "
ARTICLE = f"<article><h1>توسعة الرصيف</h1>{f'<p>{SENTENCE * 2}</p>' * 4}</article>"


def page(body: str, identifier: str = "p") -> Page:
    html = f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{ARTICLE}{body}</body></html>"
    return Page(id=identifier, data=html.encode(), source="page.html")


def read(process: ParserProcess, page: Page) -> Article:
    return Article(id=page.id, source=page.source, **process.run(extract_values, page.data, page.where))


@pytest.fixture
def process() -> Iterator[ParserProcess]:
    process = ParserProcess()
    yield process
    process.close()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<p>" * (MOST_TAGS + 1), "more than 1,200,000 tags"),
        ("<p " + "a " * (MOST_ATTRIBUTES + 1) + ">", "a tag with more than 1,000 attributes"),
        ("<p " + "".join(f"data-{n}='{n}' " for n in range(4_000)) + ">", "a tag with more than 1,000 attributes"),
        ("<p " + "".join(f"/a{n}" for n in range(4_000)) + ">", "a tag with more than 1,000 attributes"),
        ("<p/<b" * MOST_TAGS, "more than 1,200,000 tags"),
        ("نص " * 14_000_000, "larger than 64 MB"),
        ("<li>بند</li>" * (MOST_ELEMENTS + 1), "more than 100,000 tags beside plain paragraphs"),
    ],
)
def test_what_is_no_page_of_an_article_is_refused(body: str, reason: str) -> None:
    with pytest.raises(ArticleError, match=f"page.html: no page of an article: {reason}"):
        read_page(page(body))


@pytest.mark.parametrize(
    "body",
    [
        f"<img alt='{'كلمة ' * 3_000}'>",
        f"<div data-state='{'{' + 'x = 1 ' * 3_000}'></div>",
        f"<img src='data:image/png;base64,{'QUJD' * 20_000}'>",
        "<a href='/x'>رابط</a>" * 6_000,
        "<li>بند في قائمة</li>" * 6_000,
    ],
)
def test_long_values_and_many_elements_are_no_reason_to_refuse(body: str) -> None:
    assert SENTENCE.strip() in read_page(page(body)).text


@pytest.mark.parametrize(
    "body", ["<p>x</p>" * 5_001, "<p " + "a" * 17_000 + ">", "<!-- " + "x" * 2_200_000 + " -->", '<p " ' + "a " * 9_000]
)
def test_a_page_that_may_take_long_is_not_read_in_this_process(body: str) -> None:
    assert not measure_page(page(body).data).is_harmless


def test_the_page_of_an_article_is_read_in_this_process() -> None:
    assert measure_page(page("<li><a href='/'>رابط</a></li>" * 2_000).data).is_harmless


def test_another_process_finds_the_same_article(process: ParserProcess) -> None:
    small = page("<p>17 مايو 2026</p>")
    assert read(process, small) == read_page(small)


def test_what_is_wrong_with_a_page_comes_back_from_the_process(process: ParserProcess) -> None:
    with pytest.raises(ArticleError, match=r"page.html: no article text found in the HTML page"):
        read(process, Page(id="p", data=b"<html></html>", source="page.html"))


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read(process: ParserProcess) -> None:
    read(process, page(""))
    process._clock_seconds = 0.001
    with pytest.raises(ArticleError, match="or 0 s on the clock"):
        read(process, page(f"<h2>عنوان</h2><p>{SENTENCE}</p>" * 5_000))
    process._clock_seconds = 120
    assert read(process, page("", "next")).id == "next"


@pytest.mark.skipif(sys.platform != "linux", reason="the system bounds no processor time")
def test_a_page_that_takes_too_much_processor_time_is_given_up_and_the_next_is_read(process: ParserProcess) -> None:
    read(process, page(""))
    process._seconds = 1
    with pytest.raises(ArticleError, match="reading it takes longer than 1 s of processor time"):
        read(process, page(f"<div>{SENTENCE}</div>" * 90_000))
    process._seconds = 30
    assert read(process, page("", "next")).id == "next"


def test_a_process_that_has_died_is_replaced(process: ParserProcess) -> None:
    read(process, page(""))
    assert process._process is not None
    process._process.kill()
    process._process.wait()
    assert read(process, page("", "next")).id == "next"


def test_the_process_is_gone_when_it_is_closed() -> None:
    process = ParserProcess()
    read(process, page(""))
    assert process._process is not None
    child = process._process.pid
    process.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_words_of_a_crowd_of_links_stay() -> None:
    crowd = "".join(f"<a href='/{number}'>كلمة</a> و<em>أخرى</em> " for number in range(600))
    html = f"<html><body><article><p>{SENTENCE}{crowd}</p></article></body></html>"
    text = read_page(Page(id="p", data=html.encode(), source="page.html")).text
    assert text.count("كلمة") == 600
    assert text.count("أخرى") == 600


def long_page(paragraphs: int, attributes: str = "") -> Page:
    lines = "".join(f"<p{attributes}>رسا <b>زورق</b> {number} عند الرصيف.</p>\n" for number in range(paragraphs))
    return Page(id="p", data=f"<html><body><article>{lines}</article></body></html>".encode(), source="page.html")


@pytest.mark.parametrize("attributes", ["", " dir='rtl'", " class='text'"])
def test_each_plain_paragraph_of_a_long_page_is_a_line(attributes: str) -> None:
    lines = read_page(long_page(6_000, attributes)).text.splitlines()
    assert lines == [f"رسا زورق {number} عند الرصيف." for number in range(6_000)]


def test_a_long_page_has_more_plain_paragraphs_than_a_page_may_have_other_tags() -> None:
    assert read_page(long_page(MOST_ELEMENTS + 20_000)).text.count("\n") == MOST_ELEMENTS + 20_000 - 1


@pytest.mark.parametrize(
    "between",
    ["<h2>عنوان</h2>", "<!-- إعلان -->", "<ul><li>بند</li></ul>", "نص بين الفقرات", "<p><a href='/'>رابط</a></p>"],
)
def test_what_stands_between_the_paragraphs_of_a_long_page_keeps_its_place(between: str) -> None:
    ends = f"<p>{SENTENCE}أولاً</p><p>{SENTENCE}ثانياً</p>{between}<p>{SENTENCE}ثالثاً</p>"
    html = f"<html><body><article>{ends}{f'<p>{SENTENCE}</p>' * 5_001}</article></body></html>"
    text = read_page(Page(id="p", data=html.encode(), source="page.html")).text
    assert [line.split()[-1] for line in text.splitlines() if line.endswith("اً")] == ["أولاً", "ثانياً", "ثالثاً"]
