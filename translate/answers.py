"""The answers of an engine in one window: segments asked with options, each request once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mujaz.engines.base import Engine, Generation, GenerationOptions, Hypothesis
from mujaz.translate.degenerate import Problem, find_problem
from mujaz.translate.segments import Segment

Restore = Callable[[str], str | None]
"""Makes of the engine's English what the segment shall have; None if the English is of no use."""


@dataclass(frozen=True, slots=True)
class Request:
    """A segment to be translated.

    Attributes:
        segment: The Arabic that the engine is given.
        options: How the engine generates.
        restore: Applied to each hypothesis before one is chosen, as by a step that put something else in the place of
            a word. None if nothing needs to be restored.
    """

    segment: Segment
    options: GenerationOptions
    restore: Restore | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """The English of one segment as the engine wrote it.

    Attributes:
        segment: The Arabic that the engine was given.
        hypothesis: The English that it wrote; the segment itself if there was nothing to translate.
        problem: Why it is no translation; None if it may pass.
        attempts: How often the engine was asked for it, with steps that brought nothing better; 0 for a copy.
    """

    segment: Segment
    hypothesis: Hypothesis
    problem: Problem | None = None
    attempts: int = 0

    @property
    def text(self) -> str:
        """Return the English."""
        return self.hypothesis.text

    @property
    def rank(self) -> int:
        """Return how bad it is; 0 if it may pass."""
        return self.problem.rank if self.problem else 0


Outputs = tuple[Output, ...]
"""The English of consecutive segments."""


class Answers:
    """The engine as steps see it: no request is made twice in the life of this object.

    Attributes:
        engine: The engine.
        options: How it generates unless a step changes that.
    """

    def __init__(self, engine: Engine, options: GenerationOptions) -> None:
        self.engine = engine
        self.options = options
        self._generations: dict[tuple[str, GenerationOptions], Generation] = {}

    def ask(self, requests: Iterable[Request]) -> None:
        """Have the engine answer all that it was not asked before, in one call for all requests of equal options."""
        new: dict[GenerationOptions, dict[str, None]] = {}
        for request in requests:
            segment, options = request.segment, request.options
            if (segment.source, options) not in self._generations and segment.has_arabic:
                new.setdefault(options, {})[segment.source] = None
        for options, sources in new.items():
            generations = self.engine.generate(list(sources), options)
            for source, generation in zip(sources, generations, strict=True):
                self._generations[source, options] = generation

    def choose(self, request: Request, count_faults: Callable[[str, str], int]) -> Output | None:
        """Return the best hypothesis for a request that was asked; None if none can be restored.

        No problem comes first, then fewest faults, then the likeliest. Behind one without a fault none is looked at.
        """
        segment = request.segment
        if not segment.has_arabic:  # nothing to translate: a number, a name in Latin letters
            return Output(segment, Hypothesis(segment.source, 0.0, (), True))
        generation = self._generations[segment.source, request.options]
        outputs = [output for hypothesis in generation.hypotheses if (output := _read(request, hypothesis, generation))]
        least = min((output.rank for output in outputs), default=0)
        outputs = [output for output in outputs if output.rank == least]
        if len(outputs) <= 1:
            return outputs[0] if outputs else None
        best, fewest = outputs[0], None
        for output in outputs:
            faults = count_faults(segment.source, output.text)
            if fewest is None or faults < fewest:
                best, fewest = output, faults
            if not fewest:
                break
        return best


def _read(request: Request, hypothesis: Hypothesis, generation: Generation) -> Output | None:
    text: str | None = hypothesis.text
    if request.restore:
        text = request.restore(hypothesis.text)
        if text is None:
            return None
        hypothesis = Hypothesis(text, hypothesis.log_probability, hypothesis.pieces, hypothesis.finished)
    source = request.segment.source
    problem = find_problem(source, hypothesis.text, finished=hypothesis.finished, truncated=generation.truncated)
    return Output(request.segment, hypothesis, problem, attempts=1)
