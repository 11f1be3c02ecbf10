"""English that does not keep to the glossary: found, replaced where that is safe, else flagged."""

from __future__ import annotations

import time

import pytest

from mujaz.engines.base import GenerationOptions
from mujaz.translate.glossary import Glossary, Term
from mujaz.translate.glossary.violations import keep_to
from mujaz.translate.translation import Translation
from mujaz.translate.translator import translate_with
from mujaz.types import Flag
from tests.fakes import FakeEngine

GLOSSARY = Glossary(
    (
        Term(("لاجئ",), "refugee", forbidden=("migrant", "displaced person")),
        Term(("وزارة",), "ministry", forbidden=("department",)),
        Term(("الخليج",), "the Gulf", admitted=("Gulf region",), forbidden=("Bay",)),
        Term(("اتحاد المزارعين",), "Farmers' Union", forbidden=("Peasants' Union",)),
        Term(("هيئة المياه",), "Water Authority", forbidden=("Union", "Water Board")),
        Term(("اتفاق",), "accord", forbidden=("treaty",)),
    )
)


def keep(arabic: str, english: str) -> tuple[str, list[str]]:
    made = keep_to(GLOSSARY, arabic, Translation(english))
    return made.text, [flag.message for flag in made.flags]


@pytest.mark.parametrize(
    ("arabic", "english", "expected"),
    [
        ("وصل اللاجئون", "Migrants arrived.", "Refugees arrived."),
        ("خيمة اللاجئ", "It was the migrant's tent.", "It was the refugee's tent."),
        ("خيام اللاجئين", "The migrants' tents burned.", "The refugees' tents burned."),
        ("قالت الوزارات", "The two departments said so.", "The two ministries said so."),
        ("وزارة جديدة", "It is a department.", "It is a ministry."),
        ("في الخليج", "Ships in the Bay waited.", "Ships in the Gulf waited."),
        ("وقع اتفاق", "A treaty was signed.", "An accord was signed."),
        ("وقع اتفاق", "He said: treaty signed", "He said: Accord signed"),
        ("اللاجئون واللاجئ", "Migrants and a migrant", "Refugees and a refugee"),
    ],
)
def test_a_forbidden_form_is_replaced_with_its_ending_article_and_capital(
    arabic: str, english: str, expected: str
) -> None:
    assert keep(arabic, english) == (expected, [])


def test_what_is_right_in_any_inflection_is_left_alone() -> None:
    english = "Refugees' tents in the Gulf region belong to two ministries."
    assert keep("خيام اللاجئين في الخليج للوزارات", english) == (english, [])


def test_a_term_that_the_arabic_lacks_is_not_looked_for() -> None:
    assert keep("وصل الناس", "Migrants arrived.") == ("Migrants arrived.", [])


def test_more_forbidden_forms_than_terms_are_flagged_and_left_as_they_are() -> None:
    text, messages = keep("وصل لاجئ مع عمال", "A migrant came with migrant workers.")
    assert text == "A migrant came with migrant workers."
    assert messages == ["The English has “migrant” for «لاجئ»; the glossary wants “refugee”."] * 2


def test_where_two_terms_forbid_overlapping_words_neither_is_replaced() -> None:
    glossary = Glossary(
        (Term(("نهر",), "river", forbidden=("big stream",)), Term(("كبير",), "large", forbidden=("a big",)))
    )
    made = keep_to(glossary, "نهر كبير", Translation("It is a big stream."))
    assert made.text == "It is a big stream."
    assert [flag.where for flag in made.flags] == ["en:8-18", "en:6-11"]


def test_a_long_text_full_of_terms_takes_time_in_proportion() -> None:
    begun = time.process_time()
    made = keep_to(GLOSSARY, "لاجئ وزارة " * 10_000, Translation("a migrant refugee department " * 10_000))
    assert (len(made.flags), made.text.count("ministry")) == (10_000, 10_000)
    assert time.process_time() - begun < 20


def test_a_forbidden_form_inside_another_terms_english_is_none() -> None:
    english = "The Farmers' Union met the Water Authority."
    assert keep("التقى اتحاد المزارعين هيئة المياه", english) == (english, [])


def test_the_plural_of_a_name_is_left_to_a_person() -> None:
    text, messages = keep("هيئة المياه", "The Water Boards met.")
    assert text == "The Water Boards met."
    assert messages == ["The English has “Water Boards” for «هيئة المياه»; the glossary wants “Water Authority”."]


def test_a_missing_term_is_a_warning_with_the_place_of_the_arabic_and_in_arabic_too() -> None:
    (flag,) = keep_to(GLOSSARY, "عاد لاجئ واحد", Translation("One man returned.")).flags
    assert flag == Flag(
        kind="glossary",
        severity="warning",
        message="The glossary wants “refugee” for «لاجئ»; the English does not have it.",
        message_ar="يطلب مسرد المصطلحات «refugee» مقابل «لاجئ»، وهو غير وارد في النص الإنجليزي.",
        where="en",
        source="ar:4-8",
    )


def test_a_forbidden_form_that_stays_is_flagged_where_it_stands() -> None:
    made = keep_to(GLOSSARY, "هيئة المياه", Translation("The Water Boards met."))
    assert [(flag.where, flag.source) for flag in made.flags] == [("en:4-16", "ar:0-11")]


OPTIONS = GenerationOptions(beam_size=4)


def _translate(*second: str) -> tuple[list[str], FakeEngine]:
    """Translate two texts, of which the first violates the glossary until it is asked for again."""
    engine = FakeEngine.queued(["One man returned.", "A man returned."], [list(second)])
    made = translate_with(engine, OPTIONS, ["عاد لاجئ.", "عاد رجل."], glossary=GLOSSARY)
    return [translation.text for translation in made], engine


def test_another_hypothesis_that_has_the_term_is_taken() -> None:
    texts, engine = _translate("Somebody returned.", "A refugee returned.")
    assert texts == ["A refugee returned.", "A man returned."]
    assert [(sources, options.num_hypotheses) for sources, options in engine.calls] == [
        (["عاد لاجئ.", "عاد رجل."], 1),
        (["عاد لاجئ."], 8),
    ]


def test_another_hypothesis_without_the_term_is_not_taken() -> None:
    assert _translate("Somebody returned.")[0] == ["One man returned.", "A man returned."]


def test_the_term_is_not_worth_a_degenerate_translation() -> None:
    assert _translate("A refugee refugee refugee refugee refugee.")[0][0] == "One man returned."
