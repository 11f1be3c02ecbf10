"""What the engine made of one segment."""

from __future__ import annotations

from dataclasses import dataclass

from mujaz.engines.base import Generation


@dataclass(frozen=True, slots=True)
class Outcome:
    """One hypothesis for one segment, with what the engine said of it.

    Attributes:
        text: The English as the engine wrote it.
        log_probability: Of all its pieces.
        pieces: How many pieces it has, ``</s>`` included.
        truncated: Whether the source was cut.
        finished: Whether the output came to its end.
    """

    text: str
    log_probability: float = 0.0
    pieces: int = 0
    truncated: bool = False
    finished: bool = True

    @property
    def score(self) -> float:
        """Log-probability per piece, at most 0; 0 where nothing was generated."""
        return self.log_probability / self.pieces if self.pieces else 0.0


def outcomes(generation: Generation) -> list[Outcome]:
    """The hypotheses of a generation, best first."""
    return [
        Outcome(h.text, h.log_probability, len(h.pieces) + 1, generation.truncated, h.finished)
        for h in generation.hypotheses
    ]
