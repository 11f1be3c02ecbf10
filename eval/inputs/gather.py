"""What is measured: the articles with their references, and the systems, matched by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mujaz.errors import InputError
from mujaz.eval.inputs.computed import computed_runs
from mujaz.eval.inputs.read import open_references
from mujaz.eval.inputs.run import Output, Run
from mujaz.eval.inputs.survey import Survey, survey
from mujaz.eval.inputs.systems import RunLike, System, check_ids, gather_systems, read_runs
from mujaz.eval.leftout import LeftOut, left_out_by
from mujaz.eval.metrics.base import Language
from mujaz.eval.results import COMPUTED, Role
from mujaz.types import Article


@dataclass(frozen=True, slots=True)
class Inputs:
    """Articles and systems with just their ids. Neither need be in memory: what is in files is read when asked for.

    Attributes:
        articles: By id.
        ids: Those of the articles that are shown or measured, in that order.
        systems: What is measured.
        survey: What all references have in common.
        left_out: Articles that some system has nothing of; they are in neither `ids` nor `survey`.
    """

    articles: Mapping[str, Article]
    ids: tuple[str, ...]
    systems: tuple[System, ...]
    survey: Survey
    left_out: tuple[LeftOut, ...] = ()

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
    articles, unreadable = _articles(references)
    given = list(runs)
    read = read_runs(given)
    ids = _shared(articles, read)
    found = _surveyed(articles, ids)
    systems = gather_systems(given, read, baseline, _computed(articles, found) if leads else {})
    measured = [system.run for system in systems if system.role not in COMPUTED]
    kept = _shared(articles, measured)
    if len(kept) < len(ids):  # a baseline of its own may lack articles that the runs have
        found = _surveyed(articles, kept)
    return Inputs(articles, kept, tuple(systems), found, (*unreadable, *left_out_by(measured, articles)))


def output_of(run: Run, article: Article, language: Language) -> str | None:
    """What the run made of the article in `language`."""
    return run.outputs[article.id].text(language)


def _articles(references: Iterable[Article] | str | Path) -> tuple[Mapping[str, Article], list[LeftOut]]:
    if not isinstance(references, str | Path):
        return _by_id(references), []
    articles, unreadable = open_references(references)
    return articles, [LeftOut(error.where, reason=error.reason) for error in unreadable]


def _shared(articles: Mapping[str, Article], runs: Sequence[Run]) -> tuple[str, ...]:
    """Return the ids that all runs have, sorted, so that not even an interval depends on the order of a file."""
    for run in runs:
        check_ids(run, articles.keys())
    ids = tuple(sorted(key for key in articles if all(key in run.outputs for run in runs)))
    if not ids:
        raise InputError(f"{' and '.join(run.name for run in runs)} have no article in common")
    return ids


def _surveyed(articles: Mapping[str, Article], ids: Iterable[str]) -> Survey:
    found = survey(articles[key] for key in ids)
    if not any(found.scored.values()):
        raise InputError('nothing to compare with: no reference has a "summary" or "summary_en"')
    return found


def _by_id(articles: Iterable[Article]) -> dict[str, Article]:
    found: dict[str, Article] = {}
    for article in articles:
        if found.setdefault(article.id, article) is not article:
            raise InputError(f"two references have the id {article.id!r}")
    return found


def _computed(articles: Mapping[str, Article], found: Survey) -> Mapping[Role, Sequence[Run]]:
    return {} if found.without_text else computed_runs(articles, with_oracle=bool(found.scored["ar"]))
