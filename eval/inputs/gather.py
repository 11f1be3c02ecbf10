"""Gather what is measured: the articles with their references, and the systems, matched by id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mujaz.errors import InputError
from mujaz.eval.inputs.read import open_references, read_run
from mujaz.eval.inputs.runs import LeftOut, Output, Run, failures_of, left_out_by, recorded_failures
from mujaz.eval.inputs.systems import (
    RunLike,
    System,
    check_ids,
    computed_runs,
    count_words,
    gather_systems,
    median_length,
    read_runs,
)
from mujaz.eval.metrics.base import LANGUAGES, Language
from mujaz.eval.results import COMPUTED, Evaluation, Result
from mujaz.types import Article


@dataclass(slots=True)
class Survey:
    """Counts over the articles of an evaluation.

    Attributes:
        scored: Ids of the articles with a reference, by language, in the order of the articles.
        lengths: How many references have how many words, by language.
        groups: For each number of references that an article has in a language, one such article's references.
        without_text: How many articles have no text.
    """

    scored: dict[Language, tuple[str, ...]]
    lengths: dict[Language, Counter[int]] = field(default_factory=lambda: {key: Counter() for key in LANGUAGES})
    groups: dict[Language, dict[int, tuple[str, ...]]] = field(default_factory=lambda: {key: {} for key in LANGUAGES})
    without_text: int = 0

    @property
    def median_lengths(self) -> dict[Language, int]:
        """Return the median length of the references in words, for each language that has some."""
        return {key: median_length(lengths.elements()) for key, lengths in self.lengths.items() if lengths}


def survey_references(articles: Iterable[Article]) -> Survey:
    """Look at each article once."""
    scored: dict[Language, list[str]] = {key: [] for key in LANGUAGES}
    counts = Survey({})
    for article in articles:
        counts.without_text += not article.text
        for language in LANGUAGES:
            if references := references_of(article, language):
                scored[language].append(article.id)
                counts.lengths[language].update(map(count_words, references))
                counts.groups[language].setdefault(len(references), references)
    counts.scored = {language: tuple(ids) for language, ids in scored.items()}
    return counts


def references_of(article: Article, language: Language) -> tuple[str, ...]:
    """Return the article's reference summaries in `language`, but for blank ones."""
    references = article.references if language == "ar" else article.references_en
    return tuple(reference for reference in references if reference.strip())


@dataclass(frozen=True, slots=True)
class Inputs:
    """Articles and systems with just their ids. Neither need be in memory: files are read when asked for.

    Attributes:
        articles: By id.
        ids: Those of the articles that are shown or measured, in that order.
        systems: The systems to measure.
        survey: Counts over all references.
        left_out: Articles that some system has nothing of; they are in neither `ids` nor `survey`.
    """

    articles: Mapping[str, Article]
    ids: tuple[str, ...]
    systems: tuple[System, ...]
    survey: Survey
    left_out: tuple[LeftOut, ...] = ()

    @property
    def baseline(self) -> str | None:
        """Return the name of the system that the others are compared with."""
        return next((system.run.name for system in self.systems if system.is_baseline), None)

    def read(self) -> Iterator[tuple[Article, list[Output]]]:
        """Yield each article with what the systems made of it, in the order of `ids`."""
        return ((self.articles[key], [system.run.outputs[key] for system in self.systems]) for key in self.ids)


def gather_inputs(
    runs: Iterable[RunLike],
    references: Iterable[Article] | str | Path,
    *,
    baseline: RunLike | None = None,
    leads: bool = True,
) -> Inputs:
    """Read what is to be measured; arguments and errors are those of `mujaz.eval.evaluate`."""
    if isinstance(runs, str | Path | Run):
        raise InputError("runs are given as a list, a single one, too: evaluate([run], references)")
    articles, unreadable = _articles(references)
    asked = list(runs)
    read = read_runs(asked)
    ids = _shared(articles, read)
    counts = _surveyed(articles, ids)
    has_texts = leads and not counts.without_text
    computed = computed_runs(articles, with_oracle=bool(counts.scored["ar"])) if has_texts else {}
    systems = gather_systems(asked, read, baseline, computed)
    measured = [system.run for system in systems if system.role not in COMPUTED]
    shared = _shared(articles, measured)
    if len(shared) < len(ids):  # a baseline of its own may lack articles that the runs have
        counts = _surveyed(articles, shared)
    return Inputs(articles, shared, tuple(systems), counts, (*unreadable, *left_out_by(measured, articles)))


def output_of(run: Run, article: Article, language: Language) -> str | None:
    """Return the output of the run for the article in `language`."""
    return run.outputs[article.id].text(language)


def _articles(references: Iterable[Article] | str | Path) -> tuple[Mapping[str, Article], list[LeftOut]]:
    if isinstance(references, str | Path):
        stored, unreadable = open_references(references)
        return stored, [LeftOut(error.where, reason=error.reason) for error in unreadable]
    articles: dict[str, Article] = {}
    for article in references:
        if articles.setdefault(article.id, article) is not article:
            raise InputError(f"two references have the id {article.id!r}")
    return articles, []


def _shared(articles: Mapping[str, Article], runs: Sequence[Run]) -> tuple[str, ...]:
    """Return the ids that all runs have, sorted, so that not even an interval depends on the order of a file."""
    for run in runs:
        check_ids(run, articles.keys())
    ids = tuple(sorted(key for key in articles if all(key in run.outputs for run in runs)))
    if not ids:
        raise InputError(f"{' and '.join(run.name for run in runs)} have no article in common")
    return ids


def _surveyed(articles: Mapping[str, Article], ids: Iterable[str]) -> Survey:
    counts = survey_references(articles[key] for key in ids)
    if not any(counts.scored.values()):
        raise InputError('nothing to compare with: no reference has a "summary" or "summary_en"')
    return counts


def gather_briefs(path: str | Path) -> Inputs:
    """Return the briefs, or plain summaries, of a file in its order, and what failed beside them.

    Raises:
        InputError: The file cannot be read, an entry is malformed, or the file is empty.
    """
    run = read_run(path)
    if not run.outputs:
        raise InputError(f"{path}: no briefs in it")
    file = str(failures_of(run))
    failed = tuple(LeftOut(key, run.name, reason, file) for key, reason in recorded_failures(run).items())
    return Inputs(_Articles(run), tuple(run.outputs), (System(run, "run"),), survey_references(()), failed)


def unmeasured(inputs: Inputs) -> Evaluation:
    """Return the evaluation by no metric at all."""
    return Evaluation(
        articles=len(inputs.ids),
        scored=inputs.survey.scored,
        languages={},
        higher_is_better={},
        results=tuple(Result(system.run.name, system.role, {}, {}, {}) for system in inputs.systems),
        left_out=inputs.left_out,
    )


@dataclass(frozen=True, eq=False)
class _Articles(Mapping[str, Article]):
    """The articles of briefs, as far as the briefs hold them; each read when asked for."""

    run: Run

    def __getitem__(self, key: str) -> Article:
        brief = self.run.outputs[key].brief
        if brief is None:
            return Article(id=key, text="")
        article = brief.article
        return Article(id=key, text=article.text or "", title=article.title, url=article.url, date=article.date)

    def __iter__(self) -> Iterator[str]:
        return iter(self.run.outputs)

    def __len__(self) -> int:
        return len(self.run.outputs)
