"""The translator on an engine that gives one text a source and no scores."""

from __future__ import annotations

import math
from collections.abc import Sequence

from mujaz.engines.base import Capabilities, Engine, Generation, GenerationOptions, Hypothesis
from mujaz.translate.translator import translate_with


class OneText(Engine):
    """Gives each source the same English, and records what it is asked."""

    capabilities = Capabilities(
        several_hypotheses=False, scores=False, forced_scoring=False, attention=False, repetition=False
    )

    def __init__(self, english: str) -> None:
        self._english = english
        self.sources: list[str] = []

    def generate(self, sources: Sequence[str], options: GenerationOptions) -> list[Generation]:
        self.check_options(options)
        self.sources += sources
        hypothesis = Hypothesis(self._english, math.nan, tuple(self._english.split()), finished=True)
        return [Generation((hypothesis,), pieces_in=5, truncated=False) for _ in sources]

    def count_pieces(self, text: str) -> int:
        return 2 * len(text.split())


LONG = "زار وزير التعليم ثلاث مدارس في العاصمة أمس، وقال إن الحكومة ستبني عشر مدارس أخرى في العام المقبل."


def test_a_translation_has_no_score_rather_than_a_made_up_one() -> None:
    (translation,) = translate_with(
        OneText("The minister visited schools."), GenerationOptions(), ["زار الوزير مدارس."]
    )
    assert translation.text == "The minister visited schools."
    assert translation.score is None


def test_degenerate_english_is_tried_again_by_clauses_without_what_the_engine_refuses() -> None:
    engine = OneText("the " * 40)
    (translation,) = translate_with(engine, GenerationOptions(), [LONG], repair=True)
    assert [flag.kind for flag in translation.flags] != []
    assert len(engine.sources) > 1
    assert all(len(source) < len(engine.sources[0]) for source in engine.sources[1:])
