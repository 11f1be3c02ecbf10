"""The local runner: a worker process on this machine, started again when an article kills it."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from mujaz.errors import ModelError
from mujaz.jobs.ahead import Ahead, ahead_of
from mujaz.jobs.messages import of_entries, of_task, to_results
from mujaz.jobs.process import WorkerDiedError, WorkerProcess
from mujaz.jobs.runner import OnStage, Runner, Window
from mujaz.jobs.work import Result, Task, failure
from mujaz.pipeline.windows import Entry

WORKER = (sys.executable, "-P", "-m", "mujaz.jobs.child")
"""How a worker is started; -P keeps the folder that one happens to stand in out of the import path."""

TIMEOUT = 3600.0
"""Seconds without a sign of life, which a worker gives at each stage of a window, after which it is taken for dead."""

LOOK_AHEAD = 1
"""Windows that the worker has been sent while it is at another; one more is being read."""


MOST_IN_A_ROW = 20
"""Articles one after the other that may fail by killing the worker: where more do, something else is to blame."""


class LocalRunner(Runner):
    """Works in a process of its own.

    While it is at a window, the next ones are read, and the last one written. A window that kills it twice is halved,
    and its halves again, until the article is found that does it; that one has failed, the others go on.

    Args:
        task: What to do.
        timeout: See `TIMEOUT`.
        command: How a worker is started.
        most_in_a_row: See `MOST_IN_A_ROW`.
    """

    def __init__(
        self,
        task: Task,
        timeout: float = TIMEOUT,
        command: Sequence[str] = WORKER,
        most_in_a_row: int = MOST_IN_A_ROW,
    ) -> None:
        self._task = task
        self._timeout = timeout
        self._command = command
        self._most_in_a_row = most_in_a_row
        self._in_a_row = 0
        self._process: WorkerProcess | None = None
        self._stage = ""

    def run(self, windows: Iterable[Window], on_stage: OnStage) -> Iterator[tuple[Window, list[Result]]]:
        """Each window with its results, in order.

        Raises:
            ModelError: The models cannot be loaded, or article after article kills the worker.
        """
        ahead: deque[Window] = deque()
        self._running()  # loads the models while the first window is read
        with ahead_of(windows) as source:
            while self._send_more(source, ahead, wait=None):
                done = self._first(ahead, on_stage)
                self._send_more(source, ahead, wait=0)
                yield done

    def close(self) -> None:
        """End the worker, whatever it is doing."""
        if self._process is not None:
            self._process.kill()
            self._process = None

    def _send_more(self, source: Ahead[Window], ahead: deque[Window], wait: float | None) -> bool:
        """Send the worker what has been read; whether it has something to do. Waits only where it has nothing."""
        while len(ahead) <= LOOK_AHEAD and (window := source.take(0 if ahead else wait)):
            self._send(window.number, window.entries)
            ahead.append(window)
        return bool(ahead)

    def _first(self, ahead: deque[Window], on_stage: OnStage) -> tuple[Window, list[Result]]:
        window = ahead.popleft()
        try:
            return window, self._receive(on_stage)
        except WorkerDiedError:
            results = self._isolated(window.number, window.entries, on_stage)
        for waiting in ahead:
            self._send(waiting.number, waiting.entries)
        return window, results

    def _isolated(self, number: int, entries: Sequence[Entry], on_stage: OnStage) -> list[Result]:
        """The results of entries that may kill the worker: together if they can be, else in halves."""
        self._send(number, entries)
        try:
            return self._receive(on_stage)
        except WorkerDiedError as exc:
            if len(entries) == 1:
                return [self._failed(entries[0], exc)]
        middle = len(entries) // 2
        halves = (entries[:middle], entries[middle:])
        return [result for half in halves for result in self._isolated(number, half, on_stage)]

    def _failed(self, entry: Entry, exc: WorkerDiedError) -> Result:
        self._in_a_row += 1
        if self._in_a_row > self._most_in_a_row:
            raise ModelError(f"{self._in_a_row} articles in a row could not be worked on, the last: {exc.reason}")
        return failure(entry, exc.reason, self._stage)

    def _send(self, number: int, entries: Sequence[Entry]) -> None:
        self._running().send({"window": number, "entries": of_entries(entries)})

    def _receive(self, on_stage: OnStage) -> list[Result]:
        process = self._running()
        try:
            while "results" not in (message := process.receive()):
                if "stage" in message:
                    self._stage = message["stage"]
                    on_stage(message["window"], self._stage)
                else:
                    process.ready = True
        except WorkerDiedError as exc:
            self._process = None
            if not process.ready:
                raise ModelError(f"the models cannot be loaded: {exc.reason}") from exc
            raise
        self.resident = message["resident"]
        self._in_a_row = 0
        return to_results(message["results"])

    def _running(self) -> WorkerProcess:
        if self._process is None:
            self._process = WorkerProcess(self._command, self._timeout)
            self._process.send(of_task(self._task))
        return self._process
