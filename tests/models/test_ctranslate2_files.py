"""From CTranslate2's files back to a checkpoint."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import numpy as np
import pytest

from mujaz.engines.base import GenerationOptions
from mujaz.engines.checkpoint import load_checkpoint
from mujaz.engines.pieces import read_pieces
from mujaz.engines.transformers_engine import TransformersEngine
from mujaz.errors import ModelError
from mujaz.models.bundle import Bundle
from mujaz.models.ctranslate2_files import read_variables, restore_marian
from tests import checkpoints

pytestmark = pytest.mark.usefixtures("needs_torch")


def _restored(bundle: Bundle, folder: Path) -> Path:
    folder.mkdir()
    restore_marian(bundle.path, read_pieces(bundle.path), folder)
    return folder


@pytest.mark.parametrize("kind", ["marian", "split"])
def test_a_checkpoint_converted_in_float32_comes_back_weight_for_weight(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """One vocabulary or two, positions as they are in the model, learned or not."""
    original = load_checkpoint(request.getfixturevalue(f"{kind}_checkpoint")).state_dict()
    restored = load_checkpoint(_restored(request.getfixturevalue(f"{kind}_bundle"), tmp_path / "made")).state_dict()
    assert restored.keys() == original.keys()
    # The conversion adds ten thousand to some of the bias, by which it is rounded.
    assert restored.pop("final_logits_bias").allclose(original.pop("final_logits_bias"), rtol=0, atol=1e-3)
    assert all(restored[name].equal(weight) for name, weight in original.items())


def test_int8_comes_back_within_half_a_step_of_each_row(split_checkpoint: Path, tmp_path: Path) -> None:
    original = load_checkpoint(split_checkpoint).state_dict()
    bundle = checkpoints.bundle(split_checkpoint, "ctranslate2", "int8")
    restored = load_checkpoint(_restored(bundle, tmp_path / "made")).state_dict()
    for name in ("model.encoder.embed_tokens.weight", "model.decoder.layers.0.encoder_attn.v_proj.weight"):
        step = original[name].abs().amax(1, keepdim=True) / 127
        assert bool(((restored[name] - original[name]).abs() <= step * 0.501).all())
        assert not restored[name].equal(original[name])


def test_bfloat16_comes_back_with_eight_bits_of_each_weight(split_checkpoint: Path, tmp_path: Path) -> None:
    original = load_checkpoint(split_checkpoint).state_dict()
    bundle = checkpoints.bundle(split_checkpoint, "ctranslate2", "bfloat16")
    restored = load_checkpoint(_restored(bundle, tmp_path / "made")).state_dict()
    name = "model.encoder.layers.1.self_attn.q_proj.weight"
    assert restored[name].equal(original[name].bfloat16().float())


def test_what_comes_back_translates_as_the_bundle_does(split_bundle: Bundle, tmp_path: Path) -> None:
    sources, options = checkpoints.samples(6), GenerationOptions(beam_size=2, max_output_pieces=40)
    engine = TransformersEngine(_restored(split_bundle, tmp_path / "made"), read_pieces(split_bundle.path))
    wanted = split_bundle.engine(threads=1).generate(sources, options)
    for ours, theirs in zip(engine.generate(sources, options), wanted, strict=True):
        assert ours.best.text == theirs.best.text
        assert ours.best.log_probability == pytest.approx(theirs.best.log_probability, rel=5e-3)


def test_a_variable_under_two_names_is_read_once(split_bundle: Bundle) -> None:
    variables = read_variables(split_bundle.path / "model.bin")
    assert variables["decoder/projection/weight"] is variables["decoder/embeddings/weight"]
    assert variables["encoder/num_heads"] == np.int16(4)


@pytest.mark.parametrize("kept", [0, 3, 30, 500, -1])
def test_a_file_that_is_cut_off_is_refused(split_bundle: Bundle, tmp_path: Path, kept: int) -> None:
    (tmp_path / "model.bin").write_bytes((split_bundle.path / "model.bin").read_bytes()[:kept])
    with pytest.raises(ModelError, match="cut off"):
        read_variables(tmp_path / "model.bin")


def test_another_version_of_the_format_is_refused(split_bundle: Bundle, tmp_path: Path) -> None:
    data = (split_bundle.path / "model.bin").read_bytes()
    (tmp_path / "model.bin").write_bytes(struct.pack("<I", 7) + data[4:])
    with pytest.raises(ModelError, match="a TransformerSpec of format 7"):
        read_variables(tmp_path / "model.bin")


def test_a_model_of_another_architecture_is_refused(mt5_bundle: Bundle, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not a MarianMT that can be trained further"):
        _restored(mt5_bundle, tmp_path / "made")


def test_a_file_of_which_a_variable_claims_too_much_is_refused(split_bundle: Bundle, tmp_path: Path) -> None:
    """The shape does not fit the bytes, whatever memory it asks for."""
    folder = Path(shutil.copytree(split_bundle.path, tmp_path / "copy"))
    data = bytearray((folder / "model.bin").read_bytes())
    at = data.index(b"decoder/embeddings/weight\0") + len(b"decoder/embeddings/weight\0") + 1
    data[at : at + 4] = struct.pack("<I", 2**31)
    (folder / "model.bin").write_bytes(data)
    with pytest.raises(ModelError, match="cannot be read as CTranslate2's format 6"):
        read_variables(folder / "model.bin")
