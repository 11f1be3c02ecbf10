"""Known faults of the libraries: that each remedy works, and that without it the check fails."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mujaz.engines import checkpoint as checkpoints_module
from mujaz.engines import transformers_engine
from mujaz.engines.base import Engine, GenerationOptions
from mujaz.engines.checkpoint import load_checkpoint, read_settings
from mujaz.engines.ctranslate2_engine import CTranslate2Engine
from mujaz.engines.pieces import END, UNKNOWN, Pieces, read_checkpoint_pieces
from mujaz.engines.transformers_engine import TransformersEngine
from mujaz.errors import ModelError
from mujaz.models import convert, ctranslate2_files
from mujaz.models.bundle import Bundle
from mujaz.models.convert import About, write_bundle
from mujaz.models.manifest import Source
from mujaz.models.parity import FLOAT_TOLERANCE
from tests.checkpoints import corpus, edit_weights, edited, samples

ABOUT = About(name="tiny", version="1", task="translate", source=Source(repository="tests"), licence="Apache-2.0")


def _convert(checkpoint: Path, folder: Path) -> Bundle:
    return write_bundle(checkpoint, folder, ABOUT, quantization="float32", samples=samples(4), threads=1)


def _reference(checkpoint: Path) -> TransformersEngine:
    return TransformersEngine(checkpoint, read_checkpoint_pieces(checkpoint, read_settings(checkpoint)), threads=1)


# 1. transformers 5 says that mT5's head is tied; CTranslate2's loader then scales the output.


def test_an_untied_mt5_head_converts_to_the_same_scores(mt5_bundle: Bundle) -> None:
    assert mt5_bundle.manifest.parity["float32"]["largest"] <= FLOAT_TOLERANCE


def test_with_the_tied_flag_left_on_the_scores_differ_and_the_conversion_is_refused(
    mt5_checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints_module, "is_tied", lambda settings: True)
    with pytest.raises(ModelError, match="the converted model is not the same: log-probabilities differ"):
        _convert(mt5_checkpoint, tmp_path / "bundle")
    assert not (tmp_path / "bundle").exists()


def test_the_tied_flag_in_the_file_is_not_believed(mt5_checkpoint: Path, tmp_path: Path) -> None:
    tied = edited(mt5_checkpoint, tmp_path / "tied", tie_word_embeddings=True)
    assert _score(tied) == pytest.approx(_score(mt5_checkpoint))


def test_a_head_that_is_missing_and_not_tied_is_refused(mt5_checkpoint: Path, tmp_path: Path) -> None:
    untied = edited(mt5_checkpoint, tmp_path / "untied", tie_word_embeddings=False)
    edit_weights(untied, lambda state: state.pop("lm_head.weight"))
    with pytest.raises(ModelError, match=r"no lm_head\.weight"):
        load_checkpoint(untied)


# 2. transformers 5 mis-loads untied T5 checkpoints without shared.weight.


def test_an_mt5_checkpoint_without_shared_weight_loads_the_same_model(mt5_checkpoint: Path, tmp_path: Path) -> None:
    lacking = _without_shared(mt5_checkpoint, tmp_path / "lacking")
    assert _score(lacking) == pytest.approx(_score(mt5_checkpoint))


def test_without_the_remedy_a_checkpoint_without_shared_weight_does_not_load(
    mt5_checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = _without_shared(mt5_checkpoint, tmp_path / "lacking")
    monkeypatch.setattr(checkpoints_module, "complete_mt5", lambda state, settings, model: state)
    with pytest.raises(ModelError, match="the weights do not fit"):
        load_checkpoint(lacking)


def test_a_weight_that_early_checkpoints_hold_by_mistake_is_passed_over(mt5_checkpoint: Path, tmp_path: Path) -> None:
    early = edited(mt5_checkpoint, tmp_path / "early")
    name = "EncDecAttention.relative_attention_bias.weight"
    edit_weights(
        early, lambda state: state.update({f"decoder.block.0.layer.1.{name}": state["lm_head.weight"][:8, :4]})
    )
    assert _score(early) == _score(mt5_checkpoint)
    edit_weights(
        early, lambda state: state.update({f"decoder.block.1.layer.1.{name}": state["lm_head.weight"][:8, :4]})
    )
    with pytest.raises(ModelError, match="do not fit"):
        load_checkpoint(early)


def test_several_embeddings_that_differ_are_refused(mt5_checkpoint: Path, tmp_path: Path) -> None:
    torn = edited(mt5_checkpoint, tmp_path / "torn")
    edit_weights(torn, lambda state: state.update({"encoder.embed_tokens.weight": state["shared.weight"] + 1}))
    with pytest.raises(ModelError, match="several embeddings where the model has one"):
        load_checkpoint(torn)


def _without_shared(checkpoint: Path, folder: Path) -> Path:
    def rename(state: dict[str, Any]) -> None:
        state["encoder.embed_tokens.weight"] = state.pop("shared.weight")

    edited(checkpoint, folder)
    edit_weights(folder, rename)
    return folder


# 3. AutoTokenizer needs protobuf for a lone spiece.model, and says something else.

_WITHOUT_PROTOBUF = """
import sys
sys.modules["google.protobuf"] = None
from pathlib import Path
from mujaz.engines.transformers_engine import TransformersEngine
from mujaz.engines import GenerationOptions
from mujaz.engines.checkpoint import read_settings
from mujaz.engines.pieces import read_checkpoint_pieces
folder = Path(sys.argv[1])
if sys.argv[2] == "ours":
    engine = TransformersEngine(folder, read_checkpoint_pieces(folder, read_settings(folder)), threads=1)
    print(engine.generate([sys.argv[3]], GenerationOptions(max_output_pieces=48)))
