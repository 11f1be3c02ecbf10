"""The runner on a Ray cluster: windows to actors on its machines, results back in order.

These are actors of Ray's core, not Ray Data. The input of a job is one stream that the job itself reads, from standard
input if need be, with a digest up to each window; and an article that kills workers must be found in its window. Ray
Data gives a block that killed its worker to the next one as a whole, without end (`benchmarks/ray_data.py` shows it).
"""

from __future__ import annotations

import importlib
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

from mujaz.errors import InputError, MissingExtraError
from mujaz.jobs.local import TIMEOUT, estimate_worker_memory
from mujaz.jobs.messages import Message, decode_message, encode_message, pack_task
from mujaz.jobs.ray_worker import RayWorker, write_task_record
from mujaz.jobs.work import Task
from mujaz.jobs.worker_pool import WorkerHandle, WorkerPool
from mujaz.jobs.worker_process import raise_error
from mujaz.machine import cores
from mujaz.profiles import Profile
from mujaz.wording import count_noun

_log = logging.getLogger(__name__)

ADDRESS = "RAY_ADDRESS"
"""Ray's own variable with the address of a cluster."""

_CONNECT_SECONDS = 10.0
"""Seconds that a cluster may take to open a connection."""

_PATIENCE = 30.0
"""Seconds without an answer after which the log says how many workers there are."""

# Open to this machine alone: whoever reaches the ports of a Ray cluster can run code on it. And one of our own: without
# "local" Ray joins the cluster that a file in /tmp names, which anybody may have written.
_LOCAL_CLUSTER: dict[str, Any] = {"address": "local", "include_dashboard": False, "_node_ip_address": "127.0.0.1"}


class ActorHandle(WorkerHandle):
    """An actor, and its requests: first to load its models, then parts of windows.

    Args:
        ray: The module.
        actor: Of class `RayWorker`.
    """

    def __init__(self, ray: Any, actor: Any) -> None:
        super().__init__()
        self._ray = ray
        self._actor = actor
        self.answers: deque[Any] = deque([actor.load.remote()])
        """Streams of messages, one for each request; the first is the one that goes on."""

    def send(self, request: Message) -> None:
        """Have it work on some entries of a window."""
        self.answers.append(self._actor.work.remote(encode_message(request)))

    def end(self) -> None:
        """End it, also if only the connection to it is lost."""
        self._ray.kill(self._actor)


class RayRunner(WorkerPool[ActorHandle]):
    """Works on the machines of a Ray cluster.

    A worker takes as many processors as the profile has threads, memory for the models, and a GPU if the profile's
    device is one.

    Args:
        task: The settings of the work.
        address: The cluster's; None takes the one that RAY_ADDRESS names, or else starts one on this machine.
        workers: How many; 0 takes as many as fit now.
        timeout: Seconds without a sign of life after which a worker's process is taken for dead.
        tell: Told of workers that are ready; by default the log is.
        warn: Told of workers that died, and of long waits.

    Raises:
        MissingExtraError: The extra [ray] is not installed.
        InputError: There is no cluster at that address, or this machine, if it is to be there, is too small.
    """

    parts_at_once = 2  # the next is there when one is done, however long it travels

    def __init__(
        self,
        task: Task,
        address: str | None = None,
        workers: int = 0,
        timeout: float = TIMEOUT,
        tell: Callable[[str], None] = _log.info,
        warn: Callable[[str], None] = _log.warning,
    ) -> None:
        self._actor_arguments = encode_message(pack_task(task)), write_task_record(task), timeout
        with ExitStack() as until_closed:
            until_closed.enter_context(silence_stdout())  # Ray prints of every death, some of it in C++
            self._ray, self._is_ours = connect(address)
            self._resources = find_resources(self._ray, task.profile)
            fitting = count_fitting_on_cluster(self._ray, self._resources)
            self._until_closed = until_closed.pop_all()
        super().__init__(workers or max(fitting, 1), warn)
        if self._is_ours and not fitting:
            self.close()
            raise InputError(f"this machine has no room for a worker on a cluster, which takes {self._share}")
        self._heard = time.monotonic()
        self._heard_turn = 0
        self._tell = tell

    def close(self) -> None:
        """End the workers; work that they have not finished is lost."""
        with self._until_closed:
            super().close()
            if self._is_ours:
                self._ray.shutdown()

    def _start_worker(self) -> ActorHandle:
        # Started again by Ray itself, an actor would hold its parts for as long as no machine has room for it.
        actor_class = self._ray.remote(RayWorker).options(max_restarts=0, max_task_retries=0, **self._resources)
        return ActorHandle(self._ray, actor_class.remote(*self._actor_arguments))

    def _wait_for_message(self, seconds: float) -> None:
        heads = {worker.answers[0]: worker for worker in self._workers if worker.answers}
        if self._turn != self._heard_turn:  # another request was sent since
            self._heard_turn, self._heard = self._turn, time.monotonic()
        answered, _ = self._ray.wait(list(heads), num_returns=1, timeout=seconds)
        for answer in answered:
            self._read_message(heads[answer])
        if answered:
            self._heard = time.monotonic()
        elif time.monotonic() - self._heard >= _PATIENCE:
            self._heard = time.monotonic()
            self._warn(f"no answer for {_PATIENCE:.0f} s; {self._ready_count}; each takes {self._share}")

    def _read_message(self, worker: ActorHandle) -> None:
        try:
            message = decode_message(self._ray.get(next(worker.answers[0])))
        except StopIteration:  # that was the end of this answer
            worker.answers.popleft()
            return
        except self._ray.exceptions.RayError as exc:
            reason = str(exc).strip().splitlines()[0]
            self._handle_death(worker, f"the worker on the cluster died ({reason})")
            return
        if "error" in message:
            raise_error(message)
        self._handle_message(worker, message)
        if "ready" in message:
            self._tell(self._ready_count)

    @property
    def _share(self) -> str:
        cpus, gpus = int(self._resources["num_cpus"]), int(self._resources["num_gpus"])
        memory = self._resources["memory"] / 2**20
        return f"{count_noun(cpus, 'processor')}, {memory:.0f} MB" + (f" and {count_noun(gpus, 'GPU')}" if gpus else "")

    @property
    def _ready_count(self) -> str:
        return f"{len(self._workers) - self._loading} of {self._most} workers are ready"


