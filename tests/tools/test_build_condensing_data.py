"""What the condenser learns from: written sentences that add nothing, and sentences with something put in."""

from __future__ import annotations

import importlib
from types import ModuleType

import numpy as np
import pytest

from tests.conftest import ROOT

SENTENCE = "وقال وزير الصحة أحمد سالم، الذي زار المدينة، إن المستشفى لن يفتح قبل 12 مايو بسبب نقص الأدوية في المخازن."


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "tools")
    return importlib.import_module("build_condensing_data")


def test_a_shorter_sentence_in_the_words_of_the_long_one_is_learned_from(tool: ModuleType) -> None:
    assert tool.is_fit(SENTENCE, "قال وزير الصحة أحمد سالم إن المستشفى لن يفتح قبل 12 مايو")


@pytest.mark.parametrize(
    "condensed",
    [
        "قال وزير الصحة أحمد سالم إن المستشفى الكبير لن يفتح قبل 12 مايو",
        "قال وزير الصحة أحمد سالم إن المستشفى لن يفتح قبل 15 مايو",
        "قال وزير الصحة أحمد سالم إن المستشفى يفتح قبل 12 مايو",
        "المستشفى لن يفتح قبل 12 مايو بسبب نقص الأدوية في المخازن",
        "قال وزير الصحة",
    ],
    ids=["a new word", "another figure", "a lost negation", "a lost speaker", "too short"],
)
def test_a_sentence_that_adds_turns_or_loses_something_is_left_out(tool: ModuleType, condensed: str) -> None:
    assert not tool.is_fit(SENTENCE, condensed)


def test_a_reduction_is_a_sentence_of_the_article_with_a_clause_put_in(tool: ModuleType) -> None:
    plain = "افتتح الوزير الجسر الجديد في المدينة أمس."
    other = "وزار الوفد السوق القديمة في المساء، التي أعيد بناؤها بعد الحريق الكبير."
    ((text, target),) = tool.make_reductions([{"text": f"{plain} {other}"}], np.random.default_rng(1))
    assert target == plain
    assert "، التي أعيد بناؤها بعد الحريق الكبير" in text
    assert set(plain.split()[:-1]) <= set(text.replace("،", " ").split())
