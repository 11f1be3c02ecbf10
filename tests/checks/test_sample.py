"""The real page in the shared data folder: its numbers and dates are followed into English."""

from __future__ import annotations

from pathlib import Path

import pytest

from mujaz.checks.article import ArticleFacts
from mujaz.checks.english import Subject, check_english
from mujaz.flags.catalogue import read_place
from mujaz.text.document import Document, read_document
from mujaz.types import Article


@pytest.fixture(scope="module")
def page(shared: Path) -> Document:
    text = (shared / "samples" / "asharq-alawsat-2014.txt").read_text(encoding="utf-8")
    return read_document(Article(id="page", text=text))


def rendered(page: Document, words: str, english: str) -> list[tuple[str, str, str, str]]:
    """Kind, severity and both spans of the number and date flags on a rendering of the sentence with `words`."""
    (arabic,) = [sentence.text for sentence in page.sentences if words in sentence.text]
    flags = check_english(Subject(arabic, ArticleFacts(page)), english)
    texts = {"en": english, "ar": arabic, "article": page.article.text}

    def cut(where: str) -> str:
        place = read_place(where)
        return texts[place.part][place.start : place.end] if place else ""

    chosen = [flag for flag in flags if flag.kind in {"number", "date"}]
    return [(flag.kind, flag.severity, cut(flag.where), cut(flag.source)) for flag in chosen]


FROM_TO = (
    "In statements to European media, the EU counter-terrorism coordinator, Gilles de Kerchove, said that the number "
    "of European fighters who went to Syria and Iraq had moved from about {} last {} to about {}."
)


def test_both_numbers_are_followed_into_english(page: Document) -> None:
    assert rendered(page, "نحو 2000", FROM_TO.format("2,000", "July", "3,000")) == []
    assert rendered(page, "نحو 2000", FROM_TO.format("2,000", "July", "300")) == [("number", "severe", "300", "3000")]
    assert rendered(page, "نحو 2000", FROM_TO.format("20,000", "July", "3,000")) == [
        ("number", "severe", "20,000", "2000")
    ]


def test_a_month_with_both_its_names_is_one_date(page: Document) -> None:
    assert rendered(page, "نحو 2000", FROM_TO.format("2,000", "May", "3,000")) == [
        ("date", "severe", "last May", "يوليو (تموز) الماضي")
    ]
    plan = "The meetings began yesterday, take two days, and follow a plan of last June and a summit of last {}."
    assert rendered(page, "يونيو (حزيران)", plan.format("August")) == []
    assert [flag[:3] for flag in rendered(page, "يونيو (حزيران)", plan.format("March"))] == [
        ("date", "severe", "last March")
    ]
