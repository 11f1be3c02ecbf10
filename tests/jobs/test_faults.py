"""Nothing is lost, doubled or called done that is not, whatever befalls a job: some of the faults of the benchmark."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "faults.py"


def test_every_eleventh_fault_loses_nothing_doubles_nothing_and_is_told() -> None:
    command = [sys.executable, str(BENCHMARK), "--every", "11"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "no problem\n")
    _, faults, _, _, *bad = done.stdout.splitlines()[-1].strip("|").replace(" ", "").split("|")
    assert int(faults) > 50
    assert bad == ["0", "0", "0"]
