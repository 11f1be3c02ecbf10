"""The steps of the translator: requests for the engine, or edits of a text that there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic

from mujaz.facts.base import Facts
from mujaz.facts.find import find_facts
from mujaz.translate.answers import Answers, Outputs, Request
from mujaz.translate.ladder import Attempt, Candidate, Climb, Step
from mujaz.translate.segments import Segment

LONGEST = 3_000
"""Characters of a text whose facts are found: a headline may have any length, and comparing takes its square."""


@dataclass(frozen=True)
class Text(Generic[Candidate]):
    """A text as steps see it; a single segment is one, too.

    Attributes:
        arabic: The Arabic, as the caller has it.
        segments: The Arabic that the engine is given.
        finish: Makes a candidate of the English of consecutive segments.
    """

    arabic: str
    segments: Sequence[Segment]
    finish: Callable[[Outputs], Candidate]

    @cached_property
    def facts(self) -> Facts:
        """Find the facts of the Arabic, when they are first needed."""
        return find_facts(self.arabic[:LONGEST], "ar")


class TranslationStep(Step[Text[Candidate], Candidate, Answers]):
    """A step of the translator. It overrides one of three methods.

    - `change`, if it asks the engine otherwise for each segment by itself: other Arabic, shorter segments, options;
    - `make_requests`, if it looks at the whole text, or at what was found in it, to know what to ask;
    - `edit`, if it asks nothing and makes another text of each that there is.

    Attributes:
        needs_hypotheses: Whether the engine must be able to offer several hypotheses; else the step is skipped.
    """

    needs_hypotheses = False

    def change(self, request: Request, answers: Answers) -> list[Request]:  # noqa: ARG002
        """Return the requests that are made in the place of `request`, whose segment and options are as usual."""
        return [request]

    def make_requests(self, climb: Climb[Text[Candidate], Candidate], answers: Answers) -> list[Request]:
        """Return the requests for a text, in the order of the text; none if the engine has nothing to do."""
        usual = (Request(segment, answers.options) for segment in climb.text.segments)
        return [changed for request in usual for changed in self.change(request, answers)]

    def annotate(self, text: Text[Candidate], candidate: Candidate) -> Candidate | None:  # noqa: ARG002
        """Return the candidate of the engine's answers, with a note if the step put in words; None withdraws it."""
        return candidate

    def edit(self, text: Text[Candidate], candidate: Candidate) -> Candidate | None:  # noqa: ARG002
        """Return another candidate that is made of `candidate` without the engine; None if there is none."""
        return None

    def works_with(self, source: Answers) -> bool:
        """Tell whether the engine can do what the step needs."""
        return source.engine.capabilities.several_hypotheses or not self.needs_hypotheses

    def propose(
        self, climbs: Sequence[Climb[Text[Candidate], Candidate]], source: Answers
    ) -> list[list[Attempt[Candidate]]]:
        """Return what the engine answers for each text, and the edits of its earlier candidates."""
        requests = [self.make_requests(climb, source) for climb in climbs]
        source.ask(request for group in requests for request in group)
        return [
            [*self._answer(climb, group, source), *self._edit_all(climb)]
            for climb, group in zip(climbs, requests, strict=True)
        ]

    def _answer(
        self, climb: Climb[Text[Candidate], Candidate], requests: Sequence[Request], answers: Answers
    ) -> list[Attempt[Candidate]]:
        chosen = [answers.choose(request, climb.judge.count_faults) for request in requests]
        outputs = tuple(output for output in chosen if output is not None)
        if not outputs or len(outputs) < len(chosen):
            return []
        candidate = self.annotate(climb.text, climb.text.finish(outputs))
        return [] if candidate is None else [Attempt(candidate, (self.name,))]

    def _edit_all(self, climb: Climb[Text[Candidate], Candidate]) -> list[Attempt[Candidate]]:
        edited = ((attempt, self.edit(climb.text, attempt.candidate)) for attempt in climb.attempts)
        return [
            Attempt(candidate, (*attempt.steps, self.name), attempt.candidate)
            for attempt, candidate in edited
            if candidate is not None
        ]


class Combined(TranslationStep[Candidate]):
    """Several steps as one, each changing the requests of the one before it. It has the name of the last."""

    def __init__(self, *steps: TranslationStep[Candidate]) -> None:
        self._steps = steps
        self.name = steps[-1].name
        self.needs_hypotheses = any(step.needs_hypotheses for step in steps)

    def applies_to(self, climb: Climb[Text[Candidate], Candidate]) -> bool:
        """Tell whether all of them apply."""
        return all(step.applies_to(climb) for step in self._steps)

    def change(self, request: Request, answers: Answers) -> list[Request]:
        """Return the requests after all steps."""
        requests = [request]
        for step in self._steps:
            requests = [changed for before in requests for changed in step.change(before, answers)]
        return requests
