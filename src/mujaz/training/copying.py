"""First weights of an mT5 that copy: what a summarizer does most, and is slowest to learn from random ones.

mT5 looks from what it writes at what it reads by content alone, so that before it can copy a sentence it has to learn
to find the place that it is at: the place after a piece like the last one written. Such induction heads (Olsson et
al. 2022) come late in training, and everything waits for them. Here they are there at the start, as others start
attention from what it learns to be (mimetic initialization, Trockman and Kolter 2023); training is free to change them.

Of the ``width`` dimensions, those of the last head are for signatures, the others for embeddings:

- the encoder's first layer writes the signatures of the two pieces before each place there;
- the decoder's first layer writes that of the piece before the last one there;
- its cross-attention then finds the places whose signatures fit, and copies the embedding that stands there.

All else starts small, so that it disturbs little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch
    from transformers import MT5ForConditionalGeneration

_QUIET = 0.1
"""What other blocks write at first, as a share of mT5's usual initial weights."""

_BIAS = 12.0
"""On the one distance that a head looks at: all others together weigh a few thousandths."""

_FIT = 20.0
"""Attention logit of a place that one signature fits; two signatures give twice as much, a stranger about 0."""

_LOUD = 3.0
"""A copied embedding against that of the piece just written, which must not be written again."""


def start_copying(model: MT5ForConditionalGeneration) -> None:
    """Set fresh weights so that the decoder writes on from the place where the source has its last two pieces.

    Args:
        model: With two heads or more, each of ``width / heads`` dimensions; changed in place.
    """
    import torch

    config = model.config
    head = config.d_kv
    content = config.d_model - head
    draw = torch.linalg.qr(torch.randn(content, head)).Q.T  # (head, content), rows of length 1
    near, far = draw[: head // 2], draw[head // 2 :]
    with torch.no_grad():
        _quieten(model)
        model.shared.weight[:, content:] = 0
        model.lm_head.weight[:, content:] = 0
        encoder, decoder = model.encoder.block[0].layer, model.decoder.block[0].layer
        _write_signature(encoder[0].SelfAttention, 0, 1, near, content)
        _write_signature(encoder[0].SelfAttention, 1, 2, far, content + head // 2)
        _write_signature(decoder[0].SelfAttention, 0, 1, far, content + head // 2)
        _copy(decoder[1].EncDecAttention, near, content, head)


def _quieten(model: MT5ForConditionalGeneration) -> None:
    for name, weight in model.named_parameters():
        if name.endswith((".o.weight", ".wo.weight")):
            weight *= _QUIET


def _write_signature(attention: Any, head: int, distance: int, signature: torch.Tensor, at: int) -> None:
    """Have one head look back over `distance` places, at any content, and write the signature found there."""
    size, content = attention.key_value_proj_dim, signature.shape[1]
    rows = slice(head * size, head * size + len(signature))
    attention.relative_attention_bias.weight[distance, head] = _BIAS  # mT5's first buckets are one distance each
    for part in (attention.q, attention.k, attention.v):
        part.weight[head * size : (head + 1) * size] = 0
    attention.v.weight[rows, :content] = signature
    attention.o.weight[:, head * size : (head + 1) * size] = 0
    for number in range(len(signature)):
        attention.o.weight[at + number, rows.start + number] = 1


def _copy(attention: Any, near: torch.Tensor, content: int, size: int) -> None:
    """Have all heads but the last look where both signatures fit, each copying its share of the embedding."""
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
