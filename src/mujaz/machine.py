"""What this machine, or the container that runs here, has to give."""

from __future__ import annotations

import math
import os
import sys
from pathlib import Path

_CGROUP = Path("/sys/fs/cgroup")
_MEMINFO = Path("/proc/meminfo")


def cores() -> int:
    """Processors that this process may use; of a container's share, begun ones count.

    The system tells on Linux; elsewhere all of the machine's are taken.
    """
    if sys.platform != "linux":
        return os.cpu_count() or 1
    allowed = len(os.sched_getaffinity(0))
    share = _words(_CGROUP / "cpu.max")
    if len(share) == 2 and share[0].isdigit():
        return min(allowed, math.ceil(int(share[0]) / int(share[1])))
    return allowed


def free_memory() -> float:
    """Bytes that programs started now can have without swapping; infinite where the system does not tell."""
    return min(_available(), _left_to_container())


def _available() -> float:
    words = _words(_MEMINFO)
    if "MemAvailable:" not in words:
        return math.inf
    return 1024.0 * int(words[words.index("MemAvailable:") + 1])


def _left_to_container() -> float:
    most, used = _words(_CGROUP / "memory.max"), _words(_CGROUP / "memory.current")
    if not (most and used and most[0].isdigit()):
        return math.inf
    # What is cached of files counts as used and is given back when it is asked for.
    stat = _words(_CGROUP / "memory.stat")
    cached = int(stat[stat.index("inactive_file") + 1]) if "inactive_file" in stat else 0
    return float(int(most[0]) - int(used[0]) + cached)


def _words(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="ascii").split()
    except OSError:
        return []
