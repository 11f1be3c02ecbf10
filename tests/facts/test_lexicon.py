"""Words that a translator made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.checks.english import check_english, count_faults
from mujaz.facts.lexicon import find_nonwords
from tests.checks.articles import COST, DAM, subject


def nonwords(arabic: str, english: str) -> list[str]:
    return [english[start:end] for start, end in find_nonwords(arabic, english)]


MADE_UP = {
    "a stem that there is not": ("The minister opened a dam in the flonder of the south.", ["flonder"]),
    "an ending on what is no stem": ("The brumation of the dam took four years.", ["brumation"]),
    "a real ending twice": ("The figure reflectss the cost.", ["reflectss"]),
    "two in one sentence": ("The scrided workers were trabulated in the south.", ["scrided", "trabulated"]),
    "one twice": ("A plorter met a plorter.", ["plorter"]),
    "in quotation marks": ('The dam is "gratrous", he said.', ["gratrous"]),
    "with a possessive": ("The drambler's dam is new.", ["drambler"]),
}


@pytest.mark.parametrize(("english", "words"), MADE_UP.values(), ids=MADE_UP)
def test_a_word_in_no_list_is_found_once(english: str, words: list[str]) -> None:
    assert nonwords(DAM, english) == words


RIGHT = {
    "inflected": "The planners were applying the strictest rulings, flying happily over the carried buildings.",
    "british and american": "The centre's defence programme; the center's defense was criticised and criticized.",
    "compounds": "The airstrikes hit warplanes, and the titleholders watched the aftershocks on smartphones.",
    "learned words": "Adenoviruses are studied in immunotherapy and macroeconomic modelling.",
    "contractions": "They couldn't say what hadn't been done, and wouldn't.",
    "names": "Flonder met Trabula and McPlorter.",
    "addresses": "See plorter.example or www.flonder.com, or write to drambler@plorter.org and @gratrous.",
    "abbreviations and units": "It weighs 30 kgs and is 4 kms away, p.m. or a.m.",
    "compounds with a hyphen": "The pre-brumation works were re-flondered.",
    "figures": "The 17th and 4x4tract.",
    "words of the language of news": "A curfew, a ceasefire, peacekeepers, jihadists, midfielders and lockdowns.",
}


@pytest.mark.parametrize("english", RIGHT.values(), ids=RIGHT)
def test_words_that_people_write_are_none(english: str) -> None:
    assert nonwords(DAM, english) == []


SPELLED = [
    ("ارتدت نقابا أسود في السوق.", "She wore a black niqab in the market."),
    ("أقيمت مأدبة إفطار ومسابقة في المزمار.", "There was an iftar and a contest of mizmar."),
    ("قاد السائق سيارة من طراز تويوتا.", "The driver drove a toyota."),
    ("شركة flonder أعلنت أرباحها.", "The flonder company announced its profits."),
    ("رقص الشبان العرضة النجدية.", "The young men danced the ardah."),
]


@pytest.mark.parametrize(("arabic", "english"), SPELLED)
def test_what_spells_a_word_of_the_arabic_is_none(arabic: str, english: str) -> None:
    assert nonwords(arabic, english) == []


def test_a_made_up_word_is_a_warning_at_its_place_and_no_name() -> None:
    english = "The dam cost 350 million dollars, and about 2,000 plorters took part in building it."
    (flag,) = check_english(subject(COST), english)
    assert (flag.kind, flag.severity, flag.where) == ("nonword", "warning", "en:50-58")
    assert flag.message == "No English word, nor spelled after a word of the Arabic: “plorters”."


def test_of_two_hypotheses_the_one_without_a_made_up_word_has_fewer_faults() -> None:
    assert count_faults(DAM, "A dam was plortered on Tuesday.") == count_faults(DAM, "A dam was opened on Tuesday.") + 1


@given(st.text())
def test_each_place_holds_a_word_in_small_letters(english: str) -> None:
    assert all(
        english[start:end].isalpha() and english[start:end].islower() for start, end in find_nonwords(DAM, english)
    )
