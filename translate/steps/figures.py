"""Step: write the number words of a segment as figures, which a small translator copies well."""

from __future__ import annotations

from dataclasses import replace

from mujaz.translate.answers import Answers, Request
from mujaz.translate.figures import in_figures
from mujaz.translate.ladder import Candidate
from mujaz.translate.steps.base import TranslationStep


class Figures(TranslationStep[Candidate]):
    """Gives the engine «18 شهرا» for «ثمانية عشر شهرا»."""

    name = "figures"

    def change(self, request: Request, answers: Answers) -> list[Request]:  # noqa: ARG002
        """Return the request with the numbers in figures."""
        source = in_figures(request.segment.source)
        return [replace(request, segment=replace(request.segment, source=source))]
