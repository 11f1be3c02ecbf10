"""Which sentences a bullet rests on."""

from __future__ import annotations

import pytest

from mujaz.summarize.evidence import find_support, quote, unsupported
from mujaz.summarize.terms import TermSpace
from mujaz.text.document import Document
from tests.summarize.documents import document

SMALL = document(
    "افتتح الوزير جسرا جديدا فوق النهر.",
    "كلف المشروع عشرين مليون دينار.",
    "هطلت أمطار غزيرة على الجبال.",
    "يربط الطريق المدينة بالميناء القديم.",
)


def _support(bullet: str, small: Document = SMALL) -> tuple[list[int], float]:
    found = find_support(bullet, small.sentences, TermSpace(one.text for one in small.sentences))
    return [one.index for one in found.sentences], found.share


def test_a_sentences_own_words_rest_on_it_alone() -> None:
    assert _support("افتتح الوزير جسرا جديدا فوق النهر.") == ([0], pytest.approx(1))


def test_a_bullet_that_joins_two_sentences_rests_on_both_in_article_order() -> None:
    indices, share = _support("مشروع كلف مليون دينار: الوزير افتتح جسرا جديدا")
    assert indices == [0, 1]
    assert share == pytest.approx(1)


def test_no_more_than_three_sentences_are_named() -> None:
    indices, _ = _support("الوزير جسرا المشروع دينار أمطار الجبال الطريق الميناء")
    assert len(indices) == 3


def test_a_word_that_the_article_lacks_lowers_the_share() -> None:
    _, share = _support("افتتح الوزير مستشفى")
    assert 0.4 < share < 0.7


def test_an_invented_bullet_is_flagged_and_still_points_somewhere() -> None:
    found = find_support("فاز المنتخب بكأس البطولة", SMALL.sentences, TermSpace(one.text for one in SMALL.sentences))
    assert [one.index for one in found.sentences] == [0]
    (flag,) = unsupported(found)
    assert (flag.kind, flag.severity, flag.where) == ("unsupported", "severe", "ar")


def test_a_supported_bullet_has_no_flag() -> None:
    found = find_support("افتتح الوزير جسرا", SMALL.sentences, TermSpace(one.text for one in SMALL.sentences))
    assert unsupported(found) == ()


def test_evidence_is_the_article_verbatim() -> None:
    found = find_support("هطلت أمطار", SMALL.sentences, TermSpace(one.text for one in SMALL.sentences))
    (evidence,) = quote(SMALL.article, found)
    assert evidence.text == SMALL.article.text[evidence.start : evidence.end] == "هطلت أمطار غزيرة على الجبال."
