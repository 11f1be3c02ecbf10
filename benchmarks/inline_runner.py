"""A runner without workers, for tests and measurements: it works in the process of the job."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mujaz.jobs.work import OnStage, Result, Runner, Task, Window, Worker


class InlineRunner(Runner):
    """Works on one window after the other; an article that kills the work kills the job."""

    def __init__(self, task: Task) -> None:
        self._task = task

    def run(self, windows: Iterable[Window], on_stage: OnStage) -> Iterator[tuple[Window, list[Result]]]:
        """Yield each window with its results."""
        number = 0
        worker = Worker(self._task, on_stage=lambda stage: on_stage(number, stage))
        for window in windows:
            number = window.number
            yield window, worker.work(window.entries)

    def close(self) -> None:
        """Do nothing: there is no worker to end."""
