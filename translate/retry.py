"""Segments through an engine, and what is done when a translation is none.

Everything goes through the engine in one call. What came back bad goes through again, all of it in one call: without
repetition, and cut into shorter segments where it can be. What is bad even then goes through a last time, whole and
with several hypotheses to choose from. That is the end of it: what is still bad is flagged.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from mujaz.engines.base import Engine, GenerationOptions
from mujaz.translate.degenerate import Problem, find_problem
from mujaz.translate.latinize import ARABIC_WORD
from mujaz.translate.outcome import Outcome, outcomes
from mujaz.translate.segments import Segment, split_further

LAST_HYPOTHESES = 4
"""Least hypotheses to choose from in the last attempt."""

RERANKED = 8
"""Least hypotheses to choose from where faults are counted."""

RETRY_NO_REPEAT = 3
RETRY_REPETITION_PENALTY = 1.1

FIGURES_NO_REPEAT = 6
"""The ban where a source has figures: each digit is a piece, and a shorter ban would not let two numbers end in 000."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """The translation of one segment; `attempts` counts the engine calls that it took, 0 for a copy."""

    segment: Segment
    outcome: Outcome
    problem: Problem | None = None
    attempts: int = 0


Way = Callable[[Sequence[Segment], Engine, GenerationOptions], list[list[Rendering]]]
"""How segments become renderings: for each one, or several where it had to be cut."""

Faults = Callable[[str, str], int]
"""How many faults a text has as the translation of a source."""


def render(segments: Sequence[Segment], engine: Engine, options: GenerationOptions) -> list[list[Rendering]]:
    """The translation of each segment: one rendering, or several where it had to be cut."""
    made = [[offers[0]] for offers in _attempt(segments, engine, options)]
    for again in (in_clauses, _whole):
        bad = [at for at, renderings in enumerate(made) if badness(renderings)]
        for figures in (False, True):
            group = [at for at in bad if segments[at].has_figures == figures]
            better = again([segments[at] for at in group], engine, _without_repetition(options, figures=figures))
            for at, renderings in zip(group, better, strict=True):
                made[at] = _less_bad(made[at], renderings)
    return made


def in_clauses(segments: Sequence[Segment], engine: Engine, options: GenerationOptions) -> list[list[Rendering]]:
    """The translation of each segment in shorter ones, cut at the borders of its clauses where it can be."""
    cuts = [split_further(segment, engine.count_pieces) for segment in segments]
    made = iter(_attempt([part for cut in cuts for part in cut], engine, options))
    return [[next(made)[0] for _ in cut] for cut in cuts]


def _whole(segments: Sequence[Segment], engine: Engine, options: GenerationOptions) -> list[list[Rendering]]:
    beams = max(options.beam_size, LAST_HYPOTHESES)
    offers = _attempt(segments, engine, replace(options, beam_size=beams, num_hypotheses=beams))
    return [[min(own, key=_rank)] for own in offers]


def best_hypotheses(
    segments: Sequence[Segment], engine: Engine, options: GenerationOptions, *, faults: Faults
) -> list[list[Rendering]]:
    """The best of `RERANKED` hypotheses for each segment: no problem first, then fewest faults, then the likeliest."""
    beams = max(options.beam_size, RERANKED)
    offers = _attempt(segments, engine, replace(options, beam_size=beams, num_hypotheses=beams))
    return [[_best(own, faults)] for own in offers]


def _best(offers: Sequence[Rendering], faults: Faults) -> Rendering:
    """The best of the hypotheses for one segment; behind one without a fault none is looked at."""
    least = min(map(_rank, offers))
    best, fewest = offers[0], math.inf
    for offer in offers:
        if _rank(offer) == least and fewest and (found := faults(offer.segment.source, offer.outcome.text)) < fewest:
            best, fewest = offer, found
    return best


def _attempt(segments: Sequence[Segment], engine: Engine, options: GenerationOptions) -> list[list[Rendering]]:
    """The renderings that the engine offers for each segment, best first; equal sources are translated once."""
    sources = list(dict.fromkeys(segment.source for segment in segments if ARABIC_WORD.search(segment.source)))
    made = dict(zip(sources, engine.generate(sources, options), strict=True)) if sources else {}
    return [
        [_judge(segment, outcome) for outcome in outcomes(made[segment.source])]
        if segment.source in made
        else [Rendering(segment, Outcome(segment.source))]  # nothing to translate: a number, a name in Latin letters
        for segment in segments
    ]


def _judge(segment: Segment, outcome: Outcome) -> Rendering:
    return Rendering(segment, outcome, find_problem(segment.source, outcome), attempts=1)


def _without_repetition(options: GenerationOptions, *, figures: bool) -> GenerationOptions:
    if figures:  # a penalty on repeated pieces would make the zeros of 3,000 unlikely one after the other
        return replace(options, no_repeat_ngram_size=options.no_repeat_ngram_size or FIGURES_NO_REPEAT)
    return replace(
        options,
        no_repeat_ngram_size=options.no_repeat_ngram_size or RETRY_NO_REPEAT,
        repetition_penalty=max(options.repetition_penalty, RETRY_REPETITION_PENALTY),
    )


def _less_bad(old: Sequence[Rendering], new: Sequence[Rendering]) -> list[Rendering]:
    """The less bad of two translations of one segment, the old one if they are equal; it took one attempt more."""
    attempts = old[0].attempts + 1
    return [replace(rendering, attempts=attempts) for rendering in min(old, new, key=badness)]


def badness(renderings: Sequence[Rendering]) -> float:
    """How bad the translation of one segment is, over its parts; 0 where each may pass."""
    return sum(map(_rank, renderings)) / len(renderings)


def _rank(rendering: Rendering) -> int:
    return rendering.problem.rank if rendering.problem else 0
