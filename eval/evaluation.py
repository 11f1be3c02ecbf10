"""Measuring systems against references: the one entry to everything in `mujaz.eval`.

The module is not named after its function, so that `mujaz.eval.evaluate` is the function and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mujaz.errors import InputError
from mujaz.eval.base import Language, Metric, Score, Table, Trials
from mujaz.eval.baselines import lead_runs
from mujaz.eval.intrinsic import measure_run
from mujaz.eval.metrics import DEFAULT_METRICS, build_metrics
from mujaz.eval.read import read_references
from mujaz.eval.resampling import confidence_interval, paired_p_value
from mujaz.eval.results import Comparison, Evaluation, Result
from mujaz.eval.run import Run
from mujaz.eval.systems import RunLike, System, check_ids, gather_systems
from mujaz.types import Article

_LANGUAGES: tuple[Language, ...] = ("ar", "en")


def evaluate(
    runs: Iterable[RunLike],
    references: Iterable[Article] | str | Path,
    *,
    baseline: RunLike | None = None,
    metrics: Iterable[str | Metric] = DEFAULT_METRICS,
    trials: Trials = Trials(),  # noqa: B008 - frozen
    leads: bool = True,
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
        leads: Whether the first sentences of the articles are scored too, where the references hold all the texts.

    Raises:
        InputError: A file cannot be read, an id is missing or too many, there is nothing to score.
    """
    articles = _sorted(references)
    computed = lead_runs(articles) if leads and all(article.text for article in articles) else []
    systems = gather_systems(runs, baseline, computed)
    for system in systems:
        check_ids(system.run, {article.id for article in articles})
    scored = {language: [one for one in articles if _references(one, language)] for language in _LANGUAGES}
    measured = [
        _measure(metric, systems, scored[metric.language], trials)
        for metric in _build(metrics)
        if scored[metric.language]
    ]
    return Evaluation(
        articles=len(articles),
        scored={language: tuple(article.id for article in group) for language, group in scored.items()},
        languages={one.metric.name: one.metric.language for one in measured},
        higher_is_better={one.metric.name: one.metric.higher_is_better for one in measured},
        results=tuple(_result(system, measured, articles, scored) for system in systems),
        baseline=next((system.run.name for system in systems if system.is_baseline), None),
    )


@dataclass(frozen=True, slots=True)
class _Measured:
    """What one metric says, by system."""

    metric: Metric
    scores: Mapping[str, Score]
    comparisons: Mapping[str, Comparison]


def _measure(metric: Metric, systems: Sequence[System], articles: Sequence[Article], trials: Trials) -> _Measured:
    # Sorted, because chrF takes the first of two references that are equally good.
    references = [sorted(_references(article, metric.language)) for article in articles]
    signature = metric.signature(references, trials)
    tables = {}
    for system in systems:
        texts = [_output(system.run, article, metric.language) for article in articles]
        if any(text is not None for text in texts):
            tables[system.run.name] = metric.statistics([text or "" for text in texts], references)
    scores = {
        name: metric.summarize(table, signature, confidence_interval(metric, table, trials))
        for name, table in tables.items()
    }
    against = next((system.run.name for system in systems if system.is_baseline and system.run.name in tables), None)
    others = tables.keys() - {against} if against else ()
    return _Measured(metric, scores, {name: _compare(metric, tables, name, str(against), trials) for name in others})


def _compare(metric: Metric, tables: Mapping[str, Table], system: str, baseline: str, trials: Trials) -> Comparison:
    ours, theirs = tables[system], tables[baseline]
    return Comparison(
        baseline=baseline,
        difference=metric.corpus_score(ours) - metric.corpus_score(theirs),
        p_value=paired_p_value(metric, ours, theirs, trials),
        test=trials.test,
        trials=trials.samples if trials.test == "bootstrap" else trials.shuffles,
    )


def _result(
    system: System,
    measured: Sequence[_Measured],
    articles: Sequence[Article],
    scored: Mapping[Language, Sequence[Article]],
) -> Result:
    name = system.run.name
    return Result(
        system=name,
        role=system.role,
        outputs={language: _written(system.run, group, language) for language, group in scored.items()},
        scores={one.metric.name: one.scores[name] for one in measured if name in one.scores},
        comparisons={one.metric.name: one.comparisons[name] for one in measured if name in one.comparisons},
        intrinsic=measure_run(system.run, articles),
    )


def _sorted(references: Iterable[Article] | str | Path) -> list[Article]:
    articles = read_references(references) if isinstance(references, str | Path) else list(references)
    if not any(article.references or article.references_en for article in articles):
        raise InputError('nothing to compare with: no reference has a "summary" or "summary_en"')
    # By id, so that not even an interval depends on the order of a file.
    return sorted(articles, key=lambda article: article.id)


def _build(metrics: Iterable[str | Metric]) -> list[Metric]:
    built = [one for metric in metrics for one in ([metric] if isinstance(metric, Metric) else build_metrics([metric]))]
    if len({metric.name for metric in built}) < len(built):
        raise InputError(f"a metric is asked for twice: {', '.join(metric.name for metric in built)}")
    return built


def _references(article: Article, language: Language) -> tuple[str, ...]:
    return article.references if language == "ar" else article.references_en


def _output(run: Run, article: Article, language: Language) -> str | None:
    output = run.outputs[article.id]
    return output.ar if language == "ar" else output.en


def _written(run: Run, articles: Iterable[Article], language: Language) -> int:
    return sum(bool((_output(run, article, language) or "").strip()) for article in articles)
