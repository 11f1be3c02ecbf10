"""Measuring systems against references: the one entry to everything in `mujaz.eval`.

The module is not named after its function, so that `mujaz.eval.evaluate` is the function and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from mujaz.errors import InputError
from mujaz.eval.base import Language, Metric, Trials
from mujaz.eval.cutting import median_length
from mujaz.eval.inputs import Inputs, gather_inputs, output_of, references_of
from mujaz.eval.intrinsic import measure_run
from mujaz.eval.measuring import Measured, measure
from mujaz.eval.metrics import DEFAULT_METRICS, build_metrics
from mujaz.eval.results import Evaluation, Result
from mujaz.eval.run import Run
from mujaz.eval.systems import RunLike, System
from mujaz.eval.topics import Topics
from mujaz.types import Article


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

    Outputs and references are matched by id. An article without a reference in a language is not scored in it. A system
    without any output in a language is not scored in it either; where it has some, the others count as empty.

    Args:
        runs: Systems, or files of their outputs.
        references: Articles with reference summaries, or their file.
        baseline: What the others are compared with: a file, a system, or the name of a system or lead.
        metrics: Names out of `METRICS`, or metrics with settings of their own.
        trials: How to resample and to test.
        leads: Whether the first sentences of the articles are scored too, and the best choice of sentences that there
            is, where the references hold all the texts.
        cut: Whether each system is also scored with its outputs cut to the median length of the references.
        topical: Whether article and outputs are compared in topic; needs the extra [semantic].

    Raises:
        InputError: A file cannot be read, an id is missing or too many, there is nothing to score.
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
    """`evaluate`, for inputs that are needed again, as those of a report are."""
    scored = inputs.scored
    lengths = _lengths(scored) if cut else {}
    measured = [
        measure(metric, inputs.systems, scored[metric.language], trials, lengths.get(metric.language))
        for metric in _build(metrics)
        if scored[metric.language]
    ]
    topics = Topics(inputs.articles) if topical else None
    return Evaluation(
        articles=len(inputs.articles),
        scored={language: tuple(article.id for article in group) for language, group in scored.items()},
        languages={one.metric.name: one.metric.language for one in measured},
        higher_is_better={one.metric.name: one.metric.higher_is_better for one in measured},
        results=tuple(_result(system, measured, inputs, topics) for system in inputs.systems),
        baseline=inputs.baseline,
        cut_to=lengths,
    )


def _result(system: System, measured: Sequence[Measured], inputs: Inputs, topics: Topics | None) -> Result:
    name = system.run.name
    return Result(
        system=name,
        role=system.role,
        outputs={language: _written(system.run, group, language) for language, group in inputs.scored.items()},
        scores={one.metric.name: one.scores[name] for one in measured if name in one.scores},
        comparisons={one.metric.name: one.comparisons[name] for one in measured if name in one.comparisons},
        topical=topics.measure(system.run) if topics else None,
        intrinsic=measure_run(system.run, inputs.articles),
        cut_scores={one.metric.name: one.cut_scores[name] for one in measured if name in one.cut_scores},
    )


def _lengths(scored: Mapping[Language, Sequence[Article]]) -> dict[Language, int]:
    return {
        language: median_length(text for article in articles for text in references_of(article, language))
        for language, articles in scored.items()
        if articles
    }


def _build(metrics: Iterable[str | Metric]) -> list[Metric]:
    built = [one for metric in metrics for one in ([metric] if isinstance(metric, Metric) else build_metrics([metric]))]
    if len({metric.name for metric in built}) < len(built):
        raise InputError(f"a metric is asked for twice: {', '.join(metric.name for metric in built)}")
    return built


def _written(run: Run, articles: Iterable[Article], language: Language) -> int:
    return sum(bool((output_of(run, article, language) or "").strip()) for article in articles)
