"""Step: translate a segment in shorter ones, cut at the borders of its clauses; long segments lose more."""

from __future__ import annotations

from dataclasses import replace

from mujaz.translate.answers import Answers, Request
from mujaz.translate.ladder import Candidate
from mujaz.translate.segments import split_further
from mujaz.translate.steps.base import TranslationStep


class Clauses(TranslationStep[Candidate]):
    """Cuts each segment in about two; one that is too short, or has a substitute already, stays whole."""

    name = "clauses"

    def change(self, request: Request, answers: Answers) -> list[Request]:
        """Return a request for each part of the segment."""
        if request.substitute is not None:  # it would not be known which part of it belongs to which
            return [request]
        segments = split_further(request.segment, answers.engine.count_pieces)
        return [replace(request, segment=segment) for segment in segments]
