"""An engine does what it says it can do, and refuses the rest in one line."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from mujaz.engines.base import Capabilities, Engine, Generation, GenerationOptions, Hypothesis
from mujaz.errors import InputError
from tests.engines.conftest import ENGINES, GetEngine

SOURCES = ["الوزير قال", "الخبر"]


class OneText(Engine):
    """An engine that gives one text a source and nothing else."""

    capabilities = Capabilities(
        several_hypotheses=False, scores=False, forced_scoring=False, attention=False, repetition=False
    )

    def generate(self, sources: Sequence[str], options: GenerationOptions) -> list[Generation]:
        self.check_options(options)
        return [self._generation(source.split()) for source in sources]

    def count_pieces(self, text: str) -> int:
        return len(text.split())

    def _generation(self, words: list[str]) -> Generation:
        hypothesis = Hypothesis(" ".join(words), math.nan, tuple(words), finished=True)
        return Generation((hypothesis,), pieces_in=len(words) + 1, truncated=False)


@pytest.fixture(params=[*ENGINES, "firefox", "one text"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine of ours, and one that lacks everything that an engine may lack."""
    if request.param == "one text":
        return OneText()
    if request.param == "firefox":
        firefox: Engine = request.getfixturevalue("firefox_engine")
        return firefox
    get_engine: GetEngine = request.getfixturevalue("get_engine")
    return get_engine(request.param, "marian")


def test_several_hypotheses_are_given_or_refused(engine: Engine) -> None:
    options = GenerationOptions(num_hypotheses=2, max_output_pieces=48)
    if engine.capabilities.several_hypotheses:
        assert [len(generation.hypotheses) for generation in engine.generate(SOURCES, options)] == [2, 2]
    else:
        with pytest.raises(InputError, match="this engine gives one hypothesis a source; ask for one"):
            engine.generate(SOURCES, options)


def test_every_engine_gives_one_hypothesis_with_a_score_if_it_has_scores(engine: Engine) -> None:
    generations = engine.generate(SOURCES, GenerationOptions(max_output_pieces=48))
    assert [len(generation.hypotheses) for generation in generations] == [1, 1]
    is_number = [not math.isnan(generation.best.log_probability) for generation in generations]
    assert is_number == [engine.capabilities.scores] * 2


def test_a_given_text_is_scored_or_refused(engine: Engine) -> None:
    if engine.capabilities.forced_scoring:
        assert all(score < 0 for score in engine.score(SOURCES, ["the minister", "the news"]))
    else:
        with pytest.raises(InputError, match="this engine cannot score a given text"):
            engine.score(SOURCES, ["the minister", "the news"])


def test_attention_is_given_or_refused(engine: Engine) -> None:
    options = GenerationOptions(attention=True, max_output_pieces=48)
    if engine.capabilities.attention:
        assert all(generation.best.attention for generation in engine.generate(SOURCES, options))
    else:
        with pytest.raises(InputError, match="this engine gives no attention; do not ask for it"):
            engine.generate(SOURCES, options)


@pytest.mark.parametrize("constraint", [{"no_repeat_ngram_size": 3}, {"repetition_penalty": 1.1}])
def test_repetition_is_forbidden_or_that_is_refused(engine: Engine, constraint: dict[str, float]) -> None:
    options = GenerationOptions(max_output_pieces=48, **constraint)  # type: ignore[arg-type]
    if engine.capabilities.repetition:
        assert len(engine.generate(SOURCES, options)) == 2
    else:
        with pytest.raises(InputError, match="this engine cannot forbid repetition; do not ask for it"):
            engine.generate(SOURCES, options)
