"""One pass over articles and outputs, after which only numbers are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mujaz.eval.inputs.gather import Inputs, references_of
from mujaz.eval.inputs.runs import Output
from mujaz.eval.inputs.systems import System, cut
from mujaz.eval.metrics.base import LANGUAGES, Language, Metric, References, Table
from mujaz.eval.results import COMPUTED
from mujaz.eval.scoring.intrinsic import Intrinsic, Topical, Topics, measure_summary
from mujaz.eval.scoring.measuring import Means
from mujaz.eval.scoring.tables import Tables
from mujaz.types import Article

_ARTICLES = 128
_CHARACTERS = 1 << 22
"""How much is measured at a time: so many articles, or fewer long ones."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The numbers of one system.

    Attributes:
        full: The statistics of its outputs by language, a table a metric; without those languages in which it has no
            output at all.
        cut: The same of the outputs cut to one length; empty unless asked for.
        written: How many of the scored articles it has a non-empty summary of.
        intrinsic: Measures of its Arabic summaries against the articles' texts.
        topical: How alike its outputs and the articles are in topic.
    """

    full: Mapping[Language, Tables]
    cut: Mapping[Language, Tables]
    written: dict[Language, int]
    intrinsic: Means[Intrinsic]
    topical: Means[Topical]


class Gatherer:
    """Turns texts into numbers.

    Args:
        metrics: All metrics.
        cut_to: Words to which outputs are cut, by language; empty if they are not.
        topics: The measure of likeness in topic, if that is wanted.
    """

    def __init__(self, metrics: Sequence[Metric], cut_to: Mapping[Language, int], topics: Topics | None) -> None:
        self._metrics = {key: [metric for metric in metrics if metric.language == key] for key in LANGUAGES}
        self._cut_to = cut_to
        self._topics = topics

    def gather(self, inputs: Inputs) -> list[Gathered]:
        """Return the numbers of each system."""
        gathered = [self._empty(system, inputs) for system in inputs.systems]
        for batch in _batches(inputs.read()):
            articles = [article for article, _ in batch]
            topics = [self._topics.topic(article.text) if self._topics else None for article in articles]
            for place, numbers in enumerate(gathered):
                outputs = [outputs[place] for _, outputs in batch]
                self._add(numbers, articles, outputs)
                if self._topics:
                    numbers.topical.add(map(self._topics.measure, topics, outputs))
        return gathered

    def _empty(self, system: System, inputs: Inputs) -> Gathered:
        scored = inputs.survey.scored
        measured = [key for key, chosen in self._metrics.items() if chosen and scored[key]]
        languages = [key for key in measured if _writes(system, scored[key], key)]
        full, cut_tables = (
            {key: Tables({metric.name: metric.counts for metric in self._metrics[key]}) for key in languages}
            for _ in range(2)
        )
        written = dict.fromkeys(scored, 0)
        return Gathered(full, cut_tables if self._cut_to else {}, written, Means(Intrinsic), Means(Topical))

    def _add(self, gathered: Gathered, articles: Sequence[Article], outputs: Sequence[Output]) -> None:
        pairs = list(zip(articles, outputs, strict=True))
        for language in LANGUAGES:
            scored = [
                (article, output.text(language) or "") for article, output in pairs if references_of(article, language)
            ]
            gathered.written[language] += sum(bool(text.strip()) for _, text in scored)
            if scored and language in gathered.full:
                # Sorted, because chrF takes the first of two references that are equally good.
                references = [sorted(references_of(article, language)) for article, _ in scored]
                self._add_statistics(gathered, language, [text for _, text in scored], references)
        measured = (
            measure_summary(output.ar or "", article.text, output.brief) for article, output in pairs if article.text
        )
        gathered.intrinsic.add(filter(None, measured))

    def _add_statistics(
        self, gathered: Gathered, language: Language, texts: Sequence[str], references: References
    ) -> None:
        full, shortened = {}, {}
        for metric in self._metrics[language]:
            full[metric.name] = metric.statistics(texts, references)
            if language in gathered.cut:
                words = self._cut_to[language]
                shortened[metric.name] = _cut_table(metric, full[metric.name], texts, references, words)
        gathered.full[language].append(full)
        if shortened:
            gathered.cut[language].append(shortened)


def _batches(pairs: Iterable[tuple[Article, list[Output]]]) -> Iterator[list[tuple[Article, list[Output]]]]:
    batch, characters = [], 0
    for article, outputs in pairs:
        batch.append((article, outputs))
        characters += len(article.text) + sum(len(output.ar or "") + len(output.en or "") for output in outputs)
        if len(batch) == _ARTICLES or characters > _CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _writes(system: System, scored: Iterable[str], language: Language) -> bool:
    """Whether the system has an output in the language at all."""
    if system.role in COMPUTED:
        return language == "ar"
    return any(system.run.outputs[key].text(language) is not None for key in scored)


def _cut_table(metric: Metric, table: Table, texts: Sequence[str], references: References, words: int) -> Table:
    # Most of the time of an evaluation goes into these tables; what is short enough has its row already.
    shorter = [cut(text, words) for text in texts]
    changed = [place for place, text in enumerate(texts) if text != shorter[place]]
    cut_table = table.copy()
    if changed:
        pairs = [shorter[place] for place in changed], [references[place] for place in changed]
        cut_table[changed] = metric.statistics(*pairs)
    return cut_table
