"""Cutting a source vocabulary down to one language."""

from __future__ import annotations

import pytest
import sentencepiece as spm

from mujaz.training.models import build_model
from mujaz.training.pieces import Pieces
from mujaz.training.recipe import Recipe
from mujaz.training.trim import ids_seen, trim_source
from mujaz.training.vocabulary import MARIAN, train_pieces

ARABIC = ["قال الوزير اليوم", "غادر الوزير المدينة", "قال السفير اليوم 12"]
OTHER = ["Präsident besucht Москва", "Москва und Präsident", "besucht und Präsident 3"]


@pytest.mark.usefixtures("needs_torch")
def test_a_text_whose_pieces_are_kept_is_read_as_before() -> None:
    import torch

    source = train_pieces([*ARABIC, *OTHER] * 10, 90, MARIAN)
    model = build_model(_recipe(), Pieces(source, source)).eval()
    before = [_read(torch, model, source, text) for text in ARABIC]

    cut = trim_source(model, source, ids_seen(source, ARABIC))

    pieces = spm.SentencePieceProcessor(model_proto=cut)
    assert (
        pieces.get_piece_size()
        == model.config.vocab_size
        < spm.SentencePieceProcessor(model_proto=source).get_piece_size()
    )
    assert (pieces.eos_id(), pieces.unk_id(), pieces.pad_id()) == (0, 1, 2)
    for text, expected in zip(ARABIC, before, strict=True):
        assert torch.equal(_read(torch, model, cut, text), expected)


def test_single_latin_and_arabic_letters_and_digits_always_stay() -> None:
    source = train_pieces([*ARABIC, *OTHER] * 10, 90, MARIAN)
    pieces = spm.SentencePieceProcessor(model_proto=source)
    torch = pytest.importorskip("torch")
    model = build_model(_recipe(), Pieces(source, source))
    cut = spm.SentencePieceProcessor(model_proto=trim_source(model, source, []))
    kept = {cut.id_to_piece(i) for i in range(cut.get_piece_size())}
    assert {"ا", "u", "1"} <= kept
    assert "М" not in kept
    assert torch.equal(model.model.encoder.embed_tokens.weight[MARIAN.pad], torch.zeros(16))
    assert pieces.get_piece_size() > cut.get_piece_size()


def _recipe() -> Recipe:
    return Recipe.model_validate(
        {
            "name": "trimmed",
            "task": "translate",
            "data": [{"file": "x.tsv.gz"}],
            "development": {"file": "x.tsv.gz"},
            "model": {"width": 16, "inner": 32, "heads": 2, "encoder_layers": 1, "decoder_layers": 1},
            "stages": [{"name": "all", "steps": 1}],
            "release": {"licence": "CC0-1.0"},
        }
    )


def _read(torch: object, model: object, source: bytes, text: str) -> object:
    ids = spm.SentencePieceProcessor(model_proto=source).encode(text)
    with torch.no_grad():  # type: ignore[attr-defined]
        return model.get_encoder()(torch.tensor([[*ids, MARIAN.eos]])).last_hidden_state  # type: ignore[attr-defined]
