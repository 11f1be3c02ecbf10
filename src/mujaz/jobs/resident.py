"""How much memory this process has."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_MEGABYTE = 2**20


def resident() -> float:
    """Resident memory in MB; elsewhere than on Linux the most that there ever was, and 0 where nobody tells."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / _MEGABYTE
    if sys.platform == "win32":
        return 0.0
    import resource  # not on Windows

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / _MEGABYTE if sys.platform == "darwin" else most / 1024
