"""What is measured: the articles with their references, and the systems, matched by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mujaz.errors import InputError
from mujaz.eval.base import Language
from mujaz.eval.computed import computed_runs
from mujaz.eval.read import open_references
from mujaz.eval.results import Role
from mujaz.eval.run import Output, Run
from mujaz.eval.survey import Survey, survey
from mujaz.eval.systems import RunLike, System, check_ids, gather_systems
from mujaz.types import Article


@dataclass(frozen=True, slots=True)
class Inputs:
    """Articles and systems with just their ids. Neither need be in memory: what is in files is read when asked for.

    Attributes:
        articles: By id.
        ids: Sorted, so that not even an interval depends on the order of a file.
        systems: What is measured.
        survey: What all references have in common.
    """

    articles: Mapping[str, Article]
    ids: tuple[str, ...]
    systems: tuple[System, ...]
    survey: Survey

    @property
    def baseline(self) -> str | None:
        """The system that the others are compared with."""
        return next((system.run.name for system in self.systems if system.is_baseline), None)

    def read(self) -> Iterator[tuple[Article, list[Output]]]:
        """Each article with what the systems made of it, in the order of `ids`."""
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
    articles = open_references(references) if isinstance(references, str | Path) else _by_id(references)
    ids = tuple(sorted(articles))
    found = survey(articles[key] for key in ids)
    if not any(found.scored.values()):
        raise InputError('nothing to compare with: no reference has a "summary" or "summary_en"')
    systems = gather_systems(runs, baseline, _computed(articles, found) if leads else {})
    for system in systems:
        check_ids(system.run, articles.keys())
    return Inputs(articles, ids, tuple(systems), found)


def output_of(run: Run, article: Article, language: Language) -> str | None:
    """What the run made of the article in `language`."""
    return run.outputs[article.id].text(language)


def _by_id(articles: Iterable[Article]) -> dict[str, Article]:
    found: dict[str, Article] = {}
    for article in articles:
        if found.setdefault(article.id, article) is not article:
            raise InputError(f"two references have the id {article.id!r}")
    return found


def _computed(articles: Mapping[str, Article], found: Survey) -> Mapping[Role, Sequence[Run]]:
    return {} if found.without_text else computed_runs(articles, with_oracle=bool(found.scored["ar"]))
