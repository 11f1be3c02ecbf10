"""Processors and memory of this machine, or of the container that runs here."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Iterator
from pathlib import Path

_CGROUPS = Path("/sys/fs/cgroup")
_OWN_CGROUPS = Path("/proc/self/cgroup")
_MEMINFO = Path("/proc/meminfo")
_CACHED = ("total_inactive_file", "inactive_file")
_STATM = Path("/proc/self/statm")
_MEGABYTE = 2**20


def cores() -> int:
    """Processors that this process may use; of a container's share, begun ones count.

    The system tells on Linux; elsewhere all of the machine's are taken.
    """
    if sys.platform != "linux":
        return os.cpu_count() or 1
    shares = [_share(folder) for folder in _folders("cpu")]
    return int(min([len(os.sched_getaffinity(0)), *shares]))


def free_memory() -> float:
    """Bytes that programs started now can have without swapping; infinite if the system does not tell."""
    return min([_available(), *(_left(folder) for folder in _folders("memory"))])


def resident_memory() -> float:
    """Return this process's resident memory in MB; not on Linux its highest value so far, or 0 if unknown."""
    if _STATM.exists():
        return int(_STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / _MEGABYTE
    if sys.platform == "win32":
        return 0.0
    import resource  # not on Windows

    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return highest / _MEGABYTE if sys.platform == "darwin" else highest / 1024


def _available() -> float:
    words = _words(_MEMINFO)
    if "MemAvailable:" not in words:
        return math.inf
    return 1024.0 * int(words[words.index("MemAvailable:") + 1])


def _folders(controller: str) -> Iterator[Path]:
    """The folders with this process's limits, of control groups of either version, from its own group to the root."""
    for line in _lines(_OWN_CGROUPS):
        _, controllers, path = line.split(":", 2)
        if controller in controllers.split(","):
            root = _CGROUPS / controller
        elif controllers:
            continue
        else:
            root = _CGROUPS
        group = root / path.strip("/")
        yield from (folder for folder in (group, *group.parents) if folder.is_relative_to(root))


def _share(folder: Path) -> float:
    share = _words(folder / "cpu.max") or _words(folder / "cpu.cfs_quota_us") + _words(folder / "cpu.cfs_period_us")
    if len(share) < 2 or not share[0].isdigit():  # "max" or -1: no limit
        return math.inf
    return math.ceil(int(share[0]) / int(share[1]))


def _left(folder: Path) -> float:
    most = _words(folder / "memory.max") or _words(folder / "memory.limit_in_bytes")
    used = _words(folder / "memory.current") or _words(folder / "memory.usage_in_bytes")
    if not (most and used and most[0].isdigit()):
        return math.inf
    # Cached files count as used and are given back when memory is asked for.
    stat = _words(folder / "memory.stat")
    cached = next((int(stat[stat.index(name) + 1]) for name in _CACHED if name in stat), 0)
    return float(int(most[0]) - int(used[0]) + cached)


def _words(path: Path) -> list[str]:
    return " ".join(_lines(path)).split()


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
