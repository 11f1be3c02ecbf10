"""The law of numbers: in what people translated, no figure is replaced."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT, skip

SAMPLE = 800
"""Pairs, evenly out of all; `benchmarks/number_law.py` tries every one."""


@pytest.fixture
def law(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("number_law")


@pytest.fixture
def pairs(law: ModuleType, shared: Path) -> list[tuple[str, str]]:
    folder = shared / "data" / "parallel"
    if not folder.is_dir():
        skip("the parallel sets are not in the shared data folder")
    every = [pair for name in law.SETS for pair in law.read_pairs(folder / f"{name}.tsv.gz")]
    return list(law.sampled(every, SAMPLE, len(every)))


def test_no_figure_of_a_human_translation_is_replaced(law: ModuleType, pairs: list[tuple[str, str]]) -> None:
    outcome = law.try_pairs(pairs)
    assert (outcome.pairs, outcome.changed) == (SAMPLE, [])


def test_few_right_figures_are_flagged_as_wrong(law: ModuleType, pairs: list[tuple[str, str]]) -> None:
    outcome = law.try_pairs(pairs[::4])
    assert outcome.severe["number"] <= 0.05 * outcome.pairs


def test_a_sample_is_even(law: ModuleType) -> None:
    assert law.sampled([(str(at), "") for at in range(10)], 2, 10) == [("4", ""), ("9", "")]
