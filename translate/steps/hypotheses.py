"""Step: have the engine offer several hypotheses for a segment; the one with the fewest faults is taken."""

from __future__ import annotations

from dataclasses import replace

from mujaz.translate.answers import Answers, Request
from mujaz.translate.ladder import Candidate
from mujaz.translate.steps.base import TranslationStep


class Hypotheses(TranslationStep[Candidate]):
    """Asks for several hypotheses.

    Args:
        least: How many, at least; as many as the engine has beams if those are more.
    """

    name = "hypotheses"
    needs_hypotheses = True

    def __init__(self, least: int = 8) -> None:
        self._least = least

    def change(self, request: Request, answers: Answers) -> list[Request]:  # noqa: ARG002
        """Return the request with more beams, and all hypotheses of them."""
        beams = max(request.options.beam_size, self._least)
        return [replace(request, options=replace(request.options, beam_size=beams, num_hypotheses=beams))]
