"""What the C library does with memory that a training frees at every step."""

from __future__ import annotations

import ctypes
import platform

# As in glibc's malloc.h.
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3

_LARGEST = 32 * 2**20
"""The largest threshold that glibc takes: larger blocks are mapped one by one, and returned."""


def keep_freed_memory() -> None:
    """Have glibc keep blocks of up to 32 MB for the next step instead of returning them; elsewhere nothing is done.

    Returned and asked for anew, each of a block's pages faults again: much of a step's time (docs/training.md).
    """
    if platform.libc_ver()[0] != "glibc":
        return
    libc = ctypes.CDLL(None)
    libc.mallopt(_M_MMAP_THRESHOLD, _LARGEST)
    libc.mallopt(_M_TRIM_THRESHOLD, -1)
