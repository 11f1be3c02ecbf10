"""The script that fills the README's table of what is copied."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from types import ModuleType

import pytest

from mujaz.engines.base import GenerationOptions
from mujaz.translate import Translation
from mujaz.translate.ladder import Judge
from mujaz.translate.translator import translate_with
from tests.conftest import ROOT
from tests.fakes import FakeEngine

OPTIONS = GenerationOptions(beam_size=4)


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("copying_quality")


class ForgetfulTranslator:
    """Leaves a number out until it is asked again."""

    def __init__(self) -> None:
        self._options = OPTIONS
        self._engine = self.fake = FakeEngine.queued(["Workers came"], [["18 workers came"]])

    def translate_many(
        self, texts: Sequence[str], judges: Sequence[Judge[Translation]] | None = None
    ) -> list[Translation]:
        return translate_with(self._engine, self._options, texts, repair=True, judges=judges)


def test_a_set_has_a_row_for_each_figure_and_a_column_for_each_system(script: ModuleType) -> None:
    pairs = [("جاء ثمانية عشر عاملا", "18 workers came")]
    rows = list(script.rows("ours", pairs, script.Systems(ForgetfulTranslator())))
    assert rows[0] == "| ours, 1 pairs | numbers | 0 of 1 (0.0%) | 1 of 1 (100.0%) | 1 of 1 (100.0%) |"
    assert rows[1] == "| ours | Latin words | none to copy | none to copy | none to copy |"
    assert rows[2].endswith(" | 100.0 | 100.0 |")
    assert [row.split(" | ")[1] for row in rows] == ["numbers", "Latin words", "chrF2", "BLEU"]


def test_the_systems_ask_the_engine_the_same_thing_once(script: ModuleType) -> None:
    translator = ForgetfulTranslator()
    assert list(script.Systems(translator).outputs(["جاء ثمانية عشر عاملا"])) == [
        ("Workers came", "18 workers came", "18 workers came")
    ]
    assert len(translator.fake.calls) == 2


def test_only_pairs_with_something_to_copy_are_asked_for(script: ModuleType) -> None:
    assert script.asks("جاء 18 عاملا", "18 workers came")
    assert script.asks("زار Toyota", "He visited Toyota")
    assert not script.asks("جاء 18 عاملا", "Workers came")