else:
    from transformers import AutoTokenizer
    print(AutoTokenizer.from_pretrained(folder, local_files_only=True).tokenize(sys.argv[3]))
"""


def test_a_lone_spiece_model_serves_without_protobuf(mt5_checkpoint: Path) -> None:
    done = _run_without_protobuf(mt5_checkpoint, "ours")
    assert done.returncode == 0, done.stderr
    assert "Generation(hypotheses=" in done.stdout


def test_the_library_s_own_tokenizer_would_fail_without_protobuf(mt5_checkpoint: Path) -> None:
    done = _run_without_protobuf(mt5_checkpoint, "theirs")
    assert done.returncode != 0
    assert "Error" in done.stderr


def _run_without_protobuf(checkpoint: Path, whose: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _WITHOUT_PROTOBUF, str(checkpoint), whose, samples(1)[0]]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


# 14. CTranslate2's Marian loader: one vocabulary, <pad> last and zero.


def test_marian_converts_to_the_same_scores_with_one_vocabulary_and_with_two(
    marian_bundle: Bundle, split_bundle: Bundle
) -> None:
    assert (marian_bundle.path / "shared_vocabulary.json").is_file()
    assert (split_bundle.path / "target_vocabulary.json").is_file()
    for bundle in (marian_bundle, split_bundle):
        assert bundle.manifest.parity["float32"]["largest"] <= FLOAT_TOLERANCE


def test_training_has_moved_the_padding_row_away_from_zero(marian_checkpoint: Path) -> None:
    model = load_checkpoint(marian_checkpoint)
    assert model.config.pad_token_id == model.config.vocab_size - 1
    assert model.model.shared.weight[-1].abs().max() > 0.01


def test_with_the_padding_row_dropped_the_scores_differ_and_the_conversion_is_refused(
    marian_checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(convert, "write_ctranslate2", _as_the_library_does)
    with pytest.raises(ModelError, match="the converted model is not the same"):
        _convert(marian_checkpoint, tmp_path / "bundle")


def _as_the_library_does(model: Any, pieces: Pieces, folder: Path, quantization: str) -> None:
    from ctranslate2.converters.transformers import MarianMTLoader

    made = MarianMTLoader().get_model_spec(model)
    kept = list(pieces.source_vocabulary.pieces[:-1])
    made.register_source_vocabulary(kept)
    made.register_target_vocabulary(kept)
    made.config.eos_token = made.config.decoder_start_token = made.config.bos_token = END
    made.config.unk_token = UNKNOWN
    made.validate()
    made.optimize(quantization=quantization)
    made.save(str(folder))


def test_with_one_vocabulary_for_both_sides_a_model_with_two_is_refused(
    split_checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = ctranslate2_files.write_ctranslate2

    def write_as_one_list(model: Any, pieces: Pieces, folder: Path, quantization: str) -> None:
        shared = Pieces(pieces.source, pieces.target, pieces.source_vocabulary, pieces.source_vocabulary)
        original(model, shared, folder, quantization)

    monkeypatch.setattr(convert, "write_ctranslate2", write_as_one_list)
    with pytest.raises(ModelError, match="CTranslate2 cannot hold this model"):
        _convert(split_checkpoint, tmp_path / "bundle")


def test_learned_positions_are_saved_and_loaded(split_checkpoint: Path) -> None:
    positions = load_checkpoint(split_checkpoint).model.encoder.embed_positions.weight
    sinusoids = checkpoints_module.sinusoidal(*positions.shape)
    assert (positions - sinusoids).abs().max() > 0.5


def test_positions_that_are_not_in_the_file_are_sinusoidal(split_checkpoint: Path, tmp_path: Path) -> None:
    from transformers import MarianConfig, MarianMTModel

    bare = edited(split_checkpoint, tmp_path / "bare")
    edit_weights(bare, lambda state: [state.pop(name) for name in checkpoints_module.MARIAN_POSITIONS])
    fresh = MarianMTModel(MarianConfig.from_dict(read_settings(bare)))
    loaded = load_checkpoint(bare).model
    for side in ("encoder", "decoder"):
        made = getattr(fresh.model, side).embed_positions.create_weight()
        assert getattr(loaded, side).embed_positions.weight.sub(made).abs().max() < 1e-6


def test_without_its_learned_positions_a_model_scores_otherwise(split_checkpoint: Path, tmp_path: Path) -> None:
    bare = edited(split_checkpoint, tmp_path / "bare")
    edit_weights(bare, lambda state: [state.pop(name) for name in checkpoints_module.MARIAN_POSITIONS])
    assert _score(bare) != pytest.approx(_score(split_checkpoint), rel=0.05)


# 15. Lengths: the start token, and CTranslate2's own cut at 1,024 pieces.


def _lengths(checkpoint: Path, bundle: Bundle) -> tuple[list[int], list[int]]:
    options = GenerationOptions(beam_size=1, max_output_pieces=7)
    engines = (_reference(checkpoint), bundle.engine(threads=1))
    first, second = ([len(g.best.pieces) for g in engine.generate(samples(4), options)] for engine in engines)
    return first, second


def test_both_engines_stop_at_the_same_number_of_pieces(marian_checkpoint: Path, marian_bundle: Bundle) -> None:
    assert _lengths(marian_checkpoint, marian_bundle) == ([7] * 4, [7] * 4)


def test_without_the_start_token_counted_the_lengths_differ_by_one(
    marian_checkpoint: Path, marian_bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transformers_engine, "length_with_start", lambda pieces: pieces)
    assert _lengths(marian_checkpoint, marian_bundle) == ([6] * 4, [7] * 4)


def test_a_source_longer_than_the_library_s_default_is_read_whole(mt5_bundle: Bundle, mt5_checkpoint: Path) -> None:
    assert _reads_to_the_end(mt5_bundle.engine(threads=1))
    assert _reads_to_the_end(_reference(mt5_checkpoint))


def test_with_the_library_s_own_cut_the_end_of_a_long_source_is_lost_unreported(
    mt5_bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = CTranslate2Engine._settings

    def with_default(engine: CTranslate2Engine, options: GenerationOptions) -> dict[str, object]:
        return {**settings(engine, options), "max_input_length": 1024}

    monkeypatch.setattr(CTranslate2Engine, "_settings", with_default)
    assert not _reads_to_the_end(mt5_bundle.engine(threads=1))


def _reads_to_the_end(engine: Engine) -> bool:
    """Whether the end of a source of more than 1,024 pieces, which is not reported as cut, is attended to."""
    options = GenerationOptions(beam_size=1, max_input_pieces=2000, max_output_pieces=4, attention=True)
    generation = engine.generate(["الوزير " * 300 + samples(1)[0]], options)[0]
    assert generation.pieces_in > 1024
    assert not generation.truncated
    assert generation.best.attention is not None
    return all(row[-1] > 0 for row in generation.best.attention)


def _score(checkpoint: Path) -> list[float]:
    return _reference(checkpoint).score(samples(3), [target for _, target in corpus()[:3]])


# Pieces that stand for no text have no share in the probabilities: the conversion puts that into the model's bias.


def test_without_the_silent_pieces_a_model_that_wants_one_scores_otherwise_and_is_refused(
    split_checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanting = edited(split_checkpoint, tmp_path / "wanting")
    edit_weights(wanting, lambda state: state["final_logits_bias"][0, 1].fill_(20.0))  # row 1 is <unk>
    assert _convert(wanting, tmp_path / "with").manifest.parity["float32"]["largest"] <= FLOAT_TOLERANCE
    monkeypatch.setattr(ctranslate2_files, "_silence", lambda projection, pieces: None)
    with pytest.raises(ModelError, match="the converted model is not the same"):
        _convert(wanting, tmp_path / "without")


# 14. CTranslate2 wants </s> at the end of each source; a model converted by transformers' rules does not add it.


def test_without_the_end_of_the_source_both_engines_read_something_else(
    marian_bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources, targets = [source for source, _ in corpus()[:3]], [target for _, target in corpus()[:3]]
    engine = marian_bundle.engine(threads=1)
    right = engine.score(sources, targets)
    encode = Pieces.encode

    def without_end(pieces: Pieces, texts: Any, limit: int) -> Any:
        return [replace(one, pieces=one.pieces[:-1]) for one in encode(pieces, texts, limit)]

    monkeypatch.setattr(Pieces, "encode", without_end)
    assert engine.score(sources, targets) != pytest.approx(right, rel=1e-4)


# 14. The decoder starts from the padding piece's own row.


def test_with_another_start_the_scores_differ_and_the_conversion_is_refused(
    marian_checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = ctranslate2_files.marian_spec

    def started_elsewhere(model: Any) -> Any:
        model.config.decoder_start_token_id = 5
        return original(model)

    monkeypatch.setattr(ctranslate2_files, "marian_spec", started_elsewhere)
    with pytest.raises(ModelError, match="the converted model is not the same"):
        _convert(marian_checkpoint, tmp_path / "bundle")


# Attention is the mean of all heads; CTranslate2's loaders leave one.


def test_without_all_heads_the_converted_attention_is_another(
    split_checkpoint: Path, split_bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = _attention(_reference(split_checkpoint))
    assert _attention(split_bundle.engine(threads=1)) == pytest.approx(expected, abs=1e-3)
    original = ctranslate2_files.np.int16
    monkeypatch.setattr(ctranslate2_files.np, "int16", lambda heads: original(1))
    one_head = _convert(split_checkpoint, tmp_path / "bundle").engine(threads=1)
    assert _attention(one_head) != pytest.approx(expected, abs=0.01)


def _attention(engine: Engine) -> list[float]:
    best = engine.generate(samples(1), GenerationOptions(beam_size=1, max_output_pieces=4, attention=True))[0].best
    assert best.attention is not None
    return [weight for row in best.attention for weight in row]


# In a beam search over several sources, CTranslate2 gives another source's attention for the first step.


def test_without_the_first_step_s_own_attention_sources_get_each_other_s(
    split_bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = split_bundle.engine(threads=1)
    options = GenerationOptions(beam_size=4, max_output_pieces=12, attention=True)
    sources = [samples(1)[0], "في", "الوزير اليوم"]
    alone = [_first_row(engine, [source], options)[0] for source in sources]
    for row, expected in zip(_first_row(engine, sources, options), alone, strict=True):
        assert row == pytest.approx(expected, abs=1e-3)
    monkeypatch.setattr(CTranslate2Engine, "_first_rows", _as_it_comes)
    assert any(
        row != pytest.approx(expected, abs=1e-2)
        for row, expected in zip(_first_row(engine, sources, options), alone, strict=True)
    )


def _first_row(engine: Engine, sources: list[str], options: GenerationOptions) -> list[tuple[float, ...]]:
    found = [generation.best.attention for generation in engine.generate(sources, options)]
    return [attention[0] for attention in found if attention]


def _as_it_comes(engine: CTranslate2Engine, sources: list[list[str]], options: GenerationOptions) -> list[list[float]]:
    results = engine._translator.get().translate_batch(sources, **engine._settings(options))
    return [result.attention[0][0] for result in results]
