"""The machine of a training: its name for the manifest, its fastest precision, and the C library's memory."""

from __future__ import annotations

import ctypes
import platform
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

_PROCESSORS = Path("/proc/cpuinfo")


def describe_machine() -> str:
    """Name the threads and processor, or the graphics card."""
    # The trainer has loaded it.
    import torch

    if torch.cuda.is_available():
        return torch.cuda.get_device_name(0)
    threads = torch.get_num_threads()
    return f"{threads} thread{'s' if threads > 1 else ''} of {_processor()}"


def computes_bfloat16_faster() -> bool:
    """Return whether a matrix product takes less time in bfloat16 than in float32.

    It is measured, in milliseconds: a processor without instructions for bfloat16 imitates them, many times as slowly,
    and no list tells which processors have them, and how well.
    """
    # The trainer has loaded it.
    import torch

    if torch.cuda.is_available():
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    return _seconds_of_product(torch.bfloat16) < _seconds_of_product(torch.float32)


def _seconds_of_product(dtype: Any) -> float:
    """Return the least time of three products: other work on the machine may slow some of them."""
    import torch

    states, weights = torch.ones(256, 384, dtype=dtype), torch.ones(384, 384, dtype=dtype)
    times = []
    for _ in range(3):
        start = time.perf_counter()
        states @ weights
        times.append(time.perf_counter() - start)
    return min(times)


def _processor() -> str:
    with suppress(OSError):  # Linux only
        for line in _PROCESSORS.read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name":
                return " ".join(value.split())
    return platform.processor() or platform.machine()


# As in glibc's malloc.h.
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3


_LARGEST = 32 * 2**20
"""The largest threshold that glibc takes: larger blocks are mapped one by one, and returned."""


def keep_freed_memory() -> None:
    """Let glibc keep blocks of up to 32 MB for the next step instead of returning them to the system.

    A block that is returned and asked for again faults on each of its pages: much of a step's time
    (docs/findings/training.md). With other C libraries nothing is done.
    """
    if platform.libc_ver()[0] != "glibc":
        return
    libc = ctypes.CDLL(None)
    libc.mallopt(_M_MMAP_THRESHOLD, _LARGEST)
    libc.mallopt(_M_TRIM_THRESHOLD, -1)
