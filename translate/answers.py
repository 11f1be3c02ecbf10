"""The answers of an engine in one window: segments asked with options, each request once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from mujaz.engines.base import Engine, Generation, GenerationOptions, Hypothesis
from mujaz.translate.degenerate import Problem, find_problem
from mujaz.translate.segments import Segment

Restore = Callable[[str], str | None]
"""Makes of the engine's English what the segment shall have; None if the English is of no use."""


@dataclass(frozen=True, slots=True)
class Request:
    """A segment to be translated.

    Attributes:
        segment: The Arabic by which the English is judged.
        options: How the engine generates.
        substitute: Other Arabic that the engine is given instead, as with another word in the place of a name.
        restore: Undoes the substitution in each hypothesis, before one is chosen.
    """

    segment: Segment
    options: GenerationOptions
    substitute: str | None = None
    restore: Restore | None = None

    @property
    def source(self) -> str:
        """Return the Arabic that the engine is given."""
        return self.segment.source if self.substitute is None else self.substitute

    def with_substitute(self, source: str, restore: Restore) -> Request:
        """Return the request with other Arabic for the engine; of several substitutions the last is undone first."""
        earlier = self.restore

        def undo(english: str) -> str | None:
            text = restore(english)
            return text if text is None or earlier is None else earlier(text)

        return replace(self, substitute=source, restore=undo)


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
            source, options = request.source, request.options
            if (source, options) not in self._generations and request.segment.has_arabic:
                new.setdefault(options, {})[source] = None
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
        generation = self._generations[request.source, request.options]
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
    if request.restore:
        text = request.restore(hypothesis.text)
        if text is None:
            return None
        hypothesis = replace(hypothesis, text=text)
    source = request.segment.source
    problem = find_problem(source, hypothesis.text, finished=hypothesis.finished, truncated=generation.truncated)
    return Output(request.segment, hypothesis, problem, attempts=1)
