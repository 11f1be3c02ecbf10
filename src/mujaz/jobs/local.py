"""The local runner: worker processes on this machine, each replaced when an article kills it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue

from mujaz.jobs.messages import decode_message, pack_task
from mujaz.jobs.work import Task
from mujaz.jobs.worker_pool import MOST_IN_A_ROW, WorkerPool
from mujaz.jobs.worker_process import Incoming, WorkerDiedError, WorkerProcess
from mujaz.machine import cores, free_memory
from mujaz.models.bundle import open_bundle
from mujaz.profiles import Profile

_log = logging.getLogger(__name__)

WORKER = (sys.executable, "-P", "-m", "mujaz.jobs.worker_main")
"""The command that starts a worker; -P keeps the current folder out of the import path."""

TIMEOUT = 3600.0
"""Seconds without a sign of life, which a worker gives at each stage of a window, after which it is taken for dead."""

_WEIGHTS, _WEIGHTS_CONVERTED = 2, 5
"""Times the size of the models' files that a worker's memory grows by: the weights, and what is computed from them; the
second if the weights are converted to another type, which may take four times as much."""

_BASE_MEMORY = 512 * 2**20
"""Bytes that a worker has besides: word lists, Python, batches."""

_RESERVE = 0.2
"""The share of the free memory that stays free."""


class LocalRunner(WorkerPool[WorkerProcess]):
    """Works in processes of its own.

    Args:
        task: The settings of the work.
        workers: Processes, at most, each of which loads the models; 0 takes as many as fit this machine.
        timeout: See `TIMEOUT`.
        command: The command that starts a worker.
        most_in_a_row: Articles one after the other that may fail by killing their worker.
        warn: Told of workers that died; by default the log is.

    Raises:
        BundleError: A bundle that the profile names is missing or altered.
    """

    parts_at_once = 1

    def __init__(
        self,
        task: Task,
        workers: int = 0,
        timeout: float = TIMEOUT,
        command: Sequence[str] = WORKER,
        most_in_a_row: int = MOST_IN_A_ROW,
        warn: Callable[[str], None] = _log.warning,
    ) -> None:
        super().__init__(workers or count_fitting_workers(task.profile), warn, most_in_a_row)
        self._task = task
        self._timeout = timeout
        self._command = command
        self._incoming: Incoming = SimpleQueue()

    def close(self) -> None:
        """End the workers; unfinished work is lost, but not their warnings."""
        super().close()
        while not self._incoming.empty():
            _, line = self._incoming.get()
            if line and "warning" in (message := decode_message(line)):
                self._warn(message["warning"])

    def _start_worker(self) -> WorkerProcess:
        process = WorkerProcess(self._command, self._timeout, self._incoming)
        process.send(pack_task(self._task))
        return process

    def _wait_for_message(self, seconds: float) -> None:
        shortest = min([seconds, *(process.seconds_left for process in self._workers)])
        try:
            process, line = self._incoming.get(timeout=max(shortest, 0))
        except Empty:
            for silent in [each for each in self._workers if each.seconds_left <= 0]:
                self._handle_death(silent, f"the worker gave no sign of life for {silent.patience:.0f} s")
            return
        if process in self._workers:  # else these are the last words of one that was removed
            try:
                self._handle_message(process, process.read_message(line))
            except WorkerDiedError as exc:
                self._handle_death(process, exc.reason)


def count_fitting_workers(profile: Profile) -> int:
    """Return how many workers of the profile's threads fit this machine; on a GPU one, which shares it with nobody.

    Raises:
        BundleError: A bundle that the profile names is missing or altered.
    """
    if profile.device == "cuda" or (profile.device == "auto" and _count_gpus()):
        return 1
    by_memory = (1 - _RESERVE) * free_memory() / estimate_worker_memory(profile)
    return int(max(1, min(cores() // (profile.threads or 1), by_memory)))


def estimate_worker_memory(profile: Profile) -> int:
    """Return the bytes that a worker may come to take, on the safe side.

    Raises:
        BundleError: A bundle that the profile names is missing or altered.
    """
    keeps_type = profile.compute_type in ("auto", "default") or "int8" in profile.compute_type
    times = _WEIGHTS if keeps_type else _WEIGHTS_CONVERTED
    return times * sum(open_bundle(name).size for name in profile.bundles) + _BASE_MEMORY


def _count_gpus() -> int:
    from ctranslate2 import get_cuda_device_count  # the workers' library: only for who asks

    return int(get_cuda_device_count())
