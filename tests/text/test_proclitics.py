"""The table of proclitics and negations: every subset is of the table, and finds hosts as its users expect."""

from __future__ import annotations

import pytest

from mujaz.text import proclitics
from mujaz.text.clean import fold
from mujaz.text.proclitics import (
    BEFORE_DENIALS,
    BEFORE_NUMBERS,
    BEFORE_OFFICES,
    BEFORE_SIGNS,
    BEFORE_TIMES,
    DENIALS,
    IS_NOT,
    LETTERS,
    NOT,
    find_host,
    has_host,
    is_definite,
)

SUBSETS = [name for name in vars(proclitics) if name.startswith("BEFORE_")]


@pytest.mark.parametrize("name", SUBSETS)
def test_each_row_is_made_of_proclitics_of_one_letter_and_the_article(name: str) -> None:
    joined = {"", *LETTERS, "أ", "ا", "من"}
    for row in getattr(proclitics, name):
        heads = {row, row.removesuffix("ال"), row.removesuffix("لل")}
        assert any(head in joined or (head[:1] in LETTERS and head[1:] in joined) for head in heads), row


@pytest.mark.parametrize(
    ("word", "known", "subset", "expected"),
    [
        ("وبالفين", {"الفين"}, BEFORE_NUMBERS, ("وب", "الفين")),
        ("الفين", {"الفين", "فين"}, BEFORE_NUMBERS, ("", "الفين")),
        ("كالثلاثاء", {"الثلاثاء"}, BEFORE_TIMES, ("", "")),
        ("وللشرطه", {"شرطه"}, BEFORE_OFFICES, ("", "")),
        ("للشرطه", {"شرطه"}, BEFORE_OFFICES, ("لل", "شرطه")),
        ("فلا", NOT, BEFORE_DENIALS, ("ف", "لا")),
        ("بلا", NOT, BEFORE_DENIALS, ("", "")),
        ("بلا", NOT, BEFORE_SIGNS, ("ب", "لا")),
    ],
)
def test_a_host_is_found_behind_the_proclitics_of_the_subset_only(
    word: str, known: set[str], subset: tuple[str, ...], expected: tuple[str, str]
) -> None:
    assert find_host(word, known, subset) == expected
    assert has_host(word, known, subset) == (expected[1] != "")


def test_a_row_is_definite_that_ends_with_the_article() -> None:
    assert [row for row in BEFORE_NUMBERS if not is_definite(row)] == ["و", "ب", "ل", "ف", "ك", "وب", "ول"]


def test_negations_are_folded_as_the_words_are_that_they_are_looked_up_by() -> None:
    for word in DENIALS | IS_NOT | NOT:
        assert fold(word) == word
