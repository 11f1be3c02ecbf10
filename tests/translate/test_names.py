"""Names of people that the English mangles are put right, and nothing else is."""

from __future__ import annotations

from mujaz.engines.base import GenerationOptions
from mujaz.translate.translation import Translation
from mujaz.translate.translator import translate_with
from tests.fakes import FakeEngine

OPTIONS = GenerationOptions(beam_size=4)
ARABIC = "قال هشام الهاشمي إن الطريق مغلق."


def translate(*answers: list[str]) -> tuple[Translation, list[str]]:
    engine = FakeEngine.queued(*answers)
    (translation,) = translate_with(engine, OPTIONS, [ARABIC], repair=True)
    return translation, [f"{repair.step} {repair.taken}" for repair in translation.repairs]


def test_a_mangled_name_is_given_in_latin_letters() -> None:
    translation, steps = translate(
        ["Husham al-Barman said the road was closed."], ["Hisham al-Hashimi said the road was closed."]
    )
    assert translation.text == "Hisham al-Hashimi said the road was closed."
    assert steps == ["latin-names True"]


def test_a_spelling_that_may_be_one_of_the_name_stays() -> None:
    translation, steps = translate(["Husham al-Hachemi said the road was closed."])
    assert translation.text == "Husham al-Hachemi said the road was closed."
    assert steps == []


def test_a_name_that_was_put_in_has_a_note_with_other_spellings() -> None:
    translation, _ = translate(["Husham said so of the road."], ["Hisham al-Hashimi said so of the road."])
    (note,) = translation.notes
    assert (note.kind, note.severity, note.where, note.source) == ("spelling", "info", "en:0-17", "ar:4-16")
    assert "Hisham Hashimi" in note.message


def test_what_the_translator_misspells_of_latin_letters_is_put_right() -> None:
    translation, _ = translate(["Husham said the road was closed."], ["Hishm al-Hashmi said the road was closed."])
    assert translation.text == "Hisham al-Hashimi said the road was closed."


def test_a_stable_name_stands_in_when_latin_letters_are_not_copied() -> None:
    translation, steps = translate(
        ["Husham said the road was closed."],
        ["He said the road was closed."],
        ["Bill Richardson said the road was closed."],
    )
    assert translation.text == "Hisham al-Hashimi said the road was closed."
    assert steps == ["latin-names False", "carried-names True"]


def test_a_stable_name_that_comes_twice_is_not_replaced() -> None:
    twice = "Bill Richardson and Bill Richardson said the road was closed."
    translation, steps = translate(["Husham said the road was closed."], ["He said so."], [twice])
    assert translation.text == "Husham said the road was closed."
    assert steps == ["latin-names False", "carried-names False"]


def test_a_text_that_loses_something_else_is_not_taken() -> None:
    translation, _ = translate(
        ["Husham said the road was closed."], ["Hisham al-Hashimi."], ["Bill Richardson said 12 roads were closed."]
    )
    assert translation.text == "Husham said the road was closed."


def test_a_name_in_a_known_spelling_is_left_alone() -> None:
    translation, steps = translate(["Hicham Hashimi said the road was closed."])
    assert (translation.text, steps) == ("Hicham Hashimi said the road was closed.", [])
