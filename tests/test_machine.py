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
def machine_of_eight(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the limits of control groups stand, on a machine of eight processors and 16 GB."""
    write(tmp_path / "meminfo", "MemTotal:  33554432 kB\nMemFree:  1024 kB\nMemAvailable:   16777216 kB\n")
    monkeypatch.setattr(machine, "_CGROUPS", tmp_path / "groups")
    monkeypatch.setattr(machine, "_OWN_CGROUPS", tmp_path / "own")
    monkeypatch.setattr(machine, "_MEMINFO", tmp_path / "meminfo")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: set(range(8)))
    return tmp_path


def write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)


def test_without_limits_the_machine_is_all_there_is(machine_of_eight: Path) -> None:
    assert (machine.cores(), machine.free_memory()) == (8, 16 * 2**30)
    write(machine_of_eight / "own", "0::/\n")
    for name, content in (("cpu.max", "max 100000\n"), ("memory.max", "max\n"), ("memory.current", "5\n")):
        write(machine_of_eight / "groups" / name, content)
    assert (machine.cores(), machine.free_memory()) == (8, 16 * 2**30)


def test_the_narrowest_of_the_groups_that_a_process_is_in_counts(machine_of_eight: Path) -> None:
    write(machine_of_eight / "own", "0::/night/jobs\n")
    groups = machine_of_eight / "groups"
    write(groups / "night" / "cpu.max", "250000 100000\n")
    write(groups / "night" / "jobs" / "cpu.max", "400000 100000\n")
    for name, content in (("memory.max", "1000\n"), ("memory.current", "700\n"), ("memory.stat", "inactive_file 50")):
        write(groups / "night" / "jobs" / name, content)
    assert (machine.cores(), machine.free_memory()) == (3, 350)


def test_groups_of_the_first_version_count_too(machine_of_eight: Path) -> None:
    write(machine_of_eight / "own", "5:memory:/job\n4:cpu,cpuacct:/job\n1:name=systemd:/\n")
    groups = machine_of_eight / "groups"
    write(groups / "cpu" / "job" / "cpu.cfs_quota_us", "150000\n")
    write(groups / "cpu" / "job" / "cpu.cfs_period_us", "100000\n")
    write(groups / "cpu" / "cpu.cfs_quota_us", "-1\n")
    write(groups / "memory" / "memory.limit_in_bytes", "1000\n")
    write(groups / "memory" / "memory.usage_in_bytes", "600\n")
    write(groups / "memory" / "memory.stat", "inactive_file 10\ntotal_inactive_file 100\n")
    assert (machine.cores(), machine.free_memory()) == (2, 500)


def test_where_nobody_tells_memory_is_without_end(machine_of_eight: Path) -> None:
    (machine_of_eight / "meminfo").unlink()
    assert machine.free_memory() == math.inf


def test_this_machine_tells() -> None:
    assert machine.cores() >= 1
    assert machine.free_memory() > 0
