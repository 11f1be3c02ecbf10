"""What the machine has to give, and a container's share of it."""

from __future__ import annotations

import math
import os
import sys
from pathlib import Path

import pytest

from mujaz import machine

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone tells")


@pytest.fixture
def container(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which a container's limits stand, on a machine of eight processors and 16 GB."""
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemTotal:  33554432 kB\nMemFree:  1024 kB\nMemAvailable:   16777216 kB\n")
    monkeypatch.setattr(machine, "_CGROUP", tmp_path)
    monkeypatch.setattr(machine, "_MEMINFO", meminfo)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: set(range(8)))
    return tmp_path


def test_without_limits_the_machine_is_all_there_is(container: Path) -> None:
    assert (machine.cores(), machine.free_memory()) == (8, 16 * 2**30)
    for name, content in (("cpu.max", "max 100000\n"), ("memory.max", "max\n"), ("memory.current", "5\n")):
        (container / name).write_text(content)
    assert (machine.cores(), machine.free_memory()) == (8, 16 * 2**30)


def test_a_container_has_its_share(container: Path) -> None:
    (container / "cpu.max").write_text("250000 100000\n")
    for name, content in (("memory.max", "1000\n"), ("memory.current", "700\n"), ("memory.stat", "inactive_file 50")):
        (container / name).write_text(content)
    assert (machine.cores(), machine.free_memory()) == (3, 350)


def test_where_nobody_tells_memory_is_without_end(container: Path) -> None:
    (container / "meminfo").unlink()
    assert machine.free_memory() == math.inf


def test_this_machine_tells() -> None:
    assert machine.cores() >= 1
    assert machine.free_memory() > 0
