"""Segments through an engine, and what is done when a translation is none.

Everything goes through the engine in one call. What came back bad goes through once more, in one call for all: whole,
with several hypotheses and without repetition, and cut into shorter segments where it can be. That is the end of it:
what is still bad is flagged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mujaz.engines.base import Engine, GenerationOptions
from mujaz.translate.degenerate import Problem, find_problem
from mujaz.translate.latinize import ARABIC_WORD
from mujaz.translate.outcome import Outcome, outcomes
from mujaz.translate.segments import Segment, split_further

RETRY_HYPOTHESES = 4
"""Least hypotheses to choose from in the second attempt."""

RETRY_NO_REPEAT = 3
RETRY_REPETITION_PENALTY = 1.1


@dataclass(frozen=True, slots=True)
class Rendering:
    """The translation of one segment; `attempts` counts the engine calls that it took, 0 for a copy."""

    segment: Segment
    outcome: Outcome
    problem: Problem | None = None
    attempts: int = 0


def render(segments: Sequence[Segment], engine: Engine, options: GenerationOptions) -> list[list[Rendering]]:
    """The translation of each segment: one rendering, or several where it had to be cut."""
    first = [options_[0] for options_ in _attempt(segments, engine, options, attempts=1)]
    bad = [rendering for rendering in first if rendering.problem]
    better = iter(_retry(bad, engine, options))
    return [next(better) if rendering.problem else [rendering] for rendering in first]


def _attempt(
    segments: Sequence[Segment], engine: Engine, options: GenerationOptions, attempts: int
) -> list[list[Rendering]]:
    """The renderings that the engine offers for each segment, best first; equal sources are translated once."""
    sources = list(dict.fromkeys(segment.source for segment in segments if ARABIC_WORD.search(segment.source)))
    made = dict(zip(sources, engine.generate(sources, options), strict=True)) if sources else {}
    return [
        [_judge(segment, outcome, attempts) for outcome in outcomes(made[segment.source])]
        if segment.source in made
        else [Rendering(segment, Outcome(segment.source))]  # nothing to translate: a number, a name in Latin letters
        for segment in segments
    ]


def _judge(segment: Segment, outcome: Outcome, attempts: int) -> Rendering:
    return Rendering(segment, outcome, find_problem(segment.source, outcome), attempts)


def _retry(bad: Sequence[Rendering], engine: Engine, options: GenerationOptions) -> list[list[Rendering]]:
    cuts = [split_further(rendering.segment, engine.count_pieces) for rendering in bad]
    segments = [segment for cut in cuts for segment in cut] + [rendering.segment for rendering in bad]
    offers = iter(_attempt(segments, engine, _retry_options(options), attempts=2))
    in_parts = [[_best(next(offers)) for _ in cut] for cut in cuts]
    whole = [_best(next(offers)) for _ in bad]
    return [_least_bad(*three) for three in zip(in_parts, bad, whole, strict=True)]


def _least_bad(parts: list[Rendering], first: Rendering, second: Rendering) -> list[Rendering]:
    whole = [[replace(first, attempts=second.attempts)], [second]]
    return min([parts, *whole] if len(parts) > 1 else whole, key=_badness)  # the first of equals


def _retry_options(options: GenerationOptions) -> GenerationOptions:
    beams = max(options.beam_size, RETRY_HYPOTHESES)
    return replace(
        options,
        beam_size=beams,
        num_hypotheses=beams,
        no_repeat_ngram_size=options.no_repeat_ngram_size or RETRY_NO_REPEAT,
        repetition_penalty=max(options.repetition_penalty, RETRY_REPETITION_PENALTY),
    )


def _best(offers: Sequence[Rendering]) -> Rendering:
    return min(offers, key=lambda rendering: _badness([rendering]))


def _badness(renderings: Sequence[Rendering]) -> float:
    return sum(rendering.problem.rank for rendering in renderings if rendering.problem) / len(renderings)
