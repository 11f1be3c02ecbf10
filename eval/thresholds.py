"""Quality gates: ``rougeL=20,chrf=40``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mujaz.errors import InputError
from mujaz.eval.metrics.registry import metric_name
from mujaz.eval.results import Evaluation, Shortfall

_BOUND = re.compile(r"\s*(?P<metric>[^=\s]+)\s*=\s*(?P<number>\d{1,3}(\.\d{1,9})?)\s*", re.ASCII)


def parse_thresholds(text: str) -> dict[str, float]:
    """Bounds by metric name.

    Raises:
        InputError: A part is not ``metric=number``, or there is no such metric.
    """
    return dict(map(_parse, text.split(",")))


def shortfalls(evaluation: Evaluation, bounds: Mapping[str, float]) -> list[Shortfall]:
    """Scores of the runs (not of baseline and leads) below their bound; for an error rate, above it.

    Raises:
        InputError: A bound cannot be checked, because the metric was not measured for a run.
    """
    missed = []
    for result in evaluation.results:
        for metric, bound in bounds.items() if result.role == "run" else ():
            if metric not in result.scores:
                raise InputError(f"{metric} was not measured for {result.system}: no such metric, output or reference")
            score = result.scores[metric].value
            if score < bound if evaluation.higher_is_better[metric] else score > bound:
                missed.append(Shortfall(result.system, metric, score, bound))
    return missed


def _parse(part: str) -> tuple[str, float]:
    bound = _BOUND.fullmatch(part)
    if not bound:
        raise InputError(f"{part!r} is not a bound; write metric=number, as in rougeL=20")
    return metric_name(bound["metric"]), float(bound["number"])
