"""Where a job runs: the interface that every runner keeps."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from mujaz.files.formats.base import Entry
from mujaz.jobs.work import Result, Task, Worker

OnStage = Callable[[int, str], None]
"""Told the number of a window and the stage that the work on it enters."""


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive articles of the input that are worked on together; nothing outside them bears on their briefs.

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


class Runner(ABC):
    """Has windows worked on. Results are the same whatever the runner, and in the order of the windows.

    Attributes:
        resident: Resident memory of its workers in MB, as last known; 0 where it has none of their own.
    """

    resident = 0.0

    @abstractmethod
    def run(self, windows: Iterable[Window], on_stage: OnStage) -> Iterator[tuple[Window, list[Result]]]:
        """Each window with a result for each of its entries, in order.

        Windows are taken from `windows` as workers can use them, a bounded number ahead of the results.

        Raises:
            ModelError: A bundle or an extra is missing or refused.
        """

    @abstractmethod
    def close(self) -> None:
        """End the workers; what they are doing is lost."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class InlineRunner(Runner):
    """Works in the process that asks, one window after the other: what kills the work kills the job."""

    def __init__(self, task: Task) -> None:
        self._task = task

    def run(self, windows: Iterable[Window], on_stage: OnStage) -> Iterator[tuple[Window, list[Result]]]:
        """Each window with its results."""
        number = 0
        worker = Worker(self._task, on_stage=lambda stage: on_stage(number, stage))
        for window in windows:
            number = window.number
            yield window, worker.work(window.entries)

    def close(self) -> None:
        """Nothing is left to end."""
