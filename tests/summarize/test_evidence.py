"""Which sentences a bullet rests on."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.files.articles import read_articles
from mujaz.summarize.evidence import find_support, quote, unsupported
from mujaz.summarize.terms import TermSpace
from mujaz.text.document import Document, read_document
from mujaz.types import Article
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


def test_no_more_than_five_sentences_are_named() -> None:
    many = document(
        "نقل القطار قمحا كثيرا.",
        "حملت السفينة فحما أسود.",
        "باع التاجر زيتونا أخضر.",
        "زرع الفلاح شعيرا ناضجا.",
        "صنع الحداد سيفا قاطعا.",
        "كتب الشاعر ديوانا طويلا.",
    )
    indices, _ = _support(" ".join(one.text for one in many.sentences), many)
    assert len(indices) == 5


def test_a_single_word_in_common_makes_no_further_sentence_evidence() -> None:
    indices, _ = _support("افتتح الوزير جسرا جديدا فوق النهر قرب الجبال")
    assert indices == [0]


def test_a_claim_that_the_article_makes_twice_is_found_twice() -> None:
    twice = document(
        "أغلقت بلدية الوادي ثلاثة مصانع للإسمنت قرب النهر الكبير لأسباب بيئية خطيرة.",
        "هطلت أمطار غزيرة على الجبال.",
        "أكدت بلدية الوادي إغلاق ثلاثة مصانع للإسمنت قرب النهر الكبير لأسباب بيئية خطيرة.",
        "يربط الطريق المدينة بالميناء القديم.",
    )
    indices, _ = _support("بلدية الوادي تغلق ثلاثة مصانع للإسمنت قرب النهر الكبير لأسباب بيئية خطيرة", twice)
    assert indices == [0, 2]


def test_a_number_weighs_twice_as_much_as_a_word() -> None:
    years = document("زار الوفد المدينة عام 2015.", "زار الوفد مصنع السفن.", "عاد الوفد.")
    found = find_support("زيارة مصنع 2015", years.sentences, TermSpace(one.text for one in years.sentences))
    assert found.best.index == 0


def test_the_best_sentence_is_the_one_that_covers_most_wherever_it_stands() -> None:
    found = find_support(
        "المشروع كلف عشرين مليون دينار، والوزير افتتح جسرا",
        SMALL.sentences,
        TermSpace(one.text for one in SMALL.sentences),
    )
    assert found.best.index == 1
    assert [one.index for one in found.sentences] == [0, 1]


def test_likeness_in_topic_breaks_ties_and_does_not_raise_the_share() -> None:
    space = TermSpace(one.text for one in SMALL.sentences)
    found = find_support("فاز المنتخب", SMALL.sentences, space, lambda _, sentences: [0.1, 0.1, 0.9, 0.1])
    assert [one.index for one in found.sentences] == [2]
    assert found.share == 0
    assert unsupported(found)


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


@given(
    st.lists(
        st.sampled_from(["الوزير", "جسرا", "المشروع", "دينار", "أمطار", "الجبال", "2015", "المنتخب", "في"]), max_size=12
    )
)
def test_whatever_the_bullet_the_sentences_are_in_order_and_the_share_is_a_share(chosen: list[str]) -> None:
    found = find_support(" ".join(chosen), SMALL.sentences, TermSpace(one.text for one in SMALL.sentences))
    indices = [one.index for one in found.sentences]
    assert indices == sorted(set(indices))
    assert found.best in found.sentences
    assert 0 <= found.share <= 1


def _examples() -> list[Document]:
    path = Path(__file__).resolve().parents[2] / "examples" / "articles.jsonl"
    return [read_document(article) for article in read_articles([str(path)]) if isinstance(article, Article)]


def test_a_bullet_of_another_article_is_flagged_and_one_of_its_own_is_not() -> None:
    documents = _examples()
    flagged: dict[bool, list[bool]] = {True: [], False: []}
    for article, other in product(documents, documents):
        space = TermSpace(one.text for one in article.sentences)
        for bullet in other.article.references[0].splitlines():
            support = find_support(bullet, article.sentences, space)
            flagged[article is other].append(bool(unsupported(support)))
    assert (sum(flagged[True]), len(flagged[True])) == (0, 14)
    # The articles tell of one invented country, whose names stand in several of them.
    assert (sum(flagged[False]), len(flagged[False])) == (27, 28)


def test_a_hijri_year_is_evidence_like_any_number() -> None:
    dated = document("صدر النظام عام 1436هـ.", "هطلت أمطار غزيرة.")
    assert _support("صدر النظام عام 1436هـ.", dated) == ([0], 1.0)
