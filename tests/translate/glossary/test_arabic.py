"""Terms in Arabic text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.translate.glossary.terms import Finder


def find_names(text: str, *names: str) -> list[tuple[str, str]]:
    """The names that are found, each with the words of the text that it was found in."""
    finder = Finder([(name, index) for index, name in enumerate(names)])
    return [(names[one.index], text[one.start : one.end]) for one in finder.find(text)]


@pytest.mark.parametrize(
    "word",
    [
        "وزارة",
        "الوزارة",
        "وزارات",
        "والوزارات",
        "بوزارتها",
        "للوزارة",
        "وزارتهم",
        "فلوزارة",
        "وَزارَةٌ",
        "وزارتان",
        "وزارتين",
        "ﻭﺯﺍﺭﺓ",
    ],
)
def test_a_term_is_found_behind_proclitics_the_article_and_endings(word: str) -> None:
    assert find_names(f"قالت {word} أمس", "وزارة") == [("وزارة", word)]


@pytest.mark.parametrize("word", ["وزير", "وزراء", "وزاريون", "زارة", "استوزارة"])
def test_other_words_of_the_same_root_are_not_the_term(word: str) -> None:
    assert find_names(f"قالت {word} أمس", "وزارة") == []


@pytest.mark.parametrize("text", ["في القاهرة", "إلى القاهره", "بالقاهرة", "للقاهرة", "والقاهرة"])
def test_a_term_with_the_article_is_found_with_it(text: str) -> None:
    assert [name for name, _ in find_names(text, "القاهرة")] == ["القاهرة"]


def test_a_term_with_the_article_is_not_found_without_it() -> None:
    assert find_names("قوة قاهرة منعتهم", "القاهرة") == []


def test_the_lam_of_a_noun_survives_the_preposition_and_the_article() -> None:
    assert find_names("وقدم للجنة تقريرا", "لجنة") == [("لجنة", "للجنة")]
    assert find_names("وقدم للجنة العليا تقريرا", "اللجنة العليا") == [("اللجنة العليا", "للجنة العليا")]


def test_proclitics_stand_only_before_the_first_word() -> None:
    assert find_names("وللأمم المتحدة دور", "الأمم المتحدة") == [("الأمم المتحدة", "وللأمم المتحدة")]
    assert find_names("الأمم والمتحدة", "الأمم المتحدة") == []


def test_a_mark_between_the_words_parts_them() -> None:
    assert find_names("هذه الأمم، المتحدة في الرأي", "الأمم المتحدة") == []


def test_the_longest_term_wins_and_the_next_begins_after_it() -> None:
    names = ("مجلس الأمن", "مجلس", "مجلس الأمن الدولي")
    text = "مجلس الأمن الدولي ومجلس الأمن ومجلس النواب"
    assert find_names(text, *names) == [
        ("مجلس الأمن الدولي", "مجلس الأمن الدولي"),
        ("مجلس الأمن", "ومجلس الأمن"),
        ("مجلس", "ومجلس"),
    ]


def test_short_words_are_not_taken_apart() -> None:
    assert find_names("بعد ذلك", "عد") == []
    assert find_names("في بلده", "بل") == []


@given(st.text(alphabet="والبكفمنرسةىأ ،.12a", max_size=60))
def test_places_are_in_order_and_inside_the_text_whatever_it_is(text: str) -> None:
    found = list(Finder([("بكر", 0), ("من", 1), ("نور الفم", 2), ("12", 3)]).find(text))
    borders = [border for one in found for border in (one.start, one.end)]
    assert borders == sorted(set(borders))
    assert all(0 <= border <= len(text) for border in borders)


def test_time_grows_with_the_text_and_not_with_its_square() -> None:
    finder = Finder([("الأمم " * words + "المتحدة", words) for words in range(1, 11)])

    def seconds(words: int) -> float:
        begun = time.process_time()
        assert list(finder.find("الأمم " * words)) == []
        return time.process_time() - begun

    seconds(1_000)
    assert seconds(16_000) < 16 * 4 * max(seconds(1_000), 0.002)
