"""The runner on a Ray cluster: windows to actors on its machines, results back in order.

These are actors of Ray's core, not Ray Data. The input of a job is one stream that the job itself reads, from standard
input if need be, with a digest up to each window; and an article that kills workers must be found in its window. Ray
Data gives a block that killed its worker to the next one as a whole, without end (`benchmarks/ray_data.py` shows it).
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from mujaz.errors import ModelError
from mujaz.jobs.ahead import Ahead, ahead_of
from mujaz.jobs.local import TIMEOUT
from mujaz.jobs.messages import Message, of_entries, of_task, packed, to_results, unpacked
from mujaz.jobs.process import raise_error
from mujaz.jobs.ray_cluster import connected, needs, room
from mujaz.jobs.ray_worker import RayWorker, own_record
from mujaz.jobs.runner import OnStage, Runner, Window
from mujaz.jobs.shares import Share, Shares
from mujaz.jobs.stdout import silenced_stdout
from mujaz.jobs.work import Result, Task

_log = logging.getLogger(__name__)

AT_ONCE = 2
"""Shares that a worker has: the one that it works on, and the next, so that it never waits for one."""

UNDER_WAY = 4
"""Windows that are read and not yet written, for each worker: those behind a slow one are worked on meanwhile."""

STILLBORN = 3
"""Workers that may die one after the other before their models are loaded."""

_PATIENCE = 30.0
"""Seconds without an answer after which the log says how many workers there are."""

_GLANCE = 0.1
"""Seconds after which one looks whether more was read, where workers could take more."""


@dataclass(slots=True, eq=False)
class _Station:
    """An actor, and what it was asked, in this order: to load its models (no share), then shares."""

    actor: Any
    asked: deque[tuple[Any, Share | None]] = field(default_factory=deque)
    ready: bool = False
    resident: float = 0.0
    turn: int = 0
    """When it was given its latest share, by the runner's count."""


class RayRunner(Runner):
    """Works on the machines of a Ray cluster.

    A worker takes as many processors as the profile has threads (with 0, those of the smallest machine), and a GPU
    where the profile's device is one. One that dies is replaced when there is room; what it was at goes to the next.

    Args:
        task: What to do.
        address: The cluster's; None takes what RAY_ADDRESS says, or else starts one on this machine.
        workers: How many; 0 takes as many as there is room for now.
        timeout: Seconds without a sign of life after which a worker's process is taken for dead.
        tell: Told of workers that are there; by default the log is.
        warn: Told of workers that died, and of long waits.

    Raises:
        MissingExtraError: The extra [ray] is not installed.
        InputError: There is no cluster at that address.
    """

    def __init__(
        self,
        task: Task,
        address: str | None = None,
        workers: int = 0,
        timeout: float = TIMEOUT,
        tell: Callable[[str], None] = _log.info,
        warn: Callable[[str], None] = _log.warning,
    ) -> None:
        self._made_of = packed(of_task(task)), own_record(task), timeout
        with ExitStack() as until_closed:
            until_closed.enter_context(silenced_stdout())  # Ray prints of every death, some of it in C++
            self._ray, self._is_ours = connected(address)
            self._needs = needs(self._ray, task.profile)
            self._wanted = workers or room(self._ray, self._needs)
            self._until_closed = until_closed.pop_all()
        self._stations: list[_Station] = []
        self._shares = Shares()
        self._stillborn = 0
        self._turn = 0
        self._heard = time.monotonic()
        self._tell = tell
        self._warn = warn

    def run(self, windows: Iterable[Window], _on_stage: OnStage) -> Iterator[tuple[Window, list[Result]]]:
        """Each window with its results, in order. Of stages nothing is told: they are entered elsewhere."""
        while len(self._stations) < self._wanted:
            self._add()
        with ahead_of(windows) as source:
            while not source.ended or self._shares:
                self._take_in(source)
                self._hand_out()
                if self._shares:
                    self._collect(_PATIENCE if source.ended or self._is_full else _GLANCE)
                yield from self._shares.finished()

    def close(self) -> None:
        """End the workers; what they are doing is lost."""
        with self._until_closed:
            for station in self._stations:
                self._ray.kill(station.actor)
            self._stations.clear()
            if self._is_ours:
                self._ray.shutdown()

    @property
    def _is_full(self) -> bool:
        return len(self._shares) >= UNDER_WAY * self._wanted

    def _take_in(self, source: Ahead[Window]) -> None:
        """Take what has been read; waits for it only where nothing is under way."""
        while not self._is_full and (window := source.take(0 if self._shares else None)):
            self._shares.put(window)

    def _add(self) -> None:
        # Started again by Ray itself, an actor would hold its shares for as long as no machine has room for it.
        make = self._ray.remote(RayWorker).options(max_restarts=0, max_task_retries=0, **self._needs)
        station = _Station(make.remote(*self._made_of))
        station.asked.append((station.actor.load.remote(), None))
        self._stations.append(station)

    def _hand_out(self) -> None:
        for busy in range(AT_ONCE):
            # In turn, not the first that is free: a worker that was asked nothing would not be known to have died.
            for station in sorted(self._stations, key=lambda station: station.turn):
                if self._shares.waiting and station.ready and len(station.asked) == busy:
                    share = self._shares.take()
                    request = {"window": share.window.number, "entries": of_entries(share.entries)}
                    station.asked.append((station.actor.work.remote(packed(request)), share))
                    station.turn = self._turn = self._turn + 1

    def _collect(self, timeout: float) -> None:
        heads = {station.asked[0][0]: station for station in self._stations if station.asked}
        done, _ = self._ray.wait(list(heads), num_returns=1, timeout=timeout)
        for answer in done:
            self._take(heads[answer])
        if done:
            self._heard = time.monotonic()
        elif time.monotonic() - self._heard >= _PATIENCE:
            self._heard = time.monotonic()
            self._warn(f"no answer for {_PATIENCE:.0f} s; {self._there}")

    def _take(self, station: _Station) -> None:
        answer, share = station.asked.popleft()
        try:
            message = unpacked(self._ray.get(answer))
        except self._ray.exceptions.RayError as exc:
            self._replace(station, share, str(exc))
            return
        if "error" in message:
            raise_error(message)
        self._note(station, message)
        if share is not None:
            self._shares.answer(share, to_results(message["results"]))

    @property
    def _there(self) -> str:
        return f"{sum(one.ready for one in self._stations)} of {self._wanted} workers are ready"

    def _note(self, station: _Station, message: Message) -> None:
        if not station.ready:
            station.ready, self._stillborn = True, 0
            self._tell(self._there)
        station.resident = message["resident"]
        self.resident = sum(one.resident for one in self._stations)

    def _replace(self, station: _Station, share: Share | None, error: str) -> None:
        reason = error.strip().splitlines()[0]
        self._warn(f"a worker on the cluster died, another takes over: {reason}")
        self._stations.remove(station)
        self._ray.kill(station.actor)  # where only the connection to it is lost
        for _, waiting in reversed(station.asked):
            if waiting is not None:
                self._shares.give_back(waiting)
        if share is not None:
            self._shares.lost(share, f"the worker on the cluster died ({reason})")
        elif (stillborn := self._stillborn + 1) == STILLBORN:
            raise ModelError(f"the models cannot be loaded on the cluster: {reason}")
        else:
            self._stillborn = stillborn
        self._add()
