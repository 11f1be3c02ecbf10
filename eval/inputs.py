"""What is measured: the articles with their references, and the systems, matched by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mujaz.errors import InputError
from mujaz.eval.base import Language
from mujaz.eval.baselines import lead_runs
from mujaz.eval.oracle import oracle_run
from mujaz.eval.read import read_references
from mujaz.eval.results import Role
from mujaz.eval.run import Run
from mujaz.eval.systems import RunLike, System, check_ids, gather_systems
from mujaz.types import Article

_LANGUAGES: tuple[Language, ...] = ("ar", "en")


@dataclass(frozen=True, slots=True)
class Inputs:
    """Articles, by id so that not even an interval depends on the order of a file, and systems with just their ids."""

    articles: tuple[Article, ...]
    systems: tuple[System, ...]

    @property
    def scored(self) -> dict[Language, list[Article]]:
        """The articles that have a reference, by language."""
        return {key: [article for article in self.articles if references_of(article, key)] for key in _LANGUAGES}

    @property
    def baseline(self) -> str | None:
        """The system that the others are compared with."""
        return next((system.run.name for system in self.systems if system.is_baseline), None)


def gather_inputs(
    runs: Iterable[RunLike],
    references: Iterable[Article] | str | Path,
    *,
    baseline: RunLike | None = None,
    leads: bool = True,
) -> Inputs:
    """Read what is to be measured; arguments and errors are those of `mujaz.eval.evaluate`."""
    articles = read_references(references) if isinstance(references, str | Path) else list(references)
    if not any(article.references or article.references_en for article in articles):
        raise InputError('nothing to compare with: no reference has a "summary" or "summary_en"')
    systems = gather_systems(runs, baseline, _computed(articles) if leads else {})
    for system in systems:
        check_ids(system.run, {article.id for article in articles})
    return Inputs(tuple(sorted(articles, key=lambda article: article.id)), tuple(systems))


def references_of(article: Article, language: Language) -> tuple[str, ...]:
    """The article's reference summaries in `language`."""
    return article.references if language == "ar" else article.references_en


def output_of(run: Run, article: Article, language: Language) -> str | None:
    """What the run made of the article in `language`."""
    output = run.outputs[article.id]
    return output.ar if language == "ar" else output.en


def _computed(articles: Sequence[Article]) -> Mapping[Role, Sequence[Run]]:
    if not all(article.text for article in articles):
        return {}
    has_arabic = any(article.references for article in articles)
    return {"lead": lead_runs(articles), "oracle": [oracle_run(articles)] if has_arabic else []}
