"""The work of a job: windows of articles, the worker that turns them into results, the interface of its runners."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from mujaz.errors import ArticleError
from mujaz.files.formats.base import Entry
from mujaz.profiles import Profile
from mujaz.text.script import language
from mujaz.types import Brief

OnStage = Callable[[int, str], None]
"""Told the number of a window and the stage that the work on it enters."""

MANY = 256
"""Articles after which a worker has loaded also the tables that one in thousands needs: then its memory is flat."""


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive articles of the input that are worked on together; their briefs depend on nothing outside them.

    Attributes:
        number: Counted from 0 in a pass over the input.
        entries: Articles, pages, and errors in place of those that could not be read.
        places: The place of each entry in the input, counted from 1.
        digest: SHA-256 of all the input up to the window's end.
        position: Bytes of the input that were read up to there.
    """

    number: int
    entries: tuple[Entry, ...]
    places: tuple[int, ...]
    digest: str
    position: int


@dataclass(frozen=True, slots=True)
class Task:
    """The settings that a worker needs before its first window.

    Attributes:
        profile: How briefs are made.
        text: Whether a brief holds the article's text.
    """

    profile: Profile
    text: bool = True


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that has no brief.

    Attributes:
        id: The article's; if it could not be read, the id that was given with it, or an empty text.
        where: Its file, and the line if there is one.
        reason: The fault.
        stage: The stage of the work in which it failed: ``reading``, ``summarizing``, ``translating``...
    """

    id: str
    where: str
    reason: str
    stage: str


Result = str | Failure
"""A brief as a line of JSON with its end, or why there is none."""


def make_failure(entry: Entry, reason: str, stage: str) -> Failure:
    """Return the failure of `entry`."""
    return Failure(entry.article_id if isinstance(entry, ArticleError) else entry.id, entry.where, reason, stage)


class Worker:
    """Turns windows into results. The models are loaded once, by the first window that needs them.

    Args:
        task: The settings.
        on_stage: Told when the work on a window enters a stage.
    """

    def __init__(self, task: Task, on_stage: Callable[[str], None] | None = None) -> None:
        from mujaz.pipeline.briefer import Briefer  # loads the models' libraries: only for the process that works

        self._text = task.text
        self._articles = 0
        self._briefer = Briefer(task.profile, on_stage=on_stage)

    def load(self) -> None:
        """Load the models now.

        Raises:
            ModelError: A bundle or an extra is missing or refused.
        """
        self._briefer.load()

    def work(self, entries: Sequence[Entry]) -> list[Result]:
        """Return a result for each entry, in their order.

        Raises:
            ModelError: A bundle or an extra is missing or refused.
        """
        if self._articles < MANY <= self._articles + len(entries):
            language("")
        self._articles += len(entries)
        briefs = self._briefer.brief_window(entries)
        return [self._make_result(entry, brief) for entry, brief in zip(entries, briefs, strict=True)]

    def _make_result(self, entry: Entry, brief: Brief | ArticleError) -> Result:
        if isinstance(brief, ArticleError):
            return make_failure(entry, brief.reason, brief.stage)
        return brief.to_json(text=self._text) + "\n"


class Runner(ABC):
    """Has windows worked on. Results are the same for every runner, and in the order of the windows.

    Attributes:
        resident: Resident memory of its workers in MB, as last known; 0 if it has no processes for them.
    """

    resident = 0.0

    @abstractmethod
    def run(self, windows: Iterable[Window], on_stage: OnStage) -> Iterator[tuple[Window, list[Result]]]:
        """Yield each window with a result for each of its entries, in order.

        Windows are taken from `windows` as workers can use them, a bounded number ahead of the results.

        Raises:
            ModelError: A bundle or an extra is missing or refused.
        """

    @abstractmethod
    def close(self) -> None:
        """End the workers; work that they have not finished is lost."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()
