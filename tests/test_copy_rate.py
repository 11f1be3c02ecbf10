"""How much of what must be copied a translation copies."""

from __future__ import annotations

import importlib
from types import ModuleType

import pytest

from tests.conftest import ROOT


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("copy_rate")


def test_numbers_count_by_value_however_they_are_written(script: ModuleType) -> None:
    rate = script.copy_rate(
        [("ثلاثة آلاف جندي و٤٠ دبابة", "three thousand soldiers, 40 tanks", "3,000 soldiers, 40 tanks")]
    )
    assert (rate.numbers, rate.numbers_asked) == (2, 2)


def test_what_the_reference_leaves_out_is_not_asked_for(script: ModuleType) -> None:
    rate = script.copy_rate([("15 قتيلا و30 جريحا", "dead and wounded", "15 dead and many wounded")])
    assert (rate.numbers, rate.numbers_asked) == (0, 1)


def test_years_and_days_of_dates_are_numbers_to_copy(script: ModuleType) -> None:
    rate = script.copy_rate([("في 7 أكتوبر 2014", "on October 7, 2015", "on 7 October 2014")])
    assert (rate.numbers, rate.numbers_asked) == (1, 2)


def test_a_number_asked_for_twice_must_stand_twice(script: ModuleType) -> None:
    rate = script.copy_rate([("من 5 ثم من 5", "5", "5 and 5")])
    assert (rate.numbers, rate.numbers_asked) == (1, 2)


def test_latin_words_count_without_regard_to_case(script: ModuleType) -> None:
    rate = script.copy_rate([("شركة Toyota ومنصة e-Lib وملف PDF", "TOYOTA and a PDF", "Toyota, e-Lib and a PDF file")])
    assert (rate.latin, rate.latin_asked) == (2, 3)
    assert rate + rate == script.CopyRate(0, 0, 4, 6)
