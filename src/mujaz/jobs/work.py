"""The unit of work of every runner: a window in, a line of output or a failure for each of its articles out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mujaz.errors import ArticleError
from mujaz.files.formats.base import Entry
from mujaz.profiles import Profile
from mujaz.text.script import language
from mujaz.types import Brief


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker must know before its first window.

    Attributes:
        profile: How briefs are made.
        text: Whether a brief holds the article's text.
    """

    profile: Profile
    text: bool = True


@dataclass(frozen=True, slots=True)
class Failure:
    """An article of which there is no brief.

    Attributes:
        id: The article's; of one that could not be read, what stood there, empty where nothing did.
        where: Its file, and the line where there is one.
        reason: What is wrong.
        stage: Where in the flow that was found: ``reading``, ``summarizing``, ``translating``...
    """

    id: str
    where: str
    reason: str
    stage: str


Result = str | Failure
"""A brief as a line of JSON with its end, or why there is none."""


MANY = 256
"""Articles after which a worker has loaded also what only one in thousands needs: from there on its memory is flat."""


class Worker:
    """Turns windows into results. The models are loaded once, by the first window that needs them.

    Args:
        task: What to do.
        on_stage: Told when the work on a window enters a stage.
    """

    def __init__(self, task: Task, on_stage: Callable[[str], None] | None = None) -> None:
        from mujaz.pipeline.briefer import Briefer  # loads the models' libraries: only where the work is done

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
        """A result for each entry, in their order.

        Raises:
            ModelError: A bundle or an extra is missing or refused.
        """
        if self._articles < MANY <= self._articles + len(entries):
            language("")
        self._articles += len(entries)
        made = self._briefer.brief_window(entries)
        return [self._result(*pair) for pair in zip(entries, made, strict=True)]

    def _result(self, entry: Entry, made: Brief | ArticleError) -> Result:
        if isinstance(made, ArticleError):
            return failure(entry, made.reason, made.stage)
        return made.to_json(text=self._text) + "\n"


def failure(entry: Entry, reason: str, stage: str) -> Failure:
    """The failure of `entry`."""
    return Failure(entry.article_id if isinstance(entry, ArticleError) else entry.id, entry.where, reason, stage)
