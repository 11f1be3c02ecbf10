"""Measuring systems against references: the one entry to everything in `mujaz.eval`.

The module is not named after its function, so that `mujaz.eval.evaluate` is the function and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from mujaz.errors import InputError
from mujaz.eval.inputs.gather import Inputs, gather_inputs
from mujaz.eval.inputs.systems import RunLike, System
from mujaz.eval.metrics.base import LANGUAGES, Language, Metric, Trials
from mujaz.eval.metrics.registry import DEFAULT_METRICS, build_metrics
from mujaz.eval.results import Evaluation, Result
from mujaz.eval.scoring.gathering import Gathered, Gatherer
from mujaz.eval.scoring.intrinsic import Topics
from mujaz.eval.scoring.measuring import Measure, Scores
from mujaz.types import Article

T = TypeVar("T")


def evaluate(
    runs: Iterable[RunLike],
    references: Iterable[Article] | str | Path,
    *,
    baseline: RunLike | None = None,
    metrics: Iterable[str | Metric] = DEFAULT_METRICS,
    trials: Trials = Trials(),  # noqa: B008 - frozen
    leads: bool = True,
    cut: bool = True,
    topical: bool = False,
) -> Evaluation:
    """Score `runs` against `references`, with confidence intervals and, given a baseline, a paired test.

    Outputs and references are matched by id. An article of which some run has nothing, as when it failed, is measured
    for none of them, and the result names it (`Evaluation.left_out`). An article without a reference in a language is
    not scored in it. A system without any output in a language is not scored in it either; if it has some, the
    others count as empty.

    Args:
        runs: Systems, or files of their outputs.
        references: Articles with reference summaries, or their file.
        baseline: The system that the others are compared with: a file, a system, or the name of a system or lead.
        metrics: Names out of `METRICS`, or metrics with settings of their own.
        trials: How to resample and to test.
        leads: Whether the first sentences of the articles are scored too, and the best choice of sentences that there
            is, if the references hold all the texts.
        cut: Whether each system is also scored with its outputs cut to the median length of the references.
        topical: Whether article and outputs are compared in topic; needs the extra [semantic].

    Raises:
        InputError: A file cannot be read, a run has ids that the references have not, there is nothing to score.
        ModelError: The extra [semantic] is missing or not the one that we know.
    """
    inputs = gather_inputs(runs, references, baseline=baseline, leads=leads)
    return evaluate_inputs(inputs, metrics=metrics, trials=trials, cut=cut, topical=topical)


def evaluate_inputs(
    inputs: Inputs,
    *,
    metrics: Iterable[str | Metric] = DEFAULT_METRICS,
    trials: Trials = Trials(),  # noqa: B008 - frozen
    cut: bool = True,
    topical: bool = False,
) -> Evaluation:
    """Do as `evaluate` does, for inputs that are needed again, as those of a report are."""
    built = [metric for metric in _build(metrics) if inputs.survey.scored[metric.language]]
    lengths = inputs.survey.median_lengths if cut else {}
    gathered = Gatherer(built, lengths, Topics() if topical else None).gather(inputs)
    scores = [_score(built, language, inputs, gathered, trials) for language in LANGUAGES]
    return Evaluation(
        articles=len(inputs.ids),
        scored=inputs.survey.scored,
        languages={metric.name: metric.language for metric in built},
        higher_is_better={metric.name: metric.higher_is_better for metric in built},
        results=tuple(
            _result(system, numbers, [by_name[name] for by_name in scores if name in by_name], [m.name for m in built])
            for system, numbers in zip(inputs.systems, gathered, strict=True)
            for name in [system.run.name]
        ),
        baseline=inputs.baseline,
        cut_to=lengths,
        left_out=inputs.left_out,
    )


def _score(
    metrics: Iterable[Metric], language: Language, inputs: Inputs, gathered: Sequence[Gathered], trials: Trials
) -> dict[str, Scores]:
    chosen = [metric for metric in metrics if metric.language == language]
    if not chosen:
        return {}
    measure = Measure(chosen, list(inputs.survey.groups[language].values()), trials)
    names = [system.run.name for system in inputs.systems]
    full, shortened = (
        {name: tables[language] for name, tables in zip(names, group, strict=True) if language in tables}
        for group in ([numbers.full for numbers in gathered], [numbers.cut for numbers in gathered])
    )
    return measure.score(full, shortened, inputs.baseline)


def _result(system: System, gathered: Gathered, scores: Sequence[Scores], metrics: Sequence[str]) -> Result:
    return Result(
        system=system.run.name,
        role=system.role,
        outputs=gathered.written,
        scores=_in_order(metrics, [by_language.scores for by_language in scores]),
        comparisons=_in_order(metrics, [by_language.comparisons for by_language in scores]),
        topical=gathered.topical.means(),
        intrinsic=gathered.intrinsic.means(),
        cut_scores=_in_order(metrics, [by_language.cut_scores for by_language in scores]),
    )


def _in_order(metrics: Iterable[str], groups: Iterable[Mapping[str, T]]) -> dict[str, T]:
    """The members of all `groups`, which are those of languages, in the order in which metrics were asked for."""
    by_name = {name: member for group in groups for name, member in group.items()}
    return {name: by_name[name] for name in metrics if name in by_name}


def _build(metrics: Iterable[str | Metric]) -> list[Metric]:
    built: list[Metric] = []
    for metric in metrics:
        built += [metric] if isinstance(metric, Metric) else build_metrics([metric])
    if len({metric.name for metric in built}) < len(built):
        raise InputError(f"a metric is asked for twice: {', '.join(metric.name for metric in built)}")
    return built
