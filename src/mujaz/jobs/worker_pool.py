"""A runner with several workers: it gives windows out, takes results back, and makes up for workers that die."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar, Generic, TypeVar

from mujaz.errors import ModelError
from mujaz.jobs.messages import Message, pack_entries, unpack_results
from mujaz.jobs.window_queue import ReadAhead, WindowPart, WindowQueue, read_ahead
from mujaz.jobs.work import OnStage, Result, Runner, Window
from mujaz.wording import count_noun

BEHIND = 2
"""Windows for each worker that are read beyond those that it has, so that a slow one holds up nobody for long."""

PATIENCE = 30.0
"""Seconds to wait for a message at a time when nothing more is to be read."""

MOST_EARLY_DEATHS = 3
"""Workers that may die one after the other before their models are loaded, or before they begin with a part."""

MOST_IN_A_ROW = 20
"""Articles one after the other that may fail by killing their worker: if more do, the cause is not the articles."""

_GLANCE = 0.1
"""Seconds to wait for a message when workers could take more windows than are read."""


class WorkerHandle(ABC):
    """A worker, as the runner sees it: a process on this machine, an actor on another.

    Attributes:
        ready: Whether its models are loaded; it is given nothing before.
        parts: The parts that it was given and has not answered, in this order.
        turn: When it was given its latest part, by the runner's count.
        begun: Whether it has said that it works on the first part; if it dies before, the part is not to blame.
        stage: The stage of that work, as last heard.
        resident: Its resident memory in MB, as last heard.
    """

    def __init__(self) -> None:
        self.ready = False
        self.parts: deque[WindowPart] = deque()
        self.turn = 0
        self.begun = False
        self.stage = ""
        self.resident = 0.0

    def give(self, part: WindowPart, turn: int) -> None:
        """Have it work on a part, after those that it has."""
        if not self.parts:
            self.expect_next()
        self.parts.append(part)
        self.turn = turn
        self.send({"window": part.window.number, "entries": pack_entries(part.entries)})

    def expect_next(self) -> None:
        """Take note that another part is the first now."""
        self.begun, self.stage = False, "reading"

    @abstractmethod
    def send(self, request: Message) -> None:
        """Send it a request."""

    @abstractmethod
    def end(self) -> None:
        """End it, even while it works."""


W = TypeVar("W", bound=WorkerHandle)


class WorkerPool(Runner, Generic[W]):
    """Has windows worked on by workers that are started as there is work for them.

    A worker that dies is replaced, and its part of a window goes to the next. A window that kills two of them is
    halved, and its halves again, until the article that does it is found; that one has failed, the others go on.

    Args:
        most: Workers, at most.
        warn: Told of workers that died.
        most_in_a_row: See `MOST_IN_A_ROW`.
    """

    parts_at_once: ClassVar[int]
    """Parts that a worker has: the one that it works on, and those that wait for it there."""

    def __init__(self, most: int, warn: Callable[[str], None], most_in_a_row: int = MOST_IN_A_ROW) -> None:
        self._most = most
        self._warn = warn
        self._most_in_a_row = most_in_a_row
        self._workers: list[W] = []
        self._queue = WindowQueue()
        self._on_stage: OnStage = lambda _number, _stage: None
        self._turn = 0
        # Deaths one after the other: while loading, before beginning with a part, over single articles.
        self._deaths_loading = self._deaths_idle = self._deaths_in_a_row = 0

    @abstractmethod
    def _start_worker(self) -> W:
        """Return a new worker, which begins to load its models."""

    @abstractmethod
    def _wait_for_message(self, seconds: float) -> None:
        """Wait at most so long for a message; pass it to `_handle_message`, and a death to `_handle_death`."""

    def run(self, windows: Iterable[Window], on_stage: OnStage) -> Iterator[tuple[Window, list[Result]]]:
        """Yield each window with its results, in order.

        Windows that were read before an error in reading are worked on before the error is raised.

        Raises:
            ModelError: The models cannot be loaded, or article after article kills its worker.
        """
        self._on_stage = on_stage
        self._start_workers(1)  # loads the models while the first window is read
        error: Exception | None = None
        with read_ahead(windows) as source:
            while not source.ended or self._queue:
                try:
                    self._queue_windows(source)
                except Exception as exc:  # whatever it is, the windows that workers are at are worth having
                    error = exc
                self._give_out_parts()
                if self._queue:
                    self._wait_for_message(PATIENCE if source.ended or self._is_full else _GLANCE)
                yield from self._queue.pop_finished()
        if error is not None:
            raise error

    def load(self) -> None:
        """Wait until all workers are ready.

        Raises:
            ModelError: The models cannot be loaded.
        """
        while self._loading or len(self._workers) < self._most:
            self._start_workers(self._most)
            self._wait_for_message(PATIENCE)

    def close(self) -> None:
        """End the workers; work that they have not finished is lost."""
        while self._workers:
            self._workers.pop().end()

    @property
    def _is_full(self) -> bool:
        return len(self._queue) >= (self.parts_at_once + BEHIND) * self._most

    @property
    def _loading(self) -> int:
        return sum(not worker.ready for worker in self._workers)

    def _start_workers(self, count: int) -> None:
        """Start workers until there are `count`, or as many as there may be."""
        while len(self._workers) < min(count, self._most):
            self._workers.append(self._start_worker())

    def _queue_windows(self, source: ReadAhead[Window]) -> None:
        """Queue the windows that have been read; wait for one only if no worker has anything to do."""
        while not self._is_full and (window := source.take(0 if self._queue else None)):
            self._queue.put(window)

    def _give_out_parts(self) -> None:
        for count in range(self.parts_at_once):
            # In turn, not the first that is free: a worker that was sent nothing would not be known to have died.
            for worker in sorted(self._workers, key=lambda worker: worker.turn):
                if self._queue.waiting and worker.ready and len(worker.parts) == count:
                    self._turn += 1
                    worker.give(self._queue.take(), self._turn)
        self._start_workers(len(self._workers) - self._loading + self._queue.waiting)

    def _handle_message(self, worker: W, message: Message) -> None:
        """Take note of what a worker says: a warning, that it begins, enters a stage, is ready, or has results."""
        if "warning" in message:
            self._warn(message["warning"])
        elif "begun" in message:
            worker.begun = True
        elif "stage" in message:
            worker.stage = message["stage"]
            self._on_stage(message["window"], worker.stage)
        else:
            worker.resident = message["resident"]
            self.resident = sum(each.resident for each in self._workers)
            if worker.ready:
                self._handle_results(worker, unpack_results(message["results"]))
            else:
                worker.ready, self._deaths_loading = True, 0

    def _handle_results(self, worker: W, results: list[Result]) -> None:
        self._deaths_idle = self._deaths_in_a_row = 0
        self._queue.finish(worker.parts.popleft(), results)
        worker.expect_next()

    def _handle_death(self, worker: W, reason: str) -> None:
        """Remove a worker; parts that only waited for it lose no life."""
        self._workers.remove(worker)
        worker.end()
        self._warn(reason)
        if not worker.ready:
            self._handle_death_in_loading(reason)
        while len(worker.parts) > 1:
            self._queue.give_back(worker.parts.pop())
        if worker.parts:
            self._deaths_idle += not worker.begun
            first = worker.parts.pop()
            if worker.begun or self._deaths_idle > MOST_EARLY_DEATHS:
                self._report_death(first, reason, worker.stage)
            else:
                self._queue.give_back(first)

    def _report_death(self, part: WindowPart, reason: str, stage: str) -> None:
        self._deaths_in_a_row += part.is_last
        if self._deaths_in_a_row > self._most_in_a_row:
            raise ModelError(f"{self._deaths_in_a_row} articles in a row could not be worked on, the last: {reason}")
        self._queue.report_death(part, reason, stage)

    def _handle_death_in_loading(self, reason: str) -> None:
        self._deaths_loading += 1
        if self._deaths_loading < MOST_EARLY_DEATHS:
            return
        if not any(worker.ready for worker in self._workers):
            raise ModelError(f"the models cannot be loaded: {reason}")
        self._deaths_loading = 0  # they load, but so many workers do not fit
        self._most = len(self._workers)
        self._warn(f"no more than {count_noun(self._most, 'worker')} from here on")
