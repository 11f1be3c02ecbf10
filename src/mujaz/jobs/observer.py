"""What a job tells of itself while it works."""

from __future__ import annotations

import time
from dataclasses import dataclass

from mujaz.files.inputs import SkippedFiles
from mujaz.jobs.ledger import Checkpoint
from mujaz.jobs.work import Failure

STAGES = ("reading", "waiting", "summarizing", "translating", "writing")
"""What becomes of a window, in this order: read, waiting for a worker, worked on, written."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a job goes, since it was started or taken up again.

    Attributes:
        articles: Done since then.
        seconds: Since then.
        remaining: Seconds that what is left of the input will take at this pace; None where its size is not known.
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
        """The pace after `articles` more, with the input read up to `position`."""
        self._articles += articles
        self._position = position
        return self.pace

    @property
    def pace(self) -> Pace:
        """The pace up to now."""
        seconds = time.monotonic() - self._start
        read = self._position - self._first
        left = (self._size - self._position) * seconds / read if self._size and read else None
        return Pace(self._articles, seconds, left)


class Observer:
    """Told of what happens in a job; does nothing with it. Subclasses show or log it.

    Of the stages ``reading`` and ``waiting`` it may be told in another thread than of the rest.
    """

    def resumed(self, last: Checkpoint) -> None:
        """The job was taken up again where `last` stands."""

    def skipped(self, files: SkippedFiles) -> None:
        """Folders of the input have files that articles are not read from; called even if there are none."""

    def grown(self, files: int) -> None:
        """The input has gained so many files since the job was last at work."""

    def stage(self, window: int, stage: str) -> None:
        """A window enters one of `STAGES`."""

    def failed(self, failure: Failure) -> None:
        """An article has no brief, and that is on the disk."""

    def window(self, number: int, last: Checkpoint, pace: Pace, workers: float) -> None:
        """A window is done, and that is on the disk; `workers` is their resident memory in MB, 0 where not known."""

    def ended(self, last: Checkpoint, pace: Pace) -> None:
        """A pass has come to its end."""
