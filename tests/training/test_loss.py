"""The loss over the vocabulary, against torch's own."""

from __future__ import annotations

from types import ModuleType

import pytest

pytestmark = pytest.mark.torch


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_loss_and_gradients_equal_those_of_torch(needs_torch: ModuleType, smoothing: float) -> None:
    """More rows than are taken at once, some of them padding, and a bias that takes one piece out."""
    import torch

    from mujaz.training.loss import IGNORED, ROWS, compute_vocabulary_loss

    torch.manual_seed(0)
    states = torch.randn(3, ROWS, 16, requires_grad=True)
    head = torch.randn(50, 16, requires_grad=True)
    bias = torch.zeros(50)
    bias[3] = -1e4
    labels = torch.randint(4, 50, (3, ROWS))
    labels[0, 100:] = IGNORED
    logits = (states @ head.T + bias).flatten(0, 1)
    theirs = torch.nn.functional.cross_entropy(
        logits, labels.flatten(), ignore_index=IGNORED, label_smoothing=smoothing, reduction="sum"
    )
    ours = compute_vocabulary_loss(states, head, bias, labels, smoothing)
    torch.testing.assert_close(ours, theirs)
    for mine, other in zip(
        torch.autograd.grad(ours / 7, [states, head]), torch.autograd.grad(theirs / 7, [states, head]), strict=True
    ):
        torch.testing.assert_close(mine, other, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("checkpoint", ["marian_checkpoint", "mt5_checkpoint"])
def test_states_under_the_head_give_the_models_own_logits(
    needs_torch: ModuleType, checkpoint: str, request: pytest.FixtureRequest
) -> None:
    """For both architectures: what the trainer computes is what the model would."""
    import torch
    from transformers import AutoModelForSeq2SeqLM

    from mujaz.training.loss import compute_decoder_states

    model = AutoModelForSeq2SeqLM.from_pretrained(request.getfixturevalue(checkpoint)).eval()
    batch = {
        "input_ids": torch.tensor([[5, 6, 7, 8], [9, 10, 1, 1]]),
        "attention_mask": torch.tensor([[1, 1, 1, 1], [1, 1, 0, 0]]),
        "decoder_input_ids": torch.tensor([[0, 5, 6], [0, 7, 8]]),
    }
    with torch.no_grad():
        logits = model.lm_head(compute_decoder_states(model, batch)) + getattr(model, "final_logits_bias", 0)
        torch.testing.assert_close(logits, model(**batch).logits)


@pytest.mark.parametrize("frozen", ["states", "head", "both"])
def test_what_is_frozen_gets_no_gradient_and_costs_none(needs_torch: ModuleType, frozen: str) -> None:
    import torch

    from mujaz.training.loss import compute_vocabulary_loss

    torch.manual_seed(0)
    states = torch.randn(6, 8, requires_grad=frozen == "head")
    head = torch.randn(20, 8, requires_grad=frozen == "states")
    labels = torch.randint(20, (6,))
    loss = compute_vocabulary_loss(states, head, None, labels)
    torch.testing.assert_close(loss, torch.nn.functional.cross_entropy(states @ head.T, labels, reduction="sum"))
    if frozen == "both":
        assert not loss.requires_grad
        return
    learned = states if frozen == "head" else head
    theirs = torch.nn.functional.cross_entropy(states @ head.T, labels, reduction="sum")
    torch.testing.assert_close(*(torch.autograd.grad(one, learned)[0] for one in (loss, theirs)))
    with torch.no_grad():
        assert not compute_vocabulary_loss(states, head, None, labels).requires_grad
