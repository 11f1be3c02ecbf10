"""Any English held against its Arabic."""

from __future__ import annotations

import pytest

import mujaz
from mujaz.checks.pairs import check_pairs
from mujaz.errors import ArticleError
from mujaz.files.pairs.base import Pair

ARABIC = "قال الوزير إن 12 شخصا قتلوا في الانفجار ولم يصب أحد من العاملين في المصنع."


def test_a_faithful_translation_has_no_flag() -> None:
    english = "The minister said 12 people were killed in the explosion and none of the factory's workers was hurt."
    assert mujaz.check(ARABIC, english).flags == ()


def test_a_figure_that_the_arabic_does_not_have_is_severe() -> None:
    english = "The minister said 21 people were killed in the explosion and no factory worker was hurt."
    (flag,) = mujaz.check(ARABIC, english).flags
    assert (flag.kind, flag.severity, flag.where) == ("number", "severe", "en:18-20")
    assert flag.message == "The English has the number “21” where the Arabic has «12»."


def test_without_an_article_nothing_is_said_of_one() -> None:
    english = "The minister said 12 people were killed and 40 hurt in the explosion, none of the factory's workers."
    messages = [flag.message for flag in mujaz.check(ARABIC, english).flags]
    assert "The English has the number “40”; the Arabic does not." in messages


def test_a_figure_that_stands_elsewhere_in_the_article_is_a_warning() -> None:
    english = "The minister said 12 people were killed and 40 hurt in the explosion, none of the factory's workers."
    article = f"{ARABIC} وأضاف أن عدد الجرحى في المدينة بلغ 40 شخصا بعد انهيار المبنى المجاور للمصنع القديم."
    severities = {flag.severity for flag in mujaz.check(ARABIC, english, article=article).flags}
    assert severities == {"warning"}


def test_an_empty_translation_is_severe() -> None:
    assert [flag.severity for flag in mujaz.check(ARABIC, " ").flags] == ["severe"]


def test_a_loop_is_severe() -> None:
    flags = mujaz.check(ARABIC, "The minister said the minister said the minister said the minister said it.").flags
    assert flags[0].kind == "degenerate"


def test_exchanged_columns_are_an_error_in_the_place_of_the_pair() -> None:
    error, checked = check_pairs([Pair("1", "a:1", "Today", "اليوم"), Pair("2", "a:2", "اليوم", "Today")])
    assert isinstance(error, ArticleError)
    assert str(error) == "a:1: the English stands in the place of the Arabic; exchange the two"
    assert not isinstance(checked, ArticleError)


def test_an_article_that_is_not_arabic_is_an_error() -> None:
    with pytest.raises(ArticleError, match="the article: "):
        mujaz.check("اليوم", "Today", article="This article is in English and has nothing that could be checked. " * 5)
