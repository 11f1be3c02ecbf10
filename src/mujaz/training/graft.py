"""Grafting a pretrained BERT encoder (multilingual-e5-small) into MarianMT.

Marian's layers are post-norm like BERT's, so encoder layers copy one to one. The input differs: BERT adds a learned
position to each word and normalizes the sum; Marian adds a position to a scaled word and does not normalize. The
normalization is therefore folded into the rows, for each word at its mean position:

    row      = LN(word + mean position + type) / sqrt(width)
    position = (position - mean position) * gain * mean(1 / std)

Decoder layers start from encoder layers, cross-attention from self-attention (BERT2BERT, Rothe et al. 2020): the
decoder's own blocks from the lowest layers, since it reads embeddings as they do, and its cross-attention from the
layers above the graft, since they read what the grafted encoder yields.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import sentencepiece as spm

from mujaz.engines.checkpoint import load_checkpoint, read_settings, save_checkpoint
from mujaz.engines.pieces import SOURCE_NUMBERS, SentencePieces, read_checkpoint_pieces
from mujaz.errors import InputError
from mujaz.training.e5 import E5, Array
from mujaz.training.vocabulary import choose_needed_pieces

if TYPE_CHECKING:
    import torch
    from transformers import MarianMTModel

_SELF = {"q": "q_proj", "k": "k_proj", "v": "v_proj", "ao": "out_proj"}


def graft(model: MarianMTModel, e5: E5, source_rows: list[int], target: spm.SentencePieceProcessor) -> None:
    """Fill `model` from `e5` in place.

    Args:
        model: MarianMT of E5's width, heads and inner size, with separate embeddings for the two sides.
        e5: The pretrained encoder.
        source_rows: E5's row for each source piece.
        target: The target side's pieces; each starts as the mean of the E5 pieces that spell it.
    """
    import torch

    encoder, decoder = model.model.encoder, model.model.decoder
    with torch.no_grad():
        rows, positions = fold_embeddings(e5, source_rows)
        _set(encoder.embed_tokens.weight, rows)
        encoder.embed_positions.weight[: len(positions)] = torch.from_numpy(positions)
        encoder.embed_tokens.weight[model.config.pad_token_id] = 0
        for index, layer in enumerate(encoder.layers):
            _set_layer(layer, e5, index)
        for index, layer in enumerate(decoder.layers):
            _set_layer(layer, e5, index)
            above = min(len(encoder.layers) + index, e5.layers - 1)
            _set_attention(layer.encoder_attn, layer.encoder_attn_layer_norm, e5, above)
        _set(decoder.embed_tokens.weight, _spelled(e5, target))
        decoder.embed_tokens.weight[model.config.pad_token_id] = 0


def fold_embeddings(e5: E5, source_rows: list[int]) -> tuple[Array, Array]:
    """Return rows (pieces, width) and positions (512, width) for an encoder that scales rows and does not normalize."""
    position = e5.vector("emb.pos").reshape(-1, e5.width)
    kind = e5.vector("emb.type").reshape(-1, e5.width)[0]
    gain, bias = e5.vector("emb.ln.w"), e5.vector("emb.ln.b")
    mean_position = position[1:129].mean(0)
    words = e5.matrix("emb.word", np.array(source_rows)) + mean_position + kind
    deviation = words.std(1, keepdims=True)
    rows = (words - words.mean(1, keepdims=True)) / deviation * gain + bias
    # BERT has <s> at position 0, Marian its first word: heads without a task attend there (docs/findings/training.md).
    relative = position - mean_position
    relative = (relative - relative.mean(1, keepdims=True)) * gain * (1 / deviation).mean()
    return (rows / math.sqrt(e5.width)).astype(np.float32), relative.astype(np.float32)


def _spelled(e5: E5, target: spm.SentencePieceProcessor) -> Array:
    row_of = {piece: row for row, piece in enumerate(e5.pieces)}
    spelled = [_spell(target.id_to_piece(i), row_of) for i in range(target.get_piece_size())]
    flat = sorted({row for rows in spelled for row in rows})
    embeddings, _ = fold_embeddings(e5, flat)
    index_of = {row: index for index, row in enumerate(flat)}
    return np.stack([embeddings[[index_of[row] for row in rows]].mean(0) for rows in spelled])


def _spell(piece: str, row_of: dict[str, int]) -> list[int]:
    """Return E5's rows for `piece`: the piece itself, else the longest pieces from the left, else the unknown row."""
    rows, start = [], 0
    while start < len(piece):
        end = next((end for end in range(len(piece), start, -1) if piece[start:end] in row_of), start)
        if end > start:
            rows.append(row_of[piece[start:end]])
        start = max(end, start + 1)
    return rows or [row_of["<unk>"]]


