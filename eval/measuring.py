"""One metric on all systems: scores with intervals, comparisons, and scores at one length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mujaz.eval.base import Language, Metric, References, Score, Table, Trials
from mujaz.eval.cutting import cut
from mujaz.eval.inputs import output_of, references_of
from mujaz.eval.resampling import confidence_interval, paired_p_value
from mujaz.eval.results import Comparison
from mujaz.eval.run import Run
from mujaz.eval.systems import System
from mujaz.types import Article


@dataclass(frozen=True, slots=True)
class Measured:
    """What one metric says, by system; systems without any output in its language are left out."""

    metric: Metric
    scores: Mapping[str, Score]
    comparisons: Mapping[str, Comparison]
    cut_scores: Mapping[str, Score]


def measure(
    metric: Metric, systems: Sequence[System], articles: Sequence[Article], trials: Trials, cut_to: int | None = None
) -> Measured:
    """Score the systems' outputs on `articles`, and once more cut to `cut_to` words where that is given."""
    # Sorted, because chrF takes the first of two references that are equally good.
    references = [sorted(references_of(article, metric.language)) for article in articles]
    signature = metric.signature(references, trials)
    texts = {one.run.name: found for one in systems if (found := _texts(one.run, articles, metric.language))}
    tables = {name: metric.statistics(found, references) for name, found in texts.items()}
    shortened = {
        name: _cut_table(metric, tables[name], found, references, cut_to) for name, found in texts.items() if cut_to
    }
    against = next((system.run.name for system in systems if system.is_baseline and system.run.name in tables), None)
    others = tables.keys() - {against} if against else ()
    return Measured(
        metric,
        _scores(metric, tables, signature, trials),
        {name: _compare(metric, tables, name, str(against), trials) for name in others},
        _scores(metric, shortened, signature, trials),
    )


def _texts(run: Run, articles: Sequence[Article], language: Language) -> list[str]:
    """The run's outputs, empty ones for those that it owes; none at all where it has no other."""
    texts = [output_of(run, article, language) for article in articles]
    return [text or "" for text in texts] if any(text is not None for text in texts) else []


def _cut_table(metric: Metric, table: Table, texts: Sequence[str], references: References, words: int) -> Table:
    # Most of the time of an evaluation goes into these tables; what is short enough has its row already.
    shorter = [cut(text, words) for text in texts]
    changed = [place for place, text in enumerate(texts) if text != shorter[place]]
    cut_table = table.copy()
    if changed:
        pairs = [shorter[place] for place in changed], [references[place] for place in changed]
        cut_table[changed] = metric.statistics(*pairs)
    return cut_table


def _scores(metric: Metric, tables: Mapping[str, Table], signature: str, trials: Trials) -> dict[str, Score]:
    return {
        name: metric.summarize(table, signature, confidence_interval(metric, table, trials))
        for name, table in tables.items()
    }


def _compare(metric: Metric, tables: Mapping[str, Table], system: str, baseline: str, trials: Trials) -> Comparison:
    ours, theirs = tables[system], tables[baseline]
    return Comparison(
        baseline=baseline,
        difference=metric.corpus_score(ours) - metric.corpus_score(theirs),
        p_value=paired_p_value(metric, ours, theirs, trials),
        test=trials.test,
        trials=trials.samples if trials.test == "bootstrap" else trials.shuffles,
    )
