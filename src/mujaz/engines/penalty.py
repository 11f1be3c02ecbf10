"""The repetition penalty of Keskar et al. (2019, CTRL), on the scores that CTranslate2 applies it to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch


class RepetitionPenalty:
    """A logits processor for `generate`, in place of transformers' own.

    In a beam search, transformers penalizes logarithms of probabilities, CTranslate2 the model's raw outputs. The
    difference is large: what is penalized there is never positive. This one looks at the raw outputs as well.
    """

    def __init__(self, penalty: float) -> None:
        self._penalty = penalty
        self._logits: torch.Tensor

    @contextmanager
    def watching(self, model: Any) -> Iterator[list[RepetitionPenalty]]:
        """While `model` generates: the processors to hand to it."""
        handle = model.register_forward_hook(self._keep)
        try:
            yield [] if self._penalty == 1 else [self]
        finally:
            handle.remove()

    def _keep(self, _model: Any, _inputs: Any, output: Any) -> None:
        self._logits = output.logits[:, -1, :].float()

    def __call__(self, generated: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """The raw outputs, lowered for the pieces in `generated`; what other processors have banned stays banned."""
        import torch  # with the extra [torch] only

        seen = self._logits.gather(1, generated)
        lowered = torch.where(seen < 0, seen * self._penalty, seen / self._penalty)
        return torch.where(scores.isneginf(), scores, self._logits.scatter(1, generated, lowered))
