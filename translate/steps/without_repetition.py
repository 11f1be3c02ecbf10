"""Step: forbid the engine to say again what it has said."""

from __future__ import annotations

from dataclasses import replace

from mujaz.engines.base import GenerationOptions
from mujaz.translate.answers import Answers, Request
from mujaz.translate.ladder import Candidate
from mujaz.translate.steps.base import TranslationStep

NO_REPEAT = 3
PENALTY = 1.1

FIGURES_NO_REPEAT = 6
"""The ban if a source has figures: each digit is a piece, and a shorter ban would not let two numbers end in 000."""


class WithoutRepetition(TranslationStep[Candidate]):
    """Bans runs of pieces that were there already and makes repeated pieces less likely, if the engine can."""

    name = "without-repetition"

    def change(self, request: Request, answers: Answers) -> list[Request]:
        """Return the request with the ban; the request itself if the engine has no ban."""
        if not answers.engine.capabilities.repetition:
            return [request]
        options = _forbid_repetition(request.options, figures=request.segment.has_figures)
        return [replace(request, options=options)]


def _forbid_repetition(options: GenerationOptions, *, figures: bool) -> GenerationOptions:
    if figures:  # a penalty on repeated pieces would make the zeros of 3,000 unlikely one after the other
        return replace(options, no_repeat_ngram_size=options.no_repeat_ngram_size or FIGURES_NO_REPEAT)
    return replace(
        options,
        no_repeat_ngram_size=options.no_repeat_ngram_size or NO_REPEAT,
        repetition_penalty=max(options.repetition_penalty, PENALTY),
    )
