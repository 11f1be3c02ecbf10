"""Arabic bullets against their article."""

from __future__ import annotations

import pytest

from mujaz.checks.arabic import check_arabic
from mujaz.flags.catalogue import read_place
from tests.checks.articles import COST, DAM, PLANS, TEXT, bullet, facts


@pytest.mark.parametrize("text", [DAM, COST, "بلغت تكلفة السد 350 مليون دولار."])
def test_the_article_s_own_words_pass(text: str) -> None:
    assert check_arabic(bullet(text, COST), facts()) == ()


def test_a_paraphrase_with_the_article_s_facts_passes() -> None:
    assert check_arabic(bullet("كلف السد الجديد 350 مليون دولار وبناه ألفا عامل.", COST), facts()) == ()


def test_a_number_that_the_article_lacks_is_severe_with_its_span() -> None:
    text = "كلف السد الجديد 450 مليون دولار."
    (flag,) = check_arabic(bullet(text, COST), facts())
    place = read_place(flag.where)
    assert place is not None
    assert (flag.kind, flag.severity, text[place.start : place.end]) == ("number", "severe", "450 مليون دولار")
    assert flag.message == "The bullet has the number “450 مليون دولار”; the article does not."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("افتتح الوزير السد <extra_id_3> في الجنوب.", "degenerate"),
        ("السد الجديد السد الجديد السد الجديد السد الجديد.", "degenerate"),
        ("اقرأ أيضا: افتتاح سد جديد", "boilerplate"),
    ],
)
def test_what_is_no_news_is_severe(text: str, kind: str) -> None:
    flags = check_arabic(bullet(text, DAM), facts())
    assert [(flag.kind, flag.severity) for flag in flags] == [(kind, "severe")]


def test_a_negation_turned_round_is_a_warning_with_its_place_in_the_article() -> None:
    (flag,) = check_arabic(bullet("ذكر الوزير متى يبدأ بناء السد الثاني.", PLANS), facts())
    place = read_place(flag.source)
    assert place is not None
    assert (flag.kind, flag.severity, TEXT[place.start : place.end]) == ("negation", "warning", "ولم")


def test_a_number_from_elsewhere_in_the_article_is_a_warning() -> None:
    text = "أسفر الهجوم على السوق المركزي عن مقتل تسعة أشخاص بينهم أطفال.\nووصلت خمس سيارات إسعاف من البلدة المجاورة."
    (flag,) = check_arabic(bullet("أسفر الهجوم على السوق المركزي عن مقتل خمسة أشخاص بينهم أطفال."), facts(text))
    assert (flag.kind, flag.severity) == ("number", "warning")
    assert flag.message == "The bullet has the number “خمسة” where the article, among the same words, has another."


def test_what_the_article_states_in_the_same_place_is_not_misplaced() -> None:
    text = "أسفر الهجوم على السوق المركزي عن مقتل تسعة أشخاص بينهم أطفال.\nووصلت خمس سيارات إسعاف من البلدة المجاورة."
    assert check_arabic(bullet("أدى الهجوم على السوق المركزي إلى مقتل تسعة أشخاص بينهم أطفال."), facts(text)) == ()
