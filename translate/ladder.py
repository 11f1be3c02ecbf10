"""The ladder: further attempts at a text that came out bad, and the choice among them.

There is one ladder for everything that is tried again. Its parts:

- `Step`: one thing to try. A step gets all texts of a window that still need it and proposes candidates for each.
- `Judge`: passed in to say which text needs another step, which candidate may be taken, and how bad one is.
- `Climb`: the record of one text: its first candidate, what was tried since, and what came of it.
- `try_steps`: takes the steps in order.

The first candidate always stays in the record, so that no step makes a text worse: of all admitted candidates the one
of the lowest rank is taken, of equals the earliest.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from mujaz.types import Repair

Text = TypeVar("Text")
Candidate = TypeVar("Candidate")
Source = TypeVar("Source")


@dataclass(frozen=True, slots=True)
class Attempt(Generic[Candidate]):
    """A candidate with the names of the steps that made it.

    Attributes:
        candidate: A new text that may be taken.
        steps: None for the first candidate of a text.
        base: The candidate that was edited to make this one; None if it was made anew.
    """

    candidate: Candidate
    steps: tuple[str, ...] = ()
    base: Candidate | None = None


class Judge(ABC, Generic[Candidate]):
    """Says how good the candidates for a text are."""

    def examine(self, candidate: Candidate) -> Candidate:
        """Return `candidate` with what is found in it; each candidate is examined once, the first one too."""
        return candidate

    def is_content(self, climb: Climb[Any, Candidate]) -> bool:
        """Tell whether the best candidate so far needs no further step, as when its rank is 0."""
        return not self.rank(climb.candidate)

    def admits(self, climb: Climb[Any, Candidate], attempt: Attempt[Candidate]) -> bool:  # noqa: ARG002
        """Tell whether an examined attempt may be taken at all."""
        return True

    @abstractmethod
    def rank(self, candidate: Candidate) -> Any:
        """Return how bad `candidate` is, as something that can be compared; the lowest rank is taken."""

    def count_faults(self, arabic: str, english: str) -> int:  # noqa: ARG002
        """Count the faults by which one of several hypotheses for a segment is chosen; 0 takes the likeliest."""
        return 0


class Climb(Generic[Text, Candidate]):
    """One text on the ladder.

    Attributes:
        text: The text as steps see it.
        judge: Who judges its candidates.
        tried: Names of the steps that were tried, in order.
    """

    def __init__(self, text: Text, first: Candidate, judge: Judge[Candidate]) -> None:
        self.text = text
        self.judge = judge
        self.tried: list[str] = []
        self._attempts: list[Attempt[Candidate]] = [Attempt(judge.examine(first))]

    @property
    def attempts(self) -> tuple[Attempt[Candidate], ...]:
        """Return all that may be taken, the first candidate first."""
        return tuple(self._attempts)

    @property
    def first(self) -> Candidate:
        """Return the candidate that the climb began with."""
        return self._attempts[0].candidate

    @property
    def best(self) -> Attempt[Candidate]:
        """Return the attempt of the lowest rank, of equals the earliest."""
        if len(self._attempts) == 1:
            return self._attempts[0]  # spares ranking it: most texts need no step
        return min(self._attempts, key=lambda attempt: self.judge.rank(attempt.candidate))

    @property
    def candidate(self) -> Candidate:
        """Return the best candidate."""
        return self.best.candidate

    def add(self, step: str, attempts: Sequence[Attempt[Candidate]]) -> None:
        """Record that a step was tried, and those of its attempts that the judge admits."""
        self.tried.append(step)
        for attempt in attempts:
            examined = Attempt(self.judge.examine(attempt.candidate), attempt.steps, attempt.base)
            if self.judge.admits(self, examined):
                self._attempts.append(examined)

    def list_repairs(self, where: str) -> tuple[Repair, ...]:
        """Return each step that was tried, and whether the best candidate was made by it."""
        steps = self.best.steps
        return tuple(Repair(step=name, where=where, taken=name in steps) for name in self.tried)


class Step(ABC, Generic[Text, Candidate, Source]):
    """One thing to try.

    Attributes:
        name: As in `Repair.step`.
    """

    name: str

    def works_with(self, source: Source) -> bool:  # noqa: ARG002
        """Tell whether `source` can do what the step needs; else the step is skipped."""
        return True

    def applies_to(self, climb: Climb[Text, Candidate]) -> bool:  # noqa: ARG002
        """Tell whether there is anything to try for this text; a step that does not apply is not recorded."""
        return True

    @abstractmethod
    def propose(self, climbs: Sequence[Climb[Text, Candidate]], source: Source) -> list[list[Attempt[Candidate]]]:
        """Return the attempts for each text, in order; `source` is asked once for all of them."""


def try_steps(
    climbs: Sequence[Climb[Text, Candidate]], steps: Sequence[Step[Text, Candidate, Source]], source: Source
) -> None:
    """Take all texts of a window up the ladder, each until its judge is content.

    Args:
        climbs: The texts.
        steps: The steps, in order.
        source: Whom the steps ask for candidates: the answers of a translator's engine, or a summarizer.
    """
    going = climbs
    for step in (step for step in steps if step.works_with(source)):
        going = [climb for climb in going if not climb.judge.is_content(climb)]
        trying = [climb for climb in going if step.applies_to(climb)]
        proposed = step.propose(trying, source) if trying else []
        for climb, attempts in zip(trying, proposed, strict=True):
            climb.add(step.name, attempts)
