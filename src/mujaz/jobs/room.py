"""How many workers this machine has room for."""

from __future__ import annotations

from mujaz.machine import cores, free_memory
from mujaz.models.bundle import open_bundle
from mujaz.profiles import Profile

_WEIGHTS, _WIDER = 2, 5
"""Times the models' files that a worker's memory grows with: the weights, and what is computed from them; the second
where another type than they are kept in is asked for, which may take four times as much."""

_BESIDE = 512 * 2**20
"""Bytes that a worker has besides: word lists, Python, batches."""

_KEPT_FREE = 0.2
"""Of the free memory that part which stays free."""


def memory_of_worker(profile: Profile) -> int:
    """Bytes that a worker may come to take, on the safe side.

    Raises:
        BundleError: A bundle that the profile names is missing or altered.
    """
    times = _WEIGHTS if profile.compute_type in ("auto", "default") or "int8" in profile.compute_type else _WIDER
    return times * sum(open_bundle(name).size for name in profile.bundles) + _BESIDE


def local_room(profile: Profile) -> int:
    """How many workers of the profile's threads fit beside each other; on a GPU one, which shares it with nobody.

    Raises:
        BundleError: A bundle that the profile names is missing or altered.
    """
    if profile.device == "cuda" or (profile.device == "auto" and _gpus()):
        return 1
    by_memory = (1 - _KEPT_FREE) * free_memory() / memory_of_worker(profile)
    return int(max(1, min(cores() // (profile.threads or 1), by_memory)))


def _gpus() -> int:
    from ctranslate2 import get_cuda_device_count  # the workers' library: only where it is asked

    return int(get_cuda_device_count())
