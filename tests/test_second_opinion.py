"""The embedded translator as a judge of English that it did not write."""

from __future__ import annotations

import importlib
from types import ModuleType

import pytest

from mujaz.models.bundle import open_bundle
from tests.conftest import ROOT


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("second_opinion")


def test_the_area_is_the_part_of_pairs_in_which_the_good_line_is_higher(script: ModuleType) -> None:
    assert script.area_under_curve([-1.0, -3.0, -2.0, -4.0], [True, True, False, False]) == 0.75


def test_a_tie_counts_half(script: ModuleType) -> None:
    assert script.area_under_curve([-1.0, -1.0], [True, False]) == 0.5


def test_right_english_scores_above_wrong_english(script: ModuleType) -> None:
    arabic = "أغلقت البلدية ثلاث مدارس بسبب الأمطار."
    records = [
        {"ar": arabic, "en": english}
        for english in ("The municipality closed three schools because of rain.", "A minister opened nine banks.")
    ]
    right, wrong = script.score_records(open_bundle("embedded-ar-en"), records)
    assert wrong < right < 0
