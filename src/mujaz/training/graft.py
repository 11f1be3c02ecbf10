"""Grafts a pretrained BERT encoder (multilingual-e5-small) into MarianMT.

Marian's layers are post-norm like BERT's, so encoder layers copy one to one. What differs is the input: BERT adds a
learned position to each word and normalizes the sum; Marian adds a position to a scaled word and does not
normalize. The normalization is therefore folded into the rows, for each word at its mean position:

    row      = LN(word + mean position + type) / sqrt(width)
    position = (position - mean position) * gain * mean(1 / std)

Decoder layers start from encoder layers, cross-attention from self-attention (BERT2BERT, Rothe et al. 2020): the
decoder's own blocks from the lowest layers, since it reads embeddings as they do, and its cross-attention from the
layers above the graft, since they read what the grafted encoder yields.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import sentencepiece as spm

from mujaz.training.e5 import E5, Array

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
        rows, positions = folded_embeddings(e5, source_rows)
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


def folded_embeddings(e5: E5, source_rows: list[int]) -> tuple[Array, Array]:
    """Rows (pieces, width) and positions (512, width) for an encoder that scales rows and does not normalize."""
    position = e5.vector("emb.pos").reshape(-1, e5.width)
    kind = e5.vector("emb.type").reshape(-1, e5.width)[0]
    gain, bias = e5.vector("emb.ln.w"), e5.vector("emb.ln.b")
    mean_position = position[1:129].mean(0)
    words = e5.matrix("emb.word", np.array(source_rows)) + mean_position + kind
    deviation = words.std(1, keepdims=True)
    rows = (words - words.mean(1, keepdims=True)) / deviation * gain + bias
    # BERT has <s> at position 0, Marian its first word: heads with nothing to say attend there (docs/training.md).
    relative = position - mean_position
    relative = (relative - relative.mean(1, keepdims=True)) * gain * (1 / deviation).mean()
    return (rows / math.sqrt(e5.width)).astype(np.float32), relative.astype(np.float32)


def _spelled(e5: E5, target: spm.SentencePieceProcessor) -> Array:
    row_of = {piece: row for row, piece in enumerate(e5.pieces)}
    spelled = [_spell(target.id_to_piece(i), row_of) for i in range(target.get_piece_size())]
    flat = sorted({row for rows in spelled for row in rows})
    embeddings, _ = folded_embeddings(e5, flat)
    at = {row: index for index, row in enumerate(flat)}
    return np.stack([embeddings[[at[row] for row in rows]].mean(0) for rows in spelled])


def _spell(piece: str, row_of: dict[str, int]) -> list[int]:
    """E5's rows for `piece`: the piece itself, else the longest pieces from the left, else the unknown row."""
    rows, at = [], 0
    while at < len(piece):
        end = next((end for end in range(len(piece), at, -1) if piece[at:end] in row_of), at)
        if end > at:
            rows.append(row_of[piece[at:end]])
        at = max(end, at + 1)
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
