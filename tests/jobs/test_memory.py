"""Memory is flat: what four thousand articles take, one thousand did."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.conftest import ROOT


def test_four_times_as_many_articles_take_no_more_memory() -> None:
    script = [sys.executable, str(ROOT / "benchmarks" / "memory.py"), "--articles", "4000", "--marks", "1000,4000"]
    done = subprocess.run([*script, "--no-checks"], capture_output=True, text=True, check=True)
    growths = [float(growth) for growth in re.findall(r"MB, +([+-][\d.]+) %", done.stdout)]
    assert len(growths) == 2
    assert growths[1] < 5
    assert "briefs=4000, failed=0" in done.stdout
