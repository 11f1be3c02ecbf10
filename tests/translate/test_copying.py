"""Further attempts at segments whose output lacks what it must copy."""

from __future__ import annotations

from mujaz.engines.base import GenerationOptions
from mujaz.translate.judges import count_copying_faults
from mujaz.translate.translation import Translation
from mujaz.translate.translator import translate_with
from tests.fakes import FakeEngine

OPTIONS = GenerationOptions(beam_size=4)


def translated(engine: FakeEngine, *texts: str) -> list[Translation]:
    return translate_with(engine, OPTIONS, list(texts), repair=True)


def test_a_translation_with_everything_is_asked_for_once() -> None:
    engine = FakeEngine.queued(["18 workers came to Wapping on May 3.", "He left."])
    first, second = translated(engine, "جاء ثمانية عشر عاملا إلى Wapping في 3 مايو.", "ذهب.")
    assert (first.text, second.text) == ("18 workers came to Wapping on May 3.", "He left.")
    assert (len(engine.calls), first.attempts) == (1, 1)


def test_a_lost_number_is_asked_for_again_in_figures_with_hypotheses_to_choose_from() -> None:
    offers = ["8 workers came", "They came", "18 workers came"]
    engine = FakeEngine.queued(["Eight workers came", "He left"], [offers])
    first, second = translated(engine, "جاء ثمانية عشر عاملا", "ذهب")
    assert (first.text, first.attempts, first.flags) == ("18 workers came", 2, ())
    assert (second.text, second.attempts) == ("He left", 1)
    assert [sources for sources, _ in engine.calls] == [["جاء ثمانية عشر عاملا", "ذهب"], ["جاء 18 عاملا"]]
    assert engine.calls[1][1].num_hypotheses == 8


def test_what_is_lost_even_then_is_asked_for_by_clauses() -> None:
    clause = "قال الوزير في الجلسة إن الحكومة سوف تبني ثلاث مدارس جديدة في المدينة القديمة"
    said = "The minister said in the session that the government will build schools in the old city"
    engine = FakeEngine(lambda _source, call: said if call < 2 else said.replace("schools", "3 schools"))
    (made,) = translated(engine, f"{clause}، و{clause}.")
    assert [len(sources) for sources, _ in engine.calls] == [1, 1, 2]
    assert (made.text.count("3 schools"), made.segments, made.attempts) == (2, 2, 3)


def test_the_first_translation_stays_where_no_other_is_better() -> None:
    engine = FakeEngine.queued(["Eight workers came"], [["Nine workers came"]], ["Nine workers"])
    (made,) = translated(engine, "جاء ثمانية عشر عاملا")
    assert (made.text, made.attempts) == ("Eight workers came", 3)


def test_a_translation_that_is_none_is_not_taken_for_its_number() -> None:
    engine = FakeEngine.queued(["Workers came here"], [["18 18 18 18 18 18"]], ["18 18 18 18 18 18"])
    assert translated(engine, "جاء ثمانية عشر عاملا")[0].text == "Workers came here"


def test_a_translation_that_stammers_is_not_taken_for_its_number() -> None:
    stammering = "18 workers came to the site and 18 workers came to the site"
    engine = FakeEngine.queued(["Eight workers came to the site"], [[stammering]], [stammering])
    assert translated(engine, "جاء ثمانية عشر عاملا إلى الموقع")[0].text == "Eight workers came to the site"


def test_a_lost_latin_word_is_asked_for_again_but_not_one_that_can_be_put_right() -> None:
    engine = FakeEngine.queued(["He visited Waping", "He drove the car"], [["He drove the Toyota"]])
    made = translated(engine, "زار Wapping", "قاد Toyota")
    assert [one.attempts for one in made] == [1, 2]
    assert made[1].text == "He drove the Toyota"


def test_what_is_lost_counts_twice_and_what_is_added_once() -> None:
    arabic = "وصل 15 عاملا إلى Wapping في 3 مايو"
    assert count_copying_faults(arabic, "15 workers came to Wapping on May 3") == 0
    assert count_copying_faults(arabic, "15 workers came to Waping on May 3") == 0
    assert count_copying_faults(arabic, "14 workers came to Wapping on May 3") == 3
    assert count_copying_faults(arabic, "15 workers came on May 3") == 2
    assert count_copying_faults(arabic, "workers came to Wapping") == 4
