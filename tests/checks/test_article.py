"""The facts of an article: found once, with their places."""

from __future__ import annotations

import pytest

from mujaz.checks import article as module
from mujaz.checks.article import ArticleFacts
from mujaz.facts.base import Fact
from mujaz.facts.find import find_facts
from tests.checks.articles import COST, DAM, TEXT, document, facts


def english(text: str) -> Fact:
    return next(iter(find_facts(text, "en")))


def test_holds_its_own_sentences_whole_or_trimmed_and_nothing_else() -> None:
    article = facts()
    assert article.quotes(DAM)
    assert article.quotes("بلغت تكلفة السد 350 مليون دولار.")
    assert not article.quotes(DAM.replace("أربعة", "خمسة"))


def test_does_not_hold_a_part_that_begins_inside_a_word_or_behind_a_negation() -> None:
    article = facts()
    assert article.quotes("الوزير متى يبدأ بناء السد الثاني.")
    assert not article.quotes("ذكر الوزير متى يبدأ بناء السد الثاني.")
    assert not article.quotes("يذكر الوزير متى يبدأ بناء السد الثاني.")


def test_says_where_it_states_a_fact_in_the_article_s_own_text() -> None:
    place = facts().locate(english("about 2,000 workers"))
    assert place is not None
    assert (place.part, TEXT[place.start : place.end]) == ("article", "2000")
    assert facts().locate(english("70 gates")) is None


def test_a_headline_bears_out_what_the_text_does_not_say() -> None:
    place = facts(title="افتتاح سد بعد 1500 يوم").locate(english("1,500 days"))
    assert str(place) == "title:14-18"


def test_where_cleaning_changed_a_sentence_its_whole_span_is_given() -> None:
    marked = COST.replace("2000", "20\u200f00")
    text = f"{DAM}\n{marked}"
    place = ArticleFacts(document(text)).locate(english("2,000 workers"))
    assert place is not None
    assert text[place.start : place.end] == marked


def test_a_date_that_stands_only_in_a_prompt_of_the_page_bears_nothing_out() -> None:
    assert facts(f"{TEXT}\nاقرأ أيضا: وفاة 77 شخصا").locate(english("77 people")) is None


def test_facts_are_found_once_and_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []

    def record_text(text: str, language: str, names: bool) -> object:
        texts.append(text)
        return find_facts(text, "ar")

    monkeypatch.setattr(module, "find_facts", record_text)
    article = facts()
    assert article.quotes(DAM)
    assert texts == []
    assert [int(number.low) for number in article.facts.numbers] == [4, 350_000_000, 2000, 2]
    article.locate(english("2,000 workers"))
    assert texts == TEXT.split("\n")
