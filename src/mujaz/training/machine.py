"""Tell what a training runs on: its name for the manifest, and the precision that it computes fastest in."""

from __future__ import annotations

import platform
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

_PROCESSORS = Path("/proc/cpuinfo")


def machine() -> str:
    """Threads and processor, or the graphics card."""
    # The trainer has loaded it.
    import torch

    if torch.cuda.is_available():
        return torch.cuda.get_device_name(0)
    threads = torch.get_num_threads()
    return f"{threads} thread{'s' if threads > 1 else ''} of {_processor()}"


def computes_bfloat16_faster() -> bool:
    """Return whether a matrix product takes less time in bfloat16 than in float32.

    It is measured, in milliseconds: a processor without instructions for bfloat16 imitates them, many times as
    slowly, and which ones have them, and how well, no list can tell.
    """
    # The trainer has loaded it.
    import torch

    if torch.cuda.is_available():
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    return _seconds_of_product(torch.bfloat16) < _seconds_of_product(torch.float32)


def _seconds_of_product(dtype: Any) -> float:
    """Return the least time of three products: what else the machine does may slow some of them."""
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