def _set_layer(layer: Any, e5: E5, index: int) -> None:
    _set_attention(layer.self_attn, layer.self_attn_layer_norm, e5, index)
    _set_linear(layer.fc1, e5, f"l{index}.fi")
    _set_linear(layer.fc2, e5, f"l{index}.fo")
    _set_norm(layer.final_layer_norm, e5, f"l{index}.oln")


def _set_attention(attention: Any, norm: Any, e5: E5, index: int) -> None:
    for short, name in _SELF.items():
        _set_linear(getattr(attention, name), e5, f"l{index}.{short}")
    _set_norm(norm, e5, f"l{index}.aln")


def _set_linear(linear: torch.nn.Linear, e5: E5, name: str) -> None:
    _set(linear.weight, e5.matrix(f"{name}.w"))
    _set(linear.bias, e5.vector(f"{name}.b"))


def _set_norm(norm: torch.nn.LayerNorm, e5: E5, name: str) -> None:
    _set(norm.weight, e5.vector(f"{name}.w"))
    _set(norm.bias, e5.vector(f"{name}.b"))


def _set(parameter: torch.Tensor, values: Array) -> None:
    import torch

    parameter.copy_(torch.from_numpy(np.ascontiguousarray(values)).reshape(parameter.shape))


_SOURCE = "source.spm"


def add_pieces(folder: Path, e5: E5, texts: Iterable[str], minimum_count: int) -> dict[str, int]:
    """Give the translator in `folder` every piece of `e5` that `texts` need, in place.

    A bundle keeps only the source pieces that Arabic needs. To be trained further on news from other languages it needs
    theirs. Their rows come from the encoder that was grafted: since the encoder learns at a low rate, training has
    moved them little. Rows that the translator has stay as they are.

    Args:
        folder: A Marian checkpoint with two vocabularies, whose encoder was grafted from `e5`.
        e5: The pretrained encoder.
        texts: The sources that it will be trained on.
        minimum_count: A piece that they need less often than this is left out, unless the translator has it.

    Returns:
        For the manifest: source pieces before and after.

    Raises:
        InputError: The translator has one vocabulary for both sides, or another width than `e5`.
    """
    import torch

    settings = read_settings(folder)
    if settings["share_encoder_decoder_embeddings"] or settings["d_model"] != e5.width:
        raise InputError("only a translator with a grafted encoder can be given that encoder's pieces; leave out graft")
    before = read_checkpoint_pieces(folder, settings).source_vocabulary.pieces
    model = load_checkpoint(folder)
    source, rows = choose_needed_pieces(e5, texts, minimum_count, before)
    (folder / _SOURCE).write_bytes(source)
    after = SentencePieces(folder / _SOURCE).names
    embedding, _ = fold_embeddings(e5, rows)
    row_of = {piece: row for row, piece in enumerate(after)}
    new_rows, old_rows = np.array([(row_of[piece], row) for row, piece in enumerate(before) if piece in row_of]).T
    embedding[new_rows] = model.model.encoder.embed_tokens.weight[old_rows].numpy()
    model.model.encoder.embed_tokens = torch.nn.Embedding(len(embedding), e5.width, _weight=torch.from_numpy(embedding))
    model.config.vocab_size = len(after)
    save_checkpoint(model, folder)
    (folder / SOURCE_NUMBERS).write_text(json.dumps(row_of, ensure_ascii=False), encoding="utf-8")
    return {"source pieces before": len(before), "source pieces": len(after)}
