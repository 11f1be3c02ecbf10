"""Whether a second translation loses what the first one says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.facts.compare import keeps_facts
from mujaz.facts.lexicon import count_verbs

ARABIC = "لم يوافق الوزير على بيع 40 سفينة في القاهرة يوم الثلاثاء."
FIRST = "The minister did not agree to sell 40 ships in Cairo on Tuesday."

LOSES = {
    "a figure": "The minister did not agree to sell the ships in Cairo on Tuesday.",
    "another figure stands there": "The minister did not agree to sell 14 ships in Cairo on Tuesday.",
    "a day": "The minister did not agree to sell 40 ships in Cairo.",
    "a place": "The minister did not agree to sell 40 ships on Tuesday.",
    "its denial": "The minister agreed to sell 40 ships in Cairo on Tuesday.",
    "its verb": "The minister not in agreement on the sale of 40 ships in Cairo on Tuesday.",
    "a word, for one that is none": "The minister did not plorter to sell 40 ships in Cairo on Tuesday.",
}


@pytest.mark.parametrize("new", LOSES.values(), ids=LOSES)
def test_another_translation_may_not_lose(new: str) -> None:
    assert not keeps_facts(ARABIC, FIRST, new)


KEEPS = {
    "the same": FIRST,
    "other words": "In Cairo on Tuesday the minister refused to sell forty ships.",
    "another order": "On Tuesday, in Cairo, the minister did not agree to the sale of 40 ships.",
    "a denial in another word": "The minister rejected the sale of 40 ships in Cairo on Tuesday.",
    "more than there was": f"{FIRST} He said so on Tuesday.",
}


@pytest.mark.parametrize("new", KEEPS.values(), ids=KEEPS)
def test_another_translation_that_says_as_much_is_kept(new: str) -> None:
    assert keeps_facts(ARABIC, FIRST, new)


def test_what_the_first_one_lacks_may_lack_in_the_second() -> None:
    assert keeps_facts(ARABIC, LOSES["a figure"], LOSES["a figure"].replace("agree", "consent"))


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Ministers of five states in Cairo", 0),
        ("The minister said so", 1),
        ("Two were killed", 2),
        ("Floods swept the north and fell again", 2),
        ("A hundred United supporters of the alleged plan", 0),
        ("He will go", 1),
    ],
)
def test_finite_verbs_are_counted(text: str, verbs: int) -> None:
    assert count_verbs(text) == verbs


@given(st.text(), st.text())
def test_a_text_keeps_what_it_says_itself(arabic: str, english: str) -> None:
    assert keeps_facts(arabic, english, english)
