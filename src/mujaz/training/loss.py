"""Cross-entropy over a vocabulary without ever holding the logits of a whole batch.

A batch of 3,000 pieces over a vocabulary of 16,000 has 200 MB of logits, and as much again for each step of the
backward pass. Here they are computed, used and dropped a few hundred rows at a time, and their gradient is taken in the
forward pass (as Liger Kernel does on GPUs, Hsu et al. 2024).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

IGNORED = -100
"""The label of padding."""

ROWS = 480
"""Positions taken at a time: 31 MB of logits at a vocabulary of 16,000."""


def compute_decoder_states(model: Any, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    """Compute the input of an encoder-decoder model's head, of shape (examples, longest target, width)."""
    mask = batch["attention_mask"]
    encoded = model.get_encoder()(input_ids=batch["input_ids"], attention_mask=mask)[0]
    states: torch.Tensor = model.get_decoder()(
        input_ids=batch["decoder_input_ids"],
        encoder_hidden_states=encoded,
        encoder_attention_mask=mask,
        use_cache=False,
    )[0]
    return states


def compute_vocabulary_loss(
    states: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None, labels: torch.Tensor, smoothing: float = 0.0
) -> torch.Tensor:
    """Compute the sum of the cross-entropies, in nats, of the labels that are not `IGNORED`.

    Args:
        states: Of any shape (..., width).
        weight: The head, (vocabulary, width).
        bias: Constant added to the logits, (vocabulary,), or None.
        labels: Of the states' shape without the width.
        smoothing: Share of each label's probability that is spread over the vocabulary (Szegedy et al. 2016).
    """
    is_label = labels.flatten() != IGNORED
    if not torch.is_grad_enabled():  # an evaluation, which needs no gradient of the head
        weight = weight.detach()
    apply: Callable[..., torch.Tensor] = _VocabularyLoss.apply  # torch leaves it untyped
    return apply(states.flatten(0, -2)[is_label], weight, bias, labels.flatten()[is_label], smoothing)


class _VocabularyLoss(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any,
        states: torch.Tensor,
        weight: torch.Tensor,
        bias: torch.Tensor | None,
        labels: torch.Tensor,
        smoothing: float,
    ) -> torch.Tensor:
        device = states.device.type
        kind = torch.get_autocast_dtype(device) if torch.is_autocast_enabled(device) else weight.dtype
        head = weight.to(kind)
        # A frozen head, as with adapters, needs no gradient of a vocabulary's size.
        for_states, for_weight = ctx.needs_input_grad[:2]
        by_states = torch.zeros_like(states) if for_states else None
        by_weight = torch.zeros_like(weight, dtype=torch.float32) if for_weight else None
        total = states.new_zeros((), dtype=torch.float32)
        for first in range(0, len(states), ROWS):
            rows = slice(first, first + ROWS)
            some = states[rows].to(kind)
            loss, by_logits = _rows_loss(some @ head.T, bias, labels[rows], smoothing)
            total += loss
            if by_states is not None:
                by_states[rows] = by_logits.to(kind) @ head
            if by_weight is not None:
                by_weight += by_logits.to(kind).T @ some
        ctx.save_for_backward(by_states, None if by_weight is None else by_weight.to(weight.dtype))
        return total

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor) -> tuple[Any, ...]:
        scaled = (None if by is None else by * gradients[0] for by in ctx.saved_tensors)
        return *scaled, None, None, None


def _rows_loss(
    logits: torch.Tensor, bias: torch.Tensor | None, labels: torch.Tensor, smoothing: float
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the loss and its gradient by the logits: the softmax less the target distribution."""
    logits = logits.float() if bias is None else logits.float() + bias
    likely = torch.log_softmax(logits, -1)
    loss = -(1 - smoothing) * likely.gather(1, labels[:, None]).sum()
    gradient = likely.exp()
    if smoothing:
        loss = loss - smoothing * likely.mean(-1).sum()
        gradient -= smoothing / logits.shape[-1]
    gradient.scatter_add_(1, labels[:, None], gradient.new_full((len(labels), 1), smoothing - 1))
    return loss, gradient
