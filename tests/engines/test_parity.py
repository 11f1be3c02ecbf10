"""Both engines find and score the same; int8 stays near float32."""

from __future__ import annotations

import pytest

from mujaz.engines.base import GenerationOptions
from mujaz.models.parity import FLOAT_TOLERANCE, SMALL, Reference
from tests.checkpoints import corpus, samples
from tests.engines.conftest import MODELS, GetEngine

SOURCES = [*samples(24), "كلمة غريبة", "في في في", "الوزير " * 60, "today ☃ 12"]
"""What the models have learnt, and what they have not: there the beams lie close together."""

OPTIONS = {
    "greedy": GenerationOptions(beam_size=1, max_output_pieces=48),
    "beam 4": GenerationOptions(beam_size=4, num_hypotheses=4, max_output_pieces=48),
    "as mT5 summarizers": GenerationOptions(
        beam_size=4, num_hypotheses=4, max_output_pieces=48, length_penalty=0.6, no_repeat_ngram_size=2
    ),
    "penalized": GenerationOptions(beam_size=4, num_hypotheses=4, max_output_pieces=48, repetition_penalty=1.3),
    "cut short": GenerationOptions(beam_size=4, num_hypotheses=2, max_input_pieces=12, max_output_pieces=9),
}


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS.keys())
@pytest.mark.parametrize("model", MODELS)
def test_both_engines_give_the_same_hypotheses_in_the_same_order(
    get_engine: GetEngine, model: str, options: GenerationOptions
) -> None:
    converted = get_engine("ctranslate2", model).generate(SOURCES, options)
    reference = get_engine("transformers", model).generate(SOURCES, options)
    for first, second in zip(converted, reference, strict=True):
        assert (first.pieces_in, first.truncated) == (second.pieces_in, second.truncated)
        assert [(h.text, h.pieces, h.finished) for h in first.hypotheses] == [
            (h.text, h.pieces, h.finished) for h in second.hypotheses
        ]
        assert [h.log_probability for h in first.hypotheses] == pytest.approx(
            [h.log_probability for h in second.hypotheses], rel=FLOAT_TOLERANCE, abs=FLOAT_TOLERANCE * SMALL
        )


@pytest.mark.parametrize("model", MODELS)
def test_both_engines_attend_alike(get_engine: GetEngine, model: str) -> None:
    options = GenerationOptions(num_hypotheses=2, max_output_pieces=48, attention=True)
    converted = get_engine("ctranslate2", model).generate(SOURCES, options)
    reference = get_engine("transformers", model).generate(SOURCES, options)
    for first, second in zip(converted, reference, strict=True):
        for hypothesis, same in zip(first.hypotheses, second.hypotheses, strict=True):
            assert hypothesis.attention is not None
            assert same.attention is not None
            for row, same_row in zip(hypothesis.attention, same.attention, strict=True):
                assert row == pytest.approx(same_row, abs=1e-4)


@pytest.mark.parametrize("model", MODELS)
def test_both_engines_score_any_target_alike(get_engine: GetEngine, model: str) -> None:
    sources = samples(12)
    targets = [target for _, target in corpus()[6:18]] if model != "mt5" else ["the minister", "", "☃ x"] * 4
    converted = get_engine("ctranslate2", model).score(sources, targets)
    assert converted == pytest.approx(get_engine("transformers", model).score(sources, targets), rel=0.005)


@pytest.mark.parametrize("model", MODELS)
def test_int8_differs_from_float32_and_yet_writes_most_texts_alike(get_engine: GetEngine, model: str) -> None:
    parity = Reference(get_engine("transformers", model), samples(24)).compare(get_engine("ctranslate2", model, "int8"))
    assert parity.mean > 0
    assert parity.same_text >= 0.5
