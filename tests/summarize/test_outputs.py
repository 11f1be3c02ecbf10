"""What of a generation can be a bullet."""

from __future__ import annotations

import pytest

from mujaz.engines.base import Generation
from mujaz.summarize.strategies.mt5 import loops, usable_sentences
from tests.fakes import hypothesis


def _usable(text: str, *, finished: bool = True) -> list[str]:
    return usable_sentences(Generation((hypothesis(text, finished=finished),), pieces_in=10, truncated=False))


def test_sentinels_go_and_sentences_come_apart() -> None:
    text = "<extra_id_0> افتتح الوزير الجسر الجديد. كلف المشروع مليون دينار <extra_id_12>"
    assert _usable(text) == ["افتتح الوزير الجسر الجديد.", "كلف المشروع مليون دينار."]


@pytest.mark.parametrize("text", ["", "<extra_id_0>", "the minister opened a bridge", "الوزير الجسر", "." * 50])
def test_empty_foreign_or_too_short_output_is_refused(text: str) -> None:
    assert _usable(text) == []


def test_an_output_without_any_hypothesis_is_refused() -> None:
    assert usable_sentences(Generation((), pieces_in=10, truncated=False)) == []


def test_an_unfinished_last_sentence_goes_and_a_complete_one_stays() -> None:
    assert _usable("افتتح الوزير الجسر الجديد. وكلف المشروع مليون", finished=False) == ["افتتح الوزير الجسر الجديد."]
    assert _usable("افتتح الوزير الجسر الجديد وقال إن", finished=False) == []
    assert _usable("افتتح الوزير الجسر الجديد.", finished=False) == ["افتتح الوزير الجسر الجديد."]


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير الوزير الوزير إن العمل بدأ اليوم في المدينة",
        "في بيروت في بيروت في بيروت وصل الوفد إلى المطار القديم",
        "وصل الوفد ثم غادر وصل الوزير ثم غادر الوفد وصل ثم الوفد",
    ],
)
def test_a_loop_is_a_loop(text: str) -> None:
    assert loops(text)
    assert _usable(text) == []


def test_a_name_that_comes_twice_is_no_loop() -> None:
    assert not loops("قال رئيس الوزراء إن الحكومة ستعمل، وأضاف رئيس الوزراء أن الموازنة جاهزة")
