"""Whether another translation repairs what was severe, or only hides it."""

from __future__ import annotations

import pytest

from mujaz.checks.english import Subject
from mujaz.checks.repair_english import EnglishJudge, repairs
from mujaz.translate.translation import Translation
from tests.checks.articles import subject

ARABIC = "أعلن الوزير سمير حداد في بيروت أن 40 سفينة لم تصل."
FIRST = "The minister Sanor Dabba said in Beirut that 40 ships had not arrived."


def examine(subject: Subject, english: str) -> Translation:
    return EnglishJudge(subject).examine(Translation(english))


HIDES = {
    "the wrong name is gone, and nothing stands for it": FIRST.replace(" Sanor Dabba", ""),
    "a word that is none stands for it": FIRST.replace("Sanor Dabba", "plortered"),
    "a common word stands for it": FIRST.replace("Sanor Dabba", "blacksmith"),
    "another wrong name stands there": FIRST.replace("Sanor Dabba", "Norman Wills"),
    "the name is right, and the denial lost": "The minister Samir Haddad said in Beirut that 40 ships had arrived.",
    "the name is right, and the figure lost": "The minister Samir Haddad said in Beirut that ships had not arrived.",
    "the name is right, and the verb lost": "The minister Samir Haddad in Beirut, and not the arrival of 40 ships.",
}


@pytest.mark.parametrize("other", HIDES.values(), ids=HIDES)
def test_what_only_hides_a_severe_finding_is_not_taken(other: str) -> None:
    held = subject(ARABIC)
    assert not repairs(held, examine(held, FIRST), examine(held, other))


REPAIRS = [
    FIRST.replace("Sanor Dabba", "Samir Haddad"),
    "In Beirut, Minister Samir Haddad announced that 40 ships had not arrived.",
    "Minister Samir Haddad told reporters in Beirut that forty ships did not arrive.",
]


@pytest.mark.parametrize("other", REPAIRS)
def test_what_says_the_right_name_and_all_else_is_taken(other: str) -> None:
    held = subject(ARABIC)
    assert repairs(held, examine(held, FIRST), examine(held, other))


def test_a_figure_for_which_the_arabic_has_none_may_go() -> None:
    held = subject("غادر الوزير بيروت ولم يعلق.")
    first, other = (
        examine(held, text)
        for text in (
            "The minister left Beirut at 70 and did not comment.",
            "The minister left Beirut and did not comment.",
        )
    )
    assert repairs(held, first, other)
