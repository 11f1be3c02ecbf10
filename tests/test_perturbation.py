"""The edits that corrupt one fact of a text, and how they are counted."""

from __future__ import annotations

import importlib
from random import Random
from types import ModuleType

import pytest

from tests.conftest import ROOT


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - repeatable corruption, no secret


@pytest.fixture
def edits(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("edits")


@pytest.fixture
def perturbation(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("perturbation")


def test_the_edits_use_no_code_of_ours() -> None:
    assert "import mujaz" not in (text := (ROOT / "benchmarks" / "edits.py").read_text(encoding="utf-8"))
    assert "from mujaz" not in text


def test_a_number_is_changed_and_nothing_else(edits: ModuleType) -> None:
    text = "In June 2014 police held 1,250 people near Lyon."
    for seed in range(20):
        changed = edits.number_editor("en")(text, seeded(seed))
        assert changed.startswith("In June 2014 police held ")
        assert changed.endswith(" people near Lyon.")
        assert changed != text


def test_digits_of_dates_and_names_are_no_numbers_to_change(edits: ModuleType) -> None:
    assert edits.number_editor("en")("On October 7, 2014 an F-16 landed; COVID-19 spread.", seeded(1)) is None


def test_a_month_named_twice_is_changed_as_one(edits: ModuleType) -> None:
    changed = edits.date_editor("ar")("عقد اللقاء في يونيو/حزيران الماضي", seeded(2))
    assert changed.startswith("عقد اللقاء في ")
    assert "يونيو" not in changed
    assert "حزيران" not in changed


def test_a_decade_stays_a_decade(edits: ModuleType) -> None:
    for seed in range(10):
        changed = edits.date_editor("en")("built in the 1960s", seeded(seed))
        assert changed.startswith("built in the 19")
        assert changed.endswith("0s")


def test_a_negation_is_taken_out_or_put_in(edits: ModuleType) -> None:
    assert edits.negation_loser("en")("They can’t leave.", seeded(0)) == "They can leave."
    assert edits.negation_loser("ar")("ولم يصل الوفد", seeded(0)) == "ويصل الوفد"
    assert edits.negation_gainer("en")("The road is open.", seeded(0)) == "The road is not open."
    assert edits.negation_gainer("ar")("سيغادر الوفد", seeded(0)) == "لن يغادر الوفد"


def test_a_name_is_exchanged_for_another_of_as_many_words_or_left(edits: ModuleType) -> None:
    corpus = ["we met Anna Berg in Lyon", "he saw Omar Haddad in Tripoli"]
    find = edits.english_names(edits.Capitals(corpus))
    changed = {edits.name_swapper(find, corpus)(corpus[0], seeded(seed)) for seed in range(30)}
    assert changed - {None} == {"we met Omar Haddad in Lyon", "we met Anna Berg in Tripoli"}


def test_an_english_word_that_is_also_written_small_is_no_name(edits: ModuleType) -> None:
    find = edits.english_names(edits.Capitals(["the Nile River", "a river", "the Nile", "José Núñez"]))
    assert [match[0] for match in find("they saw the Nile, the River, and José Núñez-like art by José Núñez")] == [
        "Nile",
        "José Núñez",
    ]


def test_an_arabic_name_is_one_that_is_marked_wherever_it_stands(edits: ModuleType) -> None:
    sentences = [
        (["زار", "الشعب", "في", "دمشق"], ["O", "B-ORG", "O", "B-LOC"]),
        (["قال", "الشعب", "في", "دمشق"], ["O", "O", "O", "B-LOC"]),
        (["وصل", "عمر", "حداد", "بدمشق"], ["O", "B-PER", "I-PER", "B-LOC"]),
        (["عاد", "عمر", "حداد", "بدمشق"], ["O", "B-PER", "I-PER", "B-LOC"]),
    ]
    assert edits.marked_names(sentences) == {"دمشق": "LOC", "عمر حداد": "PER"}


def test_a_name_is_exchanged_for_one_of_its_kind(edits: ModuleType) -> None:
    kinds = {"دمشق": "LOC", "بيروت": "LOC", "الهلال الأحمر": "ORG", "عمر حداد": "PER"}
    corpus = ["وصل عمر حداد إلى دمشق", "في بيروت قال الهلال الأحمر"]
    swap = edits.name_swapper(edits.listed_names(kinds), corpus, kinds)
    assert {swap(corpus[0], seeded(seed)) for seed in range(30)} - {None} == {"وصل عمر حداد إلى بيروت"}


def test_intervals_are_wilsons(perturbation: ModuleType) -> None:
    assert perturbation.wilson(0, 0) == (0.0, 1.0)
    assert perturbation.wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-4)


def test_a_noticed_corruption_and_a_false_alarm_are_counted(perturbation: ModuleType, edits: ModuleType) -> None:
    pairs = [
        perturbation.Pair("قتل 12 شخصا", "12 people died"),
        perturbation.Pair("قتل 15 شخصا", "16 people died"),
    ]
    row = perturbation.measure(perturbation.TestSet("two", "en", pairs), "number, changed", edits.number_editor("en"))
    assert (row.corrupted, row.alarms, row.pairs) == (2, 1, 2)
