"""All figures of an evaluation as lines of text, with so many digits that no change of a result goes unseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple

from mujaz.eval import Evaluation, Result, Score


def figures(evaluation: Evaluation) -> list[str]:
    """A line for each score of each system, and one for its measures without references."""
    return [line for result in evaluation.results for line in _lines(result)]


def _lines(result: Result) -> Iterator[str]:
    for kind, scores in (("whole", result.scores), ("cut", result.cut_scores)):
        for name, score in scores.items():
            compared = result.comparisons.get(name) if kind == "whole" else None
            numbers = [*_numbers(score), *((compared.difference, compared.p_value) if compared else ())]
            yield "\t".join([result.system, kind, name, *map(_digits, numbers)])
    measured = astuple(result.intrinsic) if result.intrinsic else ()
    yield "\t".join([result.system, "without references", *map(_digits, measured)])


def _numbers(score: Score) -> list[float | None]:
    interval = score.interval
    bounds = [interval.low, interval.high, interval.mean] if interval else []
    # Each item counts by its place, so that the sum also tells their order.
    weighted = sum(place * one for place, one in enumerate(score.per_item, start=1))
    return [score.value, score.precision, score.recall, *bounds, weighted]


def _digits(number: float | None) -> str:
    # Twelve: what differs after that may be another machine's way of adding.
    return "-" if number is None else f"{number:.12g}"
