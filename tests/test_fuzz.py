"""Hostile inputs to everything that reads files: read, or refused with an error of ours, never anything else.

The short form of `benchmarks/fuzz.py`.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT

NAMES = sorted(path.name for path in (ROOT / "benchmarks" / "fuzzing" / "corpus").iterdir())


@pytest.fixture(scope="module", autouse=True)
def fuzzing() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "benchmarks"))
        yield


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"fuzzing.{name}")


def test_each_target_has_a_corpus() -> None:
    assert sorted(_module("targets").TARGETS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_what_the_corpus_holds_is_no_defect(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUJAZ_HOME", str(tmp_path))
    for data in _module("targets").seeds(name):
        _module("targets").feed(name, data, tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_hostile_inputs_are_read_or_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUJAZ_HOME", str(tmp_path))
    targets = _module("targets")

    @settings(
        max_examples=50,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(_module("inputs").hostile(targets.seeds(name)))
    def feed(data: bytes) -> None:
        targets.feed(name, data, tmp_path)

    feed()


@given(st.binary(max_size=300), st.data())
def test_an_input_never_grows_beyond_its_bound(seed: bytes, data: st.DataObject) -> None:
    inputs = _module("inputs")
    assert len(data.draw(inputs.hostile([seed]))) <= inputs.LARGEST
