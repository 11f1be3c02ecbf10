"""The Ray cluster that a job runs on: connecting to it, and how many workers it has room for."""

from __future__ import annotations

import importlib
import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mujaz.errors import InputError, MissingExtraError
from mujaz.jobs.room import memory_of_worker
from mujaz.machine import cores
from mujaz.profiles import Profile

ADDRESS = "RAY_ADDRESS"
"""Ray's own variable with the address of a cluster."""


_KNOCK = 10.0
"""Seconds that a cluster may take to open a connection."""


def connected(address: str | None) -> tuple[Any, bool]:
    """Ray, connected to the cluster at `address`, or to one that is started on this machine.

    Returns:
        The module `ray`, and whether the connection is ours to end.

    Raises:
        MissingExtraError: The extra [ray] is not installed.
        InputError: There is no cluster at that address.
    """
    ray = _imported()
    if ray.is_initialized():
        return ray, False
    address = address or os.environ.get(ADDRESS)
    how = {"address": address} if address else {**_OWN, "num_cpus": cores()}
    try:
        if address:
            _knock(address)
        with _own_way_to_end():
            ray.init(**how, log_to_driver=False, logging_level="ERROR")
    except (OSError, ValueError, RuntimeError) as exc:
        raise InputError(f"no Ray cluster at {address or 'this machine'}: {exc}") from exc
    return ray, True


def needs(ray: Any, profile: Profile) -> dict[str, float]:
    """What a worker takes of its machine, as Ray's options.

    Those are as many processors as the profile has threads, memory, and a GPU where the profile asks for one, or takes
    what there is and there are GPUs.
    """
    gpus = any(one.get("GPU") for one in _machines(ray))
    wants_gpu = profile.device == "cuda" or (profile.device == "auto" and gpus)
    return {"num_cpus": profile.threads or 1, "num_gpus": int(wants_gpu), "memory": memory_of_worker(profile)}


def room(ray: Any, needed: dict[str, float]) -> int:
    """How many workers the cluster has room for when nothing else runs on it."""
    return sum(_room(machine, needed) for machine in _machines(ray))


# Open to this machine alone: whoever reaches the ports of a Ray cluster can run code on it. And one of our own: without
# "local" Ray joins the cluster that a file in /tmp names, which anybody may have written.
_OWN: dict[str, Any] = {"address": "local", "include_dashboard": False, "_node_ip_address": "127.0.0.1"}


def _imported() -> Any:
    # Ray tells its makers how it is used, unless told not to.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        return importlib.import_module("ray")  # a second to load, and an extra: only where it is asked for
    except ImportError as exc:
        raise MissingExtraError("--runner ray", "ray") from exc


@contextmanager
def _own_way_to_end() -> Iterator[None]:
    # Ray puts handlers in the place of ours, one that prints and one that ends with another exit code.
    ours = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        # In another thread neither Ray nor we may set any; one that is not Python's cannot be set again.
        if ours is not None and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, ours)


def _knock(address: str) -> None:
    # Ray tries for minutes to reach an address where nobody is. Its other forms of address are left to it.
    host, _, port = address.rpartition(":")
    if host and port.isdigit() and "/" not in host:
        socket.create_connection((host.strip("[]"), int(port)), _KNOCK).close()


def _machines(ray: Any) -> list[dict[str, float]]:
    return [node["Resources"] for node in ray.nodes() if node["Alive"]]


def _room(machine: dict[str, float], needed: dict[str, float]) -> int:
    names = {"num_cpus": "CPU", "num_gpus": "GPU", "memory": "memory"}
    return int(min(machine.get(names[name], 0) // amount for name, amount in needed.items() if amount))
