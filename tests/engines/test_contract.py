"""The contract of `mujaz.engines.base`, the same cases on each engine and each architecture."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from mujaz.engines.base import GenerationOptions
from mujaz.engines.pieces import END
from mujaz.engines.seq2seq import Example, Seq2SeqEngine
from mujaz.errors import InputError
from tests.checkpoints import corpus
from tests.engines.conftest import Subject

SENTENCES = [source for source, _ in corpus()[:6]]
MIXED = [SENTENCES[0], "", "الوزير", SENTENCES[1] + " " + SENTENCES[2], "   ", "كلمة ☃ غريبة", SENTENCES[3]]
"""Short, long, blank and unknown, so that batches reorder them."""

OPTIONS = GenerationOptions(max_output_pieces=48)


def test_the_model_translates_what_it_has_learnt(engine: Seq2SeqEngine) -> None:
    expected = [target for _, target in corpus()[:24]]
    generations = engine.generate([source for source, _ in corpus()[:24]], OPTIONS)
    right = sum(generation.best.text == target for generation, target in zip(generations, expected, strict=True))
    assert right >= 12


def test_results_come_in_the_order_of_the_sources_whatever_the_batches(subject: Subject) -> None:
    together = subject.engine.generate(subject.mixed, OPTIONS)
    alone = [subject.engine.generate([source], OPTIONS)[0] for source in subject.mixed]
    assert [g.best.text for g in together] == [g.best.text for g in alone]
    assert [g.pieces_in for g in together] == [g.pieces_in for g in alone]
    assert [g.best.log_probability for g in together] == pytest.approx(
        [g.best.log_probability for g in alone], rel=1e-3, nan_ok=True
    )


def test_no_sources_give_no_generations(subject: Subject) -> None:
    assert subject.engine.generate([], OPTIONS) == []


def test_no_sources_give_no_scores(engine: Seq2SeqEngine) -> None:
    assert engine.score([], []) == []


def test_a_blank_source_gives_one_empty_finished_hypothesis(subject: Subject) -> None:
    hypotheses = 3 if subject.engine.capabilities.several_hypotheses else 1
    for generation in subject.engine.generate(["", " \n\t "], GenerationOptions(num_hypotheses=hypotheses)):
        assert generation.pieces_in == 1
        assert not generation.truncated
        assert [(h.text, h.pieces, h.log_probability, h.finished) for h in generation.hypotheses] == [
            ("", (), 0.0, True)
        ]


def test_as_many_hypotheses_as_asked_for_all_different(engine: Seq2SeqEngine) -> None:
    for generation in engine.generate(SENTENCES, GenerationOptions(num_hypotheses=3, max_output_pieces=48)):
        assert len({hypothesis.pieces for hypothesis in generation.hypotheses}) == 3


def test_hypotheses_come_best_first_by_log_probability_over_length(engine: Seq2SeqEngine) -> None:
    options = GenerationOptions(num_hypotheses=4, max_output_pieces=48, length_penalty=1.0)
    for generation in engine.generate(SENTENCES, options):
        means = [h.log_probability / (len(h.pieces) + h.finished) for h in generation.hypotheses]
        # The search leaves banned pieces out of its own sums, hence the slack.
        assert all(first > second - 0.01 for first, second in pairwise(means))
        assert means[0] > means[-1]


def test_more_hypotheses_than_beams_is_an_error(subject: Subject) -> None:
    with pytest.raises(InputError, match="3 hypotheses cannot come from 2 beams"):
        subject.engine.generate(subject.sentences, GenerationOptions(beam_size=2, num_hypotheses=3))


def test_pieces_in_counts_the_end_piece(subject: Subject) -> None:
    for source, generation in zip(subject.sentences, subject.engine.generate(subject.sentences, OPTIONS), strict=True):
        assert generation.pieces_in == subject.engine.count_pieces(source) + 1
        assert not generation.truncated


def test_a_source_of_exactly_the_limit_is_whole_and_one_piece_more_is_cut_and_reported(subject: Subject) -> None:
    engine, sentences = subject.engine, subject.sentences
    length = engine.count_pieces(sentences[0]) + 1
    whole = engine.generate([sentences[0]], GenerationOptions(max_input_pieces=length, max_output_pieces=48))[0]
    cut = engine.generate([sentences[0]], GenerationOptions(max_input_pieces=length - 1, max_output_pieces=48))[0]
    assert (whole.pieces_in, whole.truncated) == (length, False)
    assert (cut.pieces_in, cut.truncated) == (length - 1, True)


def test_a_cut_source_is_read_as_its_first_pieces_and_the_end(subject: Subject) -> None:
    engine, sentences = subject.engine, subject.sentences
    long = " ".join(sentences)
    options = GenerationOptions(max_input_pieces=engine.count_pieces(sentences[0]) + 1, max_output_pieces=48)
    cut, first = (
        engine.generate([long], options)[0],
        engine.generate([sentences[0]], OPTIONS)[0],
    )
    assert cut.truncated
    assert cut.best.pieces == first.best.pieces


def test_max_output_pieces_counts_the_end_piece(subject: Subject) -> None:
    engine, sentences = subject.engine, subject.sentences
    greedy = GenerationOptions(beam_size=1, max_output_pieces=48)
    best = engine.generate([sentences[1]], greedy)[0].best
    needed = len(best.pieces) + 1
    enough = engine.generate([sentences[1]], GenerationOptions(beam_size=1, max_output_pieces=needed))[0].best
    short = engine.generate([sentences[1]], GenerationOptions(beam_size=1, max_output_pieces=needed - 1))[0].best
    assert best.finished
    assert (enough.pieces, enough.finished) == (best.pieces, True)
    assert (short.pieces, short.finished) == (best.pieces, False)


def test_no_repeat_ngram_size_forbids_repeated_pairs_of_pieces(engine: Seq2SeqEngine) -> None:
    assert any(_repeated_pairs(g.best.pieces) for g in engine.generate(SENTENCES, OPTIONS))
    options = GenerationOptions(max_output_pieces=48, no_repeat_ngram_size=2)
    assert not any(_repeated_pairs(g.best.pieces) for g in engine.generate(SENTENCES, options))


def _repeated_pairs(pieces: tuple[str, ...]) -> bool:
    pairs = list(pairwise(pieces))
    return len(set(pairs)) < len(pairs)


def test_repetition_penalty_makes_repeated_pieces_rarer(engine: Seq2SeqEngine) -> None:
    free = engine.generate(SENTENCES, OPTIONS)
    penalized = engine.generate(SENTENCES, GenerationOptions(max_output_pieces=48, repetition_penalty=3.0))
    assert sum(_repeats(g.best.pieces) for g in penalized) < sum(_repeats(g.best.pieces) for g in free)


def _repeats(pieces: tuple[str, ...]) -> int:
    return len(pieces) - len(set(pieces))


def test_a_low_length_penalty_prefers_shorter_texts(engine: Seq2SeqEngine) -> None:
    def total(length_penalty: float) -> int:
        options = GenerationOptions(max_output_pieces=48, length_penalty=length_penalty)
        return sum(len(g.best.pieces) for g in engine.generate(["كلمة ☃ غريبة", "غريبة", "كلمة"], options))

    assert total(-2.0) < total(2.0)


@pytest.mark.parametrize("constraint", [{}, {"no_repeat_ngram_size": 2}, {"repetition_penalty": 1.5}])
def test_the_log_probability_is_that_of_the_model_whatever_the_search_forbids(
    engine: Seq2SeqEngine, constraint: dict[str, float]
) -> None:
    options = GenerationOptions(num_hypotheses=4, max_output_pieces=48, **constraint)  # type: ignore[arg-type]
    generations = [(source, g) for source, g in zip(SENTENCES, engine.generate(SENTENCES, options), strict=True)]
    pairs = [
        (s, h) for s, g in generations for h in g.hypotheses if h.finished and _canonical(engine, h.text, h.pieces)
    ]
    assert len(pairs) >= 3
    scores = engine.score([source for source, _ in pairs], [hypothesis.text for _, hypothesis in pairs])
    assert scores == pytest.approx([hypothesis.log_probability for _, hypothesis in pairs], rel=1e-3, abs=1e-3)


@pytest.mark.parametrize("length_penalty", [-1.0, 0.0, 0.6, 1.0, 2.0])
@pytest.mark.parametrize("beams", [1, 4])
@pytest.mark.parametrize("most", [5, 48])
def test_the_log_probability_is_what_forced_decoding_gives_whatever_the_length_penalty(
    engine: Seq2SeqEngine, length_penalty: float, beams: int, most: int
) -> None:
    options = GenerationOptions(beams, num_hypotheses=beams, max_output_pieces=most, length_penalty=length_penalty)
    sources = [source for source in MIXED if source.strip()]
    generations = [
        (s, h) for s, g in zip(sources, engine.generate(sources, options), strict=True) for h in g.hypotheses
    ]
    assert (not all(h.finished for _, h in generations)) == (most == 5)
    # Not `score`: it reads text, which SentencePiece may spell in other pieces than the model did.
    pairs = [
        Example(engine.pieces.encode([s], 512)[0].pieces, [*h.pieces, *([END] * h.finished)]) for s, h in generations
    ]
    assert [h.log_probability for _, h in generations] == pytest.approx(engine._score(pairs), rel=0.005, abs=0.005)


def _canonical(engine: Seq2SeqEngine, text: str, pieces: tuple[str, ...]) -> bool:
    # A model may spell a word in other pieces than SentencePiece does; `score` reads the text.
    return tuple(engine.pieces.encode_targets([text])[0]) == pieces


def test_the_right_translation_scores_higher_than_another(engine: Seq2SeqEngine) -> None:
    (source, right), (_, wrong) = corpus()[0], corpus()[1]
    scores = engine.score([source, source], [right, wrong])
    assert scores[0] > scores[1] + 5
    assert scores[0] < 0


def test_an_empty_target_has_the_probability_of_ending_at_once(engine: Seq2SeqEngine) -> None:
    score = engine.score([SENTENCES[0]], [""])[0]
    assert score < -1


def test_unequal_numbers_of_sources_and_targets_are_an_error(engine: Seq2SeqEngine) -> None:
    with pytest.raises(InputError, match="2 sources cannot be scored against 1 targets"):
        engine.score(["a", "b"], ["c"])


def test_a_target_too_long_to_score_is_an_error(engine: Seq2SeqEngine) -> None:
    with pytest.raises(InputError, match="cannot be scored"):
        engine.score([SENTENCES[0]], ["the minister " * 2000])


@pytest.mark.parametrize("beams", [1, 4])
def test_attention_has_a_row_for_each_piece_that_sums_to_one_over_the_source(engine: Seq2SeqEngine, beams: int) -> None:
    options = GenerationOptions(beam_size=beams, max_output_pieces=48, attention=True)
    for generation in engine.generate([*SENTENCES, "الوزير"], options):
        attention = generation.best.attention
        assert attention is not None
        assert len(attention) == len(generation.best.pieces)
        assert {len(row) for row in attention} == {generation.pieces_in}
        assert [sum(row) for row in attention] == pytest.approx([1.0] * len(attention), abs=1e-4)


def test_attention_is_left_out_unless_asked_for(subject: Subject) -> None:
    assert subject.engine.generate(subject.sentences[:1], OPTIONS)[0].best.attention is None


def test_letters_that_the_model_does_not_know_cannot_end_the_source(subject: Subject) -> None:
    engine, sentences = subject.engine, subject.sentences
    plain, spiked = sentences[0], f"</s> {sentences[0]}"
    assert engine.count_pieces(spiked) > engine.count_pieces(plain)
    generation = engine.generate([spiked], OPTIONS)[0]
    assert generation.pieces_in == engine.count_pieces(spiked) + 1
    if isinstance(engine, Seq2SeqEngine):
        assert END not in engine.pieces.encode([spiked], 512)[0].pieces[:-1]


def test_half_a_surrogate_pair_does_not_stop_a_batch(subject: Subject) -> None:
    engine, sentences = subject.engine, subject.sentences
    generations = engine.generate([f"\ud83d {sentences[1]}", sentences[0]], OPTIONS)
    assert generations[1].best.text == engine.generate([sentences[0]], OPTIONS)[0].best.text


def test_no_text_holds_a_piece_that_stands_for_none(subject: Subject) -> None:
    hypotheses = 4 if subject.engine.capabilities.several_hypotheses else 1
    options = GenerationOptions(num_hypotheses=hypotheses, max_output_pieces=48)
    pieces = {p for g in subject.engine.generate(subject.mixed, options) for h in g.hypotheses for p in h.pieces}
    assert not pieces & {"<pad>", "<unk>", "<s>", END}


@pytest.mark.parametrize("constraint", [{}, {"no_repeat_ngram_size": 3}])
def test_log_probabilities_that_are_not_wanted_are_no_numbers_and_nothing_is_scored(
    engine: Seq2SeqEngine, constraint: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    scored = engine.generate(SENTENCES[:2], GenerationOptions(max_output_pieces=48, **constraint))
    monkeypatch.setattr(engine, "_score", lambda pairs: pytest.fail("nothing is to be scored"))
    unscored = engine.generate(SENTENCES[:2], GenerationOptions(max_output_pieces=48, scored=False, **constraint))
    assert [generation.best.pieces for generation in unscored] == [generation.best.pieces for generation in scored]
    assert all(math.isnan(generation.best.log_probability) for generation in unscored)
