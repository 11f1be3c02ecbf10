"""The runner on a Ray cluster: windows to actors on its machines, results back in order.

These are actors of Ray's core, not Ray Data. The input of a job is one stream that the job itself reads, from standard
input if need be, with a digest up to each window; and an article that kills workers must be found in its window. Ray
Data gives a block that killed its worker to the next one as a whole, without end (`benchmarks/ray_data.py` shows it).
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from mujaz.errors import InputError
from mujaz.jobs.crew import Crew
from mujaz.jobs.local import TIMEOUT
from mujaz.jobs.messages import Message, of_task, packed, unpacked
from mujaz.jobs.process import raise_error
from mujaz.jobs.ray_cluster import connected, needs, room
from mujaz.jobs.ray_worker import RayWorker, own_record
from mujaz.jobs.station import Station
from mujaz.jobs.stdout import silenced_stdout
from mujaz.jobs.work import Task
from mujaz.wording import count_noun

_log = logging.getLogger(__name__)


_PATIENCE = 30.0
"""Seconds without an answer after which the log says how many workers there are."""


class Actor(Station):
    """An actor, and what it was asked: first to load its models, then shares.

    Args:
        ray: The module.
        actor: Of class `RayWorker`.
    """

    def __init__(self, ray: Any, actor: Any) -> None:
        super().__init__()
        self._ray = ray
        self._actor = actor
        self.answers: deque[Any] = deque([actor.load.remote()])
        """Streams, one for each request, of what it says of that; the first goes on."""

    def ask(self, request: Message) -> None:
        """Have it work on some entries of a window."""
        self.answers.append(self._actor.work.remote(packed(request)))

    def end(self) -> None:
        """End it, also where only the connection to it is lost."""
        self._ray.kill(self._actor)


class RayRunner(Crew[Actor]):
    """Works on the machines of a Ray cluster.

    A worker takes as many processors as the profile has threads, memory for the models, and a GPU where the profile's
    device is one.

    Args:
        task: What to do.
        address: The cluster's; None takes what RAY_ADDRESS says, or else starts one on this machine.
        workers: How many; 0 takes as many as there is room for now.
        timeout: Seconds without a sign of life after which a worker's process is taken for dead.
        tell: Told of workers that are there; by default the log is.
        warn: Told of workers that died, and of long waits.

    Raises:
        MissingExtraError: The extra [ray] is not installed.
        InputError: There is no cluster at that address, or this machine, where it is to be, is too small.
    """

    at_once = 2  # the next is there when one is done, however long it travels

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
            fits = room(self._ray, self._needs)
            self._until_closed = until_closed.pop_all()
        super().__init__(workers or max(fits, 1), warn)
        if self._is_ours and not fits:
            self.close()
            raise InputError(f"this machine has no room for a worker on a cluster, which takes {self._share}")
        self._heard = time.monotonic()
        self._asked = 0
        self._tell = tell

    def close(self) -> None:
        """End the workers; what they are doing is lost."""
        with self._until_closed:
            super().close()
            if self._is_ours:
                self._ray.shutdown()

    def _start(self) -> Actor:
        # Started again by Ray itself, an actor would hold its shares for as long as no machine has room for it.
        make = self._ray.remote(RayWorker).options(max_restarts=0, max_task_retries=0, **self._needs)
        return Actor(self._ray, make.remote(*self._made_of))

    def _listen(self, seconds: float) -> None:
        heads = {station.answers[0]: station for station in self._stations if station.answers}
        if self._turn != self._asked:  # something more was asked since
            self._asked, self._heard = self._turn, time.monotonic()
        done, _ = self._ray.wait(list(heads), num_returns=1, timeout=seconds)
        for answer in done:
            self._take(heads[answer])
        if done:
            self._heard = time.monotonic()
        elif time.monotonic() - self._heard >= _PATIENCE:
            self._heard = time.monotonic()
            self._warn(f"no answer for {_PATIENCE:.0f} s; {self._there}; each takes {self._share}")

    def _take(self, station: Actor) -> None:
        try:
            message = unpacked(self._ray.get(next(station.answers[0])))
        except StopIteration:  # it has said all of that
            station.answers.popleft()
            return
        except self._ray.exceptions.RayError as exc:
            self._died(station, f"the worker on the cluster died ({str(exc).strip().splitlines()[0]})")
            return
        if "error" in message:
            raise_error(message)
        self._hear(station, message)
        if "ready" in message:
            self._tell(self._there)

    @property
    def _share(self) -> str:
        gpus = f" and {count_noun(int(self._needs['num_gpus']), 'GPU')}" if self._needs["num_gpus"] else ""
        return f"{count_noun(int(self._needs['num_cpus']), 'processor')}, {self._needs['memory'] / 2**20:.0f} MB{gpus}"

    @property
    def _there(self) -> str:
        return f"{len(self._stations) - self._loading} of {self._wanted} workers are ready"
