"""Events of a job while it works, and how fast it goes."""

from __future__ import annotations

import time
from dataclasses import dataclass

from mujaz.files.inputs import SkippedFiles
from mujaz.jobs.ledger import Checkpoint
from mujaz.jobs.work import Failure

STAGES = ("reading", "waiting", "summarizing", "translating", "writing")
"""The stages of a window, in this order: read, waiting for a worker, worked on, written."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a job goes, since it was started or resumed.

    Attributes:
        articles: Done since then.
        seconds: Since then.
        remaining: Seconds that the rest of the input will take at this pace; None if its size is not known.
    """

    articles: int
    seconds: float
    remaining: float | None

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds if self.seconds else 0.0


class Clock:
    """Measures the pace of a pass.

    Args:
        size: Bytes of the input.
        position: Bytes of it that earlier runs are done with.
    """

    def __init__(self, size: int, position: int = 0) -> None:
        self._size = size
        self._first = self._position = position
        self._start = time.monotonic()
        self._articles = 0

    def count(self, articles: int, position: int) -> Pace:
        """Return the pace after `articles` more, with the input read up to `position`."""
        self._articles += articles
        self._position = position
        return self.pace

    @property
    def pace(self) -> Pace:
        """The pace up to now."""
        seconds = time.monotonic() - self._start
        read = self._position - self._first
        remaining = (self._size - self._position) * seconds / read if self._size and read else None
        return Pace(self._articles, seconds, remaining)


class Observer:
    """Is told of the events of a job, and does nothing with them. Subclasses show or log them.

    `on_stage` may be called for ``reading`` and ``waiting`` in another thread than the rest.
    """

    def on_resume(self, last: Checkpoint) -> None:
        """Hear that the job was resumed at `last`."""

    def on_skipped(self, files: SkippedFiles) -> None:
        """Hear of the files in folders that no articles are read from; called even if there are none."""

    def on_growth(self, files: int) -> None:
        """Hear how many files the input has gained since the last run."""

    def on_stage(self, window: int, stage: str) -> None:
        """Hear that a window enters one of `STAGES`."""

    def on_failure(self, failure: Failure) -> None:
        """Hear of an article without a brief, once that is on the disk."""

    def on_window(self, number: int, last: Checkpoint, pace: Pace, workers: float) -> None:
        """Hear of a window that is done and on the disk; `workers` is their resident memory in MB, 0 if not known."""

    def on_end(self, last: Checkpoint, pace: Pace) -> None:
        """Hear that a pass has come to its end."""
