"""The local runner: worker processes on this machine, each replaced when an article kills it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue

from mujaz.jobs.crew import MOST_IN_A_ROW, Crew
from mujaz.jobs.messages import of_task, unpacked
from mujaz.jobs.process import Incoming, WorkerDiedError, WorkerProcess
from mujaz.jobs.room import local_room
from mujaz.jobs.work import Task

_log = logging.getLogger(__name__)

WORKER = (sys.executable, "-P", "-m", "mujaz.jobs.child")
"""How a worker is started; -P keeps the folder that one happens to stand in out of the import path."""

TIMEOUT = 3600.0
"""Seconds without a sign of life, which a worker gives at each stage of a window, after which it is taken for dead."""


class LocalRunner(Crew[WorkerProcess]):
    """Works in processes of its own.

    Args:
        task: What to do.
        workers: Processes, at most, each of which loads the models; 0 takes as many as this machine has room for.
        timeout: See `TIMEOUT`.
        command: How a worker is started.
        most_in_a_row: Articles one after the other that may fail by killing their worker.
        warn: Told of workers that died; by default the log is.

    Raises:
        BundleError: A bundle that the profile names is missing or altered.
    """

    at_once = 1

    def __init__(
        self,
        task: Task,
        workers: int = 0,
        timeout: float = TIMEOUT,
        command: Sequence[str] = WORKER,
        most_in_a_row: int = MOST_IN_A_ROW,
        warn: Callable[[str], None] = _log.warning,
    ) -> None:
        super().__init__(workers or local_room(task.profile), warn, most_in_a_row)
        self._task = task
        self._timeout = timeout
        self._command = command
        self._incoming: Incoming = SimpleQueue()

    def close(self) -> None:
        """End the workers; what they are doing is lost, but not what they said."""
        super().close()
        while not self._incoming.empty():
            _, line = self._incoming.get()
            if line and "warning" in (message := unpacked(line)):
                self._warn(message["warning"])

    def _start(self) -> WorkerProcess:
        process = WorkerProcess(self._command, self._timeout, self._incoming)
        process.ask(of_task(self._task))
        return process

    def _listen(self, seconds: float) -> None:
        left = min([seconds, *(process.left for process in self._stations)])
        try:
            process, line = self._incoming.get(timeout=max(left, 0))
        except Empty:
            self._part_with_silent()
            return
        if process in self._stations:  # else these are its last words
            try:
                self._hear(process, process.understood(line))
            except WorkerDiedError as exc:
                self._died(process, exc.reason)

    def _part_with_silent(self) -> None:
        for process in [one for one in self._stations if one.left <= 0]:
            self._died(process, f"the worker gave no sign of life for {process.patience:.0f} s")