def connect(address: str | None) -> tuple[Any, bool]:
    """Connect to the cluster at `address`, or start one on this machine.

    Returns:
        The module `ray`, and whether the connection is ours to end.

    Raises:
        MissingExtraError: The extra [ray] is not installed.
        InputError: There is no cluster at that address.
    """
    ray = _import_ray()
    if ray.is_initialized():
        return ray, False
    address = address or os.environ.get(ADDRESS)
    options = {"address": address} if address else {**_LOCAL_CLUSTER, "num_cpus": cores()}
    try:
        if address:
            _try_address(address)
        with _keep_handler():
            ray.init(**options, log_to_driver=False, logging_level="ERROR")
    except (OSError, ValueError, RuntimeError) as exc:
        raise InputError(f"no Ray cluster at {address or 'this machine'}: {exc}") from exc
    return ray, True


def find_resources(ray: Any, profile: Profile) -> dict[str, float]:
    """Return the resources that a worker takes of its machine, as Ray's options.

    They are as many processors as the profile has threads, memory, and a GPU if the profile asks for one, or leaves
    the choice open and there are GPUs.
    """
    has_gpus = any(machine.get("GPU") for machine in _list_machines(ray))
    wants_gpu = profile.device == "cuda" or (profile.device == "auto" and has_gpus)
    return {"num_cpus": profile.threads or 1, "num_gpus": int(wants_gpu), "memory": estimate_worker_memory(profile)}


def count_fitting_on_cluster(ray: Any, resources: dict[str, float]) -> int:
    """Return how many workers fit on the cluster when nothing else runs on it."""
    names = {"num_cpus": "CPU", "num_gpus": "GPU", "memory": "memory"}
    amounts = {names[name]: amount for name, amount in resources.items() if amount}
    machines = _list_machines(ray)
    return sum(int(min(machine.get(name, 0) // amount for name, amount in amounts.items())) for machine in machines)


@contextmanager
def silence_stdout() -> Iterator[None]:
    """Let nothing through that is printed on standard output, also by code that is not Python.

    Standard error cannot take it either: there may be a log that machines read.
    """
    sys.stdout.flush()
    stdout = os.dup(1)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        try:
            with redirect_stdout(nowhere):
                yield
        finally:
            os.dup2(stdout, 1)
            os.close(stdout)


def _import_ray() -> Any:
    # Ray tells its makers how it is used, unless told not to.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        return importlib.import_module("ray")  # a second to load, and an extra: only for who asks for it
    except ImportError as exc:
        raise MissingExtraError("--runner ray", "ray") from exc


@contextmanager
def _keep_handler() -> Iterator[None]:
    # Ray replaces our handlers by one that prints and one that ends with another exit code.
    handler = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        # In another thread neither Ray nor we may set any; one that is not Python's cannot be set again.
        if handler is not None and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, handler)


def _try_address(address: str) -> None:
    # Ray tries for minutes to reach an address that nobody listens at. Its other forms of address are left to it.
    host, _, port = address.rpartition(":")
    if host and port.isdigit() and "/" not in host:
        socket.create_connection((host.strip("[]"), int(port)), _CONNECT_SECONDS).close()


def _list_machines(ray: Any) -> list[dict[str, float]]:
    return [node["Resources"] for node in ray.nodes() if node["Alive"]]
