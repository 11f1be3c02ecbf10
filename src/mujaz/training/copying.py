"""Fresh weights of an mT5 that copy: a summarizer copies most of the time, and learns it slowest from random weights.

mT5 attends to its source by content alone. Before it can copy a sentence it has to learn to find its position in the
source: the one after a piece like the last one written. Such induction heads (Olsson et al. 2022) come late in
training, and everything waits for them. Here they exist from the start, as others start attention near the pattern that
it learns (mimetic initialization, Trockman and Kolter 2023); training is free to change them.

Of the ``width`` dimensions, those of the last head are for signatures, the others for embeddings:

- the encoder's first layer writes the signatures of the two pieces before each position there; if there is no piece
  before, it writes that of ``</s>``, which ends every source;
- the decoder's first layer writes that of the piece before the last one there;
- its cross-attention then finds the positions whose signatures fit, and copies the embedding there.

The piece that starts the decoder has the embedding of ``</s>``, so that the decoder begins at the start of the source:
the fresh model writes the article out from its first word, as if it were its own summary. All other weights start
small, so that they disturb little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch
    from transformers import MT5ForConditionalGeneration

_QUIET = 0.1
"""Output of the other blocks at first, as a share of mT5's usual initial weights."""

_BIAS = 12.0
"""On the one distance that a head looks at: all others together weigh a few thousandths."""

_FALLBACK = 8.0
"""Attention logit of ``</s>`` to every position: less than `_BIAS`, more than all others."""

_FIT = 20.0
"""Attention logit of a position that one signature fits; two give twice as much, other positions have about 0."""

_LOUD = 3.0
"""A copied embedding against that of the piece just written, which must not be written again."""


def set_copying_weights(model: MT5ForConditionalGeneration) -> None:
    """Set fresh weights so that the decoder writes the source out, each piece by the position of the last two.

    Args:
        model: With two heads or more, each of ``width / heads`` dimensions; changed in place.
    """
    import torch

    config = model.config
    head = config.d_kv
    content = config.d_model - head
    draw = torch.linalg.qr(torch.randn(content - 1, head)).Q.T  # (head, content - 1), rows of length 1
    signatures = torch.nn.functional.pad(draw, (1, 0))  # blind to the first dimension, which is the same for all
    near, far = signatures[: head // 2], signatures[head // 2 :]
    with torch.no_grad():
        _quieten(model)
        _set_embeddings(model, content)
        end = model.shared.weight[config.eos_token_id]
        encoder, decoder = model.encoder.block[0].layer, model.decoder.block[0].layer
        for number, (signature, start) in enumerate(((near, content), (far, content + head // 2))):
            _write_signature(encoder[0].SelfAttention, number, number + 1, signature, start)
            _fall_back(encoder[0].SelfAttention, number, end)
        _write_signature(decoder[0].SelfAttention, 0, 1, far, content + head // 2)
        _copy(decoder[1].EncDecAttention, near, content, head)


def _quieten(model: MT5ForConditionalGeneration) -> None:
    for name, weight in model.named_parameters():
        if name.endswith((".o.weight", ".wo.weight")):
            weight *= _QUIET


def _set_embeddings(model: MT5ForConditionalGeneration, content: int) -> None:
    rows = model.shared.weight
    rows[:, content:] = 0
    rows[:, 0] = 1  # the same for all pieces, for queries that ask for one piece from any position
    rows[model.config.decoder_start_token_id] = rows[model.config.eos_token_id]
    model.lm_head.weight.copy_(rows * rows.shape[1] ** -0.5)
    model.lm_head.weight[:, 0] = 0


def _fall_back(attention: Any, head: int, end: torch.Tensor) -> None:
    """Let a head look at the piece whose embedding is `end` if there is nothing at its distance."""
    row = head * attention.key_value_proj_dim
    attention.q.weight[row, 0] = _FALLBACK / end.norm()
    attention.k.weight[row] = end / end.norm()


def _write_signature(attention: Any, head: int, distance: int, signature: torch.Tensor, start: int) -> None:
    """Let one head look back by `distance` pieces, at any content, and write their signature from `start` on."""
    size, content = attention.key_value_proj_dim, signature.shape[1]
    rows = slice(head * size, head * size + len(signature))
    attention.relative_attention_bias.weight[distance, head] = _BIAS  # mT5's first buckets are one distance each
    for projection in (attention.q, attention.k, attention.v):
        projection.weight[head * size : (head + 1) * size] = 0
    attention.v.weight[rows, :content] = signature
    attention.o.weight[:, head * size : (head + 1) * size] = 0
    for number in range(len(signature)):
        attention.o.weight[start + number, rows.start + number] = 1


def _copy(attention: Any, near: torch.Tensor, content: int, size: int) -> None:
    """Let all heads but the last look at positions that both signatures fit, and copy their share of the embedding."""
    import torch

    half = size // 2
    # Both sides are normalized to a mean square of 1, and embeddings have the content's share of the dimensions.
    strength = _FIT / half
    for head in range(content // size):
        rows = slice(head * size, (head + 1) * size)
        attention.q.weight[rows] = 0
        attention.k.weight[rows] = 0
        attention.q.weight[rows.start : rows.start + half, :content] = strength * near
        attention.q.weight[rows.start + half : rows.stop, content + half :] = strength * torch.eye(half)
        attention.k.weight[rows, content:] = torch.eye(size)
        attention.v.weight[rows] = 0
        attention.v.weight[rows, rows] = torch.eye(size)
        attention.o.weight[:, rows] = 0
        attention.o.weight[rows, rows] = _LOUD * torch.eye(size)
